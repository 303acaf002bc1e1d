#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Texts that a spreadsheet would run, cannot hold, or would show as another text.
bats_require_minimum_version 1.5.0
load helpers

setup_file() {
    command -v python3 > /dev/null || return 0
    cd "$BATS_FILE_TMPDIR"
    python3 "$MOGNAD_SOURCE/tests/cli/hostile.py" write "$MOGNAD_SOURCE/surveys/2022" s
}

hostile() {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    run python3 "$MOGNAD_SOURCE/tests/cli/hostile.py" "$@"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "every text stays a text, as it was written" {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    run "$MOGNAD" run -q "$BATS_FILE_TMPDIR/s" --replicates 20
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" != *WARNING* ]]
    hostile check "$BATS_FILE_TMPDIR/s" out/2022/report.xlsx
    [[ "$output" == *" texts stand in the workbook as they were written" ]]
    cp out/2022/report.xlsx "$BATS_FILE_TMPDIR"
}

@test "also in the other language, for the public and for one agency" {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    "$MOGNAD" run -q "$BATS_FILE_TMPDIR/s" --replicates 20 --lang en --profile publish
    hostile safe out/2022/report.xlsx
    "$MOGNAD" run -q "$BATS_FILE_TMPDIR/s" --replicates 20 --agency 299000-0248 --no-workbook
    hostile safe out/2022/agencies/299000-0248.xlsx
}

@test "the open data keep every text as it is, and readers agree on them" {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    "$MOGNAD" run -q "$BATS_FILE_TMPDIR/s" --replicates 20 --no-workbook
    run python3 "$MOGNAD_SOURCE/tests/cli/datapackage.py" out/2022/datapackage.json
    echo "$output"
    [ "$status" -eq 0 ]
    for file in dcat.rdf codebook.xml network.graphml; do
        python3 -c 'import sys; from xml.etree import ElementTree; ElementTree.parse(sys.argv[1])' "out/2022/$file"
    done
    grep -q "=cmd|' /C calc'!A0" out/2022/codebook.csv
}

@test "bytes that are no text do not reach the workbook" {
    small_survey s
    printf 'id;q1;q2\na;1;\xff\nb;3;\xed\xa0\x80\n' > s/answers.csv
    "$MOGNAD" run -q s
    hostile safe out/2024/report.xlsx
}

# LibreOffice opens it and writes it anew: minutes under a sanitizer, so only when asked for.
@test "LibreOffice reads the same texts" {
    [ -n "${MOGNAD_OFFICE:-}" ] || skip "MOGNAD_OFFICE is not set"
    command -v soffice > /dev/null || skip "no soffice on this machine"
    [ -f "$BATS_FILE_TMPDIR/report.xlsx" ] || skip "there is no workbook"
    soffice "-env:UserInstallation=file://$BATS_TEST_TMPDIR/profile" --headless \
        --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir read "$BATS_FILE_TMPDIR/report.xlsx" > log
    hostile check "$BATS_FILE_TMPDIR/s" read/report.xlsx
}
