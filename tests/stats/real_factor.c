/* SPDX-License-Identifier: GPL-3.0-or-later */

/* R's attitude: eigenvalues against R 4.2, KMO, Bartlett's test and one factor against psych 2.2.9
   (KMO, cortest.bartlett, fa). */

#include <gsl/gsl_errno.h>

#include "base/error.h"
#include "base/missing.h"
#include "stats/adequacy.h"
#include "stats/comoments.h"
#include "stats/eigen.h"
#include "stats/minres.h"
#include "tests/stats/real_attitude.h"

static void all_correlations(double r[K * K])
{
    struct comoments m;
    assert_int_equal(comoments_get(&arena, K, &m, NULL), OK);
    comoments_add_columns(&m, columns, N);
    comoments_correlations(&m, r);
}

static void adequate(void **state)
{
    (void)state;
    struct table eigen, kmo, bartlett;
    struct adequacy got;
    double r[K * K], values[K];
    read_reference("attitude/eigen_attitude.csv", &eigen);
    read_reference("attitude/kmo_attitude.csv", &kmo);
    read_reference("attitude/bartlett_attitude.csv", &bartlett);
    all_correlations(r);
    assert_int_equal(eigen_values(r, K, values, NULL), OK);
    assert_int_equal(adequacy_of(r, K, N, &arena, &got, NULL), OK);
    for (size_t v = 0; v < K; v++) {
        CHECK(near(values[v], want(&eigen, v, "eigen_corr"), 1e-14), "%zu: %.17g", v, values[v]);
        CHECK(near(got.item[v], want(&kmo, v, "MSA"), 1e-13), "%zu: %.17g", v, got.item[v]);
    }
    CHECK(near(got.kmo, want(&kmo, K, "MSA"), 1e-13), "got %.17g", got.kmo);
    CHECK(near(got.chi2, want(&bartlett, 0, "chisq"), 1e-13), "got %.17g", got.chi2);
    CHECK((double)got.df == want(&bartlett, 0, "df"), "got %zu", got.df);
    CHECK(fabs(got.p / want(&bartlett, 0, "p.value") - 1) < 1e-10, "got %.17g", got.p);
}

static double left_over(const double *r, const double *loading)
{
    double squares = 0;
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < i; j++)
            squares += pow(r[i * K + j] - loading[i] * loading[j], 2);
    return squares;
}

/* psych's optimiser stops a little short, 1.1e-6 from the smallest residuals: ours are smaller. */
static void one_factor(void **state)
{
    (void)state;
    struct table fa, omega;
    struct minres got;
    double r[K * K], loading[K];
    read_reference("attitude/fa1_attitude_minres.csv", &fa);
    read_reference("attitude/omega.csv", &omega);
    all_correlations(r);
    assert_int_equal(minres_fit(r, K, &arena, &got, NULL), OK);
    for (size_t v = 0; v < K; v++) {
        loading[v] = want(&fa, v, "loading");
        CHECK(near(got.loading[v], loading[v], 1.1e-6), "%zu: %.17g", v, got.loading[v]);
    }
    const double omega_1 = want(&omega, 0, "omega_1f_formula");
    CHECK(left_over(r, got.loading) < left_over(r, loading), "%.17g", left_over(r, got.loading));
    CHECK(near(omega_total(loading, K), omega_1, 1e-14), "got %.17g", omega_total(loading, K));
    CHECK(near(omega_total(got.loading, K), omega_1, 1e-7), "got %.17g",
          omega_total(got.loading, K));
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(adequate), TEST(one_factor)};
    if (!real_data_is_there())
        return 77;
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_data, close_data);
}
