#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# A run of the small survey into the folder.
run_into() {
    "$MOGNAD" run -q "$1" -o "$2" --no-workbook
}

@test "two runs of one survey are the same, however they are named" {
    small_survey s
    run_into s a
    run_into s b
    for pair in "a b" "a/mognad.db b" "a/2024 b/2024" "a/2024/figures.csv b/mognad.db" "a b/2024/"; do
        run --separate-stderr "$MOGNAD" diff $pair
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [[ "$output" == *" (2024) -> "*" (2024): "*" figures, all the same" ]]
        [ "${#lines[@]}" -eq 1 ]
    done
    run "$MOGNAD" diff -q a b
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    [ "$(ls -A a | tr '\n' ' ')" = "2024 mognad.db " ]
}

@test "one answer: what was read otherwise, and what matters most first" {
    small_survey s
    run_into s a
    sed -i 's/^b;3;3/b;3;/' s/answers.csv
    run_into s b
    run --separate-stderr "$MOGNAD" diff a b
    [ "$status" -eq 1 ]
    [ -z "$stderr" ]
    [[ "${lines[0]}" == "a (2024) -> b (2024): "*" figures, "*" differences" ]]
    [ "${lines[1]}" = "  answers.csv changed" ]
    [[ "$output" == *"  FIGURE   "*"a number reads otherwise with its published decimals"* ]]
    [[ "$output" == *"    item/mean/q2 "*" 2.00 -> 1.50  (1.7 standard errors)"* ]]
    run --separate-stderr "$MOGNAD" diff a b --json
    [ "$status" -eq 1 ]
    jq -e 'length == 1 and .[0].was == {path: "a", form: "small", wave: 2024, figures: .[0].was.figures}' <<< "$output"
    jq -e '.[0] | ([.count[]] | add) == (.differences | length)' <<< "$output"
    jq -e '.[0].changes == [{kind: "inputs", name: "answers.csv", was: .[0].changes[0].was, is: .[0].changes[0].is}]' <<< "$output"
    jq -e '.[0].differences | map(select(.id == "item/mean/q2"))[0]
           | .was.value == 2 and .is.value == 1.5 and .importance == "FIGURE"' <<< "$output"
    # figures with a scale first, those that moved farthest on top
    jq -e '.[0].differences | map(select(.importance == "FIGURE" and .in_se != null).in_se)
           | length > 1 and . == (sort | reverse)' <<< "$output"
    # it is the comparison that verify makes
    cp a/2024/figures.csv s/
    "$MOGNAD" verify s --json > verified || true
    [ "$(jq -S '[.[0].differences[] | {id, kind, deviation}] | sort_by(.id)' verified)" = \
      "$(jq -S '[.[0].differences[] | {id, kind, deviation}] | sort_by(.id)' <<< "$output")" ]
}

@test "values that came or went stand before all others, and so does a verdict" {
    small_survey s
    run_into s a
    mkdir x y
    cp a/2024/figures.csv x/
    awk -F, -v OFS=, '$2 == "index/max/SHARING" { $3 = ""; $9 = "x" }
        $2 == "index/min/SHARING" { $3 += 7 } { print }' x/figures.csv > y/figures.csv
    for folder in x y; do
        echo "2024,hypothesis/verdict/H1,$([ $folder = x ] && echo 1 || echo -1),9,,,,,,,0,m" >> $folder/figures.csv
    done
    run "$MOGNAD" diff x y
    [ "$status" -eq 1 ]
    [[ "${lines[1]}" == "  STATUS        1  another status, or a value that came or went" ]]
    [[ "${lines[2]}" == "  VERDICT       1  a hypothesis is judged otherwise:"* ]]
    [[ "${lines[3]}" == "  FIGURE        1  "* ]]
    [[ "$output" == *"    hypothesis/verdict/H1 "*" value  1 -> -1"* ]]
    mv x/figures.csv x/last.csv
    run "$MOGNAD" diff x/last.csv y/figures.csv
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "x/last.csv (2024) -> "* ]]
}

@test "two years: each with its own of a store, or one with the other" {
    small_survey s
    small_survey t
    sed -i 's/,2024,/,2023,/' t/settings.csv
    sed -i 's/^b;3;3/b;3;2/' t/answers.csv
    run_into s a
    run_into s b # together they would have a trend
    run_into t b
    run "$MOGNAD" diff a b
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == *"(2024) -> b (2024): "*"all the same" ]]
    [ "${lines[1]}" = "2023 is in b alone" ]
    run "$MOGNAD" diff b a --wave 2024
    [ "$status" -eq 0 ]
    run "$MOGNAD" diff b a --wave 2023
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: a: there are no figures of 2023" ]
    run "$MOGNAD" diff b/2023 b/2024
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "b/2023 (2023) -> b/2024 (2024): "*" differences" ]]
    [ "${lines[1]}" = "  settings.csv changed" ]
}

@test "what cannot be compared" {
    small_survey s
    mkdir empty
    echo text > note
    run "$MOGNAD" diff s empty
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: s: there is neither a figures.csv nor a mognad.db in this folder" ]
    run "$MOGNAD" diff nowhere s
    [ "$output" = "mognad: nowhere: No such file or directory" ]
    run "$MOGNAD" diff note note
    [ "$output" = "mognad: note: is neither a store nor a table NAME.csv of figures" ]
    run "$MOGNAD" diff a
    [ "$output" = "mognad: mognad diff wants WAS IS" ]
    run "$MOGNAD" diff a b c
    [ "$output" = "mognad: mognad diff takes no 'c'" ]
    run_into s a
    head -c 300 a/2024/figures.csv > cut.csv
    run "$MOGNAD" diff cut.csv a
    [ "$status" -eq 2 ]
    [[ "$output" == "./cut.csv:"*"fault: "* ]]
    echo '{' > a/2024/run.json
    run "$MOGNAD" diff a/2024 a/2024
    [ "$status" -eq 2 ]
    [[ "$output" == "a/2024/run.json:"*"fault: "* ]]
}

@test "in Swedish" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    small_survey s
    run_into s a
    sed -i 's/^b;3;3/b;3;/' s/answers.csv
    run_into s b
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" diff a b
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "a (2024) -> b (2024): "*" värden, "*" avvikelser" ]]
    [ "${lines[1]}" = "  answers.csv har ändrats" ]
}
