#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

@test "run writes every file, and says what it did" {
    small_survey s
    run --separate-stderr "$MOGNAD" run s
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" == *"3 in the frame, 3 answered (100.0 %)"* ]]
    [[ "$output" == *"3 read = 3 stored + 0 rejected"* ]]
    [[ "$output" == *"findings  none"* ]]
    [ "$(ls out/2024 | tr '\n' ' ')" = "answers.sav codebook.csv codebook.xml datapackage.json figures.csv findings.csv rejects.csv report.xlsx run.json scores.csv " ]
    [ "$(ls -A out)" = "$(printf '2024\nmognad.db')" ]
}

@test "the scores are those that a hand computes" {
    small_survey s
    "$MOGNAD" run -q s
    [ "$(cut -d, -f 1-7 out/2024/scores.csv)" = "unit,code,value,answered,items,rank,status
a,SHARING,25,2,2,2,
b,SHARING,100,2,2,1,
c,SHARING,25,2,2,2," ]
    grep -q '^2024,index/mean/SHARING,50,3,' out/2024/figures.csv
}

@test "the normalised indicators are in scores.csv when asked for" {
    small_survey s
    sed -i 's/^c;2;1/c;;1/' s/answers.csv
    "$MOGNAD" run -q s --with-indicators
    [ "$(cut -d, -f 1-7 out/2024/scores.csv)" = "unit,code,value,answered,items,rank,status
a,SHARING,25,2,2,2,
a,q1,0,1,1,,
a,q2,50,1,1,,
b,SHARING,100,2,2,1,
b,q1,100,1,1,,
b,q2,100,1,1,,
c,SHARING,0,1,2,3,
c,q1,,0,1,,x
c,q2,0,1,1,," ]
    [ "$(jq -c .options out/2024/run.json)" = '{"--lang":"sv","--with-indicators":null}' ]
}

@test "running again, and with other threads, locale, zone and folder, gives the same bytes" {
    small_survey s
    "$MOGNAD" run -q s -o one
    "$MOGNAD" run -q s -o one
    TZ=Asia/Tokyo LC_ALL=sv_SE.UTF-8 "$MOGNAD" run -q s/ -o two --threads 7
    [ "$(fingerprint one/2024)" = "$(fingerprint two/2024)" ]
    mkdir elsewhere && cd elsewhere
    HOME=/nonexistent "$MOGNAD" run -q ../s -o ../three --threads 1
    cd ..
    [ "$(fingerprint one/2024)" = "$(fingerprint three/2024)" ]
}

@test "findings read the same in every file whatever the locale, and in what check prints" {
    [ -d "$LOCPATH/sv_SE.UTF-8" ] || skip "no Swedish locale on this machine"
    small_survey s
    printf 'a;1;2\nb;3;7\nc;2\nd;1;1\nb;1;1\n;1;1\na";1;1\na;"1"x;1\n' > rows
    { printf 'id;q1;q2;extra\n'; sed 's/$/;1/' rows; printf 'c;2;9\n'; } > s/answers.csv
    cp s/choices.csv s/chioces.csv
    sed -i 's/In part/F\xf6r det mesta/' s/choices.csv
    "$MOGNAD" run -q s -o english
    LC_ALL=sv_SE.UTF-8 "$MOGNAD" run -q s -o swedish
    [ "$(wc -l < english/2024/findings.csv)" -gt 8 ]
    [ "$(wc -l < english/2024/rejects.csv)" -gt 5 ]
    [ "$(fingerprint english)" = "$(fingerprint swedish)" ]
    "$MOGNAD" check --json s > english.json || [ $? -eq 1 ]
    LC_ALL=sv_SE.UTF-8 "$MOGNAD" check --json s > swedish.json || [ $? -eq 1 ]
    cmp english.json swedish.json
    LC_ALL=sv_SE.UTF-8 run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    [[ "$output" == *"s/answers.csv:3:3: error: '7' is not an answer to q2 (want 1, 2 or 3)"* ]]
    [[ "${lines[-1]}" == "s: "*" fel, "*" upplysningar; 9 rader lästa = 1 lagrade + 8 avvisade" ]]
}

@test "faults in the tables of all folders are listed together, and nothing is written" {
    small_survey s
    small_survey t
    sed -i 's/Indicator$/Indicatr/' s/indices.csv
    sed -i 's/select_one agree,q2/select_one agre,q2/' t/survey.csv
    run --separate-stderr "$MOGNAD" run s t
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ "$stderr" == *"s/indices.csv:3:6: fault: "* ]]
    [[ "$stderr" == *"s/indices.csv:4:6: fault: "* ]]
    [[ "$stderr" == *"t/survey.csv:3:1: fault: "* ]]
    [[ "$stderr" == *"nothing was written" ]]
    [ ! -e out ]
}

@test "a failing run leaves store and output as they were" {
    small_survey s
    "$MOGNAD" run -q s
    before=$(fingerprint out)
    printf 'id;q1\na;1\n' > s/answers.csv
    run "$MOGNAD" run s
    [ "$status" -eq 2 ]
    [ "$(fingerprint out)" = "$before" ]
    [ "$(ls -A out | wc -l)" -eq 2 ]
}

@test "a full disk leaves store and output as they were" {
    small_survey s
    "$MOGNAD" run -q s
    before=$(fingerprint out)
    sed -i 's/^a;1;2/a;3;3/' s/answers.csv
    for blocks in 1 8 24 40 60; do
        run bash -c "ulimit -f $blocks; '$MOGNAD' run s"
        [ "$status" -eq 2 ]
        [ "$(fingerprint out)" = "$before" ]
    done
}

@test "two folders of one year are refused" {
    small_survey s
    small_survey t
    run "$MOGNAD" run s t
    [ "$status" -eq 2 ]
    [[ "$output" == *"s and t are both of 2024"* ]]
    [ ! -e out ]
}

@test "an error among the findings: run goes on, --strict and check exit 1" {
    small_survey s
    sed -i 's/^b;3;3/b;3;7/' s/answers.csv
    run "$MOGNAD" run s
    [ "$status" -eq 0 ]
    [[ "$output" == *"1 error"* ]]
    grep -q "^error,not_an_answer,answers.csv,3,3,b,q2,\"\?'7' is not an answer to q2 (want 1, 2 or 3)" out/2024/findings.csv
    rm -r out
    run --separate-stderr "$MOGNAD" run --strict s
    [ "$status" -eq 1 ]
    [ ! -e out ]
    run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "s/answers.csv:3:3: error: '7' is not an answer to q2 (want 1, 2 or 3)"* ]]
    [ ! -e out ]
}

@test "check of a folder without problems is one line, and writes nothing" {
    small_survey s
    run "$MOGNAD" check s
    [ "$status" -eq 0 ]
    [ "$output" = "s: no findings in 3 answers from a frame of 3 units" ]
    [ "$(ls -A)" = s ]
}

@test "results as JSON" {
    small_survey s
    sed -i 's/^b;3;3/b;3;7/' s/answers.csv
    run --separate-stderr "$MOGNAD" run --json s
    [ "$status" -eq 0 ]
    [ "$(jq -r '.[0].stored, .[0].findings.error' <<< "$output" | tr '\n' ' ')" = "3 1 " ]
    run --separate-stderr "$MOGNAD" check --json s
    [ "$status" -eq 1 ]
    [ "$(jq -r '.[0].list[0] | .line, .column, .question' <<< "$output" | tr '\n' ' ')" = "3 3 q2 " ]
}

@test "what is not a folder is told apart from what is not there" {
    run "$MOGNAD" run nowhere
    [ "$status" -eq 2 ]
    [[ "$output" == *"nowhere"*"No such file or directory"* ]]
    touch file
    run "$MOGNAD" run file
    [ "$status" -eq 2 ]
    mkdir empty
    run "$MOGNAD" run empty
    [ "$status" -eq 2 ]
    [[ "$output" == *"empty/settings.csv"* ]]
    [ ! -e out ]
}

@test "an interrupted run leaves nothing behind" {
    small_survey s
    "$MOGNAD" run -q s
    before=$(fingerprint out)
    awk 'BEGIN { print "id;name;q1;q2"; for (i = 1; i <= 200000; i++) print "u" i ";x;1;2" }' > many.csv
    rm s/register.csv
    "$MOGNAD" run -q s --answers many.csv 3>&- &
    terminate_at_work $! out
    [ "$(ls -A out | grep -v journal)" = "$(printf '2024\nmognad.db')" ]
    cp -r out copy
    small_survey s
    "$MOGNAD" run -q s
    [ "$(fingerprint out/2024)" = "$(fingerprint copy/2024)" ]
}

@test "an export without an answer, or with none that can be taken, gives a report that says so" {
    small_survey s
    sed -i 's/^iCode.*/&,Source/; s/^\(SHARING\|q[12]\),.*/&,/' s/indices.csv
    echo 'size,Size,,,,Group,name' >> s/indices.csv
    sed -i 1q s/answers.csv
    run --separate-stderr "$MOGNAD" run s
    [ "$status" -eq 0 ]
    [[ "$output" == *"3 in the frame, 0 answered (0.0 %)"* ]]
    [ -s out/2024/report.xlsx ]
    printf 'a;1;2;3\nb;1;1;3\n' >> s/answers.csv
    run --separate-stderr "$MOGNAD" run s
    [ "$status" -eq 0 ]
    [[ "$output" == *"2 read = 0 stored + 2 rejected"* ]]
}

@test "answers that are not there, and folders, are told of together with the tables" {
    small_survey s
    small_survey t
    rm s/answers.csv t/answers.csv
    sed -i 's/^agree,2/agree,1/' t/choices.csv
    run --separate-stderr "$MOGNAD" run s t
    [ "$status" -eq 2 ]
    [ "$stderr" = "s/answers.csv: fault: No such file or directory
t/choices.csv:3:2: fault: list 'agree' has choice '1' already in line 2
       3 | agree,1,In part,2
         |       ^
t/answers.csv: fault: No such file or directory
mognad: 3 faults in the tables; nothing was written" ]
    run --separate-stderr "$MOGNAD" run no1 no2
    [ "$status" -eq 2 ]
    [[ "$stderr" == *"no1: No such file"* && "$stderr" == *"no2: No such file"* ]]
    [ ! -e out ]
}

@test "what a killed run left is removed by the next, what a living one holds is not" {
    small_survey s
    mkdir -p out/.mognad-killed/2024 out/.mognad-living
    touch out/.mognad-killed/2024/report.xlsx
    flock out/.mognad-living sleep 30 3>&- &
    holder=$!
    sleep 0.2
    "$MOGNAD" run -q s
    [ "$(ls -A out | tr '\n' ' ')" = ".mognad-living 2024 mognad.db " ]
    kill $holder
}

@test "what an earlier run wrote and this one does not is gone, but for a run that fails" {
    small_survey s
    "$MOGNAD" run -q s --with-pairs
    [ -e out/2024/pairs.csv ] && [ -e out/2024/report.xlsx ]
    before=$(fingerprint out)
    sed -i 's/^a;1/a;9/' s/answers.csv
    run "$MOGNAD" run -q s --strict
    [ "$status" -eq 1 ]
    [ "$before" = "$(fingerprint out)" ]
    sed -i 's/^a;9/a;1/' s/answers.csv
    "$MOGNAD" run -q s --no-workbook
    [ ! -e out/2024/pairs.csv ] && [ ! -e out/2024/report.xlsx ] && [ -e out/2024/figures.csv ]
}

@test "a file that cannot be put in place: all stand as before, and the store too" {
    small_survey s
    "$MOGNAD" run -q s -o full
    # the folder of the wave is on another file system, to which nothing can be renamed
    mkdir -p out
    ln -s /dev/shm/mognad-$$ out/2024
    mkdir /dev/shm/mognad-$$
    cp full/2024/figures.csv /dev/shm/mognad-$$/
    run "$MOGNAD" run s
    after=$(ls /dev/shm/mognad-$$)
    rm -r /dev/shm/mognad-$$
    [ "$status" -eq 2 ]
    [[ "$output" == *"out/2024/"*"cannot be"* ]]
    [ "$after" = figures.csv ]
    [ "$(ls -A out)" = 2024 ]
}

@test "an interrupted first run leaves no folder and no store" {
    awk 'BEGIN { print "id;name;q1;q2"; for (i = 1; i <= 200000; i++) print "u" i ";x;1;2" }' > many.csv
    small_survey s
    rm s/register.csv
    "$MOGNAD" run -q s --answers many.csv -o new/out 3>&- &
    pid=$!
    for _ in $(seq 200); do
        if compgen -G 'new/out/mognad.db-journal' > /dev/null; then break; fi
        sleep 0.01
    done
    kill -TERM $pid
    code=0
    wait $pid || code=$?
    [ "$code" -eq 143 ]
    [ ! -e new ]
}

@test "a run does not write into the survey folder itself" {
    mkdir surveys
    small_survey surveys/2024
    find surveys -type f -exec sha256sum {} + | sort > before
    run "$MOGNAD" run surveys/2024 -o surveys
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: surveys/2024 is the survey folder itself; write elsewhere, with --out" ]
    find surveys -type f -exec sha256sum {} + | sort | cmp - before
}

@test "the same input gives the same bytes: whatever the locale, time zone, home, folder, umask and threads" {
    cp -r "$MOGNAD_SOURCE/surveys/2020" s
    sed -i '4s/;/;x/' s/answers.csv # a cell that cannot be taken: findings name its place
    mkdir -p elsewhere/deep home
    "$MOGNAD" run -q s -o a --replicates 20
    (
        umask 077
        cd elsewhere/deep
        export LC_ALL=C TZ=Asia/Tokyo HOME=$PWD/../../home
        [ ! -d "${LOCPATH:-}/sv_SE.UTF-8" ] || export LC_ALL=sv_SE.UTF-8
        "$MOGNAD" run -q ../../s/ -o ../../b --replicates 20 --threads 1
    )
    [ "$(wc -l < a/2020/findings.csv)" -gt 1 ]
    diff -r a b
    [ "$(stat -c %a b/2020/run.json)" = 600 ]
    # the phases' times are for stderr alone
    "$MOGNAD" run -q s -o c --replicates 20 --phases 2> times
    grep -q '^PHASE analysis ' times
    diff -r a c
}

@test "run.json tells what was in force, given or not, and how many figures came of it" {
    small_survey s
    "$MOGNAD" run -q s -o a --no-workbook
    "$MOGNAD" run -q s -o b --no-workbook --seed 1 --replicates 2000
    jq -e '.in_force == {seed: "1", replicates: "2000", resample: "no", confidence: "0.95", min_cell: "5"}' a/2024/run.json
    [ "$(jq -c .in_force a/2024/run.json)" = "$(jq -c .in_force b/2024/run.json)" ]
    jq -e '.options == {"--lang": "sv", "--no-workbook": null}' a/2024/run.json
    [ "$(jq .counts.figures a/2024/run.json)" -eq "$(tail -n +2 a/2024/figures.csv | wc -l)" ]
    jq -e '.libraries | has("gsl") and has("sqlite") and has("igraph") and has("glibc")' a/2024/run.json
}
