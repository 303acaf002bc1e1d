/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/line.h"
#include "tests/analysis/make_wave.h"

static const double x_of[] = {10, 20, 30, 40, 50, NA}, y_of[] = {10, 40, 20, 50, 90, 5};

/* Two indices and a number of the register. */
static void open_example(struct maker *m)
{
    maker_open(m, 6);
    make_index(m, "X", NULL);
    make_number(m, "x", "X", x_of);
    make_index(m, "Y", NULL);
    make_number(m, "y", "Y", y_of);
    make_register(m, "FTE", INDICATOR_OTHER, (double[]){100, 200, 300, 400, 500, 7});
}

static void claim(struct maker *m, enum hypothesis_test test, struct indicator *y,
                  struct indicator *x)
{
    struct hypothesis *h = &m->hypotheses[m->form.n_hypotheses++];
    const struct indicator **of = arena_array(&m->arena, 3, const struct indicator *);
    of[0] = y;
    of[1] = &m->form.indicators[4]; /* FTE: what a difference of correlations asks for besides */
    of[2] = x;
    *h = (struct hypothesis){.id = arena_print(&m->arena, "H%zu", m->form.n_hypotheses),
                             .test = test,
                             .y = of,
                             .n_y = test == TEST_CORRELATION_DIFFERENCE ? 2 : 1,
                             .x = of + 2,
                             .n_x = 1,
                             .cut = MISSING,
                             .null = MISSING,
                             .margin = 0.3};
}

static void a_claim_gives_a_line(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    struct indicator *x = &m.form.indicators[0], *y = &m.form.indicators[2];
    claim(&m, TEST_CORRELATION, y, x);
    claim(&m, TEST_REGRESSION, y, x); /* the same line, once */
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "regression/slope/Y~X", 1.7);
    CHECK_FIGURE(&m, "regression/intercept/Y~X", 42 - 1.7 * 30);
    CHECK_FIELD(&m, "regression/slope/Y~X", n, 5);
    CHECK_FIGURE(&m, "regression/r2/Y~X", 1700. * 1700 / 1000 / 3880);
    const double s2 = (3880 - 1.7 * 1700) / 3, t = 3.1824463052837091;
    CHECK_FIELD(&m, "regression/slope/Y~X", se, sqrt(s2 / 1000));
    CHECK_FIELD(&m, "regression/slope/Y~X", low, 1.7 - t * sqrt(s2 / 1000));
    CHECK_FIELD(&m, "regression/slope/Y~X", high, 1.7 + t * sqrt(s2 / 1000));
    CHECK_FIGURE(&m, "regression/line/Y~X|x=0", -9);
    CHECK_FIGURE(&m, "regression/line/Y~X|x=25", 33.5);
    CHECK_FIGURE(&m, "regression/line/Y~X|x=50", 76);
    CHECK_FIGURE(&m, "regression/line/Y~X|x=75", 118.5);
    CHECK_FIGURE(&m, "regression/line/Y~X|x=100", 161);
    CHECK_FIELD(&m, "regression/line/Y~X|x=50", low, 76 - t * sqrt(s2 * (0.2 + 0.4)));
    CHECK_FIELD(&m, "regression/line/Y~X|x=50", high, 76 + t * sqrt(s2 * (0.2 + 0.4)));
    /* p of the slope is p of r */
    CHECK(near(maker_figure(&m, "regression/slope/Y~X")->p,
               maker_figure(&m, "correlation/pearson/X~Y")->p, 1e-9),
          "%g", maker_figure(&m, "regression/slope/Y~X")->p);
    maker_close(&m);
}

static void only_tests_that_draw_a_line(void **state)
{
    (void)state;
    static const struct {
        enum hypothesis_test test;
        bool want;
    } cases[] = {{TEST_CORRELATION, true},  {TEST_CORRELATION_DIFFERENCE, true},
                 {TEST_REGRESSION, true},   {TEST_MEAN_DIFFERENCE, false},
                 {TEST_EQUIVALENCE, false}, {TEST_PROPORTION, false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maker m;
        open_example(&m);
        claim(&m, cases[i].test, &m.form.indicators[2], &m.form.indicators[0]);
        CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
        CHECK((figures_find(&m.figures, "regression/slope/Y~X") != NULL) == cases[i].want, "%s",
              hypothesis_test_name(cases[i].test));
        maker_close(&m);
    }
}

static enum status all_hold(void *context, const struct hypothesis *hypothesis, uint8_t *holds,
                            struct error *err)
{
    (void)context, (void)hypothesis, (void)err;
    memset(holds, 1, 6);
    return OK;
}

static void a_claim_about_some_units_has_no_line(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    claim(&m, TEST_CORRELATION, &m.form.indicators[2], &m.form.indicators[0]);
    m.hypotheses[0].where = "${service} = '0'";
    const struct analysis_options options = {.threads = 1, .source = {.where = all_hold}};
    CHECK(analysis_run(&m.wave, options, &m.found, &m.figures, &m.err) == OK, "%s", m.err.text);
    CHECK(figures_find(&m.figures, "regression/slope/Y~X") == NULL, "all units are not some");
    maker_close(&m);
}

static void items_and_registers_may_stand_in_a_claim(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    claim(&m, TEST_CORRELATION, &m.form.indicators[2], &m.form.indicators[4]);
    claim(&m, TEST_CORRELATION, &m.form.indicators[3], &m.form.indicators[0]);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "regression/slope/y~X", 1.7);
    CHECK_FIELD(&m, "regression/slope/Y~FTE", n, 6);
    CHECK(figures_find(&m.figures, "regression/line/Y~FTE|x=0") == NULL, "no 0-100 to draw over");
    maker_close(&m);
}

static void a_line_that_cannot_be_had_is_said(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m);
    memcpy(m.wave.columns[0].number, (double[]){5, 5, NA, NA, NA, NA}, 6 * sizeof(double));
    claim(&m, TEST_REGRESSION, &m.form.indicators[2], &m.form.indicators[0]);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "regression/slope/Y~X")->status, "x") == 0, "slope");
    CHECK(strcmp(maker_figure(&m, "regression/line/Y~X|x=0")->status, "x") == 0, "line");
    bool is_said = false;
    for (size_t i = 0; i < m.found.n; i++)
        is_said |= strcmp(maker_finding(&m, i),
                          "warning no_line indices.csv:2:0 no line of 'Y' on 'X' can be drawn: 2 "
                          "units have both, and 'X' must vary over them") == 0;
    CHECK(is_said, "%s", maker_finding(&m, 0));
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_claim_gives_a_line),
        TEST(only_tests_that_draw_a_line),
        TEST(a_claim_about_some_units_has_no_line),
        TEST(items_and_registers_may_stand_in_a_claim),
        TEST(a_line_that_cannot_be_had_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
