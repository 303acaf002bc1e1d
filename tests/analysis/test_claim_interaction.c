/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analysis/make_claim.h"

static void group_by(struct attitude_claim *c, size_t n_levels, const double *cuts)
{
    char levels[ATTITUDE_N + 1] = "";
    for (size_t row = 0; row < ATTITUDE_N; row++) {
        levels[row] = '0';
        for (size_t i = 0; i + 1 < n_levels; i++)
            levels[row] = (char)(levels[row] + (c->column[CRITICAL][row] > cuts[i]));
    }
    make_group(&c->m, "g", n_levels, levels, NULL);
    c->m.hypotheses[0].group = &c->m.form.indicators[c->m.form.n_indicators - 1];
}

/* Wanted: R 4.2.2 with sandwich 3.0-2's HC3: lm(rating ~ complaints * g + learning), g = critical >
   75; here the first level's slope less the second's. */
static void two_levels(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_INTERACTION, COMPLAINTS)->alternative = ALTERNATIVE_GREATER;
    attitude_claim_control(&c, LEARNING);
    group_by(&c, 2, (double[]){75});
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/estimate/H", -0.130690958003858);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", se, 0.225182230628075);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", low, -0.594462443377362);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", high, 0.333080527369646);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", p, 1 - 0.566854390185497 / 2);
    CHECK_FIGURE(&c.m, "hypothesis/slope/H|g=small", 0.623105739213464);
    CHECK_FIELD(&c.m, "hypothesis/slope/H|g=small", se, 0.209360643482689);
    CHECK_FIGURE(&c.m, "hypothesis/slope/H|g=middle", 0.753796697217323);
    const double n = maker_figure(&c.m, "hypothesis/slope/H|g=middle")->n;
    CHECK_FIELD(&c.m, "hypothesis/slope/H|g=small", n, 30 - n);
    maker_close(&c.m);
}

/* car 3.1-1's linearHypothesis with vcovHC's HC3; its F prints p 0.71799. */
static void three_levels(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_INTERACTION, COMPLAINTS);
    group_by(&c, 3, (double[]){70, 79});
    attitude_claim_weigh(&c, ADVANCE);
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/estimate/H", 0.335909877567922);
    CHECK(fabs(maker_figure(&c.m, "hypothesis/estimate/H")->p - 0.71799) < 5e-6, "p");
    CHECK(is_missing(maker_figure(&c.m, "hypothesis/estimate/H")->low), "F has no interval");
    CHECK(maker_figure(&c.m, "hypothesis/weighted/H")->value > 0, "weighted");
    CHECK_FIGURE(&c.m, "hypothesis/verdict/H", 0);
    maker_close(&c.m);
}

static void no_slopes(struct attitude_claim *c, const char *want)
{
    CHECK(maker_run(&c->m, 1) == OK, "%s", c->m.err.text);
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/estimate/H");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/slope/H|g=small");
    CHECK(is_found(&c->m, want), "want %s", want);
    maker_close(&c->m);
}

static void why_there_are_no_slopes(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_INTERACTION, COMPLAINTS);
    group_by(&c, 2, (double[]){1000});
    no_slopes(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: 0 units "
                  "of 'middle' have all its values; a slope and its error need at least three");
    attitude_claim_open(&c, TEST_INTERACTION, COMPLAINTS);
    group_by(&c, 2, (double[]){75});
    for (size_t row = 0; row < ATTITUDE_N; row++)
        c.column[COMPLAINTS][row] = 7;
    no_slopes(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: x does "
                  "not vary within a level, or a control follows from the rest");
    attitude_claim_open(&c, TEST_INTERACTION, COMPLAINTS);
    group_by(&c, 1, NULL);
    no_slopes(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: it "
                  "needs at least two levels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(two_levels), TEST(three_levels),
                                       TEST(why_there_are_no_slopes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
