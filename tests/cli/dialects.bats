#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

setup_file() {
    command -v python3 > /dev/null || skip "python3 writes the dialects, and is not there"
    export DIALECTS=$BATS_FILE_TMPDIR
    python3 "$BATS_TEST_DIRNAME/dialects.py" "$MOGNAD_SOURCE/surveys/2022" "$DIALECTS"
    "$MOGNAD" run -q --replicates 5 "$MOGNAD_SOURCE/surveys/2022" -o "$DIALECTS/out"
}

# The scores of the same answers in that file are those of answers.csv, to the last bit.
gives_the_same() {
    local survey=$1 file=$2
    "$MOGNAD" run -q --replicates 5 "$survey" --answers "$DIALECTS/$file" -o out
    cmp out/2022/scores.csv "$DIALECTS/out/2022/scores.csv"
}

# What the note of that rule says about the export.
note() {
    grep ",$1," out/2022/findings.csv
}

@test "LimeSurvey: all quoted, code and text as header, a column per option" {
    gives_the_same "$MOGNAD_SOURCE/surveys/2022" limesurvey.csv
    [ "$(wc -l < out/2022/rejects.csv)" -eq 1 ]
}

@test "Swedish Excel: Windows-1252, decimal comma, labels, texts as header, notes below" {
    gives_the_same "$MOGNAD_SOURCE/surveys/2022" excel.csv
    [[ "$(note decimal)" == *"decimal comma, as '5,8' shows"* ]]
    [[ "$(note labels)" == *"labels in Svenska (sv)"* ]]
    [[ "$(note header_text)" == *"columns are known by the texts of their questions"* ]]
    [ "$(wc -l < out/2022/rejects.csv)" -eq 4 ]
}

@test "Unicode text: UTF-16 with tabs, the groups before the names, codes" {
    gives_the_same "$MOGNAD_SOURCE/surveys/2022" unicode.txt
    [ "$(wc -l < out/2022/rejects.csv)" -eq 1 ]
    [ "$(jq -c '.inputs[] | select(.role == "answers") | [.encoding, .delimiter, .rows]' \
        out/2022/run.json)" = '["UTF-16LE","\t",174]' ]
}

@test "Enalyzer: numbers of labels, two rows of header" {
    cp -r "$MOGNAD_SOURCE/surveys/2022" s
    sed -i '1s/$/,label_numbers,header_rows/; 2s/$/,yes,2/' s/settings.csv
    gives_the_same s numbers.csv
    [ "$(wc -l < out/2022/rejects.csv)" -eq 1 ]
}
