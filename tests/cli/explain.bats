#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# The rows of a table of the explanation in `$output`.
rows() {
    jq "[.tables[] | select(.key == \"$1\")][${2:-0}].rows" <<< "$output"
}

@test "a mean: units, arithmetic, sources, as text" {
    small_survey s
    run --separate-stderr "$MOGNAD" explain index/mean/SHARING s
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "${lines[0]}" = "index/mean/SHARING" ]
    [ "${lines[1]}" = "  Index: where the agencies' scores on an index lie, and how they spread." ]
    [[ "$output" == *"  value       50.0  (exactly 50)"* ]]
    [[ "$output" == *"  mean = sum / n = 150 / 3 = 50"* ]]
    [[ "$output" == *"  q1    We share data           1  0.5000      0.5000  goalposts 1-3"* ]]
    [[ "$output" == *"Made anew from the answers, it comes to the same."* ]]
    [[ "$output" == *"  index/n/SHARING "*" 3  of the same scores"* ]]
    [[ "$output" == *"  answers.csv "*" 3 rows "*"sha256 $(sha256sum < s/answers.csv | head -c 12)..."* ]]
    [ "$(awk 'length > 100' <<< "$output")" = "" ]
    [ ! -e out ]
}

@test "the same as JSON, and a hand redoes it" {
    small_survey s
    sed -i 's/^c;2;1/c;2;/' s/answers.csv
    sed -i 's/SHARING,1,1,Indicator/SHARING,1,3,Indicator/' s/indices.csv
    run --separate-stderr "$MOGNAD" explain index/mean/SHARING s --json --full
    [ "$status" -eq 0 ]
    jq -e '.id == "index/mean/SHARING" and .reproduced == true and .figure.value == (25 + 100 + 50) / 3' <<< "$output"
    jq -e '.survey == {from: "s", form: "small", wave: 2024, simulated: false}' <<< "$output"
    jq -e '[.sources[].name] | index("answers.csv") != null' <<< "$output"
    [ "$(jq -r '.sources[] | select(.name == "answers.csv").sha256' <<< "$output")" = "$(sha256sum < s/answers.csv | cut -d' ' -f1)" ]
    jq -e '.run.mognad and .run.gsl and .run["in_force.seed"] == "1"' <<< "$output"
    rows selection | jq -e 'map(.count) == [3, 0, 3, 0, 3, 3]'
    rows scores | jq -e '(map(.score) | add) / length == 175 / 3'
    rows units | jq -e 'map(.unit) == ["a", "b", "c"] and map(.left_out) == ["", "", ""]'
}

@test "a single unit: what its answers contribute adds up to its score" {
    small_survey s
    sed -i 's/^c;2;1/c;;3/; s/^a;1;2/a;2;2/' s/answers.csv
    sed -i 's/^q1,Data,SHARING,1,1/q1,Data,SHARING,-1,2/' s/indices.csv
    run --separate-stderr "$MOGNAD" explain --unit b SHARING s
    [ "$status" -eq 0 ]
    [[ "$output" == *"unit b, Agency B: line 3 of the answers"* ]]
    [[ "$output" == *"  q1 "*"Yes "*" 1-3, turned "*" 0 "*" 2  0.6666666667     0.000000"* ]]
    [[ "$output" == *"  SHARING = the sum of what they contribute, 33.333333 = 33.333333"* ]]
    [[ "$output" == *"  rank = units with a higher score + 1 = "* ]]
    for unit in a b; do
        run --separate-stderr "$MOGNAD" explain --unit $unit SHARING s --json
        "$MOGNAD" run -q s -o out --no-workbook
        score=$(grep "^$unit,SHARING," out/2024/scores.csv | cut -d, -f3)
        rows parts | jq -e "(map(.value * .weight) | add) / (map(.weight) | add) - $score | fabs < 1e-9"
        rows parts | jq -e "(map(.contribution) | add) - $score | fabs < 1e-6"
        jq -e '.reproduced' <<< "$output"
    done
    # a missing answer: the rest carries the weight, or there is no score
    run "$MOGNAD" explain --unit c SHARING s
    [[ "$output" == *"SHARING: weight with a value / weight that was asked = 1 / 3 = 0.3333333333; at least 0.5 is"* ]]
    [[ "$output" == *"SHARING has no score for this unit: too little is there"* ]]
    run "$MOGNAD" explain --unit "Agency B" q1 s
    [[ "$output" == *"  (3 - 1) / (3 - 1) x 100 = 100"*"  turned: 100 - 100 = 0"* ]]
}

@test "what is not there suggests what is near" {
    small_survey s
    run "$MOGNAD" explain index/mean/SHARIN s
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: there is no figure 'index/mean/SHARIN'; did you mean 'index/mean/SHARING'?" ]
    run "$MOGNAD" explain --unit "Agency X" SHARING s
    [ "$output" = "mognad: no unit 'Agency X' has answered; did you mean 'Agency A'?" ]
    run "$MOGNAD" explain --unit a SHARINK s
    [ "$output" = "mognad: there is no index or item 'SHARINK'; did you mean 'SHARING'?" ]
    run "$MOGNAD" explain --unit a s
    [ "$output" = "mognad: --unit wants the survey folder too, whose rules it follows" ]
    run "$MOGNAD" explain
    [ "$output" = "mognad: mognad explain wants FIGURE, or --list" ]
    run "$MOGNAD" explain --list zzz s
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: no figure has 'zzz' in its id" ]
    run "$MOGNAD" explain index/mean/SHARING
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: out/mognad.db: No such file or directory" ]
}

@test "--list: families with what they say, then ids" {
    small_survey s
    run --separate-stderr "$MOGNAD" explain --list s
    [ "$status" -eq 0 ]
    [[ "$output" == *"index                 9  Index: where the agencies' scores"* || "$output" == *"index "*"Index: where"* ]]
    "$MOGNAD" explain --list s --json > families
    [ "$("$MOGNAD" explain --list / s | wc -l)" -eq "$(jq '[.[].figures] | add' families)" ]
    run "$MOGNAD" explain --list mean/sharing s
    [[ "${lines[0]}" == "index/mean/SHARING "*" 50.0" ]]
    run "$MOGNAD" explain --list mean/sharing s --json
    jq -e '.[0] == {id: "index/mean/SHARING", value: 50}' <<< "$output"
}

@test "from the store of a run: no folder is needed, and nothing is written" {
    small_survey s
    small_survey t
    sed -i 's/,2024,/,2023,/' t/settings.csv
    "$MOGNAD" run -q s t --no-workbook
    rm -r s t
    before=$(fingerprint out)
    run --separate-stderr "$MOGNAD" explain index/mean/SHARING
    [ "$status" -eq 0 ]
    [[ "$stderr" == "mognad: of the 2 waves in out/mognad.db small 2024 is taken, the latest that has it"* ]]
    [[ "$output" == *"  mean = sum / n = 150 / 3 = 50"* ]]
    [[ "$output" == *"Made of out/mognad.db: small 2024"* ]]
    [[ "$output" == *"From the store alone."* ]]
    run --separate-stderr "$MOGNAD" explain item/mean/q1 --wave 2023 --json
    [ -z "$stderr" ]
    jq -e '.survey.wave == 2023 and .reproduced and .figure.value == 2' <<< "$output"
    rows choices | jq -e 'map(.units) == [1, 1, 1] and map(.label) == ["No", "In part", "Yes"]'
    run --separate-stderr "$MOGNAD" explain --list mean -q --db out/mognad.db
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    run "$MOGNAD" explain index/mean/SHARING --wave 1999
    [ "$output" = "mognad: out/mognad.db: there are no figures of 1999" ]
    # whatever the figure is
    "$MOGNAD" explain --list / -q | cut -d' ' -f1 > ids
    for id in $(awk -F/ '!seen[$1 $2]++' ids); do
        "$MOGNAD" explain "$id" -q --json | jq -e ".id == \"$id\" and .about != null and .reproduced != false" > /dev/null
    done
    [ "$(fingerprint out)" = "$before" ]
}

@test "every family of the shipped surveys has its sentence, and trends and talks are explained" {
    surveys=$MOGNAD_SOURCE/surveys
    "$MOGNAD" run -q "$surveys"/2021 "$surveys"/2022 "$surveys"/dialogues-2021 --replicates 2 --no-workbook
    for place in out/*/figures.csv; do
        cut -d, -f2 "$place" | tail -n +2 | cut -d/ -f1
    done | sort -u > families
    [ "$(wc -l < families)" -gt 20 ]
    while read -r family; do
        grep -q "^FAMILY(\"$family\"," "$MOGNAD_SOURCE/store/figure_about.def" || { echo "no sentence: $family"; false; }
        id=$(cut -d, -f2 out/*/figures.csv | grep -m1 "^$family/")
        "$MOGNAD" explain "$id" -q --json | jq -e ".id == \"$id\" and (.notes + .tables | length > 0)" > /dev/null
    done < families
    id=$(cut -d, -f2 out/2022/figures.csv | grep -m1 "^trend/change/MOGNAD")
    run --separate-stderr "$MOGNAD" explain "$id" "$surveys"/2021 "$surveys"/2022 --replicates 2
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "$id" ]
    run --separate-stderr "$MOGNAD" explain dialogue/sessions "$surveys"/dialogues-2021
    [ "$status" -eq 0 ]
}

@test "in Swedish" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    small_survey s
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" explain index/mean/SHARING s
    [ "$status" -eq 0 ]
    [ "${lines[1]}" = "  Index: var myndigheternas värden på ett index ligger och hur de sprider sig." ]
    [[ "$output" == *"  medelvärde = summa / n = 150 / 3 = 50"* ]]
}
