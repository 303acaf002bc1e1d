/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/loaded.h"

static struct folder folder;

static int set_up(void **state)
{
    (void)state;
    folder_open(&folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_close(&folder);
    return 0;
}

#define TABLES                                                                                     \
    AND("settings.csv")                                                                            \
    "form_id,form_title,wave,unit_key,missing_codes\nf,T,2022,id,N/A=refused\n" AND(               \
        "choices.csv") "list_name,name,score\nyn,yes,1\nyn,no,0\nm,a,1\nm,b,1\n" AND("indices."    \
                                                                                     "csv") "iCod" \
                                                                                            "e,"   \
                                                                                            "Type" \
                                                                                            ",Par" \
                                                                                            "ent," \
                                                                                            "Sour" \
                                                                                            "ce\n" \
                                                                                            "I,"   \
                                                                                            "Aggr" \
                                                                                            "egat" \
                                                                                            "e,,"  \
                                                                                            "\nw," \
                                                                                            "Indi" \
                                                                                            "cato" \
                                                                                            "r,I," \
                                                                                            "\nc," \
                                                                                            "Othe" \
                                                                                            "r,,"  \
                                                                                            "\n"
#define SURVEY(rows)                                                                               \
    AND("survey.csv")                                                                              \
    "type,name,required,relevant,constraint,constraint_message,calculation\n" rows

struct checks_case {
    const char *name, *survey, *answers, *findings, *rows, *missing;
};

// clang-format off
static const struct checks_case cases[] = {
    {"not asked, and answered all the same",
        SURVEY("select_one yn,w,,,,,\ninteger,n,,${w} = 'yes',,,\ntext,t,,${w} = 'no',,,\nselect_multiple m,m,,${w} = 'no',,,\ncalculate,c,,,,,1\n"),
        "id;w;n;t;m\nu1;yes;1;;\nu2;no;;x;a\nu3;no;2;;\nu4;;;N/A;\nu5;yes;;;b\n",
        "answers.csv:4:3: warning: n is answered, though it is asked only when ${w} = 'yes'\n"
        "answers.csv:6:5: warning: m is answered, though it is asked only when ${w} = 'no'\n",
        "2|yes|1|-|-\n3|no|-|x|a\n4|no|2|-|-\n5|-|-|-|-\n6|yes|-|-|b",
        "5|t|refused\n2|t|not_asked\n2|m|not_asked\n3|n|not_asked\n5|n|not_asked\n5|m|not_asked\n6|t|not_asked"},
    {"sections within sections",
        SURVEY("select_one yn,w,,,,,\nbegin_group,g1,,${w} = 'yes',,,\ninteger,n,,,,,\nbegin_group,g2,,${n} > 5,,,\ntext,t,,,,,\nend_group,,,,,,\nend_group,,,,,,\nselect_multiple m,m,,,,,\ncalculate,c,,,,,1\n"),
        "id;w;n;t;m\nu1;yes;6;;\nu2;yes;5;;\nu3;no;6;;\nu4;no;;x;\n",
        "answers.csv:4:3: warning: n is answered, though it is asked only when ${w} = 'yes'\n"
        "answers.csv:5:4: warning: t is answered, though it is asked only when ${n} > 5\n",
        "2|yes|6|-|-\n3|yes|5|-|-\n4|no|6|-|-\n5|no|-|x|-",
        "3|t|not_asked\n4|t|not_asked\n5|n|not_asked"},
    {"a number is told of as people write it",
        SURVEY("select_one yn,w,,,,,\ndecimal,n,,,. <= 100,,\ntext,t,,,,,\nselect_multiple m,m,,,,,\ncalculate,c,,,,,1\n"),
        "id;w;n;t;m\nu1;yes;250;;\nu2;yes;100.25;;\n",
        "answers.csv:2:3: error: '250' is not allowed for n: . <= 100\n"
        "answers.csv:3:3: error: '100.25' is not allowed for n: . <= 100\n"
        "answers.csv:3:3: info: numbers are read with decimal point, as '100.25' shows\n",
        "2|yes|-|-|-\n3|yes|-|-|-",
        "2|n|invalid\n3|n|invalid"},
    {"what is not allowed becomes invalid",
        SURVEY("select_one yn,w,,,. != 'no',Not no,\ninteger,n,,,. >= 2000 and . <= 2022,Between 2000 and 2022,\ntext,t,,,\"regex(., '[a-z]{2,3}')\",,\nselect_multiple m,m,,,count-selected(.) < 2,,\ncalculate,c,,,,,1\n"),
        "id;w;n;t;m\nu1;no;1999;abcd;a b\nu2;yes;2000;ab;a\nu3;;;;\n",
        "answers.csv:2:2: error: 'no' is not allowed for w: Not no\n"
        "answers.csv:2:3: error: '1999' is not allowed for n: Between 2000 and 2022\n"
        "answers.csv:2:4: error: 'abcd' is not allowed for t: regex(., '[a-z]{2,3}')\n"
        "answers.csv:2:5: error: 'a b' is not allowed for m: count-selected(.) < 2\n",
        "2|-|-|-|-\n3|yes|2000|ab|a\n4|-|-|-|-",
        "2|w|invalid\n2|n|invalid\n2|t|invalid\n2|m|invalid"},
    {"required answers",
        SURVEY("select_one yn,w,yes,,,,\ninteger,n,yes,${w} = 'yes',,,\ntext,t,yes,,,,\nselect_multiple m,m,,,,,\ncalculate,c,,,,,1\n"),
        "id;w;n;t;m\nu1;yes;;;\nu2;no;;N/A;\nu3;;;x;\nu4;yes;bad;x;\n",
        "answers.csv:5:3: error: 'bad' is not a whole number, which n wants\n"
        "answers.csv:2:3: warning: n has no answer, though it is required\n"
        "answers.csv:2:4: warning: t has no answer, though it is required\n"
        "answers.csv:4:2: warning: w has no answer, though it is required\n",
        "2|yes|-|-|-\n3|no|-|-|-\n4|-|-|x|-\n5|yes|-|x|-",
        "3|t|refused\n5|n|invalid\n3|n|not_asked\n4|n|not_asked"},
};
// clang-format on

static void the_questionnaire_is_held_against_the_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        folder_empty();
        folder_write_all(TABLES);
        folder_write_all(cases[i].survey);
        folder_write("answers.csv", cases[i].answers, strlen(cases[i].answers));
        load(&loaded);
        check_text(cases[i].name, "findings", loaded_findings(&loaded), cases[i].findings);
        if (loaded.status == OK) {
            check_text(cases[i].name, "rows",
                       get_sql(loaded.store, "SELECT line, w, n, t, m FROM answer_f_2022"),
                       cases[i].rows);
            check_text(cases[i].name, "missing",
                       get_sql(loaded.store, "SELECT line, question, reason FROM missing_f_2022"),
                       cases[i].missing);
        }
        unload(&loaded);
    }
}

/* The wave in memory after what the case "what is not allowed" and "not asked" do. */
static void memory_follows(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(
        TABLES SURVEY("select_one yn,w,,,. != 'no',,\ninteger,n,,${w} = 'yes',. < 9,,\n"
                      "text,t,,,,,\nselect_multiple m,m,,${w} = 'yes',,,\n"
                      "calculate,c,,,,,1\n") AND("answers.csv") "id;w;n;t;m\n"
                                                                "u1;no;;;\nu2;yes;9;;a\n");
    load(&loaded);
    assert_int_equal(loaded.status, OK);
    const struct column *columns = loaded.wave.columns;
    CHECK(columns[0].code[0] == CODE_MISSING(MISSING_INVALID), "w: %d", columns[0].code[0]);
    CHECK(missing_reason(columns[1].number[0]) == MISSING_NOT_ASKED, "n of u1");
    CHECK(missing_reason(columns[1].number[1]) == MISSING_INVALID, "n of u2");
    CHECK(columns[3].code[0] == CODE_MISSING(MISSING_NOT_ASKED) &&
              columns[4].code[0] == CODE_MISSING(MISSING_NOT_ASKED),
          "m of u1");
    CHECK(columns[3].code[1] == 1 && columns[4].code[1] == 0, "m of u2");
    unload(&loaded);
}

/* Formulas, of which a later one uses an earlier one and an invalid answer counts for nothing. */
static void formulas_fill_their_columns(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(
        TABLES SURVEY("select_one yn,w,,,,,\ninteger,n,,,. < 100,,\ntext,t,,,,,\n"
                      "select_multiple m,m,,,,,\ncalculate,b,,,,,${n} * 2\n"
                      "calculate,c,,${w} = 'yes',,,${b} + 0.5\n"
                      "calculate,d,,,,,\"if(${n} > 5, 'big', 'small')\"\n")
            AND("answers.csv") "id;w;n;t;m\nu1;yes;3;;\nu2;no;7;;\nu3;yes;100;;\nu4;yes;;;\n");
    load(&loaded);
    check_text("formulas", "findings", loaded_findings(&loaded),
               "answers.csv:4:3: error: '100' is not allowed for n: . < 100\n");
    check_sql(loaded.store, "SELECT n, b, c, d FROM answer_f_2022",
              "3|6.0|6.5|small\n7|14.0|-|big\n-|-|-|small\n-|-|-|small");
    check_sql(loaded.store, "SELECT line, question, reason FROM missing_f_2022",
              "3|c|not_asked\n4|n|invalid");
    const struct column *c = &loaded.wave.columns[form_question(loaded.form, "c")->column];
    CHECK(c->number[0] == 6.5, "c of u1: %g", c->number[0]);
    CHECK(missing_reason(c->number[1]) == MISSING_NOT_ASKED, "c of u2");
    CHECK(missing_reason(c->number[2]) == MISSING_NO_ANSWER, "c of u3");
    unload(&loaded);
}

/* More rows than are looked at together. */
static void many_rows_are_checked_alike(void **state)
{
    (void)state;
    enum { N = 1201 };
    struct loaded loaded;
    char *answers = malloc(N * 32 + 32);
    assert_non_null(answers);
    size_t n = (size_t)sprintf(answers, "id;w;n;t;m\n");
    for (int i = 0; i < N; i++)
        n += (size_t)sprintf(answers + n, "u%d;%s;%d;;\n", i, i % 2 == 0 ? "yes" : "no", i);
    folder_empty();
    folder_write_all(TABLES SURVEY("select_one yn,w,,,,,\ninteger,n,,,. < 1000,,\n"
                                   "text,t,,${w} = 'yes',,,\nselect_multiple m,m,,,,,\n"
                                   "calculate,c,,,,,1\n"));
    folder_write("answers.csv", answers, n);
    free(answers);
    load(&loaded);
    assert_int_equal(loaded.status, OK);
    CHECK(loaded.wave.finding_count[FINDING_ERROR] == 201, "%zu findings",
          loaded.wave.finding_count[FINDING_ERROR]);
    check_sql(loaded.store, "SELECT count(*), sum(n), max(n) FROM answer_f_2022",
              "1201|499500|999");
    check_sql(loaded.store,
              "SELECT question, reason, count(*), min(line), max(line) FROM missing_f_2022"
              " GROUP BY 1, 2",
              "n|invalid|201|1002|1202\nt|not_asked|600|3|1201");
    unload(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_questionnaire_is_held_against_the_answers),
        TEST(memory_follows),
        TEST(formulas_fill_their_columns),
        TEST(many_rows_are_checked_alike),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
