/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

/* IX is an index of the items i1 (a list with scores) and i3 (a number with goalposts), GR a Group
   (survey_folder.h). */
#define VARIED(rows) "uncertainty.csv", "parameter,values,range,levels\n" rows

/* ROOT has the child indices L (two items), M (one item, Missing zero) and i6; ROOT is by gmean. */
#define TREE                                                                                       \
    AND("indices.csv")                                                                             \
    "iCode,Type,Parent,Source,Low,High,Normalise,Aggregate,Missing,Weight\n"                       \
    "ROOT,Aggregate,,,,,,gmean,,\nL,Aggregate,ROOT,,,,,,,\nM,Aggregate,ROOT,,,,,,zero,\n"          \
    "i1,Indicator,L,q1,,,,,,\ni2,Indicator,L,q2/a,,,minmax,,,\ni3,Indicator,M,q3,0,10,,,,\n"       \
    "Z,Aggregate,,,,,,,,\nz1,Indicator,Z,q3,,,zscore,,,\nz2,Indicator,Z,q1,,,,,,0\nGR,Group,,q5,," \
    ",,,,\n"

// clang-format off
static const struct survey_case cases[] = {
    {"every parameter", VARIED(
        "weight,,0.25,\nnormalise,own;minmax;percentile,,IX\naggregate,own;hmean,,2\n"
        "treat,winsorise,,IX\nimpute,none;mean;median,,IX\nmissing,own;complete,,\n"
        "item_out,,,\nunits,,,\nanswers,,,\n"), ""},
    {"a tree", VARIED("weight,,1,ROOT;L\nnormalise,own;minmax,,L;M\nitem_out,,,ROOT\nblock_out,,,3\naggregate,amean;gmean,,\n") TREE, ""},
    {"no row", VARIED(""), ""},
    {"names", VARIED("wieght,,0.25,\n,,,\n,,1,\nnormalise,own;minmx,,\naggregate,own;gmean,,ix\nweight,,0.1,i1;GR\ntreat,,,\n"),
        "./uncertainty.csv:2:1: parameter cannot be 'wieght'; did you mean 'weight'?\n"
        "./uncertainty.csv:4:1: the row has no parameter\n"
        "./uncertainty.csv:5:2: values cannot be 'minmx'; did you mean 'minmax'?\n"
        "./uncertainty.csv:6:4: levels 'ix' is no index of indices.csv; did you mean 'IX'?\n"
        "./uncertainty.csv:7:4: levels 'i1' is no index but Indicator\n"
        "./uncertainty.csv:7:4: levels 'GR' is no index but Group\n"
        "./uncertainty.csv:8:2: treat needs values, such as 'own;winsorise'\n"},
    {"columns", "uncertainty.csv", "parameter,value,range\nweight,,0.1\n",
        "./uncertainty.csv:1:2: uncertainty.csv has no column 'value'; did you mean 'values'?\n"},
    {"cells without effect", VARIED("weight,own,0.1,\nimpute,own;mean,0.1,\nitem_out,own,1,\nunits,own,1,IX\n"),
        "./uncertainty.csv:2:2: values has no effect on weight; leave it blank\n"
        "./uncertainty.csv:3:3: range has no effect on impute; leave it blank\n"
        "./uncertainty.csv:4:2: values has no effect on item_out; leave it blank\n"
        "./uncertainty.csv:4:3: range has no effect on item_out; leave it blank\n"
        "./uncertainty.csv:5:2: values has no effect on units; leave it blank\n"
        "./uncertainty.csv:5:3: range has no effect on units; leave it blank\n"
        "./uncertainty.csv:5:4: levels has no effect on units; leave it blank\n"},
    {"ranges", VARIED("weight,,0,\nweight,,,L\nweight,,-0.1,\nweight,,1.5,\nweight,,x,\n") TREE,
        "./uncertainty.csv:2:3: range '0' is not above 0 and at most 1\n"
        "./uncertainty.csv:3:3: weight needs a range, such as 0.25 for up to 25 per cent\n"
        "./uncertainty.csv:4:3: range '-0.1' is not above 0 and at most 1\n"
        "./uncertainty.csv:5:3: range '1.5' is not above 0 and at most 1\n"
        "./uncertainty.csv:6:3: range 'x' is not a number\n"},
    {"values without effect", VARIED("normalise,goalposts,,IX\naggregate,own,,\ntreat,none,,2\nimpute,own;none,,\nmissing,available,,IX\nmissing,own;own,,\n"),
        "./uncertainty.csv:2:4: normalise has no effect on index 'IX': it is computed like that anyhow\n"
        "./uncertainty.csv:4:4: treat has no effect on any index of level 2\n"
        "./uncertainty.csv:6:4: missing has no effect on index 'IX': it is computed like that anyhow\n"
        "./uncertainty.csv:7:2: values names 'own' twice\n"},
    {"nothing to vary", VARIED("aggregate,amean,,\n"), "./uncertainty.csv:2:1: aggregate has no effect on any index\n"},
    {"no block", VARIED("block_out,,,\n"), "./uncertainty.csv:2:1: block_out has no effect on any index\n"},
    {"indices without effect", VARIED("weight,,0.1,M\naggregate,own;gmean,,Z\nitem_out,,,M\nblock_out,,,L\nnormalise,minmax;own,,L\nblock_out,,,2\n") TREE,
        "./uncertainty.csv:2:4: weight has no effect on index 'M': it has only one child that counts\n"
        "./uncertainty.csv:3:4: aggregate has no effect on index 'Z': it has only one child that counts\n"
        "./uncertainty.csv:4:4: item_out has no effect on index 'M': it has only one item\n"
        "./uncertainty.csv:5:4: block_out has no effect on index 'L': it is not made of at least two indices\n"
        "./uncertainty.csv:7:4: block_out has no effect on any index of level 2\n"},
    {"levels", VARIED("weight,,0.1,1\naggregate,own;hmean,,4\nmissing,own;complete,,2;x\nitem_out,,,;\n") TREE,
        "./uncertainty.csv:2:4: level 1 is that of the items; name the indices above them, from level 2\n"
        "./uncertainty.csv:3:4: no index has level 4\n"
        "./uncertainty.csv:4:4: levels 'x' is no index of indices.csv; want ROOT, L, M or Z\n"
        "./uncertainty.csv:5:4: levels ';' has a blank part; parts stand between ';'\n"
        "./uncertainty.csv:5:4: levels ';' has a blank part; parts stand between ';'\n"},
    {"twice", VARIED("weight,,0.1,L;L\nweight,,0.2,2\nitem_out,,,ROOT;L\nnormalise,own;minmax,,L\nnormalise,own;percentile,,ROOT\nunits,,,\nunits,,,\nimpute,own;mean;own,,\n") TREE,
        "./uncertainty.csv:2:4: levels names 'L' twice\n"
        "./uncertainty.csv:3:4: weight of 'L' is varied already in line 2\n"
        "./uncertainty.csv:4:4: levels names both 'ROOT' and 'L', which share items\n"
        "./uncertainty.csv:6:4: normalise of 'ROOT' is varied already in line 5\n"
        "./uncertainty.csv:8:1: units are drawn anew already in line 7\n"
        "./uncertainty.csv:9:2: values names 'own' twice\n"},
    {"scales", VARIED("normalise,own;zscore,,L\nnormalise,goalposts;percentile,,Z\nnormalise,own;rank,,M\nmissing,own;zero,,Z\n") TREE,
        "./uncertainty.csv:3:2: goalposts cannot be had: 'z1' has none\n"
        "./uncertainty.csv:4:2: rank cannot be had: index 'M' has Missing 'zero' and needs 0-100\n"
        "./uncertainty.csv:5:2: zero cannot be had: index 'Z' is not on 0-100\n"},
};
// clang-format on

static void tables_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static const struct form *read_case(const struct survey_case *c, struct arena *arena)
{
    struct findings found;
    survey_write(c);
    return survey_read(arena, &found);
}

static void rows_as_they_are_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct form *form = read_case(&cases[1], &arena);
    assert_non_null(form);
    assert_int_equal(form->n_uncertainty, 5);
    const struct uncertainty_choice *u = form->uncertainty;
    CHECK(u[0].parameter == UNCERTAINTY_WEIGHT && u[0].low == -1 && u[0].high == 1, "weight");
    CHECK(u[0].n_indices == 2 && u[0].indices[0] == form_indicator(form, "ROOT") &&
              u[0].indices[1] == form_indicator(form, "L"),
          "indices of weight");
    CHECK(strcmp(u[0].levels, "ROOT;L") == 0 && u[0].at.line == 2 && u[0].n_values == 0, "weight");
    CHECK(u[1].n_values == 2 && u[1].values[0] == UNCERTAINTY_OWN &&
              u[1].values[1] == NORMALISE_MINMAX && is_missing(u[1].low),
          "normalise");
    CHECK(u[3].parameter == UNCERTAINTY_BLOCK_OUT && u[3].n_indices == 1 &&
              u[3].indices[0] == form_indicator(form, "ROOT"),
          "block_out");
    /* not Z, of which one child counts, nor M; amean;gmean is more than L's own rule */
    CHECK(u[4].n_indices == 2 && u[4].levels == NULL, "aggregate: %zu", u[4].n_indices);
    arena_release(&arena);
    folder_close(&folder);
}

static void the_default_leaves_out_what_has_no_effect(void **state)
{
    (void)state;
    static const struct survey_case plain = {"", NULL, NULL, ""};
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct form *form = read_case(&plain, &arena);
    assert_non_null(form);
    assert_int_equal(form->n_uncertainty, 6);
    for (size_t i = 0; i < form->n_uncertainty; i++) {
        const struct uncertainty_choice *u = &form->uncertainty[i];
        CHECK(u->at.file == NULL && u->levels == NULL, "%zu", i);
        CHECK(u->n_indices == (u->parameter < UNCERTAINTY_UNITS), "%zu: %zu", i, u->n_indices);
    }
    CHECK(form->uncertainty[0].high == 0.25 && form->uncertainty[1].n_values == 3, "the default");
    static const struct survey_case one = {
        "", "indices.csv",
        "iCode,Type,Parent,Source,Normalise,Impute\nA,Aggregate,,,,\n"
        "i1,Indicator,A,q1,percentile,mean\n",
        ""};
    arena_release(&arena);
    form = read_case(&one, &arena);
    assert_non_null(form);
    assert_int_equal(form->n_uncertainty, 3); /* one item: no weight, none to leave out or impute */
    CHECK(form->uncertainty[0].parameter == UNCERTAINTY_NORMALISE, "normalise");
    CHECK(form->uncertainty[1].parameter == UNCERTAINTY_UNITS, "units");
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(tables_that_are_wrong), TEST(rows_as_they_are_taken),
                                       TEST(the_default_leaves_out_what_has_no_effect)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
