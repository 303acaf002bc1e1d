/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analysis/make_claim.h"

/* rating ~ complaints, given the other five. Wanted: R 4.2.2; sandwich 3.0-2's HC3, lmtest, car's
   vif, lm without each row; Shapley's shares from all subsets. */
static void attitude_all(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS)->alternative = ALTERNATIVE_GREATER;
    for (enum attitude_rating control = PRIVILEGES; control <= ADVANCE; control++)
        attitude_claim_control(&c, control);
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/estimate/H", 0.613187607809698);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", se, 0.153612972927548);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", low, 0.29541496230403);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", high, 0.930960253315367);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", p, 0.000574156469016945 / 2);
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", n, 30);
    CHECK_FIGURE(&c.m, "hypothesis/b/H|term=advance", -0.217056681586502);
    CHECK_FIELD(&c.m, "hypothesis/b/H|term=advance", p, 0.279317549615705);
    CHECK_FIELD(&c.m, "hypothesis/b/H|term=complaints", p, 0.000574156469016945);
    CHECK_FIGURE(&c.m, "hypothesis/beta/H|term=learning", 0.308870243656922);
    CHECK_FIGURE(&c.m, "hypothesis/vif/H|term=raises", 3.07822621819102);
    CHECK_FIGURE(&c.m, "hypothesis/r2_share/H|term=complaints", 0.370816194319329);
    CHECK_FIGURE(&c.m, "hypothesis/r2/H", 0.732601992531149);
    CHECK_FIGURE(&c.m, "hypothesis/r2_adjusted/H", 0.662845990582753);
    CHECK_FIGURE(&c.m, "hypothesis/leave_one_out_low/H|unit=line%2031", 0.546870106888882);
    CHECK_FIGURE(&c.m, "hypothesis/leave_one_out_high/H|unit=line%2017", 0.691571084486675);
    CHECK(fabs(maker_figure(&c.m, "hypothesis/robust_b/H")->value - 0.6) < 0.05, "robust");
    CHECK(figures_find(&c.m.figures, "hypothesis/weighted/H") == NULL, "no weights");
    maker_close(&c.m);
}

static void the_direction_counts(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS)->alternative = ALTERNATIVE_LESS;
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    const struct figure *b = maker_figure(&c.m, "hypothesis/b/H|term=complaints");
    CHECK_FIELD(&c.m, "hypothesis/estimate/H", p, 1 - b->p / 2);
    CHECK_FIGURE(&c.m, "hypothesis/verdict/H", -1);
    maker_close(&c.m);
}

/* R: lm(rating ~ complaints + learning, weights = advance), vcovHC(type = "HC3"). */
static void weighted(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS);
    attitude_claim_control(&c, LEARNING);
    attitude_claim_weigh(&c, ADVANCE);
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_FIGURE(&c.m, "hypothesis/weighted/H", 0.658449625887867);
    CHECK_FIELD(&c.m, "hypothesis/weighted/H", se, 0.115814147670781);
    maker_close(&c.m);
}

static void no_plane(struct attitude_claim *c, const char *want)
{
    CHECK(maker_run(&c->m, 1) == OK, "%s", c->m.err.text);
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/estimate/H");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/vif/H|term=complaints");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/r2/H");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/robust_b/H");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/leave_one_out_low/H");
    CHECK_NOT_AVAILABLE(&c->m, "hypothesis/verdict/H");
    CHECK(is_found(&c->m, want), "want %s", want);
    maker_close(&c->m);
}

static void why_there_is_no_plane(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS);
    for (size_t row = 0; row < ATTITUDE_N; row++)
        c.column[COMPLAINTS][row] = 7;
    no_plane(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: "
                 "'complaints' does not vary, or follows from the terms before it");
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS);
    attitude_claim_control(&c, RAISES);
    for (size_t row = 0; row < ATTITUDE_N; row++)
        c.column[RAISES][row] = 100 - 2 * c.column[COMPLAINTS][row];
    no_plane(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: "
                 "'raises' does not vary, or follows from the terms before it");
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS);
    attitude_claim_control(&c, RAISES);
    for (size_t row = 2; row < ATTITUDE_N; row++)
        c.column[row % 2 == 0 ? RATING : RAISES][row] = NA;
    no_plane(&c, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: 2 units "
                 "have all its values, and it has 3 coefficients");
}

static void a_flat_y_has_no_slope(void **state)
{
    (void)state;
    struct attitude_claim c;
    attitude_claim_open(&c, TEST_REGRESSION, COMPLAINTS);
    for (size_t row = 0; row < ATTITUDE_N; row++)
        c.column[RATING][row] = 50;
    CHECK(maker_run(&c.m, 1) == OK, "%s", c.m.err.text);
    CHECK_NOT_AVAILABLE(&c.m, "hypothesis/estimate/H");
    CHECK_NOT_AVAILABLE(&c.m, "hypothesis/r2/H");
    CHECK_NOT_AVAILABLE(&c.m, "hypothesis/beta/H|term=complaints");
    CHECK(is_found(&c.m, "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: "
                         "y does not vary"),
          "%s", "nobody says why");
    maker_close(&c.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_all),          TEST(the_direction_counts),  TEST(weighted),
        TEST(why_there_is_no_plane), TEST(a_flat_y_has_no_slope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
