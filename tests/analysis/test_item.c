/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/item.h"

#include "analysis/notice.h"
#include "base/random.h"
#include "tests/analysis/make_wave.h"

enum { ROWS = 8 };

/* Opens the item and compares its rows. */
static void check_item(struct maker *m, const struct indicator *indicator, const double *want,
                       const char *name)
{
    struct item item;
    const enum status status =
        item_open(&m->wave, indicator, (struct item_options){.found = &m->found}, &item, &m->err);
    CHECK(status == OK, "%s: %s", name, m->err.text);
    for (size_t row = 0; row < m->wave.n_rows; row++)
        CHECK(near(item_value(&item, row), want[row], 1e-12), "%s: row %zu: got %.17g", name, row,
              item_value(&item, row));
    item_close(&item);
    item_close(&item); /* closing twice is allowed */
}

static void one_rule_at_a_time(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct indicator rules;
        double x[5], want[5];
    } cases[] = {
        {"goalposts", {.low = 0, .high = 10, .direction = 1},
         {0, 5, 10, NA, 2.5}, {0, 50, 100, NA, 25}},
        {"goalposts turned give 100 - s", {.low = 0, .high = 10, .direction = -1},
         {0, 5, 10, NA, 2.5}, {100, 50, 0, NA, 75}},
        {"goalposts from high to low", {.low = 10, .high = 0, .direction = 1},
         {0, 5, 10, NA, 2.5}, {100, 50, 0, NA, 75}},
        {"outside its goalposts is missing", {.low = 1, .high = 3, .direction = 1},
         {0, 1, 2, 3, 4}, {NA, 0, 50, 100, NA}},
        {"minmax", {.normalise = NORMALISE_MINMAX, .low = NA, .high = NA, .direction = 1},
         {2, 4, 6, NA, 3}, {0, 50, 100, NA, 25}},
        {"minmax onto 1..5, turned", {.normalise = NORMALISE_MINMAX, .low = 1, .high = 5, .direction = -1},
         {2, 4, 6, NA, 3}, {5, 3, 1, NA, 4}},
        {"zscore", {.normalise = NORMALISE_ZSCORE, .low = NA, .high = NA, .direction = 1},
         {1, 2, 3, NA, NA}, {-1, 0, 1, NA, NA}},
        {"zscore with mean 100 and sd 15", {.normalise = NORMALISE_ZSCORE, .low = 100, .high = 15, .direction = 1},
         {1, 2, 3, NA, NA}, {85, 100, 115, NA, NA}},
        {"rank, 1 = lowest", {.normalise = NORMALISE_RANK, .direction = 1},
         {7, 5, 5, NA, 9}, {3, 1, 1, NA, 4}},
        {"percentile", {.normalise = NORMALISE_PERCENTILE, .direction = 1},
         {7, 5, 6, 8, 9}, {50, 0, 25, 75, 100}},
        {"none, turned", {.normalise = NORMALISE_NONE, .direction = -1},
         {7, 5, NA, 8, 9}, {-7, -5, NA, -8, -9}},
        {"imputed by the mean before normalising",
         {.normalise = NORMALISE_MINMAX, .low = NA, .high = NA, .impute = IMPUTE_MEAN, .direction = 1},
         {0, 1, 5, NA, NA}, {0, 20, 100, 40, 40}},
        {"imputed by the median",
         {.normalise = NORMALISE_MINMAX, .low = NA, .high = NA, .impute = IMPUTE_MEDIAN, .direction = 1},
         {0, 1, 5, NA, NA}, {0, 20, 100, 20, 20}},
        {"what lies outside is imputed like any other missing value",
         {.low = 0, .high = 10, .impute = IMPUTE_MEAN, .direction = 1},
         {0, 10, 11, -1, NA}, {0, 100, 50, 50, 50}},
        {"winsorised: the outlier takes the next value",
         {.normalise = NORMALISE_NONE, .treat = TREAT_WINSORISE, .direction = 1},
         {1, 2, 3, 4, 1000}, {1, 2, 3, 4, 4}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maker m;
        maker_open(&m, 5);
        struct indicator *made = make_number(&m, "a", NULL, cases[i].x);
        made->normalise = cases[i].rules.normalise;
        made->impute = cases[i].rules.impute;
        made->treat = cases[i].rules.treat;
        made->low = cases[i].rules.low;
        made->high = cases[i].rules.high;
        made->direction = cases[i].rules.direction;
        check_item(&m, made, cases[i].want, cases[i].name);
        maker_close(&m);
    }
}

static void a_coded_item_has_the_goalposts_of_its_list(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, ROWS);
    struct choice_list *list = make_list(&m, 4, (double[]){1, 2, 5, NA});
    list->choices[3].reason = MISSING_UNKNOWN;
    struct indicator *made = make_coded(&m, "a", NULL, list, "0123-n22");
    check_item(&m, made, (double[]){0, 25, 100, NA, NA, NA, 100, 100}, "as asked");
    made->direction = -1;
    check_item(&m, made, (double[]){100, 75, 0, NA, NA, NA, 0, 0}, "turned");
    CHECK(m.found.n == 0, "%s", maker_finding(&m, 0));

    struct item item;
    CHECK(item_open(&m.wave, made, (struct item_options){0}, &item, &m.err) == OK, "open");
    CHECK(item.code == m.wave.columns[0].code, "a coded item is not written out");
    CHECK(missing_reason(item_value(&item, 3)) == MISSING_UNKNOWN, "the choice's reason");
    CHECK(missing_reason(item_value(&item, 5)) == MISSING_NOT_ASKED, "the code's reason");
    CHECK(item_is_answered(&item, 0) && !item_is_answered(&item, 3) && !item_is_answered(&item, 4),
          "answered");
    item_close(&item);
    maker_close(&m);
}

static void a_wide_list_is_read_by_its_scores(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    struct choice_list *list = make_list(&m, 3, (double[]){0, 5, 10});
    list->choices[2].reason = MISSING_REFUSED;
    struct indicator *made = make_coded(&m, "a", NULL, list, "0000");
    free(m.wave.columns[0].code);
    m.wave.columns[0] = (struct column){.kind = COLUMN_WIDE, .wide = calloc(4, sizeof(uint16_t))};
    memcpy(m.wave.columns[0].wide, (uint16_t[]){0, 1, 2, WIDE_MISSING(MISSING_NOT_ASKED)}, 8);
    check_item(&m, made, (double[]){0, 50, NA, NA}, "wide");
    double x[4];
    CHECK(item_stage(&m.wave, made, STAGE_DENOMINATED, x, &m.err) == OK, "stage");
    CHECK(missing_reason(x[2]) == MISSING_REFUSED, "reason of the choice");
    CHECK(missing_reason(x[3]) == MISSING_NOT_ASKED, "reason of the code");
    maker_close(&m);
}

static void a_select_multiple_is_the_sum_of_its_options(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    /* goalposts 0 .. 8: the negative option does not lower them */
    struct choice_list *list = make_list(&m, 4, (double[]){3, 5, -2, NA});
    const char *const options[] = {"1100n", "1011n", "0010n", "0001n"};
    struct indicator *made = make_multiple(&m, "a", NULL, list, options);
    check_item(&m, made, (double[]){100, 37.5, 37.5, 62.5, NA}, "sum");
    CHECK(m.found.n == 0, "%s", maker_finding(&m, 0));
    struct indicator *option = make_indicator(&m, "a/c1", NULL, INDICATOR_ITEM);
    option->question = made->question;
    option->option = 1;
    option->low = option->high = MISSING;
    check_item(&m, option, (double[]){100, 0, 100, 100, NA}, "an option of its own");
    maker_close(&m);
}

static void a_value_outside_is_named_with_its_place(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_number(&m, "first", NULL, (double[]){1, 2, 3});
    struct indicator *number = make_number(&m, "hours", NULL, (double[]){4, 101, 7});
    struct indicator *coded =
        make_coded(&m, "grade", NULL, make_list(&m, 3, (double[]){1, 2, 3}), "012");
    coded->low = 1;
    coded->high = 2;
    check_item(&m, number, (double[]){4, NA, 7}, "number");
    check_item(&m, coded, (double[]){0, 100, NA}, "coded");
    number->denominator = make_register(&m, "staff", INDICATOR_DENOMINATOR, (double[]){2, 1, 0});
    number->high = 1.5;
    check_item(&m, number, (double[]){NA, NA, NA}, "divided");
    static const char *const want[] = {
        "error outside_goalposts answers.csv:3:2 'hours' is 101, outside its goalposts 0 and 100: "
        "it counts as missing",
        "error outside_goalposts answers.csv:4:3 'grade' is 3, outside its goalposts 1 and 2: it "
        "counts as missing",
        "error zero_denominator answers.csv:4:2 'hours' cannot be divided by 'staff', which is 0: "
        "it counts as missing",
        "error outside_goalposts answers.csv:2:2 'hours', after dividing, is 2, outside its "
        "goalposts 0 and 1.5: it counts as missing",
        "error outside_goalposts answers.csv:3:2 'hours', after dividing, is 101, outside its "
        "goalposts 0 and 1.5: it counts as missing",
        "warning indicator_without_values indices.csv:3:0 no unit has a value for 'hours'",
    };
    CHECK(m.found.n == COUNT(want), "%zu findings", m.found.n);
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(strcmp(maker_finding(&m, i), want[i]) == 0, "got %s", maker_finding(&m, i));
    maker_close(&m);
}

static void a_constant_item_is_missing_for_all_and_said(void **state)
{
    (void)state;
    static const enum normalise rules[] = {NORMALISE_MINMAX, NORMALISE_ZSCORE};
    for (size_t i = 0; i < COUNT(rules); i++) {
        struct maker m;
        maker_open(&m, 4);
        struct indicator *number = make_number(&m, "a", NULL, (double[]){3, 3, NA, 3});
        struct indicator *coded =
            make_coded(&m, "b", NULL, make_list(&m, 2, (double[]){1, 2}), "11-1");
        number->normalise = coded->normalise = rules[i];
        number->low = number->high = MISSING;
        check_item(&m, number, (double[]){NA, NA, NA, NA}, "number");
        check_item(&m, coded, (double[]){NA, NA, NA, NA}, "coded");
        char want[256];
        snprintf(want, sizeof want,
                 "error constant_indicator indices.csv:2:0 'a' has no two different values, so "
                 "'%s' cannot place its units: it is missing for all; give it goalposts, or leave "
                 "it out",
                 method_name(METHOD_NORMALISE, (int)rules[i]));
        CHECK(m.found.n == 2, "%zu findings", m.found.n);
        CHECK(strcmp(maker_finding(&m, 0), want) == 0, "got %s", maker_finding(&m, 0));
        struct item item;
        CHECK(item_open(&m.wave, coded, (struct item_options){0}, &item, &m.err) == OK, "open");
        CHECK(item_is_answered(&item, 0) && !item_is_answered(&item, 2), "it was answered");
        item_close(&item);
        maker_close(&m);
    }
}

static void a_thousand_faults_are_listed_and_the_rest_counted(void **state)
{
    (void)state;
    enum { N = NOTICE_LIMIT + 5 };
    struct maker m;
    maker_open(&m, N);
    double *x = calloc(N, sizeof *x);
    for (size_t i = 0; i < N; i++)
        x[i] = -1;
    struct indicator *made = make_number(&m, "a", NULL, x);
    struct item item;
    CHECK(item_open(&m.wave, made, (struct item_options){.found = &m.found}, &item, &m.err) == OK,
          "open");
    item_close(&item);
    CHECK(m.found.n == NOTICE_LIMIT + 2, "%zu findings", m.found.n);
    CHECK(strcmp(maker_finding(&m, NOTICE_LIMIT),
                 "error outside_goalposts answers.csv:0:0 5 more rows have the same fault in 'a' "
                 "and are not listed") == 0,
          "got %s", maker_finding(&m, NOTICE_LIMIT));
    free(x);
    maker_close(&m);
}

static void groups_are_imputed_apart(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    struct indicator *number = make_number(&m, "a", NULL, (double[]){0, 10, NA, 50, NA, NA});
    struct indicator *coded =
        make_coded(&m, "b", NULL, make_list(&m, 3, (double[]){0, 50, 100}), "02-1--");
    struct grouping *groups = make_group(&m, "size", 2, "00011-", NULL);
    memcpy(groups->level, (uint16_t[]){0, 0, 0, 1, 1, NO_LEVEL}, 12);
    number->impute = coded->impute = IMPUTE_MEAN;
    number->impute_group = coded->impute_group = groups->of;
    check_item(&m, number, (double[]){0, 10, 5, 50, 50, NA}, "number");
    check_item(&m, coded, (double[]){0, 100, 50, 50, 50, NA}, "coded");
    struct item item;
    CHECK(item_open(&m.wave, coded, (struct item_options){0}, &item, &m.err) == OK, "open");
    CHECK(item_is_answered(&item, 0) && !item_is_answered(&item, 2), "imputed is not answered");
    item_close(&item);
    maker_close(&m);
}

static void a_coded_item_may_be_divided(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    struct indicator *made = make_coded(&m, "a", NULL, make_list(&m, 2, (double[]){10, 40}), "101");
    made->denominator = make_register(&m, "d", INDICATOR_DENOMINATOR, (double[]){2, 1, NA});
    made->low = 0;
    made->high = 20;
    check_item(&m, made, (double[]){100, 50, NA}, "divided");
    maker_close(&m);
}

static void every_stage_can_be_had(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    struct indicator *made = make_number(&m, "a", NULL, (double[]){2, 8, 18, 32, 4000, NA});
    made->denominator = make_register(&m, "d", INDICATOR_DENOMINATOR, (double[]){2, 4, 6, 8, 4, 1});
    made->normalise = NORMALISE_MINMAX;
    made->low = made->high = MISSING;
    made->impute = IMPUTE_MEDIAN;
    made->treat = TREAT_WINSORISE;
    made->direction = -1;
    // clang-format off
    static const double want[][6] = {
        [STAGE_DENOMINATED] = {1, 2, 3, 4, 1000, NA},
        [STAGE_IMPUTED] = {1, 2, 3, 4, 1000, 3},
        [STAGE_TREATED] = {1, 2, 3, 4, 4, 3},
        [STAGE_NORMALISED] = {100, 200. / 3, 100. / 3, 0, 0, 100. / 3},
    };
    // clang-format on
    for (size_t stage = 0; stage < COUNT(want); stage++) {
        double x[6];
        CHECK(item_stage(&m.wave, made, (enum stage)stage, x, &m.err) == OK, "%s", m.err.text);
        for (size_t row = 0; row < 6; row++)
            CHECK(near(x[row], want[stage][row], 1e-12), "stage %zu row %zu: %.17g", stage, row,
                  x[row]);
    }
    maker_close(&m);
}

/* The slow twin: the same answers as a column of numbers. */
static void codes_and_numbers_give_the_same(void **state)
{
    (void)state;
    static const double scores[] = {1, 2, 3, 4, 90};
    for (uint64_t trial = 0; trial < 300; trial++) {
        struct random r = random_stream(20, trial);
        enum { N = 23 };
        char codes[N];
        double x[N];
        for (size_t row = 0; row < N; row++) {
            const size_t code = random_below(&r, 6);
            codes[row] = code == 5 ? '-' : (char)('0' + (random_uniform(&r) < 0.9 ? code % 4 : 4));
            x[row] = code == 5 ? missing_because(MISSING_NO_ANSWER) : scores[codes[row] - '0'];
        }
        struct maker m;
        maker_open(&m, N);
        struct indicator *coded = make_coded(&m, "a", NULL, make_list(&m, 5, scores), codes);
        struct indicator *number = make_number(&m, "b", NULL, x);
        number->normalise = coded->normalise = (enum normalise)random_below(&r, 6);
        number->impute = coded->impute = (enum impute)random_below(&r, 3);
        number->treat = coded->treat = (enum treat)random_below(&r, 2);
        number->direction = coded->direction = random_below(&r, 2) == 0 ? 1 : -1;
        number->low = number->normalise == NORMALISE_GOALPOSTS ? 1 : MISSING;
        number->high = number->normalise == NORMALISE_GOALPOSTS ? 90 : MISSING;
        double want[N];
        CHECK(item_stage(&m.wave, number, STAGE_NORMALISED, want, &m.err) == OK, "number");
        check_item(&m, coded, want, method_name(METHOD_NORMALISE, (int)coded->normalise));
        maker_close(&m);
    }
}

static void no_allocation_is_taken_for_granted(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    struct indicator *made = make_number(&m, "a", NULL, (double[]){1, 2, 3, NA});
    made->normalise = NORMALISE_RANK;
    size_t nth = 1;
    for (enum status status = ERR_MEMORY; status != OK; nth++) {
        struct item item;
        struct error err = {0};
        arena_fail_at(nth);
        status = item_open(&m.wave, made, (struct item_options){0}, &item, &err);
        arena_fail_at(0);
        if (status == OK)
            item_close(&item);
        CHECK(status == OK || (status == ERR_MEMORY && err.text[0] != '\0'), "%d", (int)status);
    }
    CHECK(nth > 2, "%zu", nth);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_rule_at_a_time),
        TEST(a_coded_item_has_the_goalposts_of_its_list),
        TEST(a_wide_list_is_read_by_its_scores),
        TEST(a_select_multiple_is_the_sum_of_its_options),
        TEST(a_value_outside_is_named_with_its_place),
        TEST(a_constant_item_is_missing_for_all_and_said),
        TEST(a_thousand_faults_are_listed_and_the_rest_counted),
        TEST(groups_are_imputed_apart),
        TEST(a_coded_item_may_be_divided),
        TEST(every_stage_can_be_had),
        TEST(codes_and_numbers_give_the_same),
        TEST(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
