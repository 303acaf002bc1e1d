#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Folders of dialogues, alone and beside a survey.
bats_require_minimum_version 1.5.0
load helpers

# Talks beside the small survey of 2024.
small_talks() {
    local folder=$1
    mkdir -p "$folder"
    printf '%s\n' 'form_title,form_id,wave,kind,beside' 'Small talks,talks,2023,dialogues,2024' > "$folder/settings.csv"
    printf '%s\n' 'session,life_event,date,participants' 's1,housing,2023-03-01,6' 's2,crime,2023-03-08,5' > "$folder/sessions.csv"
    printf '%s\n' 'code,parent,label,facet' 'contact,,Contact,' 'phone,contact,By phone,personal' \
        'robot,contact,By robot,automated' > "$folder/codes.csv"
    printf '%s\n' 'session,segment,speaker,text' 's1,1,P1,I want to call.' 's1,2,P2,A robot is fine.' \
        's2,3,P1,Nobody called.' 's2,4,P2,That is so.' > "$folder/segments.csv"
    printf '%s\n' 'segment,coder,code' '1,A,phone' '1,B,phone' '2,A,robot' '2,B,robot' '3,A,phone' '3,B,robot' \
        > "$folder/coding.csv"
    printf '%s\n' 'theme,index,reason' 'contact,SHARING,Because' > "$folder/needs.csv"
}

# The names of a workbook's sheets, a line each.
sheets() {
    unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2
}

run_quick() {
    "$MOGNAD" run --replicates 20 "$@"
}

@test "dialogues beside their survey join its workbook, in whatever order they are named" {
    small_survey s
    small_talks d
    run --separate-stderr run_quick s d --lang en
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" == *"  sessions  2 with 4 segments, 6 codings by 2 coders"* ]]
    [[ "$output" == *"  report    joins that of 2024"* ]]
    [ ! -e out/dialogues-2023/report.xlsx ]
    [ -e out/dialogues-2023/figures.csv ] && [ -e out/dialogues-2023/findings.csv ] && [ -e out/dialogues-2023/run.json ]
    [ ! -e out/dialogues-2023/scores.csv ] && [ ! -e out/dialogues-2023/rejects.csv ]
    [ "$(sheets out/2024/report.xlsx | sed -n '/^Dialogues$/,/^Response$/p' | paste -sd'|')" = \
        "Dialogues|Contact and automation|Saturation|Agreement of coders|Need and capability|About the dialogues|Response" ]
    run_quick d s --lang en -o other -q
    [ "$(fingerprint out/2024)" = "$(fingerprint other/2024)" ]
    [ "$(fingerprint out/dialogues-2023)" = "$(fingerprint other/dialogues-2023)" ]
    [ "$(sqlite_count out/mognad.db)" = "$(sqlite_count other/mognad.db)" ]
}

# The store's rows about talks, by the program's own reader of SQLite.
sqlite_count() {
    python3 - "$1" <<'EOF'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(*[db.execute(f"SELECT count(*) FROM dialogue_{t}").fetchone()[0]
        for t in ("session", "coder", "code", "segment", "coding", "need")])
EOF
}

@test "alone they have a workbook of their own, and say which survey they lack" {
    small_talks d
    run --separate-stderr run_quick d --lang en
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" == *"  report    of its own: the survey of 2024 is not on the command line"* ]]
    [[ "$output" == *"  files     out/dialogues-2023/ (report.xlsx, figures.csv, findings.csv, ...)"* ]]
    [ "$(sheets out/dialogues-2023/report.xlsx | paste -sd'|')" = \
        "Cover|Contents|Dialogues|Contact and automation|Saturation|Agreement of coders|About the dialogues|Remarks|Figures|Sources" ]
    [ "$(sqlite_count out/mognad.db)" = "2 4 3 4 6 1" ]
    run_quick d -q
    [ "$(sqlite_count out/mognad.db)" = "2 4 3 4 6 1" ]
    [ ! -e out/2024 ]
}

@test "figures are the same alone, beside a survey, under any locale and on any number of threads" {
    small_survey s
    small_talks d
    run_quick d -o alone -q
    LC_ALL=sv_SE.UTF-8 run_quick s d -o beside -q --threads 3
    cmp alone/dialogues-2023/figures.csv beside/dialogues-2023/figures.csv
    grep -q '^2023,dialogue/sessions/contact,2,2,' alone/dialogues-2023/figures.csv
    grep -q '^2023,agreement/percent/phone,0.75,4,' alone/dialogues-2023/figures.csv
}

@test "verify sees one coding that changed" {
    small_talks d
    "$MOGNAD" verify d --replicates 20 --accept --reason "as coded" -q
    run "$MOGNAD" verify d --replicates 20
    [ "$status" -eq 0 ]
    [[ "$output" == "d: "*" figures, all as accepted" ]]
    sed -i 's/^3,B,robot$/3,B,phone/' d/coding.csv
    run "$MOGNAD" verify d --replicates 20
    [ "$status" -eq 1 ]
    [ "${lines[1]}" = "  coding.csv changed" ]
    [[ "$output" == *"dialogue/sessions/phone "*"1 -> 2"* ]]
}

@test "explain counts the talks of a theme anew" {
    small_talks d
    run --separate-stderr "$MOGNAD" explain dialogue/segments/phone d
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" == *"phone: By phone"*"part of contact"*"facet personal"* ]]
    [[ "$output" =~ s1" "+2023-03-01" "+housing" "+2" "+1" "+0" "+1 ]]
    [[ "$output" =~ s2" "+2023-03-08" "+crime" "+2" "+0" "+1" "+1 ]]
    [[ "$output" == *"1 segments in which it occurs"* ]]
    run "$MOGNAD" explain agreement/alpha d
    [[ "$output" == *"about 2 talks with 4 segments and 6 codings"* ]]
}

@test "check warns of personal data, and shows none" {
    small_talks d
    printf '%s\n' 's2,5,P1,"Ring Anna på 070-174 06 05, 811228-9874."' >> d/segments.csv
    run --separate-stderr "$MOGNAD" check d --replicates 20
    [ "$status" -eq 0 ]
    [[ "$output" == *"d/segments.csv:6:4: warning: segment '5' holds what looks like "*"'A***', at character 6"* ]]
    [[ "$output$stderr" != *Anna* ]]
    [[ "$output$stderr" != *174* ]]
    run_quick d -q
    ! grep -rq -e Anna -e 811228 -e '174 06' out/dialogues-2023/*.csv out/dialogues-2023/*.json
    ! unzip -p out/dialogues-2023/report.xlsx | grep -q -e Anna -e 811228
    [ "$(grep -c personal_data out/dialogues-2023/findings.csv)" -eq 3 ]
}

@test "what does not fit between two folders is told before anything is written" {
    small_survey s
    small_talks d
    printf '%s\n' 'phone,SHARIN,Because' >> d/needs.csv
    run --separate-stderr run_quick s d
    [ "$status" -eq 2 ]
    [[ "$stderr" == *"d/needs.csv:3:2: fault: index 'SHARIN' is no index of s; did you mean 'SHARING'?"* ]]
    [[ "$stderr" == *"mognad: 1 fault in the tables; nothing was written" ]]
    [ ! -e out ]
    run_quick d -q # alone there is nothing to compare with
    before=$(fingerprint out)
    printf '%s\n' '9,A,phone' >> d/coding.csv
    run --separate-stderr run_quick d
    [ "$status" -eq 2 ]
    [[ "$stderr" == *"d/coding.csv:8:1: fault: segment '9' is unknown; want 1, 2, 3 or 4"* ]]
    [[ "$stderr" == *"mognad: 1 fault in the tables; nothing was written" ]]
    [ "$(fingerprint out)" = "$before" ]
}

@test "options and folders that do not go with dialogues" {
    small_survey s
    small_talks d
    cp -r d e
    run --separate-stderr run_quick s d e
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: d and e are both dialogues beside 2024; run them one by one" ]
    sed -i 's/,2024$/,/' d/settings.csv e/settings.csv
    rm d/needs.csv e/needs.csv
    run --separate-stderr run_quick d e
    [ "$status" -eq 2 ]
    [[ "$stderr" == "mognad: d and e are both of 2023 and would write the same files"* ]]
    run --separate-stderr run_quick d --answers s/answers.csv
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: --answers has no effect on dialogues, and there is nothing else; leave it away" ]
    run --separate-stderr "$MOGNAD" simulate d
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: d is a folder of dialogues, which has no questionnaire to draw answers to" ]
    run_quick s d --answers s/answers.csv -q # of the survey
}

@test "--json tells what the folder holds" {
    small_talks d
    run --separate-stderr run_quick d --json
    [ "$status" -eq 0 ]
    [ "$(jq -c '.[0] | [.kind, .beside, .sessions, .segments, .codings, .out]' <<< "$output")" = \
        '["dialogues",2024,2,4,6,"out/dialogues-2023"]' ]
    [ "$("$MOGNAD" check d --json | jq -c '.[0].kind')" = '"dialogues"' ]
}

@test "the talks of the project are those that are drawn" {
    mkdir drawn
    "$MOGNAD_SOURCE/tests/dialogues/draw" drawn
    for file in sessions segments coding; do
        cmp drawn/$file.csv "$MOGNAD_SOURCE/surveys/dialogues-2021/$file.csv"
    done
    "$MOGNAD" check "$MOGNAD_SOURCE/surveys/dialogues-2021" --replicates 20 > said
    ! grep -q personal_data said
}
