#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# --agency: a workbook for one agency.
bats_require_minimum_version 1.5.0
load helpers

# All text in a workbook, a part a line.
content() {
    python3 - "$1" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as book:
    for name in book.namelist():
        print(name, book.read(name).decode("utf-8").replace("\n", " "))
END
}

@test "an agency gets a workbook of its own, and run.json says which" {
    small_survey s
    run "$MOGNAD" run s --agency b
    [ "$status" -eq 0 ]
    [[ "$output" == *"  agencies  1 workbook in out/2024/agencies/"* ]]
    [ "$(ls out/2024/agencies)" = b.xlsx ]
    [ "$(jq -c .agencies out/2024/run.json)" = '{"b":"agencies/b.xlsx"}' ]
    [ "$(jq -c .options out/2024/run.json)" = '{"--lang":"sv","--agency":"b"}' ]
    content out/2024/agencies/b.xlsx > told
    grep -q 'Agency B' told
    ! grep -q 'Agency [AC]' told
    # of three agencies no mean may be shown
    grep -q '\[c\]' told
    ! grep -qE '<c r="[A-Z0-9]+"( s="[0-9]+")?>(<f>[^<]*</f>)?<v>50</v>' told
}

@test "everyone who answered gets one, and later runs leave nothing of it behind" {
    small_survey s
    "$MOGNAD" run -q s --agency all
    [ "$(ls out/2024/agencies | tr '\n' ' ')" = "a.xlsx b.xlsx c.xlsx " ]
    [ "$(jq -r '.agencies | length' out/2024/run.json)" = 3 ]
    touch 'out/2024/agencies/a with notes.xlsx'
    "$MOGNAD" run -q s --agency c --agency c --agency a
    [ "$(ls out/2024/agencies | tr '\n' ' ')" = "a with notes.xlsx a.xlsx c.xlsx " ]
    "$MOGNAD" run -q s
    [ "$(ls out/2024/agencies)" = "a with notes.xlsx" ]
    rm out/2024/agencies/*
    "$MOGNAD" run -q s --agency a
    "$MOGNAD" run -q s
    [ ! -e out/2024/agencies ]
    [ "$(jq -c .agencies out/2024/run.json)" = null ]
}

@test "a key that no agency has is an error with what was perhaps meant, and nothing is written" {
    small_survey s
    sed -i 's/^a/skatteverket/' s/register.csv s/answers.csv
    run "$MOGNAD" run s --agency skateverket
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --agency: no agency in the frame of s has the key 'skateverket'; did you mean 'skatteverket' (Agency A)?" ]
    run "$MOGNAD" run s --agency 'agency B'
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --agency: no agency in the frame of s has the key 'agency B'; did you mean 'b' (Agency B)?" ]
    run "$MOGNAD" run s --agency b --agency 202100-6073
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --agency: no agency in the frame of s has the key '202100-6073'" ]
    run "$MOGNAD" run s --agency ''
    [ "$status" -eq 2 ]
    [ ! -e out ]
}

@test "an agency that has not answered is told apart from one that is not there" {
    small_survey s
    sed -i '/^b;/d' s/answers.csv
    run "$MOGNAD" run s --agency b
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --agency: b (Agency B) is in the frame of s but has not answered, so there is nothing to tell it" ]
    [ ! -e out ]
    "$MOGNAD" run -q s --agency all
    [ "$(ls out/2024/agencies | tr '\n' ' ')" = "a.xlsx c.xlsx " ]
}

@test "several years: a workbook for each in which it answered, compared with the one before" {
    small_survey 2023
    sed -i 's/,2024,/,2023,/' 2023/settings.csv
    small_survey 2024
    sed -i '/^b;/d' 2024/answers.csv
    printf 'variable,from_wave,from_name,recode\nq1,2023,q1,\n' > 2024/crosswalk.csv
    run --separate-stderr "$MOGNAD" run 2023 2024 --lang en --agency c --agency b
    [ "$status" -eq 0 ]
    [ "$stderr" = "2024: b (Agency B) has not answered; it gets no workbook of 2024" ]
    [ "$(cd out && ls */agencies/* | tr '\n' ' ')" = "2023/agencies/b.xlsx 2023/agencies/c.xlsx 2024/agencies/c.xlsx " ]
    content out/2024/agencies/c.xlsx | grep -q 'You responded in 2023 too'
    content out/2023/agencies/c.xlsx | grep -q 'No earlier year is compared'
}

@test "keys may hold anything, and no two have one file" {
    small_survey s
    printf 'id,name\na/b,One\n..,Two\nÅ b,Three\ncon,Four\nx,Five\nX,Six\n-q,Seven\n' > s/register.csv
    { printf 'id;q1;q2\n'; for key in a/b .. 'Å b' con x X -q; do printf '%s;1;2\n' "$key"; done; } > s/answers.csv
    "$MOGNAD" run -q s --agency all
    [ "$(ls out/2024/agencies | LC_ALL=C sort | tr '\n' ' ')" = "%2Dq.xlsx %2E..xlsx %C3%85%20b.xlsx X~6.xlsx a%2Fb.xlsx con~4.xlsx x~5.xlsx " ]
    "$MOGNAD" run -q s --agency=-q --agency X -o two
    [ "$(ls two/2024/agencies | tr '\n' ' ')" = "%2Dq.xlsx X~6.xlsx " ]
    cmp two/2024/agencies/X~6.xlsx out/2024/agencies/X~6.xlsx
}

@test "the bytes are the same whatever the threads, the locale, the time zone and the others" {
    small_survey s
    "$MOGNAD" run -q s -o one --agency all --threads 1
    "$MOGNAD" run -q s -o two --agency b
    TZ=Asia/Tokyo LC_ALL=sv_SE.UTF-8 "$MOGNAD" run -q s/ -o three --agency all --threads 7
    [ "$(fingerprint one/2024)" = "$(fingerprint three/2024)" ]
    cmp one/2024/agencies/b.xlsx two/2024/agencies/b.xlsx
}

@test "messages are Swedish where the locale asks for it" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    small_survey s
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" run s --agency agenci
    [ "$status" -eq 2 ]
    [[ "$output" == "mognad: --agency: ingen myndighet i ramen för s har nyckeln 'agenci'"* ]]
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" run s --agency a
    [[ "$output" == *"återkoppling  1 arbetsbok i out/2024/agencies/"* ]]
}

@test "no part of an agency's workbook names another agency of the survey" {
    cp -r "$MOGNAD_SOURCE"/surveys/202[12] .
    cut -d';' -f1 2022/answers.csv | sed -n '2p;40p;120p;174p' > keys
    "$MOGNAD" run -q 2021 2022 --replicates 10 --no-workbook $(sed 's/^/--agency /' keys)
    for key in $(cat keys); do
        content "out/2022/agencies/$key.xlsx" > told
        name=$(grep "^$key," 2022/register.csv | cut -d, -f2)
        [ "$(grep -oE '29900[0-9]-[0-9]{4}' told | sort -u)" = "$key" ]
        [ "$(grep -oE 'Myndighet [0-9]{3}' told | sort -u)" = "$name" ]
    done
}

@test "it goes with neither --profile publish nor other commands" {
    small_survey s
    run "$MOGNAD" run s --agency a --profile publish
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --agency writes for single agencies, --profile publish for everyone: use one at a time" ]
    run "$MOGNAD" check s --agency a
    [ "$status" -eq 2 ]
    [[ "$output" == *"there is no option '--agency' here"* ]]
    [ ! -e out ]
    "$MOGNAD" run -q s --agency all
    "$MOGNAD" run -q s --profile publish
    [ ! -e out/2024/agencies ]
}
