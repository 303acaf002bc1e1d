#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# A whole year, once for all tests that read it.
setup_file() {
    "$MOGNAD" run -q "$MOGNAD_SOURCE/surveys/2022" --replicates 20 --no-workbook -o "$BATS_FILE_TMPDIR"
}
whole_year() {
    mkdir out
    cp -r "$BATS_FILE_TMPDIR/2022" out/2022
}

# Whether the files are what datapackage.json says, by a reader that is not ours.
checked() {
    command -v python3 > /dev/null || skip "no python3 on this machine"
    run python3 "$MOGNAD_SOURCE/tests/cli/datapackage.py" "$1/datapackage.json"
}

# A survey in which everything occurs: publication settings, an index without a value, a reject.
published_survey() {
    small_survey s
    {
        head -n 1 s/settings.csv | sed 's/$/,publisher,publisher_uri,access_url,licence,contact/'
        tail -n 1 s/settings.csv | sed 's|$|,"Agency <X> \& ""Y""",https://example.org/x,https://example.org/x/2024,https://creativecommons.org/publicdomain/zero/1.0/deed.sv,data@example.org|'
    } > settings
    mv settings s/settings.csv
    printf 'id;q1;q2\na;1;2\nb;3;7\n"=c";2;1\nd;1;1\n' > s/answers.csv
    printf '=c,"Agency, C"\n' >> s/register.csv
}

@test "every file is what datapackage.json says, to the last cell" {
    published_survey
    "$MOGNAD" run -q s --with-pairs --with-indicators
    checked out/2024
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" == "6 tables, "* ]]
    [ "$(jq -r '[.resources[].path] | join(" ")' out/2024/datapackage.json)" = \
        "figures.csv scores.csv pairs.csv findings.csv rejects.csv codebook.csv codebook.xml answers.sav report.xlsx" ]
}

@test "so are those of a whole year" {
    whole_year
    checked out/2022
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$(jq -c '[.resources[] | select(.name == "pairs" or .name == "report")]' out/2022/datapackage.json)" = "[]" ]
}

@test "a changed cell, byte, key or link is found out" {
    published_survey
    "$MOGNAD" run -q s
    change() {
        rm -rf copy
        cp -r out/2024 copy
        sed -i "$2" "copy/$1"
        jq --arg f "$1" --arg h "sha256:$(sha256sum < "copy/$1" | cut -d' ' -f1)" \
            --argjson n "$(wc -c < "copy/$1")" \
            '(.resources[] | select(.path == $f)) |= (.hash = $h | .bytes = $n)' \
            out/2024/datapackage.json > copy/datapackage.json
        checked copy
        echo "$output"
        [ "$status" -ne 0 ]
    }
    change scores.csv '2s/,2,/,zwei,/'
    [[ "$output" == *"scores.csv:2: answered: 'zwei' is no integer"* ]]
    change figures.csv '3s/^2024,/,/'
    [[ "$output" == *"figures.csv:3: wave: empty, but required"* ]]
    change scores.csv '3s/^b/a/'
    [[ "$output" == *"there twice"* ]]
    change scores.csv '2s/SHARING/SHARIN/'
    [[ "$output" == *"is not in codebook"* ]]
    change codebook.csv '2s/question/qestion/'
    [[ "$output" == *"'qestion' is none of"* ]]
    cp -r out/2024 byte
    echo >> byte/findings.csv
    checked byte
    [ "$status" -ne 0 ]
    [[ "$output" == *"findings.csv: another digest than described"* ]]
}

@test "licence and publisher come from the settings, the date from closed, and simulated is said" {
    published_survey
    "$MOGNAD" run -q s --no-workbook
    [ "$(jq -c '[.name, .created, .homepage, .licenses, .contributors]' out/2024/datapackage.json)" = \
        '["small-2024","2024-12-31T00:00:00Z","https://example.org/x/2024",[{"name":"CC0-1.0","path":"http://creativecommons.org/publicdomain/zero/1.0/"}],[{"title":"Agency <X> & \"Y\"","path":"https://example.org/x","email":"data@example.org","roles":["publisher"]}]]' ]
    [[ "$(jq -r .description out/2024/datapackage.json)" != *"simulated"* ]]
    small_survey bare
    sed -i '1s/$/,simulated/; 2s/$/,yes/; s/2024/2025/; s/,closed//; s/,2024-12-31//' bare/settings.csv
    "$MOGNAD" run -q bare --no-workbook
    [ "$(jq -c '[.created, .licenses, .contributors, .homepage]' out/2025/datapackage.json)" = "[null,null,null,null]" ]
    [[ "$(jq -r .description out/2025/datapackage.json)" == "The answers are simulated. "* ]]
}

@test "the codebook has every question, choice and index with its rules" {
    small_survey s
    "$MOGNAD" run -q s --no-workbook
    [ "$(cut -d, -f 1-10 out/2024/codebook.csv)" = "position,kind,name,type,list,section,label,label_sv,label_en,score
1,question,q1,select_one,agree,,We share data,,We share data,
2,question,q2,select_one,agree,,We share services,,We share services,
3,choice,1,,agree,,No,,No,1
4,choice,2,,agree,,In part,,In part,2
5,choice,3,,agree,,Yes,,Yes,3
6,index,SHARING,Aggregate,,,Sharing,,Sharing,
7,index,q1,Indicator,,,Data,,Data,
8,index,q2,Indicator,,,Services,,Services," ]
    [ "$(grep '^6,' out/2024/codebook.csv | cut -d, -f 16-)" = ",,,,,,,,,,amean,available,0.5,," ]
    [ "$(grep '^7,' out/2024/codebook.csv | cut -d, -f 16-)" = "q1,,SHARING,1,1,goalposts,,,none,none,,,,," ]
}

@test "a portal that harvests dcat.rdf finds all that DCAT-AP-SE wants" {
    command -v rapper > /dev/null || skip "no rapper (raptor2-utils) on this machine"
    published_survey
    "$MOGNAD" run -q s
    rapper -q -o ntriples out/2024/dcat.rdf > triples
    base=https://example.org/x/2024
    dc=http://purl.org/dc/terms
    dcat=http://www.w3.org/ns/dcat#
    has() { grep -qF "$1" triples || { echo "lacks: $1"; cat triples; return 1; }; }
    # a catalogue has title, description, publisher, licence and dataset
    has "<$base#catalog> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${dcat}Catalog> ."
    has "<$base#catalog> <$dc/title> \"Statistics from surveys\"@en ."
    has "<$base#catalog> <$dc/description> "
    has "<$base#catalog> <$dc/publisher> <https://example.org/x> ."
    has "<$base#catalog> <$dc/license> <http://creativecommons.org/publicdomain/zero/1.0/> ."
    has "<$base#catalog> <${dcat}dataset> <$base#dataset> ."
    has '<https://example.org/x> <http://xmlns.com/foaf/0.1/name> "Agency <X> & \"Y\"" .'
    # a dataset has title, description and publisher
    has "<$base#dataset> <$dc/title> \"A small survey\"@en ."
    has "<$base#dataset> <$dc/description> \"Index och statistik ur enk\\u00E4ten f\\u00F6r 2024"
    has "<$base#dataset> <$dc/publisher> <https://example.org/x> ."
    has "<$base#dataset> <${dcat}contactPoint> <$base#contact> ."
    has "<$base#contact> <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:data@example.org> ."
    # a distribution has an address and a format; size and digest are those of the file
    for one in "csv text/csv figures.csv" \
        "xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet report.xlsx"; do
        set -- $one
        has "<$base#dataset> <${dcat}distribution> <$base#$1> ."
        has "<$base#$1> <${dcat}accessURL> <$base> ."
        has "<$base#$1> <$dc/format> \"$2\" ."
        has "<$base#$1> <${dcat}byteSize> \"$(wc -c < "out/2024/$3")\"^^"
        has "<http://spdx.org/rdf/terms#checksumValue> \"$(sha256sum < "out/2024/$3" | cut -d' ' -f1)\"^^"
        has "<$base#$1> <$dc/modified> \"2024-12-31\"^^<http://www.w3.org/2001/XMLSchema#date> ."
    done
    [ "$(grep -c "<$dc/title>.*2024" triples)" -eq 0 ]
}

@test "without the settings that a catalogue needs there is none, and a finding names them" {
    published_survey
    "$MOGNAD" run -q s
    [ -e out/2024/dcat.rdf ]
    sed -i 's|,https://example.org/x/2024,|,,|' s/settings.csv
    "$MOGNAD" run -q s -o blank
    [ ! -e blank/2024/dcat.rdf ]
    grep -qF 'info,no_catalogue,settings.csv,2,,,,"there is no dcat.rdf, for these settings are blank: access_url"' blank/2024/findings.csv
    small_survey bare
    "$MOGNAD" run -q bare -o none
    [ ! -e none/2024/dcat.rdf ]
    [ "$(wc -l < none/2024/findings.csv)" -eq 1 ]
}

@test "the codebook for archives is DDI, and its frequencies are those of the export" {
    command -v xmllint > /dev/null || skip "no xmllint (libxml2-utils) on this machine"
    command -v python3 > /dev/null || skip "no python3 on this machine"
    whole_year
    run xmllint --noout --relaxng "$MOGNAD_SOURCE/tests/cli/ddi.rng" out/2022/codebook.xml
    echo "$output"
    [ "$status" -eq 0 ]
    run python3 "$MOGNAD_SOURCE/tests/cli/ddi.py" out/2022/codebook.xml "$MOGNAD_SOURCE/surveys/2022/answers.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "$output" == "174 variables, "*" frequencies" ]]
    mean=$(sed -n 's/^2022,index\/mean\/MOGNAD,\([^,]*\),.*/\1/p' out/2022/figures.csv)
    grep -A 6 'name="MOGNAD"' out/2022/codebook.xml | grep -qF "<sumStat type=\"mean\">$mean</sumStat>"
    grep -qF 'ATTITYD = amean(1 * goalposts(att_forutsattning, 1, 5), ' out/2022/codebook.xml
    # a changed order, value or frequency is found out
    sed 's/<catValu>1</<catValue>1</; s/>1<\/catValu>/>1<\/catValue>/' out/2022/codebook.xml > broken.xml
    run xmllint --noout --relaxng "$MOGNAD_SOURCE/tests/cli/ddi.rng" broken.xml
    [ "$status" -ne 0 ]
    sed '0,/<catStat type="freq">/s//<catStat type="freq">1/' out/2022/codebook.xml > broken.xml
    run python3 "$MOGNAD_SOURCE/tests/cli/ddi.py" broken.xml "$MOGNAD_SOURCE/surveys/2022/answers.csv"
    [ "$status" -ne 0 ]
}

@test "texts that are hostile to XML stay what they are" {
    command -v xmllint > /dev/null || skip "no xmllint (libxml2-utils) on this machine"
    published_survey
    sed -i 's|We share data|"We <share> \& ""data"" ]]> \x07"|' s/survey.csv
    "$MOGNAD" run -q s --no-workbook
    xmllint --noout --relaxng "$MOGNAD_SOURCE/tests/cli/ddi.rng" out/2024/codebook.xml
    [ "$(xmllint --xpath 'string(//*[local-name() = "var"][1]/*[local-name() = "labl"])' out/2024/codebook.xml)" = \
        "$(printf 'We <share> & "data" ]]> \xEF\xBF\xBD')" ]
    xmllint --noout out/2024/dcat.rdf
}

# Runs syntax.sps in PSPP, its tables and messages in $output.
in_pspp() {
    pspp -O format=csv -o tables.csv syntax.sps > messages 2>&1
    output=$(cat messages tables.csv)
    echo "$output"
}

# Whether R can read files of SPSS here.
has_foreign() {
    command -v Rscript > /dev/null && Rscript --vanilla -e 'library(foreign)' > /dev/null 2>&1
}

@test "in R, answers.sav has the frequencies of the export, and the means and ranks of the figures" {
    has_foreign || skip "no R with its package foreign (r-cran-foreign) on this machine"
    whole_year
    run Rscript --vanilla "$MOGNAD_SOURCE/tests/cli/sav.R" out/2022 "$MOGNAD_SOURCE/surveys/2022"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$output" = "887 numbers agree" ]
    # and would say so if it had not
    sed -i '2s/,MOGNAD,[0-9]/,MOGNAD,1/; s/^\(2022,index\/sd\/MOGNAD,\)1/\12/' out/2022/scores.csv out/2022/figures.csv
    run Rscript --vanilla "$MOGNAD_SOURCE/tests/cli/sav.R" out/2022 "$MOGNAD_SOURCE/surveys/2022"
    [ "$status" -ne 0 ]
    [[ "$output" == *"MOGNAD sd differs"*"1 faults"* || "$output" == *"MOGNAD differs"*"2 faults"* ]]
}

@test "in PSPP, answers.sav has the mean, the missing values and the labels" {
    command -v pspp > /dev/null || skip "no pspp on this machine"
    whole_year
    cat > syntax.sps <<'END'
GET FILE='out/2022/answers.sav'.
FREQUENCIES /VARIABLES=mog_ledning ser_kanaler_app.
DISPLAY DICTIONARY /VARIABLES=orgnr mog_ledning bak_itandel MOGNAD_rank.
COMPUTE one = 1.
AGGREGATE OUTFILE=* /BREAK=one /n=N(MOGNAD) /mean=MEAN(MOGNAD) /sd=SD(MOGNAD).
FORMATS mean sd (F20.12).
LIST.
END
    in_pspp
    [[ "$output" != *"warning"* ]]
    value() { LC_ALL=C printf '%.12f' "$(sed -n "s/^2022,index\/$1\/MOGNAD,\([^,]*\),.*/\1/p" out/2022/figures.csv)"; }
    [[ "$output" == *"1.00,174,$(value mean),$(value sd)"* ]]
    n=$(cut -d';' -f 7 "$MOGNAD_SOURCE/surveys/2022/answers.csv" | grep -c '^4$')
    [[ "$output" == *",I stor utsträckning,$n,"* ]]
    [[ "$output" == *"mog_ledning,"*",Ordinal,Input,8,Right,F8.0,F8.0,-906 THRU -1"* ]]
    [[ "$output" == *"bak_itandel,"*",Scale,Input,12,Right,F12.2,F12.2,-999999906 THRU -999999901"* ]]
    [[ "$output" == *"-98[a],Vet ej"* ]]
    [[ "$output" == *"-902[a],Ställdes inte"* ]]
}

@test "what SPSS cannot take is changed as little as need be, and long texts stay whole" {
    command -v pspp > /dev/null || skip "no pspp on this machine"
    small_survey s
    long=$(printf 'x%.0s' $(seq 70))
    {
        printf 'select_one odd,to,One word\nselect_multiple many,m,Several\ninteger,n,A number\n'
        printf 'date,d,A day\ntext,%s,%s\ntext,%s2,Long too\n' "$long" "$(printf 'å%.0s' $(seq 300))" "$long"
    } >> s/survey.csv
    sed -i '1s/$/,missing/; 2,$s/$/,/' s/choices.csv
    printf 'agree,8,Unknown,,unknown\nagree,9,Refused,,refused\nodd,-2,Minus,,\nodd,x,Fem,,\nmany,a,A,,\nmany,b,B,,\nmany,none,None,,unknown\n' |
        sed 's/odd,x/odd,5/' >> s/choices.csv
    text=$(printf 'å%.0s' $(seq 400))
    printf 'id;q1;q2;to;m;n;d;%s;%s2\na;1;8;-2;a b;-7;2024-02-29;%s;y\nb;3;9;5;none;;1582-10-15;;z\nc;2;1;;b;5;;"a""b";\n' \
        "$long" "$long" "$text" > s/answers.csv
    "$MOGNAD" run -q s --no-workbook
    cat > syntax.sps <<'END'
GET FILE='out/2024/answers.sav'.
DISPLAY LABELS.
LIST.
END
    in_pspp
    [[ "$output" != *"warning"* ]]
    [[ "$output" == *"to_,"*"One word"* ]]
    [[ "$output" == *"${long:0:64},"* ]]
    [[ "$output" == *"${long:0:62}_2,"* ]]
    [[ "$output" == *"m_b,"*"B: Several"* ]]
    [[ "$output" == *"$(printf 'å%.0s' $(seq 127))"* ]]
    [[ "$output" == *"a,1,-8,1,1,1,-7.00,2024/02/29,$text,y,"* ]]
    [[ "$output" == *"b,3,-9,2,-903,-903,-999999901.0,1582/10/15,"*",z,"* ]]
    [[ "$output" == *"c,2,1,-901,0,1,5.00,.,\"a\"\"b\""* ]]
}

@test "answers.sav is left out above 2,000 units, unless it is asked for" {
    small_survey s
    rm s/register.csv
    sed -i 's/,name_column//; s/id,name,/id,/' s/settings.csv
    sed -i '2s/,name,/,/' s/settings.csv
    { echo 'id;q1;q2'; for i in $(seq 2001); do echo "u$i;$((i % 3 + 1));$((i % 2 + 1))"; done; } > s/answers.csv
    "$MOGNAD" run -q s --no-workbook
    [ ! -e out/2024/answers.sav ]
    "$MOGNAD" run -q s --no-workbook --with-sav -o more
    [ -s more/2024/answers.sav ]
    [ "$(jq -c .options more/2024/run.json)" = '{"--lang":"sv","--with-sav":null,"--no-workbook":null}' ]
    head -n 2001 s/answers.csv > fewer
    mv fewer s/answers.csv
    "$MOGNAD" run -q s --no-workbook --replicates 2 -o fewer
    [ -s fewer/2024/answers.sav ]
}

@test "open data has the same bytes and modes whatever locale, zone, home, folder, day and threads" {
    published_survey
    modes() { (cd "$1" && find . -type f -printf '%m %p\n' | LC_ALL=C sort); }
    "$MOGNAD" run -q s -o one
    mkdir elsewhere
    (cd elsewhere && TZ=Pacific/Kiritimati LC_ALL=sv_SE.UTF-8 HOME=/nonexistent "$MOGNAD" run -q ../s -o ../two --threads 3)
    (cd elsewhere && TZ=Pacific/Pago_Pago LC_ALL=C HOME=/tmp "$MOGNAD" run -q ../s/ -o ../three --threads 1)
    [ "$(fingerprint one/2024)" = "$(fingerprint two/2024)" ]
    [ "$(fingerprint one/2024)" = "$(fingerprint three/2024)" ]
    [ "$(modes one/2024)" = "$(modes two/2024)" ]
    [ "$(find one/2024 -type f -printf '%m\n' | sort -u | wc -l)" -eq 1 ]
    (umask 077 && "$MOGNAD" run -q s -o four)
    [ "$(fingerprint one/2024)" = "$(fingerprint four/2024)" ]
    [ "$(find four/2024 -type f -printf '%m\n' | sort -u)" = 600 ]
}
