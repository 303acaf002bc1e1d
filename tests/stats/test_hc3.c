/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distribution.h"
#include "stats/hc3.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_design.h"

#include <gsl/gsl_errno.h>

static double column[ATTITUDE_K][ATTITUDE_N];

static int open_attitude(void **state)
{
    (void)state;
    for (size_t v = 0; v < ATTITUDE_K; v++)
        attitude_column(v, column[v]);
    return 0;
}

/* Wanted: R 4.2.2, sandwich 3.0-2 and lmtest 0.9-40: coeftest and coefci of lm(rating ~ .) with
   vcovHC(type = "HC3"). */
static void attitude_all(void **state)
{
    (void)state;
    static const struct {
        double se, p, low, high;
    } want[] = {
        {17.1975089829905, 0.536675435323494, -24.7886814522035, 46.362834223623},
        {0.153612972927548, 0.000574156469016945, 0.29541496230403, 0.930960253315367},
        {0.151551597258492, 0.634350440909085, -0.386558508139469, 0.240458221940414},
        {0.190280373812193, 0.105809543130972, -0.0732928270238634, 0.713957059776084},
        {0.218823727765137, 0.712192011954047, -0.370939236249651, 0.534403503313584},
        {0.214643012198754, 0.859648562509522, -0.405641453406167, 0.482404348010273},
        {0.195900743291257, 0.279317549615705, -0.622308245082709, 0.188194881909707},
    };
    const double *const x[] = {column[1], column[2], column[3], column[4], column[5], column[6]};
    const struct ols_model model = {.y = column[0], .x = x, .n = ATTITUDE_N, .n_predictors = 6};
    struct arena arena = {0};
    struct ols fit;
    struct hc3 got;
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "fit");
    CHECK(hc3_of(&model, &fit, &arena, &got, NULL) == OK, "hc3");
    for (size_t j = 0; j < COUNT(want); j++) {
        const struct ols_coefficient c = got.coefficient[j];
        CHECK(c.estimate == fit.coefficient[j].estimate, "%zu: got %g", j, c.estimate);
        CHECK(near(c.se, want[j].se, 1e-12), "%zu: got %.15g", j, c.se);
        CHECK(near(c.p, want[j].p, 1e-12), "%zu: got %.15g", j, c.p);
        CHECK(near(c.low, want[j].low, 1e-12), "%zu: got %.15g", j, c.low);
        CHECK(near(c.high, want[j].high, 1e-12), "%zu: got %.15g", j, c.high);
    }
    CHECK(near(got.covariance[1 * 7 + 2], -0.0105657325315166, 1e-13), "got %.15g",
          got.covariance[1 * 7 + 2]);
    arena_release(&arena);
}

/* The same of lm(rating ~ complaints + learning, weights = advance). */
static void attitude_weighted(void **state)
{
    (void)state;
    static const double want[] = {8.51342151283739, 0.115814147670781, 0.12894380005972};
    const double *const x[] = {column[1], column[3]};
    const struct ols_model model = {.y = column[0],
                                    .x = x,
                                    .weight = column[6],
                                    .n = ATTITUDE_N,
                                    .n_predictors = 2,
                                    .confidence = 0.9};
    struct arena arena = {0};
    struct ols fit;
    struct hc3 got;
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "fit");
    CHECK(hc3_of(&model, &fit, &arena, &got, NULL) == OK, "hc3");
    for (size_t j = 0; j < 3; j++)
        CHECK(near(got.coefficient[j].se, want[j], 1e-12), "%zu: got %.15g", j,
              got.coefficient[j].se);
    const struct ols_coefficient c = got.coefficient[1];
    CHECK(near(c.high - c.estimate, student_critical(0.9, 27) * c.se, 1e-13), "got %g", c.high);
    arena_release(&arena);
}

/* (X'WX)^-1 [sum w^2 e^2 / (1 - h)^2 x x'] (X'WX)^-1, element (j, j), term by term. */
static double slow_variance(const struct ols_model *m, size_t j)
{
    const struct slow_normal s = slow_normal(m, m->n);
    double b[DESIGN_P + 1];
    long double sum = 0, x[DESIGN_P + 1];
    slow_coefficients(&s, b);
    for (size_t row = 0; row < m->n; row++) {
        if (!slow_row(m, row, x))
            continue;
        const long double w = m->weight == NULL ? 1 : m->weight[row];
        long double e = m->y[row], h = 0, own = 0;
        for (size_t i = 0; i <= DESIGN_P; i++) {
            e -= b[i] * x[i];
            own += s.inverse[j][i] * x[i];
            for (size_t k = 0; k <= DESIGN_P; k++)
                h += w * x[i] * s.inverse[i][k] * x[k];
        }
        sum += powl(w * e / (1 - h) * own, 2);
    }
    return (double)sum;
}

static void agrees_with_the_sandwich(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("hc3"));
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        struct arena arena = {0};
        struct ols fit;
        struct hc3 got;
        random_design(&r, nth, &d);
        const struct ols_model m = design_model(&d, nth % 3 == 0);
        CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "case %zu", nth);
        CHECK(hc3_of(&m, &fit, &arena, &got, NULL) == OK, "case %zu", nth);
        for (size_t j = 0; j <= DESIGN_P; j++)
            CHECK(near(got.coefficient[j].se, sqrt(slow_variance(&m, j)), 1e-8),
                  "case %zu, %zu: got %.15g", nth, j, got.coefficient[j].se);
        arena_release(&arena);
    }
}

/* Weights are relative: ten times as heavy, nothing changes. */
static void only_proportions_of_weights_count(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("hc3"));
    struct random_design d;
    struct arena arena = {0};
    struct ols fit;
    struct hc3 before, after;
    random_design(&r, 0, &d);
    const struct ols_model m = design_model(&d, true);
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK && hc3_of(&m, &fit, &arena, &before, NULL) == OK,
          "before");
    for (size_t row = 0; row < d.n; row++)
        d.weight[row] *= 10;
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK && hc3_of(&m, &fit, &arena, &after, NULL) == OK,
          "after");
    for (size_t j = 0; j <= DESIGN_P; j++)
        CHECK(near(after.coefficient[j].se, before.coefficient[j].se, 1e-11), "%zu: got %g", j,
              after.coefficient[j].se);
    arena_release(&arena);
}

static void what_has_no_error(void **state)
{
    (void)state;
    static const double y[] = {1, 4, 2, 6}, x[] = {0, 0, 0, 1};
    for (size_t n = 2; n <= 4; n += 2) { /* no degrees of freedom; a row of leverage 1 */
        const struct ols_model m = {
            .y = y + 4 - n, .x = (const double *const[]){x + 4 - n}, .n = n, .n_predictors = 1};
        struct arena arena = {0};
        struct ols fit;
        struct hc3 got;
        CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "%zu", n);
        CHECK(hc3_of(&m, &fit, &arena, &got, NULL) == OK, "%zu", n);
        for (size_t j = 0; j < 2; j++)
            CHECK(is_missing(got.coefficient[j].se) && is_missing(got.coefficient[j].p) &&
                      is_missing(got.coefficient[j].low) &&
                      !is_missing(got.coefficient[j].estimate),
                  "%zu rows: got %g", n, got.coefficient[j].se);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_all),
        TEST(attitude_weighted),
        TEST(agrees_with_the_sandwich),
        TEST(only_proportions_of_weights_count),
        TEST(what_has_no_error),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_attitude, NULL);
}
