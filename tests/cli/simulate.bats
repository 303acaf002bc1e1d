#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

@test "simulate writes answers, says which, and run takes them as simulated" {
    small_survey s
    run --separate-stderr "$MOGNAD" simulate s
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$output" = "s: simulated answers, seed 1
  units     3, 3 answer, 3 of them to the end
  answers   out/2024/answers.csv
  next      mognad run s --answers out/2024/answers.csv" ]
    [ "$(head -1 out/2024/answers.csv)" = "id;q1;q2;simulated" ]
    [ "$(ls -A out)" = 2024 ]
    run --separate-stderr "$MOGNAD" run s --answers out/2024/answers.csv
    [ "$status" -eq 0 ]
    [[ "$output" == *"the answers are simulated"* ]]
}

@test "simulate replaces a file only with --force, and leaves nothing behind" {
    small_survey s
    before=$(fingerprint s)
    mkdir out && mv s out/2024
    run --separate-stderr "$MOGNAD" simulate out/2024
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: out/2024/answers.csv is there already; replace it with --force, or write elsewhere with --out DIR" ]
    [ "$(fingerprint out/2024)" = "$before" ]
    run "$MOGNAD" simulate out/2024 --force
    [ "$status" -eq 0 ]
    [[ "$output" == *"  next      mognad run out/2024" ]]
    [ "$(head -1 out/2024/answers.csv)" = "id;q1;q2;simulated" ]
    [ "$(ls -A out)" = 2024 ]
}

@test "simulate -n makes up units and a register of them" {
    small_survey s
    run --separate-stderr "$MOGNAD" simulate s -n 50 -o "big one"
    [ "$status" -eq 0 ]
    [[ "$output" == *"  next      mognad run s --answers 'big one/2024/answers.csv' --register 'big one/2024/register.csv'" ]]
    [ "$(wc -l < "big one/2024/register.csv")" -eq 51 ]
    eval "$(sed -n 's/^  next      mognad/"$MOGNAD"/p' <<< "$output") --quiet"
    grep -q '^2024,response/frame,50,' out/2024/figures.csv
}

@test "simulate gives the same bytes whatever the locale, and others with another seed" {
    small_survey s
    "$MOGNAD" simulate s -n 30 -o one -q
    LC_ALL=sv_SE.UTF-8 "$MOGNAD" simulate s -n 30 -o two -q
    "$MOGNAD" simulate s -n 30 -o three -q --seed 2
    [ "$(fingerprint one)" = "$(fingerprint two)" ]
    run ! cmp -s one/2024/answers.csv three/2024/answers.csv
    cmp one/2024/register.csv two/2024/register.csv
}

@test "simulate --json tells the same to a machine" {
    small_survey s
    run --separate-stderr "$MOGNAD" simulate s --json --seed 7
    [ "$status" -eq 0 ]
    [[ "$output" == *'"seed": 7'* ]]
    [[ "$output" == *'"answering": 3'* ]]
    [[ "$output" == *'"answers": "out/2024/answers.csv"'* ]]
    [[ "$output" == *'"register": null'* ]]
}

@test "faults in simulation.csv are listed together, and nothing is written" {
    small_survey s
    printf 'kind,name,on,value\nloading,,,2\nshift,q3,,1\n' > s/simulation.csv
    run --separate-stderr "$MOGNAD" simulate s
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$stderr" = "s/simulation.csv:2:4: fault: 2 is not between -1 and 1
       2 | loading,,,2
         |           ^
s/simulation.csv:3:2: fault: 'q3' is not an index, a question or question/choice; want SHARING, q1 or q2
       3 | shift,q3,,1
         |       ^~
mognad: 2 faults; nothing was written" ]
    [ ! -e out ]
}

@test "a folder without a register is drawn for with -n alone" {
    small_survey s
    rm s/register.csv
    run --separate-stderr "$MOGNAD" simulate s
    [ "$status" -eq 2 ]
    [[ "$stderr" == "s: fault: there is no register.csv to draw answers for; say with -n how many units to make up"* ]]
    run --separate-stderr "$MOGNAD" simulate s -n 10
    [ "$status" -eq 0 ]
    [ "$(head -2 out/2024/answers.csv | cut -d';' -f1,2 | tr '\n' ' ')" = "id;name 1;Enhet 1 " ]
    [ ! -e out/2024/register.csv ]
}
