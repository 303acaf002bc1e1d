/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#define CROSSWALK(rows) "crosswalk.csv", "variable,from_wave,from_name,recode\n" rows

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", CROSSWALK("q1,2021,a1,\nq1,2020,a1,1=1;2=0;3=9\nq2,2021,a2,x = a\nq3,2021,a3,1=10.5\nq4,2021,a4,a=b\n"), ""},
    {"variables", CROSSWALK("q22,2021,a,\nn1,2021,a,\n") AND("survey.csv")
        "type,name\nselect_one yn,q1\nselect_multiple m,q2\ninteger,q3\nselect_one g,q5\nnote,n1\n",
        "./crosswalk.csv:2:1: variable 'q22' is no question; did you mean 'q2'?\n"
        "./crosswalk.csv:3:1: variable 'n1' is a note, which has no answer\n"},
    {"waves and names", CROSSWALK("q1,,a,\nq2,2022,a,\nq3,21,a,\nq4,2021,,\n"),
        "./crosswalk.csv:2:2: from_wave is blank; want a year\n"
        "./crosswalk.csv:3:2: from_wave 2022 is not before this wave, 2022\n"
        "./crosswalk.csv:4:2: from_wave '21' is not a whole number from 1900 to 2999\n"
        "./crosswalk.csv:5:3: from_name is blank; want a question's name\n"},
    {"twice", CROSSWALK("q1,2021,a,\nq1,2020,a,\nq1,2021,b,\n"),
        "./crosswalk.csv:4:1: 'q1' from 2021 is there already in line 2\n"},
    {"recodes", CROSSWALK("q1,2021,a,1=2;1=0;3\nq2,2021,a,1=;2=b\nq3,2021,a,1=x\nq5,2021,a,1=north\n"),
        "./crosswalk.csv:2:4: '2' is no choice of list 'yn'; want 1, 0 or 9\n"
        "./crosswalk.csv:2:4: recode says twice what '1' becomes\n"
        "./crosswalk.csv:2:4: recode has '3', where something like 'a=b' is wanted\n"
        "./crosswalk.csv:3:4: recode has '1=', where something like 'a=b' is wanted\n"
        "./crosswalk.csv:4:4: 'x' is no number, but 'q3' is integer\n"
        "./crosswalk.csv:5:4: 'north' is no choice of list 'g'; want n or s\n"},
};
// clang-format on

static void crosswalks_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void a_crosswalk_as_it_is_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    folder_open(&folder);
    survey_write(&cases[0]);
    const struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    assert_int_equal(form->n_crosswalk, 5);
    const struct crossing *c = &form->crosswalk[1];
    CHECK(strcmp(c->variable, "q1") == 0 && c->from_wave == 2020 && c->at.line == 3, "q1");
    CHECK(strcmp(c->from_name, "a1") == 0 && strcmp(c->recode, "1=1;2=0;3=9") == 0, "q1");
    CHECK(form->crosswalk[0].recode == NULL, "blank");
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(crosswalks_that_are_wrong),
                                       TEST(a_crosswalk_as_it_is_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
