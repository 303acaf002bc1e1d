/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/adequacy.h"
#include "stats/distribution.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_correlations.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* R, psych 2.2.9: KMO(attitude) and cortest.bartlett(cor(attitude), 30). */
static void attitude_is_adequate(void **state)
{
    (void)state;
    static const double want[] = {0.73172640471585926, 0.73749568663663112, 0.84418307064686882,
                                  0.81141423065582352, 0.81437521406160474, 0.69359774972539734,
                                  0.65107438776898929};
    double r[ATTITUDE_K * ATTITUDE_K];
    struct arena arena = {0};
    struct comoments m;
    struct adequacy got;
    CHECK(comoments_get(&arena, ATTITUDE_K, &m, NULL) == OK, "no memory");
    comoments_add_rows(&m, attitude[0], ATTITUDE_N);
    comoments_correlations(&m, r);
    CHECK(adequacy_of(r, ATTITUDE_K, ATTITUDE_N, &arena, &got, NULL) == OK, "no memory");
    for (size_t i = 0; i < ATTITUDE_K; i++)
        CHECK(near(got.item[i], want[i], 1e-13), "%zu: %.17g", i, got.item[i]);
    CHECK(near(got.kmo, 0.7632754321587617, 1e-13), "got %.17g", got.kmo);
    CHECK(near(got.chi2, 98.752778662181072, 1e-13), "got %.17g", got.chi2);
    CHECK(got.df == 21 && fabs(got.p / 4.7925390355285276e-12 - 1) < 1e-10, "got %.17g", got.p);
    arena_release(&arena);
}

static void small_matrices(void **state)
{
    (void)state;
    const double chi2 = -(20 - 1 - 1.5) * log(.64); /* r = .6 of 20 people */
    // clang-format off
    const struct {
        const char *name;
        size_t k, n;
        double r[9], kmo, chi2;
    } cases[] = {
        {"nothing",        0, 20, {0},                             NA, NA},
        {"one",            1, 20, {1},                             NA, NA},
        {"two",            2, 20, {1, .6, .6, 1},                  .5, chi2},
        {"two apart",      2, 20, {1, 0, 0, 1},                    NA, 0},
        {"one apart",      3, 20, {1, .6, 0, .6, 1, 0, 0, 0, 1},   .5, chi2 * (19 - 11. / 6) / 17.5},
        {"three people",   3, 3,  {1, .6, 0, .6, 1, 0, 0, 0, 1},   .5, 2 * -log(.64) - 11. / 6 * -log(.64)},
        {"two people",     3, 2,  {1, .6, 0, .6, 1, 0, 0, 0, 1},   .5, NA},
        {"nobody",         3, 0,  {1, .6, 0, .6, 1, 0, 0, 0, 1},   .5, NA},
        {"a sum",          3, 20, {1, 0, .6, 0, 1, .8, .6, .8, 1}, NA, NA},
        {"the same",       2, 20, {1, 1, 1, 1},                    NA, NA},
        {"constant item",  2, 20, {NA, NA, NA, 1},                 NA, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct adequacy got;
        const size_t k = cases[i].k;
        CHECK(adequacy_of(cases[i].r, k, cases[i].n, &arena, &got, NULL) == OK, "no memory");
        CHECK(near(got.kmo, cases[i].kmo, 1e-14), "%s: %.17g", cases[i].name, got.kmo);
        CHECK(near(got.chi2, cases[i].chi2, 1e-14), "%s: %.17g", cases[i].name, got.chi2);
        CHECK(is_missing(got.p) == is_missing(got.chi2), "%s: %g", cases[i].name, got.p);
        CHECK(got.df == (k < 2 ? 0 : k * (k - 1) / 2), "%s: %zu", cases[i].name, got.df);
        arena_release(&arena);
    }
}

/* Partial correlations and the determinant from cofactors. */
static void agrees_with_cofactors(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("adequacy"));
    for (size_t nth = 0; nth < 100; nth++) {
        enum { K = 5, N = RANDOM_PEOPLE };
        double a[K * K], all = 0, partial = 0;
        struct arena arena = {0};
        struct adequacy got;
        random_correlations(&r, K, a);
        for (size_t i = 0; i < K; i++)
            for (size_t j = 0; j < i; j++) {
                const double ij = slow_determinant(a, K, i, j);
                all += a[i * K + j] * a[i * K + j];
                partial += ij * ij / slow_determinant(a, K, i, i) / slow_determinant(a, K, j, j);
            }
        CHECK(adequacy_of(a, K, N, &arena, &got, NULL) == OK, "no memory");
        CHECK(near(got.kmo, all / (all + partial), 1e-11), "case %zu: %.17g", nth, got.kmo);
        const double chi2 = -(N - 1 - 15. / 6) * log(slow_determinant(a, K, K, K));
        CHECK(near(got.chi2, chi2, 1e-11), "case %zu: %.17g", nth, got.chi2);
        CHECK(near(got.p, chi_square_above(chi2, 10), 1e-11), "case %zu: %g", nth, got.p);
        arena_release(&arena);
    }
}

/* Turning an item changes neither measure. */
static void turning_an_item_changes_nothing(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("adequacy"));
    double a[RANDOM_K_MAX * RANDOM_K_MAX];
    struct arena arena = {0};
    struct adequacy before, after;
    random_correlations(&r, RANDOM_K_MAX, a);
    CHECK(adequacy_of(a, RANDOM_K_MAX, 40, &arena, &before, NULL) == OK, "no memory");
    for (size_t i = 1; i < RANDOM_K_MAX; i++) {
        a[i] = -a[i];
        a[i * RANDOM_K_MAX] = -a[i * RANDOM_K_MAX];
    }
    CHECK(adequacy_of(a, RANDOM_K_MAX, 40, &arena, &after, NULL) == OK, "no memory");
    CHECK(near(before.kmo, after.kmo, 1e-14), "%g, %g", before.kmo, after.kmo);
    CHECK(near(before.chi2, after.chi2, 1e-14), "%g, %g", before.chi2, after.chi2);
    for (size_t i = 0; i < RANDOM_K_MAX; i++)
        CHECK(near(before.item[i], after.item[i], 1e-14), "%zu: %g", i, after.item[i]);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        struct arena arena = {0};
        struct adequacy got;
        arena_fail_at(nth);
        CHECK(adequacy_of((double[]){1, 0, 0, 1}, 2, 9, &arena, &got, NULL) == ERR_MEMORY, "%zu",
              nth);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_is_adequate),  TEST(small_matrices),
        TEST(agrees_with_cofactors), TEST(turning_an_item_changes_nothing),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
