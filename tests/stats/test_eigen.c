/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/eigen.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_correlations.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* R 4.2, eigen(cor(attitude)). */
static void attitude_has_one_large(void **state)
{
    (void)state;
    static const double want[] = {3.7163757506157666,  1.1409218852174905,  0.84719154562273169,
                                  0.61286966016352928, 0.32367280948842825, 0.21853059379860326,
                                  0.14043775509344275};
    double r[ATTITUDE_K * ATTITUDE_K], got[ATTITUDE_K];
    struct arena arena = {0};
    struct comoments m;
    CHECK(comoments_get(&arena, ATTITUDE_K, &m, NULL) == OK, "no memory");
    comoments_add_rows(&m, attitude[0], ATTITUDE_N);
    comoments_correlations(&m, r);
    CHECK(eigen_values(r, ATTITUDE_K, got, NULL) == OK, "no memory");
    for (size_t i = 0; i < ATTITUDE_K; i++)
        CHECK(near(got[i], want[i], 1e-14), "%zu: %.17g", i, got[i]);
    CHECK(near(eigen_first_share(got, ATTITUDE_K), want[0] / 7, 1e-14), "%g", got[0]);
    arena_release(&arena);
}

static void small_matrices(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t k;
        double r[9], want[3], share;
    } cases[] = {
        {"nothing",       0, {0},                              {0},            NA},
        {"one",           1, {1},                              {1},            1},
        {"two",           2, {1, -.6, -.6, 1},                 {1.6, .4},      .8},
        {"apart",         3, {1, 0, 0, 0, 1, 0, 0, 0, 1},      {1, 1, 1},      1. / 3},
        {"the same",      3, {1, 1, 1, 1, 1, 1, 1, 1, 1},      {3, 0, 0},      1},
        {"a sum",         3, {1, 0, .6, 0, 1, .8, .6, .8, 1},  {2, 1, 0},      2. / 3},
        {"constant item", 2, {NA, NA, NA, 1},                  {NA, NA},       NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double got[3];
        CHECK(eigen_values(cases[i].r, cases[i].k, got, NULL) == OK, "no memory");
        for (size_t j = 0; j < cases[i].k; j++)
            CHECK(near(got[j], cases[i].want[j], 1e-14), "%s: %.17g", cases[i].name, got[j]);
        const double share = eigen_first_share(got, cases[i].k);
        CHECK(near(share, cases[i].share, 1e-14), "%s: %.17g", cases[i].name, share);
    }
}

static void agrees_with_rotations(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("eigen"));
    for (size_t nth = 0; nth < 200; nth++) {
        enum { K = RANDOM_K_MAX };
        double a[K * K], vector[K * K], got[K], sum = 0;
        random_correlations(&r, K, a);
        CHECK(eigen_values(a, K, got, NULL) == OK, "no memory");
        slow_eigen(a, K, vector);
        for (size_t i = 0; i < K; i++) {
            double nearest = 1;
            for (size_t j = 0; j < K; j++)
                nearest = fmin(nearest, fabs(a[j * K + j] - got[i]));
            CHECK(nearest < 1e-13, "case %zu: %.17g", nth, got[i]);
            CHECK(i == 0 || got[i] <= got[i - 1], "case %zu: order", nth);
            sum += got[i];
        }
        CHECK(near(sum, K, 1e-14), "case %zu: %.17g", nth, sum);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    double got[2];
    arena_fail_at(1);
    CHECK(eigen_values((double[]){1, 0, 0, 1}, 2, got, NULL) == ERR_MEMORY, "no failure");
    arena_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_has_one_large),
        TEST(small_matrices),
        TEST(agrees_with_rotations),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
