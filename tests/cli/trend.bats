#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# Two waves of a small survey. In 2024 a merger of a and b answers as x, and c as before; q2 is
# asked in other words, which the crosswalk leaves out.
two_waves() {
    small_survey 2023
    sed -i 's/,2024,/,2023,/' 2023/settings.csv
    small_survey 2024
    printf 'id,name,successor_of\nx,Agency X,a;b\nc,Agency C,\n' > 2024/register.csv
    printf 'id;q1;q2\nx;3;3\nc;2;3\n' > 2024/answers.csv
    printf 'variable,from_wave,from_name,recode\nq1,2023,q1,\n' > 2024/crosswalk.csv
}

# The field of a figure: its number in the file, from 1.
field() {
    awk -F, -v id="$2" -v n="$3" '$2 == id { print $n }' "out/$1/figures.csv"
}

value() {
    field "$1" "$2" 3
}

@test "three years: one store, figures of what changed, whatever the order of the folders" {
    cp -r "$MOGNAD_SOURCE"/surveys/202? .
    "$MOGNAD" run -q 2020 2021 2022 --replicates 10 --no-workbook
    mv out there
    "$MOGNAD" run -q 2022 2020 2021 --replicates 10 --no-workbook
    for year in 2020 2021 2022; do cmp {there,out}/$year/figures.csv; done
    ! grep -q ,trend/ out/2020/figures.csv
    [ "$(grep -c ',trend/change/[A-Z]*|since=2020,' out/2021/figures.csv)" -eq 6 ]
    [ "$(grep -c ',trend/change/[A-Z]*|since=202[01],' out/2022/figures.csv)" -eq 10 ]
    [ "$(value 2022 'trend/mean/MOGNAD|wave=2021')" = "$(value 2021 index/mean/MOGNAD)" ]
    [ "$(value 2022 'trend/mean/MOGNAD|wave=2022')" = "$(value 2022 index/mean/MOGNAD)" ]
    # nothing in ATTITYD changed since 2021: no break, and nothing comes of changed questions
    [ "$(value 2022 'trend/break/ATTITYD|since=2021')" = 0 ]
    [ "$(value 2022 'trend/item_change/ATTITYD|since=2021')" = 0 ]
    [ "$(value 2022 'trend/change/ATTITYD|since=2021')" = "$(value 2022 'trend/change/ATTITYD|since=2021;questions=common')" ]
    grep -q ',trend/change/MOGNAD|since=2021,.*a break: items new 1, gone 4, changed 0 since 2021' out/2022/figures.csv
    # alone, a year is as it always was
    mv out together
    "$MOGNAD" run -q 2022 --replicates 10 --no-workbook
    grep -v ,trend/ together/2022/figures.csv | cmp - out/2022/figures.csv
}

@test "agencies that merged are compared with what they were" {
    two_waves
    "$MOGNAD" run -q 2023 2024
    # on q1 in 2023: a 0, b 100, c 50; in 2024: x 100, c 50. x was 50 on the mean of a and b.
    [ "$(value 2024 'trend/panel_change/SHARING|since=2023;questions=common')" = 25 ]
    [ "$(field 2024 'trend/panel_change/SHARING|since=2023;questions=common' 4)" = 2 ]
    [ "$(value 2024 'trend/change/SHARING|since=2023;questions=common')" = 25 ]
    [ "$(value 2024 'trend/restructured/SHARING|since=2023;questions=common')" = 0 ]
    [ "$(value 2024 'trend/entering/SHARING|since=2023;questions=common')" = 0 ]
    [ "$(value 2024 'trend/leaving/SHARING|since=2023;questions=common')" = 0 ]
    grep -q 'trend/panel_change/SHARING.*units that merged or split count once' out/2024/figures.csv
    run grep -c successor_of out/2024/findings.csv
    [ "$output" = 0 ]
}

@test "a predecessor, a question and an answer that an earlier wave does not know are told with their place" {
    two_waves
    sed -i 's/a;b/a;bb/' 2024/register.csv
    sed -i 's/q1,2023,q1,/q1,2023,q11,/' 2024/crosswalk.csv
    run --separate-stderr "$MOGNAD" check 2024 2023
    [ "$status" -eq 1 ]
    [[ "$output" == *"2024/register.csv:2:3"*"'bb' is no unit of the frame of any earlier wave"* ]]
    [[ "$output" == *"2024/crosswalk.csv:2:1"*"'q11' is no question of 2023 (did you mean 'q1'?)"* ]]
    # alone, nobody can tell
    "$MOGNAD" check 2024
}

@test "accepted together, a year is verified alone and together, and says what it left out" {
    two_waves
    "$MOGNAD" verify -q 2023 2024 --accept --reason "as reported"
    [ "$(jq -c .waves 2023/figures.json)" = "{}" ]
    [ "$(jq -r '.waves | keys[]' 2024/figures.json)" = 2023 ]
    run "$MOGNAD" verify 2024 2023
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == "2024: "*" figures, all as accepted" && "${lines[1]}" == "2023: "*" figures, all as accepted" ]]
    [ "${#lines[@]}" -eq 2 ]
    n=$(grep -c ,trend/ 2024/figures.csv)
    run "$MOGNAD" verify 2024
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == "2024: "*" figures, all as accepted" ]]
    [ "${lines[1]}" = "  $n figures about earlier waves were not compared: accepted beside 2023, now beside no earlier wave" ]
    [ "$("$MOGNAD" verify 2024 --json | jq -c '.[0] | [.not_compared, .count.GONE]')" = "[$n,0]" ]
}

@test "an earlier wave that changed is the cause of what changed since" {
    two_waves
    "$MOGNAD" verify -q 2023 2024 --accept --reason "as reported"
    sed -i 's/^c;2;1/c;3;1/' 2023/answers.csv
    run "$MOGNAD" verify 2023 2024
    [ "$status" -eq 1 ]
    [[ "$output" == *"2024: "*"  the wave of 2023 changed"*"likely cause of "*": an earlier wave changed"* ]]
    [[ "$output" == *"trend/panel_change/SHARING|since=2023"* ]]
    "$MOGNAD" verify 2024
    # accepted alone, figures about other waves are let go, and it says so
    run "$MOGNAD" verify 2024 --accept --reason "alone"
    [ "$status" -eq 0 ]
    [[ "$output" == *"they are accepted no longer; to keep them, accept the waves together"* ]]
    [ "$(jq -c .waves 2024/figures.json)" = "{}" ]
    run "$MOGNAD" verify 2024 2023
    [[ "$output" == *"accepted beside no earlier wave, now beside 2023"* ]]
}

@test "a run of several years that fails leaves all as it was" {
    two_waves
    "$MOGNAD" run -q 2023 2024 --no-workbook
    before=$(fingerprint out)
    sed -i 's/^a;1;2/a;3;2/' 2023/answers.csv
    run bash -c "ulimit -f 20; '$MOGNAD' run 2024 2023"
    [ "$status" -eq 2 ]
    [ "$(fingerprint out)" = "$before" ]
}

@test "a store of an earlier version is brought up to date by the run" {
    command -v sqlite3 > /dev/null || skip "sqlite3 is not installed"
    two_waves
    mkdir out
    sqlite3 out/mognad.db < "$MOGNAD_SOURCE/tests/store/version_1.sql"
    "$MOGNAD" run -q 2023 2024 --no-workbook
    [ "$(sqlite3 out/mognad.db 'SELECT group_concat(form || year) FROM (SELECT * FROM wave ORDER BY year)')" = "f2021,small2023,small2024" ]
    [ "$(sqlite3 out/mognad.db 'SELECT variable, from_wave, from_name FROM crossing')" = "q1|2023|q1" ]
}
