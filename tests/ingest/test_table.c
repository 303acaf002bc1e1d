/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#define SURVEY(text) "survey.csv", text
#define ROWS                                                                                       \
    "select_one yn,q1,One\nselect_multiple m,q2,Two\ninteger,q3,Three\nselect_one g,q5,Five\n"

// clang-format off
static const struct survey_case cases[] = {
    {"semicolons, a mark and CRLF", SURVEY("\xEF\xBB\xBFtype;name;label\r\nselect_one yn;q1;One\r\n"
        "select_multiple m;q2;Two, three\r\ninteger;q3;Three\r\nselect_one g;q5;Five\r\n"), ""},
    {"sep= line", SURVEY("sep=|\ntype|name|label\nselect_one yn|q1|One\nselect_multiple m|q2|T\n"
        "integer|q3|T\nselect_one g|q5|Five\n"), ""},
    {"blank lines and rows, blanks around names", SURVEY(" type ,\"name \",label\n\n,,\n" ROWS " , ,\n"), ""},
    {"Windows-1252", SURVEY("type,name,label\n" ROWS "text,q4,Fr\xE5ga\n"),
        "./survey.csv: info: the file was read as windows-1252; save it as UTF-8\n"},
    {"empty", SURVEY(""), "./survey.csv: the file is empty\n"},
    {"unknown columns", SURVEY("typ,name,lable::Svenska (sv),label,appearance\n" ROWS),
        "./survey.csv:1:1: survey.csv has no column 'typ'; did you mean 'type'?\n"
        "./survey.csv:1:3: survey.csv has no column 'lable::Svenska (sv)'; did you mean 'label'?\n"
        "./survey.csv:1:5: survey.csv has no column 'appearance'; want type, name, label, hint, required, relevant, constraint, constraint_message, calculation or column\n"
        "./survey.csv:1: there is no column 'type', which survey.csv must have\n"
        "./survey.csv:2: the row has 3 cells, but the header has 5\n"
        "./survey.csv:3: the row has 3 cells, but the header has 5\n"
        "./survey.csv:4: the row has 3 cells, but the header has 5\n"
        "./survey.csv:5: the row has 3 cells, but the header has 5\n"},
    {"a language where there is none", "choices.csv",
        "list_name,name,label,score::x\nyn,1,Y,\nm,a,A,\ng,n,N,\n",
        "./choices.csv:1:4: choices.csv has no column 'score::x'; did you mean 'score'?\n"
        "./indices.csv:3:1: 'i1' needs numbers, but no choice of list 'yn' (choices.csv line 2) has a score\n"},
    {"columns twice", SURVEY("type,name,name,label,label\nnote,n,n,N,N\nselect_one yn,q1,q1,,\n"
        "select_multiple m,q2,q2,,\ninteger,q3,q3,,\nselect_one g,q5,q5,,\n"),
        "./survey.csv:1:3: column 'name' is there twice\n./survey.csv:1:5: column 'label' is there twice\n"},
    {"a language twice, and none", SURVEY("type,name,label::sv,label::sv,label::\n"
        "select_one yn,q1,,,\nselect_multiple m,q2,,,\ninteger,q3,,,\nselect_one g,q5,,,\n"),
        "./survey.csv:1:4: column 'label::sv' is there twice\n"
        "./survey.csv:1:5: column 'label::' names no language after '::'\n"},
    {"a cell under no name", SURVEY("type,name,label,\nselect_one yn,q1,One,\nselect_multiple m,q2,,\n"
        "integer,q3,,extra\nselect_one g,q5,Five,\n"),
        "./survey.csv:4:4: 'extra' stands in a column without a name\n"},
    {"ragged", SURVEY("type,name,label\nselect_one yn,q1\n" ROWS "text,q4,Four,five\n"),
        "./survey.csv:2: the row has 2 cells, but the header has 3\n"
        "./survey.csv:7: the row has 4 cells, but the header has 3\n"},
    {"malformed rows", SURVEY("type,name,label\n" ROWS "text,q4,\"Four\"x\ntext,q6,\"Six\n"),
        "./survey.csv:6:3: text after the closing quote of a cell\n"
        "./survey.csv:7:3: a quoted cell is never closed\n"},
    {"places after a quoted break", SURVEY("type,name,label\nselect_one yn,q1,\"One\n\nand\"\n"
        "select_multiple m,q2,\ninteger,q3,\nselect_one g,\"q\n5\",\ntxt,q6,\n"),
        "./survey.csv:9:1: 'txt' is no type of question; did you mean 'text'?\n"
        "./survey.csv:7:2: name 'q␤5' may not hold '␤'\n"
        "./indices.csv:5:4: 'q5' is no question, and there is no register.csv; did you mean 'q␤5'?\n"},
    {"bad bytes", SURVEY("\xEF\xBB\xBFtype,name,label\n" ROWS "text,q4,\xE5\n"),
        "./survey.csv:6:3: byte 0xE5 is not UTF-8 text\n"},
    {"a malformed header", SURVEY("\"type\"x,name\n"), "./survey.csv:1:1: text after the closing quote of a cell\n"},
    {"UTF-16", "hypotheses.csv", "\xFF\xFEi",
        "./hypotheses.csv:1:1: what stands here is not UTF-16LE text\n"
        "./hypotheses.csv: info: the file was read as UTF-16LE; save it as UTF-8\n"},
};
// clang-format on

static void tables_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(tables_that_are_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
