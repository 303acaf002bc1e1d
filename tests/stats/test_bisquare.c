/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bisquare.h"
#include "tests/check.h"
#include "tests/stats/random_design.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

/* Brownlee (1960), Statistical Theory and Methodology, 454; R's `stackloss`: 21 days of a plant
   that oxidises ammonia: air flow, water temperature, acid concentration, loss. */
static const double stack[4][21] = {
    {80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70},
    {27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20},
    {89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91},
    {42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15},
};
static const double *const flow[] = {stack[0], stack[1], stack[2]};
static const struct ols_model plant = {.y = stack[3], .x = flow, .n = 21, .n_predictors = 3};

/* Wanted: the same iteration written in R 4.2.2 on qr.coef and hat, to 1e-14; tolerance: that of
   GSL's last step. R's MASS::rlm has -42.3, 0.928, 0.651, -0.112. */
static void stackloss(void **state)
{
    (void)state;
    static const double want[] = {-41.5576346357373, 0.830544342822618, 0.944449600732688,
                                  -0.125729143100071};
    struct arena arena = {0};
    struct bisquare got;
    CHECK(bisquare_fit(&plant, &arena, &got, NULL) == OK, "stackloss");
    for (size_t j = 0; j < COUNT(want); j++)
        CHECK(near(got.estimate[j], want[j], 1e-6), "%zu: got %.15g", j, got.estimate[j]);
    CHECK(got.n == 21 && got.n_coefficients == 4, "got %zu", got.n);
    for (size_t j = 0; j < 4; j++)
        CHECK(got.se[j] > 0 && got.se[j] < 15, "%zu: got %g", j, got.se[j]);
    arena_release(&arena);
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The scale of the residuals e: median |e| / 0.6745 without the smallest p. */
static double slow_scale(const double *e, size_t n, size_t p)
{
    double sorted[DESIGN_ROWS];
    for (size_t i = 0; i < n; i++)
        sorted[i] = fabs(e[i]);
    qsort(sorted, n, sizeof *sorted, compare);
    const size_t first = p - 1, rest = n - first;
    const double upper = sorted[first + rest / 2], lower = sorted[first + (rest - 1) / 2];
    return (upper + lower) / 2 / 0.6745;
}

/* One more round of the weights, from the coefficients b: a fixed point stays where it is. */
static void slow_round(const struct ols_model *m, double b[DESIGN_P + 1])
{
    double e[DESIGN_ROWS] = {0}, weight[DESIGN_ROWS], used[DESIGN_ROWS];
    const struct slow_normal s = slow_normal(m, m->n);
    size_t n = 0;
    for (size_t row = 0; row < m->n; row++) {
        long double x[DESIGN_P + 1], h = 0;
        if (!slow_row(m, row, x))
            continue;
        e[row] = m->y[row];
        for (size_t i = 0; i <= DESIGN_P; i++) {
            e[row] -= b[i] * (double)x[i];
            for (size_t k = 0; k <= DESIGN_P; k++)
                h += x[i] * s.inverse[i][k] * x[k];
        }
        e[row] /= (double)sqrtl(1 - h);
        used[n++] = e[row];
    }
    const double scale = slow_scale(used, n, DESIGN_P + 1);
    for (size_t row = 0; row < m->n; row++) {
        const double u = e[row] / (4.685 * scale);
        weight[row] = fabs(u) < 1 ? pow(1 - u * u, 2) : 0;
    }
    struct ols_model weighted = *m;
    weighted.weight = weight;
    const struct slow_normal again = slow_normal(&weighted, m->n);
    slow_coefficients(&again, b);
}

static void is_a_fixed_point_of_the_weights(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("bisquare"));
    size_t n_settled = 0;
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        struct arena arena = {0};
        struct bisquare got;
        double b[DESIGN_P + 1];
        random_design(&r, nth, &d);
        for (size_t row = 0; row < d.n; row++) /* no NaN in what is not used */
            if (is_missing(d.y[row]) || is_missing(d.x[1][row]))
                d.y[row] = d.x[1][row] = 1;
        const struct ols_model m = design_model(&d, false);
        CHECK(bisquare_fit(&m, &arena, &got, NULL) == OK, "case %zu", nth);
        memcpy(b, got.estimate, sizeof b);
        if (!is_missing(b[0])) {
            n_settled++;
            slow_round(&m, b);
        }
        for (size_t j = 0; j <= DESIGN_P; j++)
            CHECK(near(b[j], got.estimate[j], 1e-5), "case %zu, %zu: %.10g, then %.10g", nth, j,
                  got.estimate[j], b[j]);
        arena_release(&arena);
    }
    CHECK(n_settled > DESIGN_CASES * 9 / 10, "only %zu settled", n_settled);
}

/* However odd a row is, it pulls no further. */
static void an_odd_row_decides_nothing(void **state)
{
    (void)state;
    double x[30], y[30];
    struct random r = random_stream(2, random_name("bisquare"));
    for (size_t i = 0; i < 30; i++) {
        x[i] = (double)i;
        y[i] = 2 * x[i] + random_normal(&r);
    }
    const struct ols_model m = {
        .y = y, .x = (const double *const[]){x}, .n = 30, .n_predictors = 1};
    struct arena arena = {0};
    struct bisquare odd, odder;
    y[29] = 1e3;
    CHECK(bisquare_fit(&m, &arena, &odd, NULL) == OK, "odd");
    y[29] = 1e6;
    CHECK(bisquare_fit(&m, &arena, &odder, NULL) == OK, "odder");
    CHECK(near(odd.estimate[1], 2, 0.1), "got %g", odd.estimate[1]);
    CHECK(near(odder.estimate[1], odd.estimate[1], 1e-6), "got %g", odder.estimate[1]);
    arena_release(&arena);
}

static void what_cannot_be_fitted(void **state)
{
    (void)state;
    static const double y[] = {1, 2, 4, 3}, gap[] = {1, 2, MISSING, MISSING};
    struct arena arena = {0};
    struct bisquare got;
    struct ols_model m = {.y = y, .x = (const double *const[]){gap}, .n = 4, .n_predictors = 1};
    CHECK(bisquare_fit(&m, &arena, &got, NULL) == OK && got.n == 2, "two rows");
    CHECK(is_missing(got.estimate[0]) && is_missing(got.se[1]) && is_missing(got.scale),
          "two rows: got %g", got.estimate[0]);
    m.n = 0;
    CHECK(bisquare_fit(&m, &arena, &got, NULL) == OK && is_missing(got.estimate[1]), "no rows");
    m.x = (const double *const[]){y}, m.n = 4;
    CHECK(bisquare_fit(&m, &arena, &got, NULL) == OK, "an exact fit");
    CHECK(near(got.estimate[0], 0, 1e-9) && near(got.estimate[1], 1, 1e-9), "got %g",
          got.estimate[1]);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct bisquare got;
        arena_fail_at(nth);
        const enum status status = bisquare_fit(&plant, &arena, &got, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stackloss),
        TEST(is_a_fixed_point_of_the_weights),
        TEST(an_odd_row_decides_nothing),
        TEST(what_cannot_be_fitted),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
