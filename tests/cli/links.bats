#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# A whole year with dialogues beside it, once for all tests that follow its links.
setup_file() {
    "$MOGNAD" run -q "$MOGNAD_SOURCE/surveys/2022" "$MOGNAD_SOURCE/surveys/dialogues-2021" \
        --replicates 20 -o "$BATS_FILE_TMPDIR"
}

# Follows all links of a workbook, with a reader that is not ours.
follow() {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    run python3 "$MOGNAD_SOURCE/tests/cli/links.py" "$@"
}

# A copy of the whole year's workbook with what a pattern first matches in a sheet replaced.
changed() {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    python3 - "$BATS_FILE_TMPDIR/2022/report.xlsx" changed.xlsx "$@" << 'EOF'
import re, sys, zipfile
source, copy, sheet, pattern, replacement = sys.argv[1:]
with zipfile.ZipFile(source) as book, zipfile.ZipFile(copy, "w") as out:
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    for name in book.namelist():
        text = book.read(name)
        if name == part:
            text, n = re.subn(pattern.encode(), replacement.encode(), text, count=1)
            assert n == 1, "nothing to change"
        out.writestr(name, text)
EOF
}

@test "every number leads to its figure, and the figure back" {
    follow "$BATS_FILE_TMPDIR/2022/report.xlsx" "$BATS_FILE_TMPDIR/2022/figures.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" =~ ^[0-9]{5}" cells of figures, "[0-9]{4}" figures, "[0-9]{4}" places, "[0-9]{3}" crossings, "[0-9]{4}" checks"$ ]]
}

@test "also in what is published, in English" {
    "$MOGNAD" run -q "$MOGNAD_SOURCE/surveys/2022" --replicates 20 --profile publish --lang en
    follow out/2022/report.xlsx out/2022/figures.csv
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" == *" 0 checks" ]]
}

@test "and in a report of dialogues alone" {
    "$MOGNAD" run -q "$MOGNAD_SOURCE/surveys/dialogues-2021" --lang en
    follow out/dialogues-2021/report.xlsx out/dialogues-2021/figures.csv
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "a link that leads elsewhere is found out" {
    while IFS='@' read -r sheet pattern replacement want; do
        changed "$sheet" "$pattern" "$replacement"
        follow changed.xlsx
        echo "$sheet: $output"
        [ "$status" -eq 1 ]
        [[ "$output" == *"$want"* ]]
    done << 'EOF'
Nyckeltal@(<hyperlink ref="B6[^>]*!A)[0-9]+@\g<1>7@leads to Alla värden!A7, which is
Dialoger@'Dialogernas värden'!A@'Alla värden'!A@leads to Alla värden!A
Grupper@'Alla värden'!A@'Allt'!A@which is not there
Alla värden@(ref="I[0-9]+" location="[^"]*![A-Z]+)[0-9]@\g<1>9@is said to be shown at
Index@(<hyperlink ref="A6"[^>]*!A)[0-9]+@\g<1>9@is not defined where it leads
Prövade påståenden@(<hyperlink ref="M6"[^>]*!A)[0-9]+@\g<1>900@which is not there
Prövade påståenden@(<hyperlink ref="M7"[^>]*!A)[0-9]+@\g<1>8@is not borne out by
Kontroll@<hyperlink ref="A8"[^>]*/>@@has a formula that nothing checks
EOF
}
