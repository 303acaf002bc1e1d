/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#define BASE "select_one yn,q1\nselect_multiple m,q2\ninteger,q3\nselect_one g,q5\n"
#define SURVEY(rows) "survey.csv", "type,name\n" BASE rows
#define WIDE(columns, rows)                                                                        \
    "survey.csv", "type,name," columns "\nselect_one yn,q1,,\nselect_multiple m,q2,,\n"            \
                  "integer,q3,,\nselect_one g,q5,,\n" rows

// clang-format off
static const struct survey_case cases[] = {
    {"every type", SURVEY("decimal,q6\ntext,q7\ndate,q8\nnote,n1\nbegin_group,g1\nbegin_group,g2\n"
        "text,q9\nend_group,g2\nend_group,\n"), ""},
    {"types", SURVEY("selct_one yn,q6\nselect_one,q7\nselect_multiple y,q8\ninteger yn,q9\n,q10\nend group,\nbarcode,b\n"),
        "./survey.csv:6:1: 'selct_one yn' is no type of question; did you mean 'select_one'?\n"
        "./survey.csv:7:1: select_one needs the name of a list: 'select_one LIST'\n"
        "./survey.csv:8:1: choices.csv has no list 'y'; want yn, m or g\n"
        "./survey.csv:9:1: 'yn' follows type integer, which takes nothing\n"
        "./survey.csv:10:1: the row has no type of question\n"
        "./survey.csv:11:1: 'end group' is no type of question; did you mean 'end_group'?\n"
        "./survey.csv:11:2: this end_group closes no group\n"
        "./survey.csv:12:1: 'barcode' is no type of question; want select_one, select_multiple, integer, decimal, text, date, note, begin_group, end_group or calculate\n"},
    {"no question", "survey.csv", "type,name\n",
        "./survey.csv: there is no question below the header\n"
        "./indices.csv:3:4: 'q1' is no question, and there is no register.csv\n"
        "./indices.csv:4:4: 'q3' is no question, and there is no register.csv\n"
        "./indices.csv:5:4: 'q5' is no question, and there is no register.csv\n"
        "./choices.csv:2:1: list 'yn' is used by no question and named after no Group\n"
        "./choices.csv:5:1: list 'm' is used by no question and named after no Group\n"
        "./choices.csv:8:1: list 'g' is used by no question and named after no Group\n"},
    {"names", SURVEY("text,\ntext,q 6\ntext,q/7\ntext,q3\ntext,Q1\nnote,q2\ntext,line\ntext,unit_id\n"),
        "./survey.csv:6:2: the text has no name\n"
        "./survey.csv:7:2: name 'q 6' may not hold ' '\n"
        "./survey.csv:8:2: name 'q/7' may not hold '/'\n"
        "./survey.csv:9:2: 'q3' is there already in line 4\n"
        "./survey.csv:10:2: 'Q1' differs only in case from 'q1' in line 2; rename one\n"
        "./survey.csv:11:2: 'q2' is there already in line 3\n"
        "./survey.csv:12:2: name 'line' is kept for a column of our own; choose another\n"
        "./survey.csv:13:2: name 'unit_id' is kept for a column of our own; choose another\n"},
    {"two questions of one column", WIDE("column,label", "text,q6,Q1,\ntext,q7,X,\ntext,q8,X,\ntext,q9,q1,\n"),
        "./survey.csv:8:3: column 'X' is that of 'q7' (line 7) already\n"
        "./survey.csv:9:3: column 'q1' is that of 'q1' (line 2) already\n"},
    {"groups", SURVEY("end_group,\nbegin_group,a\nbegin_group,b\nend_group,a\n"),
        "./survey.csv:6:2: this end_group closes no group\n"
        "./survey.csv:9:2: this end_group closes 'b' (line 8), not 'a'\n"
        "./survey.csv:7:2: group 'a' is never closed by an end_group\n"},
    {"options without effect", WIDE("required,constraint", "note,n1,yes,\nbegin_group,g1,,. > 1\nend_group,,,\ntext,q6,ja,\n"),
        "./survey.csv:6:3: required has no effect on type note; leave it blank\n"
        "./survey.csv:7:4: constraint has no effect on type begin_group; leave it blank\n"
        "./survey.csv:9:3: required cannot be 'ja'; want yes or no\n"},
    {"more options without effect", WIDE("calculation,column", "calculate,c1,${q3} * 2,x\ncalculate,c2,,\ntext,q6,1,\n"),
        "./survey.csv:6:4: column has no effect on type calculate; leave it blank\n"
        "./survey.csv:7:3: a calculate needs its formula in column 'calculation'\n"
        "./survey.csv:8:3: calculation has no effect on type text; leave it blank\n"},
    {"relevant after a group", WIDE("relevant,label", "begin_group,g1,${q1} = '1',\nend_group,,${q1} = '1',\n"),
        "./survey.csv:7:3: relevant has no effect on type end_group; leave it blank\n"},
    {"expressions", WIDE("relevant,constraint", "text,q6,${q1} = '1' and,\ntext,q7,${q9} > 1,. > ${q3}\ntext,q8,. = 1,selektd(.)\n"),
        "./survey.csv:6:3: something is missing at the end (character 16 of '${q1} = '1' and')\n"
        "./survey.csv:7:3: there is no 'q9' (character 1 of '${q9} > 1')\n"
        "./survey.csv:8:3: '.' has no meaning here (character 1 of '. = 1')\n"
        "./survey.csv:8:4: there is no function 'selektd'; did you mean 'selected'? (character 1 of 'selektd(.)')\n"},
    {"choices that cannot be", WIDE("relevant,label", "text,q6,${q1} = 'ja',\ntext,q7,'2' != ${q1},\n"
        "text,q8,\"selected(${q2}, 'aa') or selected(${q2}, 'b')\",\ntext,q9,${q1} = '' or ${q1} = '9',\n"),
        "./survey.csv:6:3: list 'yn' has no choice 'ja'; want 1, 0 or 9 (character 9 of '${q1} = 'ja'')\n"
        "./survey.csv:7:3: list 'yn' has no choice '2'; want 1, 0 or 9 (character 1 of ''2' != ${q1}')\n"
        "./survey.csv:8:3: list 'm' has no choice 'aa'; want a, b or x (character 17 of 'selected(${q2}, 'aa') or selected(${q2}, 'b')')\n"},
    {"notes have no answer", WIDE("relevant,label", "note,n1,,\ntext,q6,${n1} = 'x',\n"),
        "./survey.csv:7:3: there is no 'n1' (character 1 of '${n1} = 'x'')\n"},
    {"calculated too late", WIDE("calculation,label", "calculate,c1,${c2} + 1,\ncalculate,c2,${c2} + ${q3},\n"),
        "./survey.csv:6:3: calculate 'c1' uses 'c2', which is calculated after it\n"
        "./survey.csv:7:3: calculate 'c2' uses 'c2', which is calculated after it\n"},
    {"languages", "survey.csv", "type,name,label,label::Svenska (sv),label::svenska (sv)\nselect_one yn,q1,,,\n"
        "select_multiple m,q2,,,\ninteger,q3,,,\nselect_one g,q5,,,\n" AND("settings.csv")
        "form_id,form_title,wave,default_language\nf,T,2022,Svenska (sv)\n",
        "./survey.csv:1:5: language 'svenska (sv)' is elsewhere written 'Svenska (sv)'\n"
        "./survey.csv:1:3: column 'label' and column 'label::Svenska (sv)' are the same, since 'Svenska (sv)' is the default_language\n"},
    {"a default in no header", "survey.csv", "type,name,label::Svenska (sv)\nselect_one yn,q1,\n"
        "select_multiple m,q2,\ninteger,q3,\nselect_one g,q5,\n" AND("choices.csv")
        "list_name,name,score\nyn,1,1\nyn,0,0\nm,a,\ng,n,\n" AND("settings.csv")
        "form_id,form_title,wave,default_language\nf,T,2022,Svenska\n",
        "./settings.csv:2:4: default_language 'Svenska' is in no header; want Svenska (sv)\n"},
};
// clang-format on

static void surveys_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void a_survey_as_it_is_taken(void **state)
{
    (void)state;
    static const struct survey_case whole = {
        "", "survey.csv",
        "type,name,label::English (en),label::Svenska (sv),hint::English (en),required,relevant,"
        "constraint,constraint_message::English (en),calculation,column\n"
        "begin_group,s1,One,Ett,,,,,,,\n"
        "select_one yn,q1,Yes?,Ja?,Say yes,yes,,,,,Q1. Yes?\n"
        "begin_group,s2,,,,,,,,,\n"
        "select_multiple m,q2,Which?,,,,${q1} = '1',count-selected(.) < 3,Two at most,,\n"
        "end_group,,,,,,,,,,\n"
        "integer,q3,,,,no,,,,,\n"
        "end_group,,,,,,,,,,\n"
        "calculate,c1,,,,,,,,${q3} div 2,\n"
        "select_one g,q5,,,,,,,,,\n",
        ""};
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    folder_open(&folder);
    survey_write(&whole);
    struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    const struct question *q1 = form_question(form, "q1"), *q2 = form_question(form, "q2");
    const struct question *q3 = form_question(form, "q3"), *c1 = form_question(form, "c1");
    CHECK(form->n_questions == 9 && form->n_languages == 2, "%zu", form->n_questions);
    CHECK(strcmp(form->languages[0], "English (en)") == 0, "%s", form->languages[0]);
    CHECK(strcmp(form_label(form, q1->labels, "sv", ""), "Ja?") == 0, "sv");
    CHECK(strcmp(form_label(form, q1->labels, "v", ""), "Yes?") == 0, "v is no language");
    CHECK(strcmp(form_label(form, q1->labels, "English (en)", ""), "Yes?") == 0, "whole name");
    CHECK(strcmp(form_label(form, q2->labels, "sv", ""), "Which?") == 0, "falls back");
    CHECK(strcmp(form_label(form, q3->labels, "sv", "q3"), "q3") == 0, "falls back to the name");
    CHECK(strcmp(form_label(form, q1->hints, "en", ""), "Say yes") == 0, "hint");
    CHECK(q1->is_required && !q3->is_required && strcmp(q1->header, "Q1. Yes?") == 0, "q1");
    CHECK(strcmp(q2->header, "q2") == 0 && strcmp(q2->constraint, "count-selected(.) < 3") == 0,
          "q2");
    CHECK(strcmp(c1->calculation, "${q3} div 2") == 0, "c1");
    CHECK(strcmp(q1->section->name, "s1") == 0 && strcmp(q2->section->name, "s2") == 0 &&
              strcmp(q3->section->name, "s1") == 0 && c1->section == NULL,
          "sections");
    CHECK(q1->column == 0 && q2->column == 1 && q3->column == 4 && c1->column == 5 &&
              form_count_columns(form) == 7,
          "columns %zu", form_count_columns(form));
    arena_release(&arena);
    folder_close(&folder);
}

static void the_default_language_comes_first(void **state)
{
    (void)state;
    static const struct survey_case whole = {
        "", "survey.csv",
        "type,name,label::fi,label::en,label::sv,label::nn\nselect_one yn,q1,F,E,S,\n"
        "select_multiple m,q2,,,,\ninteger,q3,,,,\nselect_one g,q5,,,,N\n" AND(
            "settings.csv") "form_id,form_title,wave,default_language\nf,Titel,2022,sv\n",
        ""};
    static const char *const languages[] = {"sv", "fi", "en", "nn"};
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    folder_open(&folder);
    survey_write(&whole);
    const struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    assert_int_equal(form->n_languages, COUNT(languages));
    for (size_t i = 0; i < COUNT(languages); i++)
        CHECK(strcmp(form->languages[i], languages[i]) == 0, "%s", form->languages[i]);
    const struct labels labels = form_question(form, "q1")->labels;
    CHECK(strcmp(labels.text[0], "S") == 0 && strcmp(labels.text[1], "F") == 0 &&
              strcmp(labels.text[2], "E") == 0 && labels.text[3] == NULL,
          "texts");
    CHECK(strcmp(form_label(form, form_question(form, "q5")->labels, "sv", "q5"), "q5") == 0,
          "nothing in the default language");
    CHECK(strcmp(form_label(form, form->settings.title, "en", ""), "Titel") == 0, "title");
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(surveys_that_are_wrong), TEST(a_survey_as_it_is_taken),
                                       TEST(the_default_language_comes_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
