/* SPDX-License-Identifier: GPL-3.0-or-later */

/* R's attitude against R 4.2 (cor.test, lm, p.adjust), car (vif) and psych 2.2.9 (describe, alpha,
   corr.test, partial.r). */

#include <gsl/gsl_errno.h>

#include "base/error.h"
#include "base/missing.h"
#include "stats/adjust.h"
#include "stats/correlations.h"
#include "stats/importance.h"
#include "stats/kendall.h"
#include "stats/ols.h"
#include "stats/partial.h"
#include "stats/reliability.h"
#include "stats/summary.h"
#include "tests/stats/real_attitude.h"

static void described(void **state)
{
    (void)state;
    struct table t;
    struct sort_room room;
    read_reference("attitude/describe_attitude.csv", &t);
    assert_int_equal(sort_room_get(&arena, N, &room, NULL), OK);
    for (size_t v = 0; v < K; v++) {
        double scratch[N];
        const struct summary s = summary_of(column[v], N, scratch, &room);
        CHECK(near(s.mean, want(&t, v, "mean"), 1e-14), "%zu: got %.17g", v, s.mean);
        CHECK(near(s.sd, want(&t, v, "sd"), 1e-14), "%zu: got %.17g", v, s.sd);
        CHECK(near(s.se, want(&t, v, "se"), 1e-14), "%zu: got %.17g", v, s.se);
        CHECK(near(s.median, want(&t, v, "median"), 1e-14), "%zu: got %.17g", v, s.median);
        CHECK(near(s.min, want(&t, v, "min"), 0), "%zu: got %.17g", v, s.min);
        CHECK(near(s.max, want(&t, v, "max"), 0), "%zu: got %.17g", v, s.max);
        /* psych prints type 3: g1 ((n - 1) / n)^1.5. */
        const double type_3 = s.skewness * (N - 2) / sqrt(N * (N - 1.0)) * pow((N - 1.0) / N, 1.5);
        CHECK(near(type_3, want(&t, v, "skew"), 1e-13), "%zu: got %.17g", v, type_3);
    }
}

static void reliable(void **state)
{
    (void)state;
    struct table total, dropped, items;
    struct comoments m;
    struct pairs pairs;
    read_reference("attitude/alpha_total.csv", &total);
    read_reference("attitude/alpha_if_dropped.csv", &dropped);
    read_reference("attitude/alpha_item_stats.csv", &items);
    assert_int_equal(comoments_get(&arena, K, &m, NULL), OK);
    assert_int_equal(pairs_get(&arena, K, &pairs, NULL), OK);
    comoments_add_columns(&m, columns, N);
    pairs_add_columns(&pairs, columns, N);
    const struct alpha a = cronbach_alpha(&m, 0.95);
    const double pairwise = cronbach_alpha_pairwise(&pairs).value;
    const double r = mean_inter_item_correlation(&m);
    CHECK(near(a.value, want(&total, 0, "raw_alpha"), 1e-14), "got %.17g", a.value);
    CHECK(near(a.low, want(&total, 0, "feldt_lower"), 1e-12), "got %.17g", a.low);
    CHECK(near(a.high, want(&total, 0, "feldt_upper"), 1e-12), "got %.17g", a.high);
    CHECK(near(pairwise, want(&total, 0, "raw_alpha"), 1e-14), "got %.17g", pairwise);
    CHECK(near(r, want(&total, 0, "average_r"), 1e-14), "got %.17g", r);
    for (size_t v = 0; v < K; v++) {
        const struct item_fit fit = item_fit(&m, v);
        CHECK(near(fit.r_rest, want(&items, v, "r.drop"), 1e-13), "%zu: got %.17g", v, fit.r_rest);
        CHECK(near(fit.alpha_if_dropped, want(&dropped, v, "raw_alpha"), 1e-13), "%zu: got %.17g",
              v, fit.alpha_if_dropped);
    }
}

/* psych's table of pairs against the matrix. */
static void check_pairs(const char *path, enum correlation_kind kind)
{
    struct table t;
    struct correlation matrix[K * K];
    read_reference(path, &t);
    assert_int_equal(t.n_rows, K * (K - 1) / 2);
    assert_int_equal(
        correlation_matrix((struct correlation_request){columns, N, K, kind, 0.95}, matrix, NULL),
        OK);
    for (size_t row = 0; row < t.n_rows; row++) {
        const size_t x = table_column(&data, table_text(&t, row, table_column(&t, "x")));
        const size_t y = table_column(&data, table_text(&t, row, table_column(&t, "y")));
        const struct correlation got = matrix[x * K + y];
        CHECK(near(got.value, want(&t, row, "r"), 1e-14), "%s:%zu: got %.17g", path, row + 2,
              got.value);
        CHECK(near(got.p, want(&t, row, "p_raw"), 1e-13), "%s:%zu: got %.17g", path, row + 2,
              got.p);
        CHECK(near(got.low, want(&t, row, "ci_lower"), 1e-13), "%s:%zu: got %.17g", path, row + 2,
              got.low);
        CHECK(near(got.high, want(&t, row, "ci_upper"), 1e-13), "%s:%zu: got %.17g", path, row + 2,
              got.high);
    }
}

static void correlated(void **state)
{
    (void)state;
    check_pairs("attitude/corr_test_attitude_pearson.csv", CORRELATION_PEARSON);
    check_pairs("attitude/corr_test_attitude_spearman.csv", CORRELATION_SPEARMAN);
}

/* The p of every pair in psych's table, in its order, adjusted as R's p.adjust has them. */
static void check_adjusted(const char *path)
{
    struct table t;
    struct sort_room room;
    double p[K * (K - 1) / 2], holm[COUNT(p)], bh[COUNT(p)];
    read_reference(path, &t);
    assert_int_equal(sort_room_get(&arena, COUNT(p), &room, NULL), OK);
    for (size_t row = 0; row < COUNT(p); row++)
        p[row] = want(&t, row, "p_raw");
    adjust_p(ADJUST_HOLM, p, COUNT(p), holm, &room);
    adjust_p(ADJUST_BH, p, COUNT(p), bh, &room);
    for (size_t row = 0; row < COUNT(p); row++) {
        CHECK(fabs(holm[row] / want(&t, row, "p_holm") - 1) < 1e-13, "%s:%zu: got %.17g", path,
              row + 2, holm[row]);
        CHECK(fabs(bh[row] / want(&t, row, "p_BH") - 1) < 1e-13, "%s:%zu: got %.17g", path, row + 2,
              bh[row]);
    }
}

static void adjusted(void **state)
{
    (void)state;
    check_adjusted("attitude/corr_test_attitude_pearson.csv");
    check_adjusted("attitude/corr_test_attitude_spearman.csv");
    check_adjusted("attitude/corr_test_attitude_kendall.csv");
}

/* Of psych's table for Kendall only the coefficients: its p and intervals are those of an r. */
static void check_kendall(void)
{
    struct table t;
    read_reference("attitude/corr_test_attitude_kendall.csv", &t);
    for (size_t row = 0; row < t.n_rows; row++) {
        struct kendall got;
        const size_t x = table_column(&data, table_text(&t, row, table_column(&t, "x")));
        const size_t y = table_column(&data, table_text(&t, row, table_column(&t, "y")));
        assert_int_equal(kendall_of(column[x], column[y], N, &got, NULL), OK);
        CHECK(near(got.value, want(&t, row, "r"), 1e-14), "%zu: got %.17g", row, got.value);
    }
}

static void check_cor_test(const struct table *t, size_t row)
{
    const char *method = table_text(t, row, 0);
    const double *x = column[table_column(&data, table_text(t, row, 1))];
    const double *y = column[table_column(&data, table_text(t, row, 2))];
    double value = MISSING, p = MISSING;
    if (strcmp(method, "kendall") == 0) {
        struct kendall k;
        assert_int_equal(kendall_of(x, y, N, &k, NULL), OK);
        CHECK(near(k.z, want(t, row, "statistic"), 1e-13), "%zu: got %.17g", row, k.z);
        value = k.value;
        p = k.p;
    } else if (strcmp(method, "pearson") == 0) {
        const struct correlation r = correlation_pearson(x, y, N, 0.95);
        CHECK(near(r.low, want(t, row, "ci_l"), 1e-13), "%zu: got %.17g", row, r.low);
        CHECK(near(r.high, want(t, row, "ci_u"), 1e-13), "%zu: got %.17g", row, r.high);
        value = r.value;
        p = r.p;
    } else {
        struct spearman_room room;
        assert_int_equal(spearman_room_get(&arena, N, &room, NULL), OK);
        const struct correlation r = correlation_spearman(x, y, N, 0.95, &room);
        value = r.value;
        p = r.p;
    }
    CHECK(near(value, want(t, row, "estimate"), 1e-14), "%s %zu: got %.17g", method, row, value);
    CHECK(fabs(p / want(t, row, "p") - 1) < 1e-11, "%s %zu: got %.17g", method, row, p);
}

static void tested_by_cor_test(void **state)
{
    (void)state;
    struct table t;
    check_kendall();
    read_reference("attitude/cor_test_base_attitude.csv", &t);
    assert_true(t.n_rows > K);
    for (size_t row = 0; row < t.n_rows; row++)
        check_cor_test(&t, row);
}

static void partially_correlated(void **state)
{
    (void)state;
    struct table t;
    read_reference("attitude/partial_corr_attitude.csv", &t);
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++) {
            const double *others[K];
            struct partial got;
            size_t n_others = 0;
            for (size_t v = 0; v < K; v++)
                if (v != i && v != j)
                    others[n_others++] = column[v];
            const struct partial_model model = {column[i], column[j], others, N, n_others, 0.95};
            assert_int_equal(partial_correlation(model, &got, NULL), OK);
            CHECK(near(got.r.value, table_number(&t, i, j + 1), 1e-13), "%zu, %zu: got %.17g", i, j,
                  got.r.value);
        }
}

static void regressed(void **state)
{
    (void)state;
    struct table coefficients, fit;
    struct ols ols;
    read_reference("attitude/lm_attitude_coef.csv", &coefficients);
    read_reference("attitude/lm_attitude_fit.csv", &fit);
    const struct ols_model model = {
        .y = column[0], .x = columns + 1, .n = N, .n_predictors = K - 1};
    assert_int_equal(ols_fit(model, &arena, &ols, NULL), OK);
    for (size_t j = 0; j < K; j++) {
        const struct ols_coefficient c = ols.coefficient[j];
        CHECK(near(c.estimate, want(&coefficients, j, "Estimate"), 1e-12), "%zu: %.17g", j,
              c.estimate);
        CHECK(near(c.se, want(&coefficients, j, "Std. Error"), 1e-12), "%zu: %.17g", j, c.se);
        CHECK(near(c.t, want(&coefficients, j, "t value"), 1e-12), "%zu: %.17g", j, c.t);
        CHECK(near(c.p, want(&coefficients, j, "Pr(>|t|)"), 1e-12), "%zu: %.17g", j, c.p);
        CHECK(near(c.low, want(&coefficients, j, "2.5 %"), 1e-12), "%zu: %.17g", j, c.low);
        CHECK(near(c.high, want(&coefficients, j, "97.5 %"), 1e-12), "%zu: %.17g", j, c.high);
    }
    CHECK(near(ols.r2, want(&fit, 0, "r2"), 1e-13), "got %.17g", ols.r2);
    CHECK(near(ols.r2_adjusted, want(&fit, 0, "adj_r2"), 1e-13), "got %.17g", ols.r2_adjusted);
    CHECK(near(ols.residual_sd, want(&fit, 0, "sigma"), 1e-13), "got %.17g", ols.residual_sd);
}

static void inflated(void **state)
{
    (void)state;
    struct table t;
    struct importance got[K - 1];
    read_reference("attitude/lm_attitude_vif.csv", &t);
    assert_int_equal(t.n_rows, K - 1);
    const struct ols_model model = {
        .y = column[0], .x = columns + 1, .n = N, .n_predictors = K - 1};
    assert_int_equal(importance_of(&model, &arena, got, NULL), OK);
    for (size_t j = 0; j < K - 1; j++)
        CHECK(near(got[j].vif, want(&t, j, "vif"), 1e-13), "%zu: got %.17g", j, got[j].vif);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(described),          TEST(reliable),
                                       TEST(correlated),         TEST(adjusted),
                                       TEST(tested_by_cor_test), TEST(partially_correlated),
                                       TEST(regressed),          TEST(inflated)};
    if (!real_data_is_there())
        return 77;
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_data, close_data);
}
