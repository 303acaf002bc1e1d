#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mognad new: a folder begun from an export, or from last year's, is one that run takes.
bats_require_minimum_version 1.5.0
load helpers

@test "a folder begun from an export reads that export without a fault" {
    { printf '\xef\xbb\xbfid;Q1;Q2[a];Q2[b];Q3. Why?;När\r\n'
      for i in 1 2 3 4 5 6; do
          printf 'u%s;%s;Y;N;because %s;2024-01-0%s\r\n' $i $((i % 3 + 1)) $i $i
      done; } > lime.csv
    run --separate-stderr "$MOGNAD" new surveys/2024 --from lime.csv
    [ "$status" -eq 0 ] && [ -z "$stderr" ]
    [[ "$output" == *"rows       6, to guess from"* && "$output" == *"questions  4"* ]]
    [[ "$output" == *"unit_key   id"* ]]
    diff surveys/2024/survey.csv - <<'EOF'
type,name,label::Svenska (sv),label::English (en),required,relevant,constraint,column
select_one list1,Q1,Q1,,,,,
select_multiple Q2,Q2,Q2,,,,,
text,Q3,Why?,,,,,Q3. Why?
date,Nar,När,,,,,När
EOF
    diff surveys/2024/choices.csv - <<'EOF'
list_name,name,label::Svenska (sv),label::English (en),score,missing
list1,1,1,,1,
list1,2,2,,2,
list1,3,3,,3,
Q2,a,a,,,
Q2,b,b,,,
EOF
    run --separate-stderr "$MOGNAD" run surveys/2024 --answers lime.csv
    [ "$status" -eq 0 ] && [ -z "$stderr" ]
    [[ "$output" == *"6 read = 6 stored + 0 rejected"* ]]
    [ "$(grep -c '^2024,index/mean/INDEX,50,6,' out/2024/figures.csv)" -eq 1 ]
}

@test "a folder begun from last year's gives last year's scores on last year's answers" {
    "$MOGNAD" new surveys/2023 --from "$MOGNAD_SOURCE/surveys/2022" > begun
    grep -qx '  unit_key   orgnr' begun
    [ ! -e surveys/2023/answers.csv ] && [ ! -e surveys/2023/register.csv ] && [ ! -e surveys/2023/figures.csv ]
    [ "$(head -n 2 surveys/2023/crosswalk.csv | tail -n 1)" = "bak_roll,2022,bak_roll," ]
    grep -q ',2023,,orgnr,' surveys/2023/settings.csv
    cp "$MOGNAD_SOURCE"/surveys/2022/{register,cooperation}.csv surveys/2023
    options="--answers $MOGNAD_SOURCE/surveys/2022/answers.csv --replicates 20 --no-workbook --quiet"
    "$MOGNAD" run surveys/2023 -o new $options
    "$MOGNAD" run "$MOGNAD_SOURCE/surveys/2022" -o old $options
    cmp new/2023/scores.csv old/2022/scores.csv
}

@test "nothing is replaced, and nothing is left of what cannot be begun" {
    small_survey s2024
    before=$(fingerprint s2024)
    refused() { # MESSAGE ARGUMENT...
        local message=$1
        shift
        run --separate-stderr "$MOGNAD" new "$@"
        [ "$status" -eq 2 ] && [ -z "$output" ]
        [ "$stderr" = "mognad: $message" ]
    }
    : > empty.csv
    printf '"a","b"c\n' > broken.csv
    sed 's/Indicator$/Indicatr/' s2024/indices.csv > indices.csv
    refused "s2024: is there already; 'new' replaces nothing" s2024 --from s2024/answers.csv
    refused "surveys/next: the folder's name says which year it is of: let it end so, as in surveys/2023" surveys/next --from s2024
    refused "say with --from which export, or which earlier folder, to begin from" surveys/2025
    refused "no.csv: No such file or directory" surveys/2025 --from no.csv
    refused "empty.csv: the file is empty" surveys/2025 --from empty.csv
    refused "broken.csv:1:2: text after the closing quote of a cell" surveys/2025 --from broken.csv
    [ "$before" = "$(fingerprint s2024)" ]
    mv indices.csv s2024/indices.csv
    run --separate-stderr "$MOGNAD" new surveys/2025 --from s2024
    [ "$status" -eq 2 ] && [[ "$stderr" == *"s2024/indices.csv:3:6: Type cannot be 'Indicatr'"* ]]
    [ ! -e surveys ]
}
