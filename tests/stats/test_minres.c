/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/minres.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_correlations.h"

#define NA MISSING

static void attitude_correlations(double r[ATTITUDE_K * ATTITUDE_K])
{
    struct arena arena = {0};
    struct comoments m;
    assert_int_equal(comoments_get(&arena, ATTITUDE_K, &m, NULL), OK);
    comoments_add_rows(&m, attitude[0], ATTITUDE_N);
    comoments_correlations(&m, r);
    arena_release(&arena);
}

static double left_over(const double *r, const double *x, size_t k)
{
    double squares = 0;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < i; j++)
            squares += (r[i * k + j] - x[i] * x[j]) * (r[i * k + j] - x[i] * x[j]);
    return squares;
}

/* R, psych 2.2.9: fa(attitude, nfactors = 1, fm = "minres"), whose optimiser stops within about
   1e-6 of the smallest residuals. */
static void one_factor_of_attitude(void **state)
{
    (void)state;
    static const double psych[] = {0.75777222493522955, 0.83382716166379711, 0.60342727633299909,
                                   0.78872705627656126, 0.84111937711218421, 0.28446480713108957,
                                   0.49104686489260968};
    double r[ATTITUDE_K * ATTITUDE_K];
    struct arena arena = {0};
    struct minres got;
    attitude_correlations(r);
    CHECK(minres_fit(r, ATTITUDE_K, &arena, &got, NULL) == OK, "no memory");
    for (size_t i = 0; i < ATTITUDE_K; i++)
        CHECK(near(got.loading[i], psych[i], 1.1e-6), "%zu: %.17g", i, got.loading[i]);
    CHECK(left_over(r, got.loading, ATTITUDE_K) <= left_over(r, psych, ATTITUDE_K), "psych's fit");
    CHECK(near(omega_total(psych, ATTITUDE_K), 0.85068239479548258, 1e-14), "%.17g",
          omega_total(psych, ATTITUDE_K));
    CHECK(near(omega_total(got.loading, ATTITUDE_K), 0.85068239479548258, 1e-7), "%.17g",
          omega_total(got.loading, ATTITUDE_K));
    CHECK(got.n_improper == 0 && got.n_sweeps < 100, "%zu sweeps", got.n_sweeps);
    arena_release(&arena);
}

static void small_matrices(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t k;
        double r[9], want[3], omega;
        size_t n_improper;
    } cases[] = {
        {"nothing",       0, {0},                                  {0},          NA, 0},
        {"two",           2, {1, .6, .6, 1},                       {NA, NA},     NA, 0},
        {"apart",         3, {1, 0, 0, 0, 1, 0, 0, 0, 1},          {NA, NA, NA}, NA, 0},
        {"the same",      3, {1, 1, 1, 1, 1, 1, 1, 1, 1},          {NA, NA, NA}, NA, 0},
        {"a sum",         3, {1, 0, .6, 0, 1, .8, .6, .8, 1},      {NA, NA, NA}, NA, 0},
        {"constant item", 3, {1, NA, 0, NA, NA, NA, 0, NA, 1},     {NA, NA, NA}, NA, 0},
        /* loading 1 is sqrt(r12 r13 / r23) */
        {"three",         3, {1, .72, .63, .72, 1, .56, .63, .56, 1}, {.9, .8, .7},
         2.4 * 2.4 / (2.4 * 2.4 + .19 + .36 + .51), 0},
        {"turned",        3, {1, -.72, .63, -.72, 1, -.56, .63, -.56, 1}, {.9, -.8, .7},
         .8 * .8 / (.8 * .8 + .19 + .36 + .51), 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const size_t k = cases[i].k;
        struct arena arena = {0};
        struct minres got;
        CHECK(minres_fit(cases[i].r, k, &arena, &got, NULL) == OK, "no memory");
        for (size_t j = 0; j < k; j++)
            CHECK(near(got.loading[j], cases[i].want[j], 1e-12), "%s: %.17g", cases[i].name,
                  got.loading[j]);
        const double omega = omega_total(got.loading, k);
        CHECK(near(omega, cases[i].omega, 1e-12), "%s: %.17g", cases[i].name, omega);
        CHECK(got.n_improper == cases[i].n_improper, "%s: %zu", cases[i].name, got.n_improper);
        arena_release(&arena);
    }
}

/* r12 r13 / r23 = 1.28: no loading may be larger than 1. */
static void a_heywood_case_is_kept_inside(void **state)
{
    (void)state;
    static const double r[] = {1, .8, .8, .8, 1, .5, .8, .5, 1};
    struct arena arena = {0};
    struct minres got;
    CHECK(minres_fit(r, 3, &arena, &got, NULL) == OK, "no memory");
    CHECK(near(got.loading[0], sqrt(.995), 1e-15), "%.17g", got.loading[0]);
    CHECK(got.n_improper == 1 && got.residual > 0.01, "%zu, %g", got.n_improper, got.residual);
    arena_release(&arena);
}

/* Principal axes, again and again, end at the smallest residuals too (Harman 1976, 9.2). */
static void slow_factor(const double *r, size_t k, double *loading)
{
    double a[RANDOM_K_MAX * RANDOM_K_MAX], vector[RANDOM_K_MAX * RANDOM_K_MAX];
    for (size_t i = 0; i < k; i++)
        loading[i] = 0.7;
    for (size_t step = 0; step < 400; step++) {
        size_t first = 0;
        for (size_t i = 0; i < k * k; i++)
            a[i] = i % (k + 1) == 0 ? loading[i / k] * loading[i / k] : r[i];
        slow_eigen(a, k, vector);
        for (size_t i = 0; i < k; i++)
            if (a[i * k + i] > a[first * k + first])
                first = i;
        for (size_t i = 0; i < k; i++)
            loading[i] = vector[i * k + first] * sqrt(a[first * k + first]);
    }
}

static void agrees_with_principal_axes(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("minres"));
    for (size_t nth = 0; nth < 20; nth++) {
        double a[RANDOM_K_MAX * RANDOM_K_MAX], want[RANDOM_K_MAX], sum = 0;
        const size_t k = 5 + nth % 3;
        struct arena arena = {0};
        struct minres got;
        random_correlations(&r, k, a);
        slow_factor(a, k, want);
        CHECK(minres_fit(a, k, &arena, &got, NULL) == OK, "no memory");
        for (size_t i = 0; i < k; i++)
            sum += want[i];
        for (size_t i = 0; i < k; i++)
            CHECK(near(got.loading[i], copysign(1, sum) * want[i], 1e-9), "case %zu: %.17g, %.17g",
                  nth, got.loading[i], want[i]);
        CHECK(near(got.residual, sqrt(left_over(a, want, k) * 2 / (double)(k * (k - 1))), 1e-9),
              "case %zu: %g", nth, got.residual);
        arena_release(&arena);
    }
}

static void no_other_loadings_leave_less(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("minres"));
    for (size_t nth = 0; nth < 200; nth++) {
        double a[RANDOM_K_MAX * RANDOM_K_MAX], other[RANDOM_K_MAX];
        struct arena arena = {0};
        struct minres got;
        random_correlations(&r, RANDOM_K_MAX, a);
        CHECK(minres_fit(a, RANDOM_K_MAX, &arena, &got, NULL) == OK, "no memory");
        const double least = left_over(a, got.loading, RANDOM_K_MAX);
        for (size_t trial = 0; trial < 50; trial++) {
            for (size_t i = 0; i < RANDOM_K_MAX; i++)
                other[i] = got.loading[i] + 0.01 * random_normal(&r);
            CHECK(left_over(a, other, RANDOM_K_MAX) > least, "case %zu", nth);
        }
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        struct arena arena = {0};
        struct minres got;
        arena_fail_at(nth);
        CHECK(minres_fit((double[]){1, 0, 0, 1}, 2, &arena, &got, NULL) == ERR_MEMORY, "%zu", nth);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_factor_of_attitude),        TEST(small_matrices),
        TEST(a_heywood_case_is_kept_inside), TEST(agrees_with_principal_axes),
        TEST(no_other_loadings_leave_less),  TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
