#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

@test "help names every command, and every command has help" {
    run "$MOGNAD" --help
    [ "$status" -eq 0 ]
    for command in run check verify diff explain explain simulate; do
        [[ "$output" == *"$command"* ]]
        run "$MOGNAD" "$command" --help
        [ "$status" -eq 0 ]
        [[ "$output" == "usage: mognad $command"* ]]
        [[ "$output" == *"Exit status"* ]]
        run "$MOGNAD" --help
    done
}

@test "version names the program and its libraries" {
    run "$MOGNAD" --version
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" =~ ^mognad\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    [[ "$output" == *"gsl 2."* && "$output" == *"sqlite 3."* && "$output" == *"igraph 0.10."* && "$output" == *"libxlsxwriter 1."* ]]
}

@test "no command: usage on stderr, exit 2" {
    run --separate-stderr "$MOGNAD"
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ "$stderr" == *"a command is wanted"* ]]
}

@test "an unknown command suggests the nearest" {
    run "$MOGNAD" chekc
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: there is no command 'chekc'; did you mean 'check'?" ]
    run "$MOGNAD" frobnicate
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: there is no command 'frobnicate'; 'mognad --help' lists them" ]
}

@test "an unknown option suggests the nearest" {
    run "$MOGNAD" run --treads 2 x
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: there is no option '--treads' here; did you mean '--threads'?" ]
    run "$MOGNAD" check --out x y
    [ "$status" -eq 2 ]
    [[ "$output" == "mognad: there is no option '--out' here"* ]]
    run "$MOGNAD" run -x y
    [ "$status" -eq 2 ]
    [[ "$output" == "mognad: there is no option '-x' here"* ]]
}

@test "impossible values of options are refused" {
    run "$MOGNAD" run --threads zwei x
    [ "$output" = "mognad: --threads wants a whole number, not 'zwei'" ]
    [ "$status" -eq 2 ]
    run "$MOGNAD" run --threads 0 x
    [ "$output" = "mognad: --threads wants a number from 1 to 256" ]
    run "$MOGNAD" run --threads -1 x
    [ "$output" = "mognad: --threads wants a whole number, not '-1'" ]
    run "$MOGNAD" run --lang de x
    [ "$output" = "mognad: --lang wants sv or en, not 'de'" ]
    run "$MOGNAD" run x --out
    [ "$output" = "mognad: '--out' wants a value" ]
    run "$MOGNAD" run --out= x
    [ "$output" = "mognad: --out wants a name, not an empty text" ]
    run "$MOGNAD" simulate -n 1000001 x
    [ "$output" = "mognad: --units wants a number from 1 to 1000000" ]
}

@test "missing and superfluous arguments are refused" {
    run "$MOGNAD" run
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: mognad run wants SURVEY..." ]
}

@test "messages follow the locale, in Swedish" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" chekc
    [ "$output" = "mognad: kommandot 'chekc' finns inte; menade du 'check'?" ]
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" run --help
    [ "${lines[0]}" = "användning: mognad run [FLAGGA]... MAPP..." ]
    [[ "$output" == *"-o, --out UTMAPP         skriv i UTMAPP (annars out)"* ]]
    small_survey s
    sed -i '3s/Indicator$/Indicatr/; 4s/1,Indicator$/x,Indicator/' s/indices.csv
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" run s
    [ "$status" -eq 2 ]
    [ "$output" = "s/indices.csv:3:6: fel: Type kan inte vara 'Indicatr'; menade du 'Indicator'?
       3 | q1,Data,SHARING,1,1,Indicatr
         |                     ^~~~~~~~
s/indices.csv:4:5: fel: Weight 'x' är inget tal
       4 | q2,Services,SHARING,1,x,Indicator
         |                       ^
mognad: 2 fel i tabellerna; inget skrevs" ]
}

@test "answers for several surveys at once are refused" {
    small_survey s
    small_survey t
    run --separate-stderr "$MOGNAD" run s t --answers s/answers.csv
    [ "$status" -eq 2 ]
    [ "$stderr" = "mognad: --answers names the answers of one survey, but there are several; run them one by one" ]
}
