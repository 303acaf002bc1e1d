/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "stats/partial.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 60, CONTROLS = 3 };

static struct partial partial(struct partial_model model)
{
    struct partial p;
    model.confidence = 0.95;
    assert_int_equal(partial_correlation(model, &p, NULL), OK);
    return p;
}

/* rating and complaints given others: from the inverse of R's correlation matrix; with all five the
   number is psych 2.2.9 partial.r's. p and interval by scipy 1.10. */
static void attitude_given_others(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        size_t n_controls;
        struct correlation want;
    } cases[] = {
        {0, {30, 0.82541756954214596, 0.66201276987095325, 0.91391389135366907,
             1.9876822082840308e-08}},
        {1, {30, 0.7827825233475586, 0.5837519039400736, 0.8930712144568892,
             5.217660878539887e-07}},
        {2, {30, 0.7204051779050561, 0.47498955338287824, 0.8618465749599592,
             1.5394609125033347e-05}},
        {5, {30, 0.62193858877971908, 0.3007051164400973, 0.8164333224747111,
             0.0009028678840121364}},
    };
    // clang-format on
    double x[ATTITUDE_K][ATTITUDE_N];
    for (size_t v = 0; v < ATTITUDE_K; v++)
        attitude_column(v, x[v]);
    const double *const controls[] = {x[2], x[3], x[4], x[5], x[6]};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct partial got = partial((struct partial_model){
            .x = x[0], .y = x[1], .control = controls, .n = 30, .n_controls = cases[i].n_controls});
        const struct correlation want = cases[i].want;
        CHECK(got.r.n == want.n && got.n_controls == cases[i].n_controls, "%zu: got %zu", i,
              got.r.n);
        CHECK(near(got.r.value, want.value, 1e-13), "%zu: got %.17g", i, got.r.value);
        CHECK(near(got.r.low, want.low, 1e-12), "%zu: got %.17g", i, got.r.low);
        CHECK(near(got.r.high, want.high, 1e-12), "%zu: got %.17g", i, got.r.high);
        CHECK(fabs(got.r.p / want.p - 1) < 1e-9, "%zu: got %.17g", i, got.r.p);
    }
}

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[6], y[6], control[6];
        size_t want_n, n_controls;
        double value;
        bool has_p, has_interval;
    } cases[] = {
        {"a constant control", 5, {1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}, {.1, .1, .1, .1, .1},
         5, 0, 0.8, true, true},
        {"x is the control", 5, {1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}, {10, 20, 30, 40, 50},
         5, 1, NA, false, false},
        {"y follows from x and the control", 6, {1, 2, 3, 4, 5, 7}, {2, 0, 4, 2, 6, 4},
         {1, -2, 1, -2, 1, -3}, 6, 1, 1, true, true},
        {"x is constant", 4, {1, 1, 1, 1}, {1, 3, 2, 5}, {4, 3, 1, 1}, 4, 1, NA, false, false},
        {"missing rows", 6, {1, 2, NA, 4, 5, 6}, {1, 3, 2, 5, NA, 4}, {7, 7, 7, 7, 7, NA},
         3, 0, 0.98198050606196585, true, false},
        {"no degree of freedom", 3, {1, 2, 3}, {1, 3, 1}, {1, 0, 0}, 3, 1, -1, false, false},
        {"two rows", 2, {1, 2}, {1, 3}, {1, 0}, 2, 1, NA, false, false},
        {"nothing", 0, {0}, {0}, {0}, 0, 0, NA, false, false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double *const control[] = {cases[i].control};
        const struct partial got = partial((struct partial_model){.x = cases[i].x,
                                                                  .y = cases[i].y,
                                                                  .control = control,
                                                                  .n = cases[i].n,
                                                                  .n_controls = 1});
        CHECK(got.r.n == cases[i].want_n && got.n_controls == cases[i].n_controls, "%s: %zu, %zu",
              cases[i].name, got.r.n, got.n_controls);
        CHECK(near(got.r.value, cases[i].value, 1e-13), "%s: got %.17g", cases[i].name,
              got.r.value);
        CHECK(is_missing(got.r.p) != cases[i].has_p, "%s: got %g", cases[i].name, got.r.p);
        CHECK(is_missing(got.r.low) != cases[i].has_interval, "%s: got %g", cases[i].name,
              got.r.low);
    }
}

enum { COLUMNS = CONTROLS + 2 };

static double sum_of_products(const double *x, const double *y, size_t n)
{
    long double mean_x = 0, mean_y = 0, sum = 0;
    for (size_t row = 0; row < n; row++) {
        mean_x += x[row] / (long double)n;
        mean_y += y[row] / (long double)n;
    }
    for (size_t row = 0; row < n; row++)
        sum += (x[row] - mean_x) * (y[row] - mean_y);
    return (double)sum;
}

/* Inverts the left half into the right one, by Gauss and Jordan. */
static void invert(long double a[COLUMNS][2 * COLUMNS])
{
    for (size_t k = 0; k < COLUMNS; k++) {
        const long double pivot = a[k][k];
        for (size_t j = 0; j < COUNT(a[k]); j++)
            a[k][j] /= pivot;
        for (size_t i = 0; i < COLUMNS; i++) {
            const long double factor = i == k ? 0 : a[i][k];
            for (size_t j = 0; j < COUNT(a[k]); j++)
                a[i][j] -= factor * a[k][j];
        }
    }
}

/* -P_ij / sqrt(P_ii P_jj) of x (0) and y (1), P the inverse of the sums of products. */
static double slow_partial(double x[COLUMNS][LARGEST], size_t n)
{
    long double a[COLUMNS][2 * COLUMNS] = {{0}};
    for (size_t i = 0; i < COLUMNS; i++) {
        a[i][COLUMNS + i] = 1;
        for (size_t j = 0; j < COLUMNS; j++)
            a[i][j] = sum_of_products(x[i], x[j], n);
    }
    invert(a);
    return (double)(-a[0][COLUMNS + 1] / sqrtl(a[0][COLUMNS] * a[1][COLUMNS + 1]));
}

/* Fills n rows, one in nine with a missing value; returns how many are complete, which are copied.
 */
static size_t random_rows(struct random *r, double far, size_t n, double all[COLUMNS][LARGEST],
                          double complete[COLUMNS][LARGEST])
{
    size_t n_complete = 0;
    for (size_t row = 0; row < n; row++) {
        const double shared = random_normal(r);
        for (size_t v = 0; v < COLUMNS; v++) {
            all[v][row] = far + shared + random_normal(r);
            complete[v][n_complete] = all[v][row];
        }
        if (random_below(r, 9) > 0)
            n_complete++;
        else
            all[random_below(r, COLUMNS)][row] = MISSING;
    }
    return n_complete;
}

static void agrees_with_the_inverse(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("partial"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double all[COLUMNS][LARGEST], complete[COLUMNS][LARGEST];
        const size_t n = 20 + random_below(&r, LARGEST - 20);
        const size_t n_complete = random_rows(&r, nth % 3 == 0 ? 1e5 : 0, n, all, complete);
        const double *const control[] = {all[2], all[3], all[4]};
        const struct partial got = partial((struct partial_model){
            .x = all[0], .y = all[1], .control = control, .n = n, .n_controls = CONTROLS});
        const double want = slow_partial(complete, n_complete);
        CHECK(got.r.n == n_complete && near(got.r.value, want, 1e-9), "case %zu: %.17g, want %.17g",
              nth, got.r.value, want);
    }
}

/* A control that is a sum of the others, or any linear mix of them, changes nothing. */
static void what_is_said_already_changes_nothing(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("partial"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[COLUMNS + 1][LARGEST];
        for (size_t row = 0; row < LARGEST; row++) {
            for (size_t v = 0; v < 4; v++)
                x[v][row] = random_normal(&r) + (v > 0 ? x[v - 1][row] / 2 : 0);
            x[4][row] = x[2][row] + x[3][row];
            x[5][row] = 7 - 3 * x[3][row];
        }
        const double *const two[] = {x[2], x[3]}, *const four[] = {x[4], x[2], x[5], x[3]};
        struct partial_model model = {
            .x = x[0], .y = x[1], .control = two, .n = LARGEST, .n_controls = 2};
        const struct partial a = partial(model);
        model.control = four;
        model.n_controls = 4;
        const struct partial b = partial(model);
        CHECK(b.n_controls == 2 && near(a.r.value, b.r.value, 1e-12), "case %zu: %g, %g", nth,
              a.r.value, b.r.value);
        CHECK(near(a.r.p, b.r.p, 1e-11) && near(a.r.low, b.r.low, 1e-11), "case %zu", nth);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3}, y[] = {1, 3, 2}, z[] = {0, 0, 1};
    const double *const control[] = {z};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct partial got;
        arena_fail_at(nth);
        const enum status status =
            partial_correlation((struct partial_model){x, y, control, 3, 1, 0.95}, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_given_others),   TEST(small_columns),
        TEST(agrees_with_the_inverse), TEST(what_is_said_already_changes_nothing),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
