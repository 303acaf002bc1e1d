#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
# The UK Civil Service People Survey as its organisations' scores were published.

setup() {
    [ -n "${MOGNAD_DATA:-}" ] || skip "MOGNAD_DATA is not set"
    command -v python3 > /dev/null || skip "python3 compares, and is not there"
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

# The themes of all organisations and the benchmark of that year, and their median engagement.
reproduce() {
    local year=$1 engagement=$2 here=$BATS_TEST_DIRNAME
    python3 "$here/csps.py" register "$year" > register.csv
    "$MOGNAD" run -q "$here/csps-$year" --replicates 5 --register register.csv -o out \
        --answers "$(find "$MOGNAD_DATA/csps" -name "${year}__*ll[-_][oO]rg*")"
    run python3 "$here/csps.py" compare "$year" "out/$year/scores.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" == *"median engagement $engagement" ]]
    grep -q "^$year,index/median/ENGAGEMENT,$engagement," "out/$year/figures.csv"
}

@test "2016" {
    reproduce 2016 59
}

@test "2017" {
    reproduce 2017 61
}

@test "2018" {
    reproduce 2018 62
}

@test "2019, with a byte-order mark" {
    reproduce 2019 63
}
