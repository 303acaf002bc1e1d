/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/network.h"
#include "tests/ingest/survey_folder.h"

#define SETTINGS(columns, values)                                                                  \
    "settings.csv", "form_id,form_title,wave" columns "\nf,T,2022" values "\n"
#define HYPOTHESES(y) AND("hypotheses.csv") "id,claim,test,y,x\nH1,C,correlation," y ",IX\n"
#define TIES AND("cooperation.csv") "from,to\na,b\n"

// clang-format off
static const struct survey_case cases[] = {
    {"a table", "cooperation.csv", "from,to,area,weight\nwrong,rows;are,answers\n", ""},
    {"a question", SETTINGS(",cooperation", ",q2"), ""},
    {"a header that is wrong", "cooperation.csv", "from,too,weigth,area\n",
        "./cooperation.csv:1:2: cooperation.csv has no column 'too'; did you mean 'to'?\n"
        "./cooperation.csv:1:3: cooperation.csv has no column 'weigth'; did you mean 'weight'?\n"
        "./cooperation.csv:1: there is no column 'to', which cooperation.csv must have\n"},
    {"no header", "cooperation.csv", "", "./cooperation.csv: the file is empty\n"},
    {"no question", SETTINGS(",cooperation", ",q22"),
        "./settings.csv:2:4: cooperation 'q22' is no question; did you mean 'q2'?\n"},
    {"another kind of question", SETTINGS(",cooperation", ",q1"),
        "./settings.csv:2:4: cooperation 'q1' is select_one; want a select_multiple, whose choices are units\n"},
    {"both", SETTINGS(",cooperation", ",q2") TIES,
        "./settings.csv:2:4: cooperation names a question, but there is a cooperation.csv too: ties come from one of them; blank the setting or remove the file\n"},
    {"a group for nothing", SETTINGS(",cooperation_group", ",GR"),
        "./settings.csv:2:4: cooperation_group has no effect: there is no cooperation.csv, and the setting cooperation names no question\n"},
    {"a group", SETTINGS(",cooperation_group", ",GR") TIES, ""},
    {"no group", SETTINGS(",cooperation_group", ",GT") TIES,
        "./settings.csv:2:4: cooperation_group 'GT' is no Group of indices.csv; want GR\n"},
    {"a group of those who answered only", SETTINGS(",cooperation_group", ",GR") TIES AND("register.csv") "orgnr\n2021005489\n",
        "./settings.csv:2:4: cooperation_group 'GR' takes its levels from the answers; want a Group over a column of the register, which is known of those who did not answer too\n"},
    {"a claim", SETTINGS(",cooperation_group", ",GR") TIES HYPOTHESES("network.ei"), ""},
    {"a claim without departments", SETTINGS("", "") TIES HYPOTHESES("network.ei"),
        "./hypotheses.csv:2:4: y 'network.ei' needs departments; name their Group with the setting cooperation_group\n"},
    {"a claim that needs none", SETTINGS("", "") TIES HYPOTHESES("network.out_degree"), ""},
    {"a claim without ties", SETTINGS("", "") HYPOTHESES("network.in_degree"),
        "./hypotheses.csv:2:4: y 'network.in_degree' has no ties to be measured by: there is no cooperation.csv, and the setting cooperation names no question\n"},
    {"a claim about nothing", SETTINGS("", "") TIES HYPOTHESES("network.out"),
        "./hypotheses.csv:2:4: y 'network.out' is no code of indices.csv; did you mean 'network.ei'?\n"},
};
// clang-format on

static void sources_of_ties_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void a_source_as_it_is_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    static const struct survey_case with_group = {
        "", SETTINGS(",cooperation_group", ",GR") TIES HYPOTHESES("network.across"), ""};
    folder_open(&folder);
    survey_write(&with_group);
    const struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    const struct cooperation *c = &form->cooperation;
    CHECK(c->has_table && c->question == NULL, "the table");
    CHECK(c->group == form_indicator(form, "GR"), "the group");
    CHECK(form->hypotheses[0].y[0] == &c->measures[NETWORK_ACROSS], "the measure");
    CHECK(network_measure_of(form, form->hypotheses[0].y[0]) == NETWORK_ACROSS, "which it is");
    CHECK(network_measure_of(form, c->group) == -1, "what is none");
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(sources_of_ties_that_are_wrong),
                                       TEST(a_source_as_it_is_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
