/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "stats/inverse.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_correlations.h"

#define NA MISSING

/* The diagonal is the variance inflation of each predictor by the others: R, car::vif of
   lm(rating ~ ., attitude). */
static void variance_inflation_of_attitude(void **state)
{
    (void)state;
    static const double vif[] = {2.6670603082578492, 1.6008914073839966, 2.2710431580456594,
                                 3.0782262181910207, 1.2281089672067464, 1.9515907911500789};
    enum { P = COUNT(vif) };
    double cell[ATTITUDE_N * P], r[P * P], inverse[P * P];
    struct arena arena = {0};
    struct comoments m;
    for (size_t i = 0; i < ATTITUDE_N * P; i++)
        cell[i] = attitude[i / P][i % P + 1];
    CHECK(comoments_get(&arena, P, &m, NULL) == OK, "no memory");
    comoments_add_rows(&m, cell, ATTITUDE_N);
    comoments_correlations(&m, r);
    CHECK(correlation_inverse(r, P, inverse) < 0, "no inverse");
    for (size_t i = 0; i < P; i++)
        CHECK(near(inverse[i * P + i], vif[i], 1e-13), "%zu: %.17g", i, inverse[i * P + i]);
    arena_release(&arena);
}

static void small_matrices(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t k;
        double r[9], want; /* the determinant */
    } cases[] = {
        {"nothing",       0, {0},                                   NA},
        {"one",           1, {1},                                   1},
        {"two",           2, {1, .6, .6, 1},                        .64},
        {"apart",         3, {1, 0, 0, 0, 1, 0, 0, 0, 1},           1},
        {"the same",      2, {1, 1, 1, 1},                          NA},
        {"opposite",      2, {1, -1, -1, 1},                        NA},
        {"a sum",         3, {1, 0, .6, 0, 1, .8, .6, .8, 1},       NA},
        {"cannot be",     3, {1, .9, -.9, .9, 1, .9, -.9, .9, 1},   NA},
        {"constant item", 2, {NA, NA, NA, 1},                       NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double inverse[9];
        const double got = exp(correlation_inverse(cases[i].r, cases[i].k, inverse));
        CHECK(near(got, cases[i].want, 1e-15), "%s: got %.17g", cases[i].name, got);
    }
}

static void agrees_with_cofactors(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("inverse"));
    for (size_t nth = 0; nth < 100; nth++) {
        double a[RANDOM_K_MAX * RANDOM_K_MAX], inverse[RANDOM_K_MAX * RANDOM_K_MAX];
        const size_t k = 2 + nth % 4;
        random_correlations(&r, k, a);
        const double log_determinant = correlation_inverse(a, k, inverse);
        const double determinant = slow_determinant(a, k, k, k);
        CHECK(near(log_determinant, log(determinant), 1e-12), "case %zu: %g", nth, log_determinant);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++) {
                const double sign = (i + j) % 2 == 0 ? 1 : -1;
                const double want = sign * slow_determinant(a, k, j, i) / determinant;
                CHECK(near(inverse[i * k + j], want, 1e-11), "case %zu: %zu, %zu: %.17g", nth, i, j,
                      inverse[i * k + j]);
            }
    }
}

static void the_inverse_of_the_inverse(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("inverse"));
    for (size_t nth = 0; nth < 100; nth++) {
        double a[RANDOM_K_MAX * RANDOM_K_MAX], once[RANDOM_K_MAX * RANDOM_K_MAX],
            twice[RANDOM_K_MAX * RANDOM_K_MAX];
        random_correlations(&r, RANDOM_K_MAX, a);
        const double there = correlation_inverse(a, RANDOM_K_MAX, once);
        const double back = correlation_inverse(once, RANDOM_K_MAX, twice);
        CHECK(near(there + back, 0, 1e-11), "case %zu: %g, %g", nth, there, back);
        for (size_t i = 0; i < RANDOM_K_MAX * RANDOM_K_MAX; i++)
            CHECK(near(twice[i], a[i], 1e-11), "case %zu: %.17g, %.17g", nth, twice[i], a[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(variance_inflation_of_attitude),
        TEST(small_matrices),
        TEST(agrees_with_cofactors),
        TEST(the_inverse_of_the_inverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
