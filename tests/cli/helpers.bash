# SPDX-License-Identifier: GPL-3.0-or-later
# What all tests of the command line share. MOGNAD names the program, MOGNAD_SOURCE the project.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    unset LANGUAGE TZ
}

# A survey folder of two questions and three agencies, to be broken in one way each.
small_survey() {
    local folder=$1
    mkdir -p "$folder"
    cat > "$folder/settings.csv" <<'EOF'
form_title,form_id,default_language,wave,unit_key,name_column,closed
A small survey,small,English (en),2024,id,name,2024-12-31
EOF
    cat > "$folder/survey.csv" <<'EOF'
type,name,label::English (en)
select_one agree,q1,We share data
select_one agree,q2,We share services
EOF
    cat > "$folder/choices.csv" <<'EOF'
list_name,name,label::English (en),score
agree,1,No,1
agree,2,In part,2
agree,3,Yes,3
EOF
    cat > "$folder/indices.csv" <<'EOF'
iCode,iName,Parent,Direction,Weight,Type
SHARING,Sharing,,1,1,Aggregate
q1,Data,SHARING,1,1,Indicator
q2,Services,SHARING,1,1,Indicator
EOF
    cat > "$folder/register.csv" <<'EOF'
id,name
a,Agency A
b,Agency B
c,Agency C
EOF
    cat > "$folder/answers.csv" <<'EOF'
id;q1;q2
a;1;2
b;3;3
c;2;1
EOF
}

# Name, size and digest of every file below a folder.
fingerprint() {
    (cd "$1" && find . -type f | LC_ALL=C sort | xargs -r sha256sum)
}

# Sends SIGTERM to the process once it has files in the making in the folder, and wants it to end so.
terminate_at_work() {
    local pid=$1 folder=$2 code=0
    for _ in $(seq 200); do
        if compgen -G "$folder/.mognad-*" > /dev/null; then break; fi
        sleep 0.01
    done
    kill -TERM "$pid"
    wait "$pid" || code=$?
    [ "$code" -eq 143 ]
}
