#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# The survey of 2020 with its figures accepted, computed once for all tests of this file.
setup_file() {
    export ACCEPTED=$BATS_FILE_TMPDIR/accepted
    cp -r "$MOGNAD_SOURCE/surveys/2020" "$ACCEPTED"
    rm -f "$ACCEPTED"/figures.*
    LC_ALL=C.UTF-8 "$MOGNAD" verify -q "$ACCEPTED" --replicates 20 --accept --reason "as reported"
}

# A copy of it, to be changed.
accepted() {
    cp -r "$ACCEPTED" s
}

# Not worth the time of drawing, where it is not the point.
verify() {
    "$MOGNAD" verify --replicates 20 "$@"
}

@test "figures that are computed again are the accepted ones, whatever the locale and the threads" {
    accepted
    before=$(fingerprint s)
    run --separate-stderr verify s
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" =~ ^"s: "[0-9]{4}" figures, all as accepted"$ ]]
    verify -q --threads 1 s
    LC_ALL=sv_SE.UTF-8 TZ=Asia/Tokyo verify -q --threads 7 s/
    [ "$(fingerprint s)" = "$before" ]
    [ ! -e out ]
}

@test "--accept writes the plain table that run writes, and beside it what it was made of" {
    accepted
    "$MOGNAD" run -q s --replicates 20 --no-workbook
    cmp s/figures.csv out/2020/figures.csv
    [ "$(jq -r .reason s/figures.json)" = "as reported" ]
    [ "$(jq -c .options s/figures.json)" = '{"seed":"1","replicates":"20","resample":"no"}' ]
    [ "$(jq -c .inputs s/figures.json)" = "$(jq -c '[.inputs[] | {(.name): .sha256}] | add' out/2020/run.json)" ]
    [ "$(jq -r '.figures["figures.csv"]' s/figures.json)" = "$(sha256sum < s/figures.csv | cut -d' ' -f1)" ]
    before=$(fingerprint s)
    LC_ALL=sv_SE.UTF-8 verify -q s --threads 7 --accept --reason "as reported"
    [ "$(fingerprint s)" = "$before" ]
}

@test "a changed weight: the row is named, and the largest deviation comes first" {
    accepted
    sed -i '/^mog_ledning,/s/,MOGNAD,1,1,/,MOGNAD,1,2,/' s/indices.csv
    run --separate-stderr verify s
    [ "$status" -eq 1 ]
    [ -z "$stderr" ]
    [[ "${lines[0]}" == "s: "*" differences from those accepted (as reported)" ]]
    [ "${lines[1]}" = "  indices.csv changed: mog_ledning" ]
    [[ "${lines[2]}" == "  FIGURE "*": a number reads otherwise with its published decimals" ]]
    [[ "${lines[3]}" == "    likely cause of "*": a row changed that they hang on (indices.csv/mog_ledning)" ]]
    [[ "$output" == *"and "*" more; --json lists them all"* ]]
    run --separate-stderr verify s --json
    [ "$status" -eq 1 ]
    jq -e '.[0].differences | map(select(.id == "weight/effective/mog_ledning~MOGNAD"))
           | .[0].cause == "row" and .[0].kind == "FIGURE" and .[0].is.value == 1 / 7
             and .[0].because == "indices.csv/mog_ledning"' <<< "$output"
    jq -e '.[0] | .count.FIGURE + .count.DRIFT == (.differences | length)' <<< "$output"
    jq -e '.[0].differences | map(select(.kind == "FIGURE").deviation)
           | . == (sort | reverse)' <<< "$output"
    # what hangs on the row, up the tree and into the hypotheses; all else are adjusted for the number
    jq -e '.[0].differences | map(select(.id == "index/mean/MOGNAD" or .id == "hypothesis/estimate/H3")
           .cause) | . == ["row", "row"]' <<< "$output"
    jq -e '.[0].differences | map(select(.cause == "input").id)
           | length > 0 and all(test("/(spearman_)?p_(bh|holm)/"))' <<< "$output"
}

@test "a changed scale: the choice is named" {
    accepted
    sed -i '/^utstrackning5,4,/s/,4,$/,5,/; /^utstrackning5,5,/s/,5,$/,4,/' s/choices.csv
    run verify s
    [ "$status" -eq 1 ]
    [ "${lines[1]}" = "  choices.csv changed: utstrackning5/4, utstrackning5/5" ]
    verify s --json > found || true
    jq -e '.[0].differences | map(.cause) | unique == ["row"]' found
    jq -e '.[0].differences | map(.because) | unique | all(startswith("choices.csv/utstrackning5/"))' found
}

@test "one edited answer" {
    accepted
    sed -i '2s/;9.2;/;9.3;/' s/answers.csv
    run verify s
    [ "$status" -eq 1 ]
    [ "${lines[1]}" = "  answers.csv changed" ]
    [[ "$output" == *"likely cause of "*": an input changed (answers.csv)"* ]]
    [[ "$output" == *"    item/mean/bak_itandel "* ]]
    [[ "$output" != *"indices.csv"* && "$output" != *"MOGNAD"* ]]
}

@test "another label changes no figure, and is told of" {
    accepted
    sed -i '/^mog_ledning,/s/Ledningen/Chefen/' s/indices.csv
    run verify s
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == *", all as accepted" ]]
    [ "${lines[1]}" = "  indices.csv changed: mog_ledning" ]
}

@test "another option, and an analyst who edits figures.csv" {
    accepted
    run "$MOGNAD" verify s --replicates 25
    [ "$status" -eq 1 ]
    [ "${lines[1]}" = "  replicates is 25, was 20" ]
    [[ "$output" == *": an option changed (replicates)"* ]]
    awk -F, -v OFS=, -v CONVFMT=%.17g '$2 == "index/n/MOGNAD" { $3 += 1 }
        $2 == "index/sd/MOGNAD" { $3 *= 1 + 1e-7 } $2 == "index/min/MOGNAD" { $9 = "c" }
        $2 == "index/max/MOGNAD" { $2 = "index/top/MOGNAD" } { print }' s/figures.csv > edited
    mv edited s/figures.csv
    run verify s
    [ "$status" -eq 1 ]
    [ "${lines[1]}" = "  figures.csv was edited after it was accepted" ]
    [[ "$output" == *"STATUS 1: "*"index/min/MOGNAD "*" status c -> "*"FIGURE 1: "*"index/n/MOGNAD "* ]]
    [[ "$output" == *"DRIFT 1: "*"index/sd/MOGNAD "*"(1.0e-07)"*"NEW 1: "*"index/max/MOGNAD "* ]]
    [[ "$output" == *"GONE 1: "*"index/top/MOGNAD "* ]]
}

@test "the same numbers by another method, and another version" {
    accepted
    sed -i 's/Kish 1965/Kish 1995/' s/figures.csv
    sed -i 's/"gsl": "[^"]*"/"gsl": "1.0"/' s/figures.json
    run verify s
    [ "$status" -eq 1 ]
    [[ "${lines[1]}" == "  gsl is 2."*", was 1.0" ]]
    [[ "$output" == *"METHOD 1: "*"likely cause of 1: the method changed"* ]]
    [[ "$output" == *"      - "*"(Kish 1995)"*"      + "*"(Kish 1965)" ]]
    rm s/figures.json
    sed -i '/,index\/n\/MOGNAD,/s/MOGNAD,[0-9]*,/MOGNAD,3,/' s/figures.csv
    run verify s
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == *"(no figures.json)" ]]
    [[ "$output" == *"likely cause of 1: not known, as there is no figures.json"* ]]
}

@test "nothing on record changed: it is the machine or the build" {
    accepted
    sed -i '/,index\/n\/MOGNAD,/s/MOGNAD,[0-9]*,/MOGNAD,3,/' s/figures.csv
    sed -i "s/\"figures.csv\": \"[^\"]*\"/\"figures.csv\": \"$(sha256sum < s/figures.csv | cut -d' ' -f1)\"/" s/figures.json
    run verify s
    [ "$status" -eq 1 ]
    [[ "${lines[2]}" == "    likely cause of 1: nothing on record changed: another build, machine or C library" ]]
}

@test "figures.csv that is cut off is refused with its line, before anything is computed" {
    accepted
    head -c 100000 "$ACCEPTED/figures.csv" > s/figures.csv
    line=$(wc -l < s/figures.csv)
    run --separate-stderr verify s
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ "$stderr" == "s/figures.csv:$((line + 1)):"*"fault: "*"mognad: 1 fault in what was accepted; nothing was compared" ]]
    verify -q s --accept --reason "the file was broken"
    cmp s/figures.csv "$ACCEPTED/figures.csv"
}

@test "figures that were never accepted, of several surveys at once" {
    small_survey s
    small_survey t
    sed -i 's/,2024,/,2023,/; s/,small,/,other,/' t/settings.csv
    run --separate-stderr "$MOGNAD" verify s t
    [ "$status" -eq 2 ]
    [[ "$stderr" == "s/figures.csv: fault: no figures have been accepted yet;"* ]]
    [[ "$stderr" == *"t/figures.csv: fault: "*"mognad: 2 faults in what was accepted; nothing was compared" ]]
    run "$MOGNAD" verify s t --accept --reason "first"
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" =~ ^"s: "[0-9]+" figures accepted, the first: first"$ ]]
    [[ "${lines[1]}" == "t: "* ]]
    run "$MOGNAD" verify s t
    [ "$status" -eq 0 ]
    sed -i 's/^b;3;3/b;3;2/' t/answers.csv
    run "$MOGNAD" verify s t
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "s: "*"all as accepted" && "${lines[1]}" == "t: "*"differences"* ]]
    run "$MOGNAD" verify -q s t
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    run "$MOGNAD" verify t --accept --reason "b corrected its answer"
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == "t: "*" differences: b corrected its answer" ]]
    [ "${lines[1]}" = "  answers.csv changed" ]
    "$MOGNAD" verify -q s t
}

@test "what --accept and --reason want" {
    small_survey s
    for options in "--accept" "--accept --reason=" "--accept --reason=\ "; do
        run eval "\"\$MOGNAD\" verify s $options"
        [ "$status" -eq 2 ]
        [ "$output" = "mognad: --accept wants --reason TEXT: why are these figures the right ones?" ]
    done
    run "$MOGNAD" verify s --reason "because"
    [ "$output" = "mognad: --reason goes with --accept" ]
    run "$MOGNAD" verify s --accept --reason $'\xff'
    [ "$output" = "mognad: --reason is not UTF-8" ]
    sed -i 's/Indicator$/Indicatr/' s/indices.csv
    run "$MOGNAD" verify s --accept --reason "r"
    [ "$status" -eq 2 ]
    [ ! -e s/figures.csv ]
    [ ! -e s/figures.json ]
}

@test "an accept that is interrupted, or finds no room, leaves the files as they were" {
    accepted
    sed -i '2s/;9.2;/;9.3;/' s/answers.csv
    before=$(fingerprint s)
    "$MOGNAD" verify -q s --replicates 100000 --accept --reason "r" 3>&- &
    terminate_at_work $! s
    [ "$(fingerprint s)" = "$before" ]
    run bash -c "ulimit -f 40; '$MOGNAD' verify s --replicates 20 --accept --reason r"
    [ "$status" -eq 2 ]
    [ "$(fingerprint s)" = "$before" ]
}

@test "in Swedish" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    accepted
    sed -i '2s/;9.2;/;9.3;/' s/answers.csv
    export LC_ALL=sv_SE.UTF-8
    run verify s
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "s: "*" värden, "*" avvikelser från de godkända (as reported)" ]]
    [ "${lines[1]}" = "  answers.csv har ändrats" ]
    [[ "$output" == *"trolig orsak till "*": indata har ändrats"* ]]
}
