#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks of our own and of other programs, checked.
bats_require_minimum_version 1.5.0
load helpers

# Makes a workbook with a module of Python, or skips the test.
make_with() {
    local module=$1 file=$2 kind=$3 python
    for python in python3 /usr/bin/python3; do
        "$python" -c "import $module" 2> /dev/null || continue
        "$python" "$BATS_TEST_DIRNAME/lint_books.py" "$module" "$file" "$kind"
        return
    done
    skip "the module $module of Python is not installed"
}

# As LibreOffice saves them: converts FILE.xlsx to lo/FILE.xlsx, or skips the test.
save_with_libreoffice() {
    command -v soffice > /dev/null || skip "LibreOffice is not installed"
    soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to xlsx --outdir lo "$@" > /dev/null 2>&1
    [ -s "lo/$1" ] || skip "LibreOffice could not be started"
}

# The rules that a workbook breaks, with how often, in a line.
rules() {
    "$MOGNAD" lint --json "$1" | jq -r '[.[0].rules | to_entries[] | "\(.key) \(.value)"] | join(", ")'
}

@test "our own workbooks are clean, in both languages, for all profiles" {
    small_survey s
    for lang in sv en; do
        for profile in review publish; do
            "$MOGNAD" run -q s --lang $lang --profile $profile -o "$lang-$profile" --replicates 20
        done
    done
    "$MOGNAD" run -q s --agency a -o one --replicates 20
    run "$MOGNAD" lint */2024/report.xlsx one/2024/agencies/*.xlsx
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" != *error* && "$output" != *warning* ]]
    # what is published has no frozen panes and filter buttons; wide sheets are for the screen
    [[ "$(rules sv-publish/2024/report.xlsx)" =~ ^(creator_missing\ 1)?(,\ )?(print_width\ [0-9]+)?$ ]]
}

@test "a workbook with faults: by severity, with places, remedies and sources" {
    make_with xlsxwriter plain.xlsx plain
    run "$MOGNAD" lint plain.xlsx
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" =~ ^plain.xlsx:\ [0-9]+\ errors,\ [0-9]+\ warnings,\ [0-9]+\ tips\ \(1\ sheet,\ [0-9]+\ cells\)$ ]]
    [[ "$output" == *"error [title_missing] The document properties have no title, which is the first that a screen reader says
    workbook                  no title
  do:   File > Info > Title: what it is, about whom, of which year
  from: EN 301 549 10.2.4.2; WCAG 2.4.2"* ]]
    [[ "$output" == *"error [chart_text]"*"warning [sheet_name_default]"*"tip [table_filter]"* ]]
}

@test "Swedish where the user's language is" {
    make_with xlsxwriter plain.xlsx plain
    [ -n "$LOCPATH" ] && [ -e "$LOCPATH/sv_SE.UTF-8" ] || skip "no locale sv_SE.UTF-8"
    LC_ALL=sv_SE.UTF-8 LANGUAGE=sv run "$MOGNAD" lint plain.xlsx
    [ "$status" -eq 1 ]
    [[ "$output" == *"fel [alt_missing] En bild, ett diagram eller en figur saknar alternativtext
    Sheet1!E2                 diagrammet 'Chart 1'
  gör:  Säg vad som visas, med de viktigaste siffrorna, eller märk det som dekorativt
  krav: EN 301 549 10.1.1.1; WCAG 1.1.1; Microsoft Accessibility Checker"* ]]
}

@test "exit codes: tips alone are clean, unless strict; a file that is no workbook is 2, the others are still checked" {
    small_survey s
    "$MOGNAD" run -q s -o out --replicates 20
    make_with xlsxwriter plain.xlsx plain
    printf 'a;b\n' > text.xlsx
    run --separate-stderr "$MOGNAD" lint -q out/2024/report.xlsx
    [ "$status" -eq 0 ] && [ -z "$output$stderr" ]
    run --separate-stderr "$MOGNAD" lint -q --strict out/2024/report.xlsx
    [ "$status" -eq 1 ] && [ -z "$output$stderr" ]
    run --separate-stderr "$MOGNAD" lint -q plain.xlsx
    [ "$status" -eq 1 ] && [ -z "$output$stderr" ]
    run --separate-stderr "$MOGNAD" lint text.xlsx plain.xlsx none.xlsx
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: text.xlsx: this is not a zip file, or its end is missing
mognad: none.xlsx: No such file or directory" ]
    [[ "$output" == "plain.xlsx: "* ]]
    run --separate-stderr "$MOGNAD" lint
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: mognad lint wants FILE.xlsx..." ]
    run --separate-stderr bash -c '"$MOGNAD" lint plain.xlsx > /dev/full'
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: cannot write to standard output" ]
}

@test "as JSON: files, counts, rules, findings" {
    make_with xlsxwriter plain.xlsx plain
    printf 'a;b\n' > text.xlsx
    run --separate-stderr "$MOGNAD" lint --json plain.xlsx text.xlsx
    [ "$status" -eq 2 ]
    [ -z "$stderr" ]
    jq -e '.[0].file == "plain.xlsx" and .[0].sheets == 1 and .[0].count.error > 3' <<< "$output"
    jq -e '.[0].rules.alt_missing == 1' <<< "$output"
    jq -e '[.[0].findings[] | select(.rule == "link_dead")] == [{
        "severity": "error", "rule": "link_dead", "sheet": "Sheet1", "cell": "H2",
        "text": "'"'Nowhere!A1'"': there is no such sheet",
        "what": "A link goes to a place that the workbook does not have",
        "remedy": "Let it go to a cell of a sheet that is there, or remove it",
        "source": "UK Analysis Function"}]' <<< "$output"
    jq -e '(.[0].count | add) == ([.[0].rules[]] | add)' <<< "$output"
    jq -e '.[1].failed == "text.xlsx: this is not a zip file, or its end is missing"' <<< "$output"
}

@test "openpyxl: what is right, Excel's styles and theme colours, and what is not" {
    make_with openpyxl good.xlsx good
    make_with openpyxl template.xlsx template
    make_with openpyxl plain.xlsx plain
    # it cannot make a table without filter buttons
    [ "$(rules good.xlsx)" = "table_filter 1" ]
    [ "$(rules template.xlsx)" = "table_filter 1, fill 1" ]
    [ "$(rules plain.xlsx)" = "title_missing 1, language_missing 1, sheet_name_default 1, table_missing 1, merged 1, formula_blank 1" ]
}

@test "XlsxWriter: what is right, but for the language, for which it has no way" {
    make_with xlsxwriter good.xlsx good
    make_with xlsxwriter template.xlsx template
    make_with xlsxwriter plain.xlsx plain
    [ "$(rules good.xlsx)" = "language_missing 1" ]
    [ "$(rules template.xlsx)" = "language_missing 1, comments 1, fill 1" ]
    [ "$(rules plain.xlsx)" = "title_missing 1, language_missing 1, creator_missing 1, sheet_name_default 1, a1_in_table 1, table_name_default 1, table_filter 1, beside_table 1, link_vague 1, link_url 1, link_dead 1, alt_missing 1, chart_title 1, chart_axis 1, chart_text 1" ]
}

@test "LibreOffice: what it keeps stays right, what it loses is found" {
    make_with xlsxwriter good.xlsx good
    make_with openpyxl template.xlsx template
    save_with_libreoffice good.xlsx template.xlsx
    # LibreOffice 7.4 drops the alternative text of charts, and the style of tables that white headers stand on
    [[ "$(rules lo/good.xlsx)" =~ ^(alt_missing\ 1)?$ ]]
    [[ "$(rules lo/template.xlsx)" =~ ^table_filter\ 1(,\ contrast\ 1)?,\ fill\ 1$ ]]
}
