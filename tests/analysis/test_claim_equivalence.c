/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analysis/make_claim.h"

/* Wanted: R 4.2.2, Fisher's z by hand; cor.test for the usual interval; lm's residuals of values
   and of ranks for what is given the controls. Margin 0.5. */
static void plain(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_EQUIVALENCE, CRITICAL)->margin = 0.5;
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/estimate/H", 0.156439151607238);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", low, -0.157495857281754);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", high, 0.441656327172857);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", p, 0.0209422259358103);
    CHECK_FIELD(&c.m, "hypothesis/correlation/H", low, -0.21600410821959);
    CHECK_FIELD(&c.m, "hypothesis/correlation/H", high, 0.489140322175639);
    CHECK_FIELD(&c.m, "hypothesis/correlation/H", p, 0.409062568798322);
    CHECK_FIGURE(&c.m, "hypothesis/spearman/H", 0.0482035692104263);
    CHECK_FIELD(&c.m, "hypothesis/spearman/H", low, -0.262052772162789);
    CHECK_FIELD(&c.m, "hypothesis/spearman/H", p, 0.00461236833874072);
    CHECK_FIGURE(&c.m, "hypothesis/verdict/H", 1);
    maker_close(&c.m);
}

static void given_controls(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_EQUIVALENCE, CRITICAL)->margin = 0.5;
    attitude_claim_control(&c, LEARNING);
    attitude_claim_control(&c, RAISES);
    attitude_claim_weigh(&c, ADVANCE);
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/estimate/H", -0.0203435108067531);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", p, 0.00408697117052115);
    CHECK_FIGURE(&c.m, "hypothesis/spearman/H", -0.146984613121497);
    CHECK_FIELD(&c.m, "hypothesis/spearman/H", high, 0.178965416258742);
    CHECK_FIELD(&c.m, "hypothesis/spearman/H", p, 0.0224150344635812);
    CHECK(figures_find(&c.m.figures, "hypothesis/weighted/H") == NULL, "weighted");
    maker_close(&c.m);
}

/* cov.wt, and 28 effective units. */
static void weighted(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_EQUIVALENCE, CRITICAL)->margin = 0.5;
    attitude_claim_weigh(&c, ADVANCE);
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/weighted/H", 0.161658798241099);
    CHECK_FIELD(&c.m, "hypothesis/weighted/H", low, -0.164376253096218);
    CHECK_FIELD(&c.m, "hypothesis/weighted/H", p, 0.026736393376487);
    maker_close(&c.m);
}

static void a_large_effect_contradicts(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_EQUIVALENCE, COMPLAINTS)->margin = 0.3;
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/verdict/H", -1);
    maker_close(&c.m);
}

static void what_does_not_vary(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_EQUIVALENCE, CRITICAL)->margin = 0.5;
    for (size_t row = 0; row < ATTITUDE_N; row++)
        c.column[CRITICAL][row] = 7;
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_NOT_AVAILABLE(&c.m, "hypothesis/estimate/H");
    CHECK_NOT_AVAILABLE(&c.m, "hypothesis/spearman/H");
    CHECK(is_found(&c.m, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: "
                         "x and y must vary, and not be explained by the controls, over at least "
                         "four units more than there are controls; the margin must be below 1"),
          "why");
    maker_close(&c.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(plain), TEST(given_controls), TEST(weighted),
                                       TEST(a_large_effect_contradicts), TEST(what_does_not_vary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
