#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Same input, same bytes: workbook, open data and network of two years and the talks beside them,
# wherever, whenever and on however many threads they are made. Only the store, a database, may
# lay out its pages otherwise.
bats_require_minimum_version 1.5.0
load helpers

# made FOLDER [ARGUMENT]...: the outputs of the folders named, in that folder.
made() {
    local folder=$1
    shift
    "$MOGNAD" run -q --replicates 20 -o "$folder" "$@"
    rm -f "$folder/mognad.db"
}

setup_file() {
    local name
    cd "$BATS_FILE_TMPDIR"
    export LC_ALL=C.UTF-8
    mkdir surveys
    for name in 2020 2022 dialogues-2021; do
        cp -r "$MOGNAD_SOURCE/surveys/$name" surveys/
        rm -f "surveys/$name"/figures.*
    done
    made one surveys/2020 surveys/2022 surveys/dialogues-2021
    fingerprint one > fingerprint
}

same() {
    diff "$BATS_FILE_TMPDIR/fingerprint" <(fingerprint "$1")
    rm -r "$1"
}

@test "the outputs are all there" {
    run cat "$BATS_FILE_TMPDIR/fingerprint"
    [[ "$output" == *2020/figures.csv* && "$output" == *2022/report.xlsx* ]]
    [[ "$output" == *2022/network.graphml* && "$output" == *dialogues-2021/dcat.rdf* ]]
}

# Decimal commas, an i that has no dot as a capital, another direction; half hours, a day ahead.
@test "the same under any locale, in any time zone and on any number of threads" {
    cd "$BATS_FILE_TMPDIR"
    local locale zone threads tried=0
    while read -r locale zone threads; do
        [[ "$locale" == *_* ]] && [ ! -d "${LOCPATH:-}/$locale" ] && continue
        tried=$((tried + 1))
        LANG=$locale LC_ALL=$locale LANGUAGE=${locale%%_*} TZ=$zone \
            made "$locale" surveys/2020 surveys/2022 surveys/dialogues-2021 --threads "$threads"
        same "$locale"
    done << 'EOF'
C UTC 1
sv_SE.UTF-8 Pacific/Kiritimati 2
de_DE.UTF-8 America/St_Johns 7
tr_TR.UTF-8 Asia/Kathmandu 3
ar_SA.UTF-8 Pacific/Pago_Pago 4
EOF
    echo "tried $tried"
    [ "$tried" -ge 1 ]
}

@test "the same whatever the order, the current folder, the place of temporary files and the mask" {
    cd "$BATS_FILE_TMPDIR"
    mkdir -p "else where/å" "temp orary"
    (
        cd "else where/å"
        umask 027
        TMPDIR="$BATS_FILE_TMPDIR/temp orary" HOME=/nonexistent made "$BATS_FILE_TMPDIR/other" \
            ../../surveys/dialogues-2021/ "$BATS_FILE_TMPDIR/surveys/2022" ../../surveys/2020
    )
    same other
    [ -z "$(ls -A "temp orary")" ]
}
