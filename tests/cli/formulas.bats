# SPDX-License-Identifier: GPL-3.0-or-later
# The workbook's formulas, where a spreadsheet computes them.
load helpers

setup_file() {
    command -v soffice > /dev/null || skip "no soffice (LibreOffice Calc) on this machine"
    command -v python3 > /dev/null || skip "no python3 on this machine"
}

recalculate() {
    run python3 "$MOGNAD_SOURCE/tests/cli/recalculate.py" "$@"
    echo "$output"
}

# Every rule of an index, with weights, answers that are missing, questions that do not apply, and
# a value that two of the means do not take; an index of items and indices.
all_rules() {
    mkdir -p rules
    cat > rules/settings.csv <<'EOF'
form_title,form_id,default_language,wave,unit_key,missing_codes,bands
All rules,rules,English (en),2024,id,na=not_applicable,"0=Low;40=Middle ""<&>"";70=High"
EOF
    cat > rules/indices.csv <<'EOF'
iCode,iName,Parent,Direction,Weight,Type,Low,High,Aggregate,Missing,MinShare,Strong,Source
TOP,Top,,1,1,Aggregate,,,amean,available,0.6,50,
GEO,Geometric,TOP,1,2,Aggregate,,,gmean,available,0.5,,
a1,One,GEO,1,1,Indicator,0,10,,,,,
a2,Two,GEO,1,0.5,Indicator,0,10,,,,,
a3,Three,GEO,-1,3,Indicator,0,10,,,,,
HAR,Harmonic,TOP,1,1,Aggregate,,,hmean,complete,,,
b1,Four,HAR,1,1,Indicator,0,10,,,,,
b2,Five,HAR,1,2,Indicator,0,10,,,,,
c1,Six,TOP,1,0.5,Indicator,0,10,,,,,
ZERO,Zero,,1,1,Aggregate,,,amean,zero,,,
z1,Four again,ZERO,1,1,Indicator,0,10,,,,,b1
z2,Six again,ZERO,1,1,Indicator,0,10,,,,,c1
kind,Kind,,,,Group,,,,,,,
EOF
    {
        echo "id,a1,a2,a3,b1,b2,c1,kind"
        echo "u1,1,2,3,4,5,6,>1000"
        echo "u2,,2,3,4,na,6,10-50"
        echo "u3,7,na,0.5,,5,6,10-50"
        echo "u4,0,2,3,4,5,,>1000"
        echo "u5,9,8,7,na,na,5,<=10"
        echo "u6,5,,,2,9,na,10-50"
        echo "u7,na,na,na,,,na,<=10"
        echo "u8,3,3,3,3,3,3,10-50"
        echo "u9,6,1,2,8,2,9,>1000"
    } > rules/answers.csv
}

@test "every rule of an index gives the same score in a spreadsheet" {
    all_rules
    run "$MOGNAD" run rules -o out --lang en --quiet
    [ "$status" -eq 0 ] || { echo "$output"; false; }
    recalculate out/2024/report.xlsx
    [ "$status" -eq 0 ]
    [[ "$output" == *" formulas, 0 differ" ]]
}

@test "every formula of a year gives what the file says, and all follow an answer" {
    "$MOGNAD" run "$MOGNAD_SOURCE/surveys/2020" -o out --lang en --quiet --replicates 50
    recalculate out/2020/report.xlsx
    [ "$status" -eq 0 ]
    [[ "$output" =~ ^[0-9]{4,}" formulas, 0 differ"$ ]]

    recalculate out/2020/report.xlsx 'Indicator scores!C6=100' 'Indicator scores!C7=0'
    for sheet in "Key figures" Indices Agencies Groups Correlations; do
        [[ "$output" =~ $sheet": "[1-9] ]] || { echo "$sheet does not follow"; false; }
    done
}
