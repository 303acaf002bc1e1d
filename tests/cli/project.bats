#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Dialogues from a project file give the figures that they give from tables.

load helpers

# The shipped talks, of fewer draws, as tables, and their figures.
setup_file() {
    cp -r "$MOGNAD_SOURCE/surveys/dialogues-2021" "$BATS_FILE_TMPDIR/tables"
    sed -i 's/,2000,/,20,/' "$BATS_FILE_TMPDIR/tables/settings.csv"
    "$MOGNAD" verify --accept --reason 'a test' --quiet "$BATS_FILE_TMPDIR/tables"
}

# Writes the talks as a folder with a project file, with the options of qdpx.py.
as_project() {
    python3 "$MOGNAD_SOURCE/tests/cli/qdpx.py" "$BATS_FILE_TMPDIR/tables" project "$@"
    [ ! -e project/segments.csv ]
    [ ! -e project/coding.csv ]
}

same_figures() {
    as_project "$@"
    "$MOGNAD" verify --accept --reason 'a test' --quiet project
    cmp "$BATS_FILE_TMPDIR/tables/figures.csv" project/figures.csv
}

@test "a project file and tables give the same figures, byte by byte" {
    same_figures
}

@test "line breaks of Windows count as two characters" {
    same_figures --crlf
}

@test "line breaks of Windows count as one character in ATLAS.ti" {
    same_figures --crlf --origin 'ATLAS.ti 24'
}

@test "variables of the project may say what sessions.csv would" {
    same_figures --bare
    [ ! -e project/sessions.csv ]
}

@test "positions of another count are found out" {
    as_project --crlf --origin MAXQDA
    python3 - <<'EOF'
import zipfile
with zipfile.ZipFile("project/coding.qdpx") as old, zipfile.ZipFile("new", "w") as new:
    for name in old.namelist():
        new.writestr(name, old.read(name).replace(b"MAXQDA", b"ATLAS.ti"))
EOF
    mv new project/coding.qdpx
    run "$MOGNAD" check project
    [ "$status" -eq 2 ]
    [[ "$output" == *"goes beyond its text 's01', which has"*"a line break counted as one"* ]]
}

@test "a project file that is cut or hostile is refused with its place" {
    as_project
    head -c 5000 project/coding.qdpx > cut
    mv cut project/coding.qdpx
    run "$MOGNAD" run project -o out
    [ "$status" -eq 2 ]
    [[ "$output" == *"project/coding.qdpx: this is not a zip file, or its end is missing"* ]]
    [ ! -e out ]
    python3 - <<'EOF'
import zipfile
with zipfile.ZipFile("project/coding.qdpx", "w") as archive:
    archive.writestr("project.qde", "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'>]><a>&b;</a>")
EOF
    run "$MOGNAD" check project
    [ "$status" -eq 2 ]
    [[ "$output" == *"project/coding.qdpx/project.qde:1:13: a document type (<!DOCTYPE>) is not accepted"* ]]
}
