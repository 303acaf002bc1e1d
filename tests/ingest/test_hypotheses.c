/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

/* IX is an index with Strong, i1 and i3 items, GR a Group with levels n and s (survey_folder.h). */
#define HYPOTHESES(columns, rows) "hypotheses.csv", "id,test,y" columns "\n" rows
#define ALL ",x,group,levels,controls,where,alternative,cut,null,margin,source,claim::sv"

// clang-format off
static const struct survey_case cases[] = {
    {"every test", HYPOTHESES(ALL,
        "H1,correlation,IX,i1,,,i3,${q1} = '1',greater,,,,Report,Claim\n"
        "H2,correlation_difference,IX;i3,i1,,,,,less,,,,,\n"
        "H3,mean_difference,i1,,GR,n;s,,,greater,,,,,\n"
        "H4,mean_difference,i1,,IX,,,,greater,,,,,\n"
        "H5,mean_difference,i1,,GR,,,,two-sided,,,,,\n"
        "H6,equivalence,i1,i3,,,,,,,,0.3,,\n"
        "H7,proportion,IX,,,,,,less,,0.5,,,\n"
        "H8,proportion,i1,,,,,,,50,,,,\n"
        "H9,regression,IX,i1;i3,,,,${GR} = 'n',,,,,,\n"
        "H10,interaction,IX,i1,GR,,i3,,,,,,,\n"), ""},
    {"no row", HYPOTHESES("", ""), ""},
    {"ids and tests", HYPOTHESES(",x", ",correlation,IX,i1\nH1,corelation,IX,i1\nh1,,IX,i1\n"),
        "./hypotheses.csv:2:1: the hypothesis has no id\n"
        "./hypotheses.csv:3:2: test cannot be 'corelation'; did you mean 'correlation'?\n"
        "./hypotheses.csv:4:2: the hypothesis has no test\n"
        "./hypotheses.csv:4:1: 'h1' differs only in case from 'H1' in line 3; rename one\n"},
    {"codes", HYPOTHESES(",x,controls", "H1,correlation,ix,i2,GR;i3;i3;i3x\n"),
        "./hypotheses.csv:2:3: y 'ix' is no code of indices.csv; did you mean 'IX'?\n"
        "./hypotheses.csv:2:4: x 'i2' is no code of indices.csv; want IX, i1, i3 or GR\n"
        "./hypotheses.csv:2:5: controls 'GR' is a Group, where a number is wanted\n"
        "./hypotheses.csv:2:5: controls names 'i3' twice\n"
        "./hypotheses.csv:2:5: controls 'i3x' is no code of indices.csv; did you mean 'IX'?\n"},
    {"how many", HYPOTHESES(",x", "H1,correlation,IX;i1,i3\nH2,correlation_difference,IX,i1;i3\nH3,correlation,IX,\nH4,proportion,IX,i1\nH5,correlation,,i1\n"),
        "./hypotheses.csv:2:3: test correlation takes one y, not 2\n"
        "./hypotheses.csv:3:3: test correlation_difference takes two y, as in 'A;B', not 1\n"
        "./hypotheses.csv:3:4: test correlation_difference takes one x, not 2\n"
        "./hypotheses.csv:4:4: test correlation needs an x\n"
        "./hypotheses.csv:5:4: x has no effect on test proportion; leave it blank\n"
        "./hypotheses.csv:6:3: test correlation takes one y, not 0\n"},
    {"both sides", HYPOTHESES(",x,controls,group", "H1,correlation,IX,IX,,\nH2,regression,IX,i1,i1;IX,\nH3,mean_difference,IX,,,IX\n"),
        "./hypotheses.csv:2:4: 'IX' is both x and y\n"
        "./hypotheses.csv:3:5: control 'i1' is also x or y\n"
        "./hypotheses.csv:3:5: control 'IX' is also x or y\n"
        "./hypotheses.csv:4:6: 'IX' is both group and y\n"},
    {"without effect", HYPOTHESES(ALL, "H1,correlation,IX,i1,GR,n;s,,,,1,1,1,,\nH2,equivalence,IX,i1,,,,,less,,,0.5,,\nH3,mean_difference,IX,,GR,,i1,,,,,,,\n"),
        "./hypotheses.csv:2:5: group has no effect on test correlation; leave it blank\n"
        "./hypotheses.csv:2:6: levels has no effect on test correlation; leave it blank\n"
        "./hypotheses.csv:2:10: cut has no effect on test correlation; leave it blank\n"
        "./hypotheses.csv:2:11: null has no effect on test correlation; leave it blank\n"
        "./hypotheses.csv:2:12: margin has no effect on test correlation; leave it blank\n"
        "./hypotheses.csv:3:9: alternative has no effect on test equivalence; leave it blank\n"
        "./hypotheses.csv:4:7: controls has no effect on test mean_difference; leave it blank\n"},
    {"groups", HYPOTHESES(",group,cut,x", "H1,mean_difference,IX,,,\nH2,mean_difference,i3,i1,,\nH3,interaction,i1,IX,,i3\nH4,mean_difference,IX,GR,50,\nH5,mean_difference,IX,GG,,\n"),
        "./hypotheses.csv:2:4: test mean_difference needs a group\n"
        "./hypotheses.csv:3:4: group 'i1' is neither a Group nor an index\n"
        "./hypotheses.csv:4:4: group 'IX' is no Group\n"
        "./hypotheses.csv:5:5: cut has no effect: 'GR' is a Group and has levels\n"
        "./hypotheses.csv:6:4: group 'GG' is no code of indices.csv; want IX, i1, i3 or GR\n"},
    {"an index without Strong", HYPOTHESES(",group,cut", "H1,mean_difference,i3,A,\nH2,mean_difference,i3,A,40\nH3,proportion,A,,\n")
        AND("indices.csv") "iCode,Type,Parent,Source,Low,High\nA,Aggregate,,,,\ni1,Indicator,A,q1,,\ni3,Indicator,A,q3,0,9\nGR,Group,,q5,,\n",
        "./hypotheses.csv:2:4: index 'A' has no Strong to tell groups apart; give it one, or a cut here\n"
        "./hypotheses.csv:4:5: 'A' has no Strong, so test proportion needs a cut\n"},
    {"levels", HYPOTHESES(",group,levels,alternative", "H1,mean_difference,IX,GR,north;s,\nH2,mean_difference,IX,GR,n,\nH3,mean_difference,IX,GR,n;n,\nH4,mean_difference,i1,IX,a;b,\n"),
        "./hypotheses.csv:2:5: Group 'GR' has no level 'north'; want n or s\n"
        "./hypotheses.csv:3:5: levels names 1; two are compared, as in 'a;b'\n"
        "./hypotheses.csv:4:5: levels names 'n' twice\n"
        "./hypotheses.csv:5:5: levels has no effect: index 'IX' is cut into strong and others\n"},
    {"levels of breaks", HYPOTHESES(",group,levels,alternative", "H1,mean_difference,IX,SZ,10-20;>50,greater\nH2,mean_difference,IX,SZ,<=10;10-50,less\nH3,mean_difference,IX,SZ,,less\nH4,mean_difference,IX,SZ,<=10;10-50;>50,less\n")
        AND("indices.csv") "iCode,Type,Parent,Source,Breaks\nIX,Aggregate,,,\ni1,Indicator,IX,q1,\nSZ,Group,,q3,10;50\nGR,Group,,q5,\n",
        "./hypotheses.csv:2:5: Group 'SZ' has no level '10-20'; did you mean '10-50'?\n"
        "./hypotheses.csv:4:5: alternative 'less' needs two levels to compare, as in 'a;b'\n"
        "./hypotheses.csv:5:5: levels names 3; two are compared, as in 'a;b'\n"},
    {"levels that only the data know", HYPOTHESES(",group,levels,alternative", "H1,mean_difference,IX,DP,a;b,less\nH2,mean_difference,IX,DP,,less\nH3,mean_difference,IX,DP,,\n")
        AND("indices.csv") "iCode,Type,Parent,Source\nIX,Aggregate,,\ni1,Indicator,IX,q1\nDP,Group,,dep\n"
        AND("register.csv") "orgnr,dep\n",
        "./hypotheses.csv:3:5: alternative 'less' needs two levels to compare, as in 'a;b'\n"},
    {"numbers", HYPOTHESES(",x,margin,null,cut,alternative", "H1,equivalence,IX,i1,,,,\nH2,equivalence,IX,i1,-0.1,,,\nH3,proportion,IX,,,50,,more\nH4,proportion,i1,,,,x,\nH5,equivalence,IX,i1,1,,,\n"),
        "./hypotheses.csv:2:5: test equivalence needs a margin\n"
        "./hypotheses.csv:3:5: margin '-0.1' is not above 0\n"
        "./hypotheses.csv:4:8: alternative cannot be 'more'; want two-sided, greater or less\n"
        "./hypotheses.csv:4:6: null '50' is not a share between 0 and 1\n"
        "./hypotheses.csv:5:7: cut 'x' is not a number\n"
        "./hypotheses.csv:5:7: 'i1' has no Strong, so test proportion needs a cut\n"
        "./hypotheses.csv:6:5: margin '1' is not below 1, as every r is\n"},
    {"where", HYPOTHESES(",x,where", "H1,correlation,IX,i1,${q9} = 1\nH2,correlation,IX,i1,${GR} = 'north'\n"),
        "./hypotheses.csv:2:5: there is no 'q9' (character 1 of '${q9} = 1')\n"
        "./hypotheses.csv:3:5: list 'g' has no choice 'north'; want n or s (character 9 of '${GR} = 'north'')\n"},
};
// clang-format on

static void hypotheses_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void hypotheses_as_they_are_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    folder_open(&folder);
    survey_write(&cases[0]);
    const struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    assert_int_equal(form->n_hypotheses, 10);
    const struct hypothesis *h = form->hypotheses;
    CHECK(strcmp(h[0].id, "H1") == 0 && h[0].test == TEST_CORRELATION, "H1");
    CHECK(strcmp(h[0].where, "${q1} = '1'") == 0 && strcmp(h[0].source, "Report") == 0, "H1");
    CHECK(strcmp(form_label(form, h[0].claim, "sv", ""), "Claim") == 0, "H1");
    CHECK(h[0].alternative == ALTERNATIVE_GREATER && h[0].at.line == 2 && h[1].where == NULL, "H1");
    CHECK(h[0].n_y == 1 && h[0].y[0] == form_indicator(form, "IX"), "H1 y");
    CHECK(h[0].n_x == 1 && h[0].x[0] == form_indicator(form, "i1"), "H1 x");
    CHECK(h[0].n_controls == 1 && h[0].controls[0] == form_indicator(form, "i3"), "H1 controls");
    CHECK(h[1].n_y == 2 && h[1].y[1] == form_indicator(form, "i3"), "H2 y");
    CHECK(h[2].group == form_indicator(form, "GR") && h[2].n_levels == 2 &&
              strcmp(h[2].levels[1], "s") == 0,
          "H3");
    CHECK(h[5].margin == 0.3 && is_missing(h[5].cut) && h[5].alternative == ALTERNATIVE_TWO_SIDED,
          "H6");
    CHECK(h[6].null == 0.5 && h[7].cut == 50 && h[8].n_x == 2, "H7 to H9");
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(hypotheses_that_are_wrong),
                                       TEST(hypotheses_as_they_are_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
