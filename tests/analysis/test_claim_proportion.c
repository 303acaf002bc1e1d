/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"
#include "tests/analysis/make_wave.h"

enum { ROWS = 8 };
static const double y[ROWS] = {10, 20, 30, 49, 50, 80, 45, NA};

struct made {
    struct maker m;
    const struct indicator *y[1];
    struct hypothesis *h;
};

static void made_open(struct made *made, enum alternative alternative, double null)
{
    struct maker *m = &made->m;
    maker_open(m, ROWS);
    m->wave.n_frame = 12;
    struct indicator *index = make_index(m, "I", NULL);
    index->strong = 50;
    made->y[0] = index;
    make_number(m, "a", "I", y);
    made->h = make_claim(m, "H1", TEST_PROPORTION, made->y, NULL);
    made->h->null = null;
    made->h->alternative = alternative;
}

/* 5 of 7 lie below the cut: a majority? */
static void those_below(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_LESS, 0.5);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    const struct proportion want = proportion_estimate(5, 7, 12, 0.95);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 5. / 7);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", n, 7);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", low, want.low);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", high, want.high);
    /* z = (5/7 - 1/2) / sqrt(1/4 (1 - 7/12) / 7) = 1.75662013, P(Z >= z) by R 4.2.2's pnorm */
    CHECK(near(maker_figure(&made.m, "hypothesis/estimate/H1")->p, 0.039491289631891496, 1e-12),
          "%.17g", maker_figure(&made.m, "hypothesis/estimate/H1")->p);
    CHECK_FIGURE(&made.m, "hypothesis/exact_p/H1", 29. / 128);
    CHECK_FIGURE(&made.m, "hypothesis/verdict/H1", 1);
    CHECK_FIGURE(&made.m, "hypothesis/leave_one_out_low/H1|unit=line%202", 4. / 6);
    CHECK_FIGURE(&made.m, "hypothesis/leave_one_out_high/H1|unit=line%206", 5. / 6);
    CHECK(strcmp(maker_figure(&made.m, "hypothesis/estimate/H1")->method,
                 "share of units below 50; Wilson 95 % interval and score test, p one-sided, with "
                 "finite population correction") == 0,
          "%s", maker_figure(&made.m, "hypothesis/estimate/H1")->method);
    maker_close(&made.m);
}

static void those_at_or_above(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_GREATER, 0.25);
    made.h->cut = 45;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    const struct proportion_test want = proportion_test(4, 7, 12, 0.25);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 4. / 7);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", p, want.p_greater);
    CHECK_FIGURE(&made.m, "hypothesis/exact_p/H1", want.exact_greater);
    maker_close(&made.m);
}

static void either_way(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_TWO_SIDED, 0.5);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 2. / 7);
    CHECK_FIELD(&made.m, "hypothesis/estimate/H1", p, proportion_test(2, 7, 12, 0.5).p);
    CHECK_FIGURE(&made.m, "hypothesis/exact_p/H1", 58. / 128);
    maker_close(&made.m);
}

/* "Most lie below" is contradicted by few, not by many. */
static void a_claim_of_many_is_contradicted_by_few(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_LESS, 0.5);
    made.h->cut = 15;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 1. / 7);
    CHECK(maker_figure(&made.m, "hypothesis/estimate/H1")->high < 0.5, "interval");
    CHECK_FIGURE(&made.m, "hypothesis/verdict/H1", -1);
    maker_close(&made.m);
}

static void without_null_there_is_no_test(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, ALTERNATIVE_LESS, NA);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H1", 5. / 7);
    CHECK(is_missing(maker_figure(&made.m, "hypothesis/exact_p/H1")->value), "exact");
    CHECK(
        strcmp(maker_finding(&made.m, 0),
               "warning no_estimate hypotheses.csv:2:0 hypothesis 'H1' has an estimate, but no p: "
               "it names no null to test the share against") == 0,
        "%s", maker_finding(&made.m, 0));
    maker_close(&made.m);
}

/* Equal weights change nothing; a weight on those below raises their share. */
static void weights(void **state)
{
    (void)state;
    for (int heavier = 0; heavier < 2; heavier++) {
        struct made made;
        made_open(&made, ALTERNATIVE_LESS, 0.5);
        made.m.wave.weight = calloc(ROWS, sizeof(double));
        for (size_t i = 0; i < ROWS; i++)
            made.m.wave.weight[i] = y[i] < 50 && heavier == 1 ? 3 : 1.5;
        CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
        CHECK_FIGURE(&made.m, "hypothesis/weighted/H1", heavier == 1 ? 15 / 18. : 5. / 7);
        if (heavier == 0) {
            const struct proportion want = proportion_estimate(5, 7, 12, 0.95);
            CHECK_FIELD(&made.m, "hypothesis/weighted/H1", low, want.low);
            CHECK_FIELD(&made.m, "hypothesis/weighted/H1", high, want.high);
        }
        maker_close(&made.m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(those_below),
        TEST(those_at_or_above),
        TEST(either_way),
        TEST(a_claim_of_many_is_contradicted_by_few),
        TEST(without_null_there_is_no_test),
        TEST(weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
