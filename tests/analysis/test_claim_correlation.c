/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"
#include "stats/correlation.h"
#include "stats/dependent.h"
#include "stats/kendall.h"
#include "stats/leave_one_out.h"
#include "stats/partial.h"
#include "stats/permutation.h"
#include "stats/resampled.h"
#include "stats/weighted.h"
#include "tests/analysis/make_wave.h"

enum { ROWS = 10, REPLICATES = 200 };

static const double x[ROWS] = {10, 30, 20, 60, 50, 80, 70, 90, 40, NA};
static const double first[ROWS] = {20, 10, 40, 50, 70, 60, 90, 80, 30, 50};
static const double second[ROWS] = {50, 60, 10, 80, 20, 30, 40, 90, 70, 10};
static const double size[ROWS] = {1, 2, 1, 5, 4, 9, 8, 9, 3, 2};
static const double other[ROWS] = {3, 1, 2, 1, 3, 2, 1, 3, 2, 1};

/* A wave of X, Y1, Y2 (an index each) and two numbers of the register. */
struct made {
    struct maker m;
    const struct indicator *x[1], *y[2], *controls[2];
};

static void made_open(struct made *made, enum hypothesis_test test)
{
    struct maker *m = &made->m;
    maker_open(m, ROWS);
    made->x[0] = make_index(m, "X", NULL);
    make_number(m, "x", "X", x);
    made->y[0] = make_index(m, "Y1", NULL);
    make_number(m, "y1", "Y1", first);
    made->y[1] = make_index(m, "Y2", NULL);
    make_number(m, "y2", "Y2", second);
    made->controls[0] = make_register(m, "size", INDICATOR_OTHER, size);
    made->controls[1] = make_register(m, "other", INDICATOR_OTHER, other);
    struct hypothesis *h = make_claim(m, "H1", test, made->y, made->x);
    h->n_y = test == TEST_CORRELATION ? 1 : 2;
    h->alternative = ALTERNATIVE_GREATER;
}

static void made_run(struct made *made, size_t replicates)
{
    struct maker *m = &made->m;
    const struct analysis_options options = {.threads = 1, .seed = 7, .replicates = replicates};
    CHECK(analysis_run(&m->wave, options, &m->found, &m->figures, &m->err) == OK, "%s",
          m->err.text);
}

static uint64_t seed_of_claim(void)
{
    return UINT64_C(7) ^ random_name("H1");
}

static bool has(const struct made *made, const char *id)
{
    return figures_find(&made->m.figures, id) != NULL;
}

static void check_r(const struct made *made, const char *id, struct correlation want)
{
    CHECK_FIGURE(&made->m, id, want.value);
    CHECK_FIELD(&made->m, id, n, (double)want.n);
    CHECK_FIELD(&made->m, id, low, want.low);
    CHECK_FIELD(&made->m, id, high, want.high);
    CHECK_FIELD(&made->m, id, p, want.p);
}

static void r_and_what_stands_beside_it(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, TEST_CORRELATION);
    made_run(&made, 0);
    struct arena arena = {0};
    struct spearman_room room;
    struct kendall tau;
    assert_int_equal(spearman_room_get(&arena, ROWS, &room, NULL), OK);
    assert_int_equal(kendall_of(x, first, ROWS, &tau, NULL), OK);
    struct correlation r = correlation_pearson(x, first, ROWS, 0.95);
    r.p /= 2;
    check_r(&made, "hypothesis/estimate/H1", r);
    check_r(&made, "hypothesis/spearman/H1", correlation_spearman(x, first, ROWS, 0.95, &room));
    CHECK_FIGURE(&made.m, "hypothesis/kendall/H1", tau.value);
    CHECK_FIELD(&made.m, "hypothesis/kendall/H1", p, tau.p);
    const struct leave_one_out range = leave_one_out(x, first, ROWS);
    const char *low =
        arena_print(&arena, "hypothesis/leave_one_out_low/H1|unit=line%%20%zu", range.low_row + 2);
    const char *high = arena_print(&arena, "hypothesis/leave_one_out_high/H1|unit=line%%20%zu",
                                   range.high_row + 2);
    CHECK_FIGURE(&made.m, low, range.low);
    CHECK_FIGURE(&made.m, high, range.high);
    CHECK_FIELD(&made.m, high, n, 8); /* of nine with both */
    CHECK(strcmp(maker_figure(&made.m, "hypothesis/estimate/H1")->method,
                 "Pearson's r; p one-sided, t on n - 2; Fisher z 95 % interval") == 0,
          "%s", maker_figure(&made.m, "hypothesis/estimate/H1")->method);
    CHECK(!has(&made, "hypothesis/partial/H1") && !has(&made, "hypothesis/bootstrap/H1") &&
              !has(&made, "hypothesis/permutation_p/H1") && !has(&made, "hypothesis/weighted/H1"),
          "only what was asked for");
    CHECK(strcmp(maker_figure(&made.m, "hypothesis/attenuation_corrected/H1")->status, "z") == 0,
          "an alpha of one item");
    arena_release(&arena);
    maker_close(&made.m);
}

static struct correlation partial_given(const double *const *control, size_t n)
{
    struct partial partial;
    assert_int_equal(partial_correlation((struct partial_model){x, first, control, ROWS, n, 0.95},
                                         &partial, NULL),
                     OK);
    return partial.r;
}

static void given_controls(void **state)
{
    (void)state;
    static const double *const controls[] = {size, other};
    struct made made;
    made_open(&made, TEST_CORRELATION);
    made.m.hypotheses[0].controls = made.controls;
    made.m.hypotheses[0].n_controls = 2;
    made_run(&made, 0);
    check_r(&made, "hypothesis/partial/H1", partial_given(controls, 2));
    check_r(&made, "hypothesis/partial/H1|given=size", partial_given(controls, 1));
    check_r(&made, "hypothesis/partial/H1|given=other", partial_given(controls + 1, 1));
    const char *method = maker_figure(&made.m, "hypothesis/partial/H1")->method;
    CHECK(strcmp(method,
                 "partial correlation given size, other: r of the residuals; p two-sided, t "
                 "on n - 4; Fisher z 95 % interval, n - 5") == 0,
          "%s", method);
    maker_close(&made.m);
    made_open(&made, TEST_CORRELATION);
    made.m.hypotheses[0].controls = made.controls;
    made.m.hypotheses[0].n_controls = 1;
    made_run(&made, 0);
    check_r(&made, "hypothesis/partial/H1", partial_given(controls, 1));
    CHECK(!has(&made, "hypothesis/partial/H1|given=size"), "once");
    maker_close(&made.m);
}

static struct bootstrap bootstrap(const double *one, const double *two,
                                  bootstrap_statistic *statistic)
{
    struct arena arena = {0};
    struct resampled units;
    struct bootstrap b;
    assert_int_equal(
        resampled_get(&arena, (const double *const[]){x, one, two}, ROWS, &units, NULL), OK);
    assert_int_equal(
        bootstrap_interval((struct bootstrap_request){statistic, &units, units.n, REPLICATES,
                                                      seed_of_claim(), 0.95},
                           &b, NULL),
        OK);
    arena_release(&arena);
    return b;
}

static void resampled(void **state)
{
    (void)state;
    for (int direction = 0; direction < 3; direction++) {
        struct made made;
        struct permutation p;
        made_open(&made, TEST_CORRELATION);
        made.m.hypotheses[0].alternative = (enum alternative)direction;
        made_run(&made, REPLICATES);
        assert_int_equal(
            permutation_correlation(
                (struct permutation_request){x, first, ROWS, REPLICATES, seed_of_claim()}, &p,
                NULL),
            OK);
        const double want[] = {p.two_sided, p.greater, p.less};
        const double r_p = correlation_pearson(x, first, ROWS, 0.95).p;
        const double want_p[] = {r_p, r_p / 2, 1 - r_p / 2};
        const struct bootstrap b = bootstrap(first, first, resampled_r);
        CHECK_FIGURE(&made.m, "hypothesis/permutation_p/H1", want[direction]);
        CHECK_FIELD(&made.m, "hypothesis/estimate/H1", p, want_p[direction]);
        CHECK_FIGURE(&made.m, "hypothesis/bootstrap/H1", b.value);
        CHECK_FIELD(&made.m, "hypothesis/bootstrap/H1", se, b.se);
        CHECK_FIELD(&made.m, "hypothesis/bootstrap/H1", low, b.low);
        CHECK_FIELD(&made.m, "hypothesis/bootstrap/H1", high, b.high);
        maker_close(&made.m);
    }
}

/* Each index has a second item, so that it has an alpha. */
static void corrected_for_attenuation(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, TEST_CORRELATION);
    make_number(&made.m, "x_2", "X", first);
    make_number(&made.m, "y_2", "Y1", size);
    made_run(&made, 0);
    const double alpha_x = maker_figure(&made.m, "alpha/complete/X")->value;
    const double alpha_y = maker_figure(&made.m, "alpha/complete/Y1")->value;
    const double r = maker_figure(&made.m, "hypothesis/estimate/H1")->value;
    CHECK(alpha_x > 0 && alpha_y > 0, "got %g, %g", alpha_x, alpha_y);
    CHECK_FIGURE(&made.m, "hypothesis/attenuation_corrected/H1", r / sqrt(alpha_x * alpha_y));
    maker_close(&made.m);
}

static void make_weights(struct made *made)
{
    made->m.wave.weight = calloc(ROWS, sizeof(double));
    assert_non_null(made->m.wave.weight);
    for (size_t i = 0; i < ROWS; i++)
        made->m.wave.weight[i] = size[i];
}

static void weighted(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, TEST_CORRELATION);
    make_weights(&made);
    made_run(&made, 0);
    const struct weighted_correlation w = weighted_correlation(x, first, size, ROWS);
    struct correlation want = correlation_of(w.value, (size_t)w.effective, 0.95);
    want.n = 9;
    check_r(&made, "hypothesis/weighted/H1", want);
    maker_close(&made.m);
    made_open(&made, TEST_CORRELATION_DIFFERENCE);
    make_weights(&made);
    made_run(&made, 0);
    const double r_2 = weighted_correlation(x, second, size, ROWS).value;
    CHECK_FIGURE(&made.m, "hypothesis/weighted/H1", w.value - r_2);
    CHECK(maker_figure(&made.m, "hypothesis/weighted/H1")->low < w.value - r_2, "an interval");
    maker_close(&made.m);
}

/* The row without x counts for nothing, not even for r of y1 and y2. */
static void a_difference_of_correlations(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, TEST_CORRELATION_DIFFERENCE);
    made_run(&made, REPLICATES);
    const struct correlation r_1 = correlation_pearson(x, first, 9, 0.95);
    const struct correlation r_2 = correlation_pearson(x, second, 9, 0.95);
    const double r_12 = correlation_pearson(first, second, 9, 0.95).value;
    const struct dependent d =
        dependent_compare((struct dependent_pair){r_1.value, r_2.value, r_12, 9}, 0.95);
    const struct bootstrap b = bootstrap(first, second, resampled_difference);
    check_r(&made, "hypothesis/estimate/H1",
            (struct correlation){9, d.difference, d.low, d.high, d.p / 2});
    check_r(&made, "hypothesis/pearson/H1|y=Y1", r_1);
    check_r(&made, "hypothesis/pearson/H1|y=Y2", r_2);
    CHECK_FIGURE(&made.m, "hypothesis/steiger_z/H1", d.z);
    CHECK_FIELD(&made.m, "hypothesis/steiger_z/H1", p, d.p);
    CHECK_FIGURE(&made.m, "hypothesis/bootstrap/H1", b.value);
    CHECK_FIELD(&made.m, "hypothesis/bootstrap/H1", low, b.low);
    CHECK_FIELD(&made.m, "hypothesis/bootstrap/H1", high, b.high);
    maker_close(&made.m);
}

static void what_does_not_vary_is_told(void **state)
{
    (void)state;
    static const double same[ROWS] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    for (enum hypothesis_test test = TEST_CORRELATION; test <= TEST_CORRELATION_DIFFERENCE;
         test++) {
        struct made made;
        made_open(&made, test);
        made.x[0] = make_index(&made.m, "SAME", NULL);
        make_number(&made.m, "same", "SAME", same);
        made_run(&made, REPLICATES);
        CHECK(strcmp(maker_figure(&made.m, "hypothesis/estimate/H1")->status, "x") == 0, "status");
        CHECK(strcmp(maker_figure(&made.m, "hypothesis/bootstrap/H1")->status, "x") == 0, "status");
        const char *want = "warning no_estimate hypotheses.csv:2:0 hypothesis 'H1' cannot be "
                           "tested: x and ";
        size_t n = 0;
        for (size_t i = 0; i < made.m.found.n; i++)
            n += strncmp(maker_finding(&made.m, i), want, strlen(want)) == 0;
        CHECK(n == 1, "got %zu", n);
        maker_close(&made.m);
    }
}

static void kin_is_told(void **state)
{
    (void)state;
    struct made made;
    made_open(&made, TEST_CORRELATION);
    made.x[0] = made.y[0];
    made_run(&made, 0);
    static const char *const ids[] = {"hypothesis/estimate/H1", "hypothesis/spearman/H1",
                                      "hypothesis/kendall/H1"};
    for (size_t i = 0; i < COUNT(ids); i++)
        CHECK(strstr(maker_figure(&made.m, ids[i])->method, "so r is spurious") != NULL, "%s",
              maker_figure(&made.m, ids[i])->method);
    maker_close(&made.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(r_and_what_stands_beside_it), TEST(given_controls), TEST(resampled),
        TEST(corrected_for_attenuation),   TEST(weighted),       TEST(a_difference_of_correlations),
        TEST(what_does_not_vary_is_told),  TEST(kin_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
