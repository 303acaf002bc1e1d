#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
# What check tells a person: findings as a compiler tells of errors.

load helpers

@test "a finding comes with its row, the cell underlined, how often, and what to do" {
    small_survey s
    cat > s/answers.csv <<'EOF'
id;q1;q2
a;nein;2
b;"na ""ja""";3
c;2;7
EOF
    run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    diff - <(echo "$output" | head -n 9) <<'EOF'
s/answers.csv:2:2: error: 'nein' is not an answer to q1 (want 1, 2 or 3) [not_an_answer]
       2 | a;nein;2
         |   ^~~~
         = 2 such: also 3:2 "na ""ja"""
         = mend the cell, add the choice to choices.csv, or name the code in 'missing_codes' of settings.csv
s/answers.csv:4:3: error: '7' is not an answer to q2 (want 1, 2 or 3) [not_an_answer]
       4 | c;2;7
         |     ^
         = mend the cell, add the choice to choices.csv, or name the code in 'missing_codes' of settings.csv
EOF
}

@test "errors come before warnings, and warnings before notes, whatever the order of the rows" {
    small_survey s
    printf 'id;q1;q2;extra\na;1;2;x\nzz;3;3;x\nb;9;1;x\n' > s/answers.csv
    run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    severities=$(grep -oE '^[^ ]+: (error|warning|info):' <<< "$output" | grep -oE 'error|warning|info' | uniq)
    [ "$severities" = $'error\nwarning\ninfo' ] || [ "$severities" = $'error\ninfo' ]
    grep -q "zz" <<< "$output"
}

@test "of many alike, nine are placed and the rest counted" {
    small_survey s
    { echo 'id;name'; for i in $(seq 40); do echo "u$i;Unit $i"; done; } > s/register.csv
    { echo 'id;q1;q2'; for i in $(seq 40); do echo "u$i;never;1"; done; } > s/answers.csv
    run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    grep -qx "         = 40 such: also 3:2 'never', 4:2 'never', 5:2 'never', 6:2 'never', 7:2 'never', 8:2 'never', 9:2 'never', 10:2 'never' and 31 more" <<< "$output"
    [ "$(grep -c not_an_answer <<< "$output")" -eq 1 ]
    [ "$("$MOGNAD" check --json s | jq '[.[0].list[] | select(.rule == "not_an_answer")] | length')" -eq 40 ]
}

@test "a fault of a table is shown in its row" {
    small_survey s
    sed -i 's/select_one agree,q2/select_one agre,q2/' s/survey.csv
    run --separate-stderr "$MOGNAD" check s
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    diff - <(echo "$stderr") <<'EOF'
s/survey.csv:3:1: fault: choices.csv has no list 'agre'; did you mean 'agree'?
       3 | select_one agre,q2,We share services
         | ^~~~~~~~~~~~~~~
mognad: 1 fault in the tables; nothing was written
EOF
}

@test "Swedish letters are underlined by the columns they take, in any encoding" {
    small_survey s
    printf 'id;q1;q2\n\xe5;1;\xe4pple\n' > s/answers.csv
    printf 'id,name\n\xc3\xa5,\xc3\x85\n' > s/register.csv
    run "$MOGNAD" check s
    grep -qx '       2 | å;1;äpple' <<< "$output"
    grep -qx '         |     ^~~~~' <<< "$output"
}

@test "what to do is said in the user's language" {
    small_survey s
    printf 'id;q1;q2\na;9;1\n' > s/answers.csv
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" check s
    grep -q '         = rätta cellen' <<< "$output"
}
