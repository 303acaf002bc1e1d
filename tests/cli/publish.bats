#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# --profile publish: files for everyone.
bats_require_minimum_version 1.5.0
load helpers

@test "a publication has no file that names units" {
    small_survey s
    "$MOGNAD" run -q s
    "$MOGNAD" run -q s --profile publish
    [ "$(ls out/2024 | tr '\n' ' ')" = "codebook.csv datapackage.json figures.csv report.xlsx run.json " ]
    [ "$(jq -c '[.resources[].name]' out/2024/datapackage.json)" = '["figures","codebook","report"]' ]
    [ "$(jq -r .profile out/2024/run.json)" = publish ]
    [ "$(jq -c .options out/2024/run.json)" = '{"--lang":"sv","--profile":"publish"}' ]
}

@test "a survey of three agencies has nothing to publish about them" {
    small_survey s
    run "$MOGNAD" run s --profile publish
    [ "$status" -eq 0 ]
    [[ "$output" == *"the store is not for publication"* ]]
    grep -q '^2024,index/mean/SHARING,,,,,,,c,' out/2024/figures.csv
    ! grep -q '^2024,index/mean/[^,]*,[0-9]' out/2024/figures.csv
}

@test "reviewing again brings all files back, and the store was whole all the time" {
    small_survey s
    "$MOGNAD" run -q s -o one
    "$MOGNAD" run -q s -o two --profile publish
    "$MOGNAD" explain index/mean/SHARING --db two/mognad.db > told
    grep -q '50' told
    ! grep -q withheld told
    "$MOGNAD" run -q s -o two --profile review
    [ "$(fingerprint one/2024)" = "$(fingerprint two/2024)" ]
}

@test "a publication is the same whatever the threads, the locale and the time zone" {
    small_survey s
    "$MOGNAD" run -q s -o one --profile publish
    TZ=Asia/Tokyo LC_ALL=sv_SE.UTF-8 "$MOGNAD" run -q s -o two --profile publish --threads 7
    [ "$(fingerprint one/2024)" = "$(fingerprint two/2024)" ]
}

@test "what has no effect on a publication is refused" {
    small_survey s
    for option in --with-indicators --with-pairs --with-sav; do
        run "$MOGNAD" run s --profile publish $option
        [ "$status" -eq 2 ]
        [ "$output" = "mognad: $option has no effect with --profile publish: its file names units" ]
    done
    run "$MOGNAD" run s --profile public
    [ "$status" -eq 2 ]
    [ "$output" = "mognad: --profile wants review or publish, not 'public'" ]
    run "$MOGNAD" verify s --profile publish
    [ "$status" -eq 2 ]
    [[ "$output" == *"there is no option '--profile' here"* ]]
    [ ! -e out ]
}
