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

#define TABLES                                                                                                                                   \
    AND("settings.csv")                                                                                                                          \
    "form_id,form_title,wave,unit_key\nf,T,2022,id\n" AND(                                                                                       \
        "survey.csv") "type,name\nselect_one "                                                                                                   \
                      "l,q\ndecimal,n\ntext,"                                                                                                    \
                      "fte\n" AND("choices.csv") "list_name,name,score\nl,1,1\nl,2,2\n" AND(                                                     \
                          "indi"                                                                                                                 \
                          "ces."                                                                                                                 \
                          "csv") "iCode,Type,Parent\nI,Aggregate,\nq,Indicator,I\n" AND("register"                                               \
                                                                                        ".csv") "id,"                                            \
                                                                                                "fte,"                                           \
                                                                                                "size"                                           \
                                                                                                "\na,"                                           \
                                                                                                "7,"                                             \
                                                                                                "larg"                                           \
                                                                                                "e\nb"                                           \
                                                                                                ",7,"                                            \
                                                                                                "smal"                                           \
                                                                                                "l\nc"                                           \
                                                                                                ",7,"                                            \
                                                                                                "smal"                                           \
                                                                                                "l"                                              \
                                                                                                "\n" AND(                                        \
                                                                                                    "answers.csv") "id,q,n,fte\na,1,10,x\nb,2,," \
                                                                                                                   "y\nc,2,-1,\n" AND(           \
                                                                                                                       "rules.csv") "name,rule," \
                                                                                                                                    "severity,"  \
                                                                                                                                    "label::en\n"
#define RULE(condition) TABLES "r,\"" condition "\",warning,R\n"
#define FAILS(line) "answers.csv:" #line ": warning: R: the answers do not meet "
#define REFUSED "stopped: ./rules.csv:2:2: the rule cannot be used: "
#define F_2022 "answer_f_2022"

// clang-format off
static const struct {
    const char *name, *files, *findings;
    size_t n_hold, n_fail, n_not_known;
} cases[] = {
    {"a comparison", RULE("n > 0"), FAILS(4) "n > 0\n", 1, 1, 1},
    {"a missing answer taken into account", RULE("n > 0 OR n IS NULL"), FAILS(4) "n > 0 OR n IS NULL\n", 2, 1, 0},
    {"a choice by its name", RULE("q = 1 OR n IS NULL"), FAILS(4) "q = 1 OR n IS NULL\n", 2, 1, 0},
    {"a column of the register", RULE("size = 'small'"), FAILS(2) "size = 'small'\n", 2, 1, 0},
    {"a question goes before a column of the register", RULE("fte <> 'y'"), FAILS(3) "fte <> 'y'\n", 1, 1, 1},
    {"functions that compute", RULE("abs(coalesce(n, 1)) = 1 AND lower('A') LIKE 'a'"), FAILS(2) "abs(coalesce(n, 1)) = 1 AND lower('A') LIKE 'a'\n", 2, 1, 0},
    {"a pattern", RULE("mognad_regex(size, 's.*')"), FAILS(2) "mognad_regex(size, 's.*')\n", 2, 1, 0},
    {"a comment", RULE("n > 0 -- why not"), FAILS(4) "n > 0 -- why not\n", 1, 1, 1},
    {"nothing is known", RULE("NULL"), "", 0, 0, 3},
    {"without a label", TABLES "r,n > 0,info,\n", "answers.csv:4: info: r: the answers do not meet n > 0\n", 1, 1, 1},
    {"an error", TABLES "r,n > 0,error,R\n", "answers.csv:4: error: R: the answers do not meet n > 0\n", 1, 1, 1},
    {"a name that no column has", RULE("fta > 0"), REFUSED "no such column: fta; did you mean 'fte'?\n", 0, 0, 0},
    {"a quoted name is no text", RULE("size = \"\"small\"\""), REFUSED "no such column: small; want q, n, fte, id, fte or size\n", 0, 0, 0},
    {"no SQL", RULE("n >"), REFUSED "near \")\": syntax error\n", 0, 0, 0},
    {"two conditions", RULE("1), (2"), REFUSED "is more than one condition\n", 0, 0, 0},
    {"two statements", RULE("1; DROP TABLE wave"), REFUSED "near \";\": syntax error\n", 0, 0, 0},
    {"what follows cannot be made a comment", RULE("1) FROM wave --"), REFUSED "near \")\": syntax error\n", 0, 0, 0},
    {"nor by an open one", RULE("1 /*"), REFUSED "incomplete input\n", 0, 0, 0},
    {"another table", RULE("(SELECT year FROM wave) > 0"), REFUSED "reads the table 'wave'\n", 0, 0, 0},
    {"the schema", RULE("EXISTS (SELECT 1 FROM sqlite_master)"), REFUSED "reads the table 'sqlite_master'\n", 0, 0, 0},
    {"a pragma", RULE("(SELECT user_version FROM pragma_user_version) > 0"), REFUSED "reads the table 'pragma_user_version'\n", 0, 0, 0},
    {"another library", RULE("load_extension('x')"), REFUSED "calls the function 'load_extension'\n", 0, 0, 0},
    {"chance", RULE("random() > 0"), REFUSED "calls the function 'random'\n", 0, 0, 0},
    {"the clock", RULE("CURRENT_TIMESTAMP > ''"), REFUSED "calls the function 'current_timestamp'\n", 0, 0, 0},
    {"the clock again", RULE("strftime('%Y', 'now') > '2000'"), REFUSED "calls the function 'strftime'\n", 0, 0, 0},
    {"endless", RULE("EXISTS (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT 1 FROM c WHERE x < 0)"), REFUSED "does more than compare\n", 0, 0, 0},
    {"too long", RULE("NOT EXISTS (SELECT 1 FROM " F_2022 " a, " F_2022 " b, " F_2022 " c, " F_2022 " d, " F_2022 " e, " F_2022 " f, " F_2022 " g, "
        F_2022 " h, " F_2022 " i, " F_2022 " j, " F_2022 " k, " F_2022 " l, " F_2022 " m, " F_2022 " o, " F_2022 " p WHERE a.n + p.n + b.n > 1000)"),
        "stopped: ./rules.csv:2:1: the rule 'r' cannot be used: takes too long to compute\n", 0, 0, 0},
    {"a text", RULE("size"), "stopped: ./rules.csv:2:1: the rule 'r' cannot be used: gives the text 'large', not true or false\n", 0, 0, 0},
    {"a name that findings cannot have", TABLES "R 1,n > 0,error,\n", "stopped: ./rules.csv:2:1: name 'R 1' may hold only a to z, digits and '_'\n", 0, 0, 0},
    {"a name twice", TABLES "r,n > 0,error,\nr,n > 1,error,\n", "stopped: ./rules.csv:3:1: 'r' is there already in line 2\n", 0, 0, 0},
    {"no condition", TABLES "r,,error,\n", "stopped: ./rules.csv:2:2: rule is blank; want a condition such as fte > 10\n", 0, 0, 0},
    {"no severity", TABLES "r,1,,\n", "stopped: ./rules.csv:2:3: severity is blank; want error, warning or info\n", 0, 0, 0},
    {"another severity", TABLES "r,1,fault,\n", "stopped: ./rules.csv:2:3: severity cannot be 'fault'; want error, warning or info\n", 0, 0, 0},
};
// clang-format on

static void rules_are_judged_for_every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        folder_write_all(cases[i].files);
        load(&loaded);
        check_text(cases[i].name, "findings", loaded_findings(&loaded), cases[i].findings);
        if (loaded.status == OK) {
            const struct edit_count *count = &loaded.wave.edits[0];
            CHECK(count->n_hold == cases[i].n_hold && count->n_fail == cases[i].n_fail &&
                      count->n_not_known == cases[i].n_not_known,
                  "%s: %zu %zu %zu", cases[i].name, count->n_hold, count->n_fail,
                  count->n_not_known);
        }
        unload(&loaded);
    }
}

/* What a rule may not do it may not do later either: the store writes as before. */
static void the_store_is_free_again_after_a_rule(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_write_all(RULE("n > 0"));
    load(&loaded);
    assert_int_equal(loaded.status, OK);
    do_sql(loaded.store, "CREATE TABLE extra (x); INSERT INTO extra SELECT random()");
    CHECK(strcmp(get_sql(loaded.store, "SELECT count(*) FROM extra, wave"), "1") == 0, "extra");
    unload(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rules_are_judged_for_every_row),
        TEST(the_store_is_free_again_after_a_rule),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
