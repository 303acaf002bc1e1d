/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#define CHOICES(rows)                                                                              \
    "choices.csv", "list_name,name,label,score,missing\nm,a,A,1,\nm,b,B,1,\ng,n,N,,\n" rows

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", CHOICES("yn,1,Y,1,\nyn,0,N,0,\nyn,9,U,,unknown\n"), ""},
    {"lists need not be in one piece", CHOICES("yn,1,Y,1,\nm,c,C,0,\nyn,0,N,0,\n"), ""},
    {"no list, no name", CHOICES("yn,1,Y,1,\nyn,,N,0,\n,x,X,,\nmy list,x,X,,\n"),
        "./choices.csv:6:2: a choice has no name\n"
        "./choices.csv:7:1: the choice belongs to no list: list_name is blank\n"
        "./choices.csv:8:1: list_name 'my list' has a blank in it\n"
        "./choices.csv:7:1: list '' is used by no question and named after no Group\n"
        "./choices.csv:8:1: list 'my list' is used by no question and named after no Group\n"},
    {"names twice", CHOICES("yn,ja,Y,1,\nyn,nej,N,0,\nyn,ja,J,1,\nyn,Nej,N,0,\nyn,\xC3\xA5,A,1,\nyn,\xC3\x85,A,1,\n"),
        "./choices.csv:7:2: list 'yn' has choice 'ja' already in line 5\n"
        "./choices.csv:8:2: choice 'Nej' differs only in case from 'nej' in line 6\n"
        "./choices.csv:10:2: choice '\xC3\x85' differs only in case from '\xC3\xA5' in line 9\n"},
    {"scores", CHOICES("yn,1,Y,one,\nyn,0,N,\"0,5\",\nyn,2,M,3,\nyn,9,U,9,unknown\nyn,8,U,,unkown\nyn,7,U,,\nyn,6,X,nan,\n"),
        "./choices.csv:5:4: score 'one' is not a number\n"
        "./choices.csv:6:4: score '0,5' has a decimal comma; write it with a point\n"
        "./choices.csv:8:4: choice '9' is missing (unknown), so its score has no effect\n"
        "./choices.csv:9:5: missing cannot be 'unkown'; did you mean 'unknown'?\n"
        "./choices.csv:11:4: score 'nan' is not a number\n"
        "./choices.csv:10:2: choice '7' has no score, unlike others of list 'yn'; give it one, or say in column 'missing' why it counts as no answer\n"
        "./indices.csv:3:1: the scores of 'i1' do not differ; give it Low and High\n"},
    {"a blank in an option", CHOICES("yn,1 a,Y,1,\nyn,0,N,0,\nm,c d,C,1,\n"),
        "./choices.csv:7:2: choice 'c d' has a blank in it, but a select_multiple separates its choices by blanks\n"},
    {"no list is used", CHOICES("yn,1,Y,1,\nyn,0,N,0,\nyo,0,N,0,\n"),
        "./choices.csv:7:1: list 'yo' is used by no question and named after no Group\n"},
    {"a list for a Group over the register", CHOICES("yn,1,Y,1,\nyn,0,N,0,\ndep,Fi,Finance,,\n")
        AND("register.csv") "orgnr,dep\n"
        AND("indices.csv") "iCode,Type,Parent,Source\nIX,Aggregate,,\ni1,Indicator,IX,q1\nGR,Group,,dep\n", ""},
    {"the file is missing", "choices.csv", NULL,
        "./choices.csv: the file is missing; survey.csv needs it\n"},
};
// clang-format on

static void choices_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void lists_are_summed_up(void **state)
{
    (void)state;
    static const struct survey_case whole = {
        "", CHOICES("yn,-1,Y,-2.5,\nyn,2,N,4,\nyn,10,A,1,\nyn,9,U,,unknown\n"), ""};
    static const struct {
        const char *name;
        bool is_integer;
    } names[] = {{"0", true},    {"7", true},   {"-99", true},
                 {"01", false},  {"-0", false}, {"+1", false},
                 {"1.0", false}, {"-", false},  {"1234567890123456", false}};
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    folder_open(&folder);
    survey_write(&whole);
    struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    const struct choice_list *list = form_list(form, "yn");
    CHECK(list->n == 4 && list->low == -2.5 && list->high == 4 && list->sum_positive == 5, "%g %g",
          list->low, list->high);
    CHECK(list->are_names_integers && is_missing(list->choices[3].score) &&
              list->choices[3].reason == MISSING_UNKNOWN,
          "reason %d", (int)list->choices[3].reason);
    list = form_list(form, "g");
    CHECK(list->n == 1 && is_missing(list->low) && is_missing(list->high), "no scores");
    for (size_t i = 0; i < COUNT(names); i++) {
        char content[200];
        snprintf(content, sizeof content,
                 "list_name,name,score\nyn,%s,0\nyn,5,1\nm,a,1\nm,b,1\ng,n,\n", names[i].name);
        survey_write(&(struct survey_case){"", "choices.csv", content, ""});
        form = survey_read(&arena, &found);
        assert_non_null(form);
        CHECK(form_list(form, "yn")->are_names_integers == names[i].is_integer, "%s",
              names[i].name);
    }
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(choices_that_are_wrong), TEST(lists_are_summed_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
