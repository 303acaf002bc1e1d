#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# With more agencies than small_survey has, so that ranks can move.
survey_to_vary() {
    small_survey "$1"
    printf 'd,Agency D\ne,Agency E\nf,Agency F\n' >> "$1/register.csv"
    printf 'd;1;3\ne;;2\nf;3;2\n' >> "$1/answers.csv"
    printf 'parameter,values,range\nweight,,0.5\nnormalise,own;percentile,\nitem_out,,\n' > "$1/uncertainty.csv"
}

@test "draws are written, and replayed give the same ranks, with any number of threads" {
    survey_to_vary s
    "$MOGNAD" run -q s -o one --no-workbook --draws one.csv --replicates 40 --threads 1
    "$MOGNAD" run -q s -o two --no-workbook --draws two.csv --replicates 40 --threads 5
    cmp one.csv two.csv
    cmp one/2024/figures.csv two/2024/figures.csv
    cmp one/2024/scores.csv two/2024/scores.csv
    [ "$(head -n 1 one.csv)" = "replicate,weight/q1,weight/q2,normalise,item_out/SHARING" ]
    [ "$(wc -l < one.csv)" -eq 41 ]
    "$MOGNAD" run -q s -o three --no-workbook --replay one.csv --draws three.csv
    cmp one/2024/scores.csv three/2024/scores.csv
    cmp one.csv three.csv
    [ "$(jq -c .options three/2024/run.json)" = '{"--lang":"sv","--replay":"one.csv","--no-workbook":null}' ]
    [ "$(jq -c .options one/2024/run.json)" = '{"--lang":"sv","--replicates":"40","--no-workbook":null}' ]
}

@test "another seed draws otherwise" {
    survey_to_vary s
    "$MOGNAD" run -q s -o one --no-workbook --draws one.csv --replicates 40
    "$MOGNAD" run -q s -o two --no-workbook --draws two.csv --replicates 40 --seed 2
    run cmp -s one.csv two.csv
    [ "$status" -eq 1 ]
}

@test "draws by hand: every rank is where they put it" {
    survey_to_vary s
    printf 'replicate,item_out/SHARING,normalise,weight/q1,weight/q2\n1,q2,own,1,1\n' > draws.csv
    "$MOGNAD" run -q s --no-workbook --replay draws.csv
    [ "$(cut -d, -f 1,8-10 out/2024/scores.csv | head -n 4)" = "unit,rank_median,rank_low,rank_high
a,4,4,4
b,1,1,1
c,3,3,3" ]
}

@test "what cannot be replayed is told with its place, and nothing is written" {
    survey_to_vary s
    printf 'replicate,weight/q1,weight/q2,normalise,item_out/SHARING\n1,1,1,own,\n2,1,1,owm,\n' > draws.csv
    run "$MOGNAD" run s --replay draws.csv
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: draws.csv:3:4: normalise cannot be 'owm'; did you mean 'own'?" ]
    [ ! -e out ]
    printf 'replicate,weight/q9\n' > draws.csv
    run "$MOGNAD" check s --replay draws.csv
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: draws.csv:1:2: nothing called 'weight/q9' is drawn here; did you mean 'weight/q1'?" ]
}

@test "a run that fails leaves the file of draws as it was, and nothing beside it" {
    survey_to_vary s
    sed -i 's/^d;1;3/d;1;9/' s/answers.csv
    echo before > draws.csv
    run "$MOGNAD" run s --strict --draws draws.csv
    [ "$status" -eq 1 ]
    [ "$(cat draws.csv)" = before ]
    [ "$(ls -A)" = "$(printf 'draws.csv\ns')" ]
    "$MOGNAD" run -q s --draws draws.csv
    [ "$(head -c 9 draws.csv)" = replicate ]
    [ "$(ls -A)" = "$(printf 'draws.csv\nout\ns')" ]
    run "$MOGNAD" run -q s --draws nowhere/draws.csv
    [ "$status" -eq 2 ]
}

@test "draws replace neither a folder, nor a device, nor a file of the survey" {
    survey_to_vary s
    mkdir folder
    ln -s s/survey.csv link.csv
    cp -r s before
    check_refused() {
        run "$MOGNAD" run s --draws "$1"
        [ "$status" -eq 2 ]
        [ "$output" = "mognad: $1: $2" ]
    }
    check_refused folder "is a folder; name a file in it"
    mkfifo pipe
    check_refused pipe "is no plain file"
    rm pipe
    check_refused s/answers.csv "belongs to the survey; --draws would replace it"
    check_refused s/../s/indices.csv "belongs to the survey; --draws would replace it"
    check_refused link.csv "belongs to the survey; --draws would replace it"
    diff -r s before
    [ "$(ls -A)" = "$(printf 'before\nfolder\nlink.csv\ns')" ]
}

@test "the draws of several surveys cannot share a file" {
    survey_to_vary s
    run "$MOGNAD" run s s --draws draws.csv
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --draws names the draws of one survey, but there are several; run them one by one" ]
}

@test "a row of uncertainty.csv without effect stops the run" {
    survey_to_vary s
    printf 'aggregate,amean,\n' >> s/uncertainty.csv
    run "$MOGNAD" run s
    [ "$status" -eq 2 ]
    [[ "$output" == *"s/uncertainty.csv:5:1: "*"aggregate has no effect on any index"* ]]
}

@test "who ranks above whom is told of every pair, once, and agrees with the scores" {
    survey_to_vary s
    "$MOGNAD" run -q s -o out --no-workbook --replicates 40 --with-pairs
    [ "$(head -n 1 out/2024/pairs.csv)" = "code,unit,other,above,below" ]
    # six agencies with a score: fifteen pairs, the better rank first
    awk -F, 'NR == FNR { if ($6 != "" && FNR > 1) { rank[$1] = $6; next_one[$1] = $13 } next }
        FNR > 1 {
            pairs++
            if (rank[$2] > rank[$3] || $4 + $5 > 1 + 1e-12 || $4 < 0 || $5 < 0) bad++
            if ($2 $3 == "bf" || $2 $3 == "ac") { checked++; bad += next_one[$2] != $4 }
        }
        END { exit !(pairs == 15 && checked == 2 && bad == 0) }' out/2024/scores.csv out/2024/pairs.csv
    "$MOGNAD" run -q s -o other --no-workbook --replicates 40
    [ ! -e other/2024/pairs.csv ]
    cmp out/2024/scores.csv other/2024/scores.csv
}
