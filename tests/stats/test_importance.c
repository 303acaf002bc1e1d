/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/importance.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_design.h"

#include <gsl/gsl_errno.h>

static double column[ATTITUDE_K][ATTITUDE_N];
static const double *const predictors[] = {column[1], column[2], column[3],
                                           column[4], column[5], column[6]};
static const struct ols_model model = {
    .y = column[0], .x = predictors, .n = ATTITUDE_N, .n_predictors = 6};

static int open_attitude(void **state)
{
    (void)state;
    for (size_t v = 0; v < ATTITUDE_K; v++)
        attitude_column(v, column[v]);
    return 0;
}

/* Wanted: R 4.2.2; lm on scaled columns, car 3.1-1's vif, and Shapley's shares from summary(lm)$
   r.squared of all 64 subsets. */
static void attitude_all(void **state)
{
    (void)state;
    static const struct importance want[] = {
        {0.670725204411729, 2.66706030825785, 0.370816194319329},
        {-0.0734274276655845, 1.600891407384, 0.0509037929715444},
        {0.308870243656922, 2.27104315804566, 0.155765990169141},
        {0.0698117150313674, 3.07822621819102, 0.120345079403627},
        {0.0311997486054357, 1.22810896720675, 0.00658872254586089},
        {-0.183464450043864, 1.95159079115008, 0.0281822131216471},
    };
    struct arena arena = {0};
    struct importance got[6];
    CHECK(importance_of(&model, &arena, got, NULL) == OK, "attitude");
    for (size_t j = 0; j < COUNT(want); j++) {
        CHECK(near(got[j].beta, want[j].beta, 1e-13), "%zu: got %.15g", j, got[j].beta);
        CHECK(near(got[j].vif, want[j].vif, 1e-13), "%zu: got %.15g", j, got[j].vif);
        CHECK(near(got[j].share, want[j].share, 1e-13), "%zu: got %.15g", j, got[j].share);
    }
    arena_release(&arena);
}

/* The same of lm(rating ~ complaints + learning, weights = advance). */
static void attitude_weighted(void **state)
{
    (void)state;
    static const struct importance want[] = {
        {0.714122138458321, 1.50368197618691, 0.520727835295441},
        {0.214105132881621, 1.50368197618691, 0.212065878804491},
    };
    const double *const x[] = {column[1], column[3]};
    const struct ols_model weighted = {
        .y = column[0], .x = x, .weight = column[6], .n = ATTITUDE_N, .n_predictors = 2};
    struct arena arena = {0};
    struct importance got[2];
    CHECK(importance_of(&weighted, &arena, got, NULL) == OK, "attitude");
    for (size_t j = 0; j < COUNT(want); j++) {
        CHECK(near(got[j].beta, want[j].beta, 1e-13), "%zu: got %.15g", j, got[j].beta);
        CHECK(near(got[j].vif, want[j].vif, 1e-13), "%zu: got %.15g", j, got[j].vif);
        CHECK(near(got[j].share, want[j].share, 1e-13), "%zu: got %.15g", j, got[j].share);
    }
    arena_release(&arena);
}

static double r2_of(const struct random_design *d, const size_t *order, size_t n, bool is_weighted)
{
    struct arena arena = {0};
    struct ols fit;
    const double *x[DESIGN_P];
    double gap[DESIGN_ROWS];
    for (size_t row = 0; row < d->n; row++) /* the same rows whatever the subset */
        gap[row] = is_missing(d->x[1][row]) ? MISSING : d->y[row];
    for (size_t i = 0; i < n; i++)
        x[i] = d->x[order[i]];
    const struct ols_model m = {
        .y = gap, .x = x, .weight = is_weighted ? d->weight : NULL, .n = d->n, .n_predictors = n};
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "subset");
    arena_release(&arena);
    return fit.r2;
}

/* The definition: what each adds when it comes, over the six orders of three predictors. */
static void agrees_with_all_orders(void **state)
{
    (void)state;
    static const size_t orders[][DESIGN_P] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                              {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct random r = random_stream(1, random_name("importance"));
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        struct arena arena = {0};
        struct importance got[DESIGN_P];
        double want[DESIGN_P] = {0};
        random_design(&r, nth, &d);
        for (size_t o = 0; o < COUNT(orders); o++)
            for (size_t i = 0; i < DESIGN_P; i++)
                want[orders[o][i]] += (r2_of(&d, orders[o], i + 1, nth % 3 == 0) -
                                       (i == 0 ? 0 : r2_of(&d, orders[o], i, nth % 3 == 0))) /
                                      6;
        const struct ols_model m = design_model(&d, nth % 3 == 0);
        CHECK(importance_of(&m, &arena, got, NULL) == OK, "case %zu", nth);
        for (size_t j = 0; j < DESIGN_P; j++)
            CHECK(near(got[j].share, want[j], 1e-10), "case %zu, %zu: got %g", nth, j,
                  got[j].share);
        arena_release(&arena);
    }
}

/* VIF is 1 / (1 - R^2 of the predictor on the others); beta is b of standardised columns. */
static void vif_is_what_the_others_explain(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct importance all[6];
    CHECK(importance_of(&model, &arena, all, NULL) == OK, "attitude");
    for (size_t j = 0; j < 6; j++) {
        const double *others[5];
        for (size_t i = 0, n = 0; i < 6; i++)
            if (i != j)
                others[n++] = predictors[i];
        struct ols fit;
        const struct ols_model m = {
            .y = predictors[j], .x = others, .n = ATTITUDE_N, .n_predictors = 5};
        CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "%zu", j);
        CHECK(near(all[j].vif, 1 / (1 - fit.r2), 1e-12), "%zu: got %g", j, all[j].vif);
    }
    arena_release(&arena);
}

static void shares_sum_to_r2_whatever_the_unit(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct ols fit;
    struct importance got[6], scaled[6];
    double sum = 0, million[ATTITUDE_N];
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "fit");
    CHECK(importance_of(&model, &arena, got, NULL) == OK, "attitude");
    for (size_t j = 0; j < 6; j++)
        sum += got[j].share;
    CHECK(near(sum, fit.r2, 1e-14), "got %.15g", sum);
    for (size_t row = 0; row < ATTITUDE_N; row++)
        million[row] = 1e6 * column[2][row] - 3e5;
    struct ols_model other = model;
    other.x =
        (const double *const[]){column[1], million, column[3], column[4], column[5], column[6]};
    CHECK(importance_of(&other, &arena, scaled, NULL) == OK, "another unit");
    for (size_t j = 0; j < 6; j++)
        CHECK(near(scaled[j].share, got[j].share, 1e-12) &&
                  near(scaled[j].vif, got[j].vif, 1e-12) &&
                  near(scaled[j].beta, got[j].beta, 1e-12),
              "%zu: got %g", j, scaled[j].share);
    arena_release(&arena);
}

static void edges(void **state)
{
    (void)state;
    static const double a[] = {1, 2, 3, 5}, twice[] = {2, 4, 6, 10}, flat[] = {.1, .1, .1, .1};
    struct arena arena = {0};
    struct importance got[2];
    struct error err = {0};
    struct ols_model m = {.y = a, .x = (const double *const[]){flat}, .n = 4, .n_predictors = 1};
    CHECK(importance_of(&m, &arena, got, &err) == ERR_NUMBER, "a constant");
    CHECK(strcmp(err.text, "predictor 1 is constant or follows from those before it") == 0,
          "got '%s'", err.text);
    m.x = (const double *const[]){a, twice}, m.n_predictors = 2;
    CHECK(importance_of(&m, &arena, got, NULL) == ERR_NUMBER, "collinear");
    m.n = 0;
    CHECK(importance_of(&m, &arena, got, NULL) == ERR_NUMBER, "no rows");
    m.n = 4, m.n_predictors = 1, m.y = flat;
    CHECK(importance_of(&m, &arena, got, NULL) == OK, "a constant y");
    CHECK(near(got[0].vif, 1, 1e-14) && is_missing(got[0].beta) && is_missing(got[0].share),
          "got %g", got[0].beta);
    m.y = twice;
    CHECK(importance_of(&m, &arena, got, NULL) == OK, "a perfect fit");
    CHECK(near(got[0].beta, 1, 1e-14) && near(got[0].share, 1, 1e-14), "got %g", got[0].share);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct importance got[6];
        arena_fail_at(nth);
        const enum status status = importance_of(&model, &arena, got, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_all),
        TEST(attitude_weighted),
        TEST(agrees_with_all_orders),
        TEST(vif_is_what_the_others_explain),
        TEST(shares_sum_to_r2_whatever_the_unit),
        TEST(edges),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_attitude, NULL);
}
