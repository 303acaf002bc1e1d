#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The same answers as programs write them that share no code with ours; as CSV: dialects.bats.
bats_require_minimum_version 1.5.0
load helpers

survey=$MOGNAD_SOURCE/surveys/2022

# The scores of the answers in that file are those of answers.csv, to the last bit, and no row is lost.
gives_the_same() {
    "$MOGNAD" run -q --replicates 5 "$survey" -o csv
    "$MOGNAD" run -q --replicates 5 "$survey" --answers "$1" -o other
    cmp other/2022/scores.csv csv/2022/scores.csv
    [ "$(wc -l < other/2022/rejects.csv)" -eq 1 ]
    [ "$(jq -c '.inputs[] | select(.role == "answers") | [.encoding, .rows]' \
        other/2022/run.json)" = "$2" ]
}

@test "a workbook that openpyxl wrote" {
    local python=python3 # or, where another comes first in PATH, the system's
    "$python" -c 'import openpyxl' 2> /dev/null || python=/usr/bin/python3
    "$python" -c 'import openpyxl' 2> /dev/null ||
        skip "no openpyxl (python3-openpyxl) on this machine"
    "$python" "$BATS_TEST_DIRNAME/exports.py" xlsx "$survey" svar.xlsx
    gives_the_same svar.xlsx '["XLSX",174]'
}

@test "an SPSS file that PSPP wrote" {
    command -v pspp > /dev/null || skip "no pspp on this machine"
    command -v python3 > /dev/null || skip "no python3 on this machine"
    python3 "$BATS_TEST_DIRNAME/exports.py" pspp "$survey" svar.sav > svar.sps
    pspp -o messages svar.sps
    gives_the_same svar.sav '["SPSS, UTF-8",174]'
}
