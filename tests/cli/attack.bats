#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a publication withholds cannot be computed from what it shows: attack.py tries.
bats_require_minimum_version 1.5.0
load helpers

setup_file() {
    command -v python3 > /dev/null || return 0
    cd "$BATS_FILE_TMPDIR"
    local surveys=("$MOGNAD_SOURCE"/surveys/202[012] "$MOGNAD_SOURCE"/surveys/dialogues-2021)
    "$MOGNAD" run -q "${surveys[@]}" -o review --replicates 10 --no-workbook
    "$MOGNAD" run -q "${surveys[@]}" -o published --replicates 10 --profile publish
}

attack() {
    command -v python3 > /dev/null || skip "python3 attacks, and is not there"
    run python3 "$MOGNAD_SOURCE/tests/cli/attack.py" "$@"
}

@test "three years and the talks withstand" {
    for year in 2020 2021 2022; do
        attack "$BATS_FILE_TMPDIR"/{review,published}/$year "$MOGNAD_SOURCE/surveys/$year"
        echo "$year: $output"
        [ "$status" -eq 0 ]
        [ "$(jq .withheld.unknown "$BATS_FILE_TMPDIR/published/$year/run.json")" = 0 ]
    done
}

@test "with small cells alone withheld the attack succeeds" {
    attack "$BATS_FILE_TMPDIR"/{review,published}/2021 "$MOGNAD_SOURCE/surveys/2021" --primary
    echo "$output"
    [ "$status" -eq 1 ]
    [[ "$output" == *"group/answered/department|department=Infrastrukturdepartementet = 4 (it is 4)"* ]]
    [[ "$output" == *"index/mean/DIGG|department=Infrastrukturdepartementet = 38.199"* ]]
}

# Drawn answers of agencies that are made up: seed, units and min_cell.
drawn() {
    local year=$1 seed=$2 units=$3 min_cell=$4
    cp -r "$MOGNAD_SOURCE/surveys/$year" s
    rm -f s/figures.* s/crosswalk.csv
    python3 - "$min_cell" <<'EOF'
import csv, sys
head, row = csv.reader(open("s/settings.csv"))
if "min_cell" not in head:
    head.append("min_cell")
    row.append("")
row[head.index("min_cell")] = sys.argv[1]
csv.writer(open("s/settings.csv", "w"), lineterminator="\n").writerows([head, row])
EOF
    "$MOGNAD" simulate -q s -o drawn --seed "$seed" -n "$units"
    local options=(--answers "drawn/$year/answers.csv" --register "drawn/$year/register.csv"
                   --replicates 10 --no-workbook)
    "$MOGNAD" run -q s -o review "${options[@]}"
    "$MOGNAD" run -q s -o published "${options[@]}" --profile publish
    attack review/$year published/$year s --register drawn/$year/register.csv --min-cell "$min_cell"
    echo "seed $seed, $units units, min_cell $min_cell: $output"
    rm -r s drawn review published
    [ "$status" -eq 0 ]
}

@test "surveys of few agencies withstand" {
    command -v python3 > /dev/null || skip "python3 attacks, and is not there"
    drawn 2021 1 60 3
    drawn 2021 15 60 5
    drawn 2020 3 90 10
}
