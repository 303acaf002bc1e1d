/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/influence.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_design.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

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

/* Wanted: R 4.2.2, hatvalues, rstudent, cooks.distance and dfbeta of lm(rating ~ ., attitude). */
static void rows_of_attitude(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        size_t row;
        double leverage, studentised, cook;
    } want[] = {
        { 0, 0.342372070142896,  -1.44835327728926,   0.148908950920294},
        { 3, 0.164927112275435,  -0.0343497428594016, 3.48015410619303e-05},
        { 5, 0.308267237292814,  -1.97526517742411,   0.220567655671381},
        {17, 0.54322942014613,    0.746895891646521,  0.096635639399623},
        {29, 0.28961597201782,    0.85466248887554,   0.0430467539814824},
    };
    static const double dfbeta[] = {-12.3066735812564,  0.0227388840781838, -0.0267390721804051,
                                    0.0612123271398057, -0.052324150891728, 0.1545394812556,
                                    0.00146459209697833};
    // clang-format on
    struct arena arena = {0};
    struct ols fit;
    double shift[ATTITUDE_K];
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "fit");
    for (size_t i = 0; i < COUNT(want); i++) {
        const struct influence got = influence_of(&model, &fit, want[i].row, shift);
        CHECK(near(got.leverage, want[i].leverage, 1e-13), "%zu: got %.15g", i, got.leverage);
        CHECK(near(got.studentised, want[i].studentised, 1e-12), "%zu: got %.15g", i,
              got.studentised);
        CHECK(fabs(got.cook / want[i].cook - 1) < 1e-11, "%zu: got %.15g", i, got.cook);
        for (size_t j = 0; j < COUNT(dfbeta) && want[i].row == 5; j++)
            CHECK(near(shift[j], dfbeta[j], 1e-11), "%zu: got %.15g", j, shift[j]);
    }
    CHECK(near(influence_cut(&fit), 4.0 / 30, 1e-15), "got %g", influence_cut(&fit));
    arena_release(&arena);
}

/* R 4.2.2: coef of lm without each row in turn. */
static void attitude_without_one_row(void **state)
{
    (void)state;
    static const struct influence_range want[] = {
        {4.56582013632173, 23.0937499669661, 20, 5},
        {0.546870106888882, 0.691571084486675, 29, 15},
        {-0.139673453298151, -0.0167990502093504, 0, 8},
        {0.246506187662141, 0.417536573036787, 17, 11},
        {0.00036629571103472, 0.208244028649429, 27, 17},
        {-0.116158033953548, 0.118530417480119, 5, 0},
        {-0.335346409460998, -0.146921370276365, 8, 12},
    };
    struct arena arena = {0};
    struct ols fit;
    double shift[ATTITUDE_K];
    struct influence_range got[ATTITUDE_K];
    CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "fit");
    influence_ranges(&model, &fit, shift, got);
    for (size_t j = 0; j < COUNT(want); j++) {
        CHECK(near(got[j].low, want[j].low, 1e-11), "%zu: got %.15g", j, got[j].low);
        CHECK(near(got[j].high, want[j].high, 1e-11), "%zu: got %.15g", j, got[j].high);
        CHECK(got[j].low_row == want[j].low_row && got[j].high_row == want[j].high_row,
              "%zu: got %zu, %zu", j, got[j].low_row, got[j].high_row);
    }
    arena_release(&arena);
}

/* R 4.2.2: the same of lm(rating ~ complaints + learning, weights = advance), row 1. */
static void weighted_rows(void **state)
{
    (void)state;
    static const double dfbeta[] = {-2.94274753251352, 0.00973180407883256, 0.034618732417288};
    const double *const two[] = {column[1], column[3]};
    const struct ols_model weighted = {
        .y = column[0], .x = two, .weight = column[6], .n = ATTITUDE_N, .n_predictors = 2};
    struct arena arena = {0};
    struct ols fit;
    double shift[3];
    CHECK(ols_fit(weighted, &arena, &fit, NULL) == OK, "fit");
    const struct influence got = influence_of(&weighted, &fit, 0, shift);
    CHECK(near(got.leverage, 0.13369664007812, 1e-13), "got %.15g", got.leverage);
    CHECK(near(got.studentised, -1.1986543962114, 1e-12), "got %.15g", got.studentised);
    CHECK(near(got.cook, 0.0727357546190598, 1e-12), "got %.15g", got.cook);
    for (size_t j = 0; j < 3; j++)
        CHECK(near(shift[j], dfbeta[j], 1e-12), "%zu: got %.15g", j, shift[j]);
    arena_release(&arena);
}

/* Fits anew without the row. */
static void agrees_with_leaving_out(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("influence"));
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        struct arena arena = {0};
        struct ols fit;
        double shift[DESIGN_P + 1], without[DESIGN_P + 1];
        random_design(&r, nth, &d);
        const struct ols_model m = design_model(&d, nth % 3 == 0);
        CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "case %zu", nth);
        const size_t row = random_below(&r, d.n);
        const struct influence at = influence_of(&m, &fit, row, shift);
        const struct slow_normal others = slow_normal(&m, row);
        slow_coefficients(&others, without);
        for (size_t j = 0; j <= DESIGN_P; j++)
            CHECK(is_missing(at.residual)
                      ? is_missing(shift[j])
                      : near(fit.coefficient[j].estimate - shift[j], without[j], 1e-9),
                  "case %zu, %zu: got %g", nth, j, shift[j]);
        arena_release(&arena);
    }
}

static void leverages_sum_to_the_coefficients(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("influence"));
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        struct arena arena = {0};
        struct ols fit;
        double shift[DESIGN_P + 1], sum = 0, total = 0;
        random_design(&r, nth, &d);
        const struct ols_model m = design_model(&d, nth % 3 == 0);
        CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "case %zu", nth);
        for (size_t row = 0; row < d.n; row++) {
            const struct influence at = influence_of(&m, &fit, row, shift);
            sum += is_missing(at.leverage) ? 0 : at.leverage;
            total += is_missing(at.residual) ? 0 : (nth % 3 == 0 ? d.weight[row] : 1) * at.residual;
        }
        CHECK(near(sum, DESIGN_P + 1, 1e-11), "case %zu: got %g", nth, sum);
        CHECK(near(total, 0, 1e-9), "case %zu: residuals sum to %g", nth, total);
        arena_release(&arena);
    }
}

static void what_cannot_be_left_out(void **state)
{
    (void)state;
    static const double alone[] = {0, 0, 0, 0, 1, 0}, y[] = {1, 4, 2, NA, 9, 2},
                        line[] = {3, 3, 3, 3, 8, 3};
    const double *const x[] = {alone};
    struct arena arena = {0};
    struct ols fit;
    double shift[2];
    struct influence_range range[2];
    struct ols_model m = {.y = y, .x = x, .n = 6, .n_predictors = 1};
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "fit");
    struct influence at = influence_of(&m, &fit, 4, shift);
    CHECK(near(at.leverage, 1, 1e-12) && near(at.residual, 0, 1e-12), "got %g", at.leverage);
    CHECK(is_missing(at.cook) && is_missing(at.studentised) && is_missing(shift[1]), "alone");
    at = influence_of(&m, &fit, 3, shift);
    CHECK(is_missing(at.residual) && is_missing(at.leverage) && is_missing(shift[0]), "dropped");
    influence_ranges(&m, &fit, shift, range);
    CHECK(near(range[0].low, 5.0 / 3, 1e-12) && range[0].low_row == 1, "got %g", range[0].low);
    m.y = line;
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "fit");
    fit.residual_sd = 0; /* as exact as rounding lets it be */
    at = influence_of(&m, &fit, 1, shift);
    CHECK(is_missing(at.cook) && is_missing(at.studentised), "an exact fit: got %g", at.cook);
    m.n = 2, m.x = (const double *const[]){y};
    CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "two points");
    at = influence_of(&m, &fit, 0, shift);
    influence_ranges(&m, &fit, shift, range);
    CHECK(is_missing(at.cook) && is_missing(range[1].low), "two points: got %g", range[1].low);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_of_attitude),
        TEST(attitude_without_one_row),
        TEST(weighted_rows),
        TEST(agrees_with_leaving_out),
        TEST(leverages_sum_to_the_coefficients),
        TEST(what_cannot_be_left_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_attitude, NULL);
}
