/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ASEM Sustainable Connectivity, every stage against COINr 1.1.14. */

#include <gsl/gsl_errno.h>

#include "base/error.h"
#include "base/missing.h"
#include "stats/correlations.h"
#include "stats/kendall.h"
#include "stats/rank.h"
#include "stats/reliability.h"
#include "stats/summary.h"
#include "stats/weights.h"
#include "tests/check.h"
#include "tests/stats/real_asem_tree.h"

static struct asem asem;
static const struct node *const node = asem.node;

static int compute(void **state)
{
    (void)state;
    return asem_compute(&asem) ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    arena_release(&asem.arena);
    return 0;
}

static void read_reference(const char *name, struct table *t)
{
    const char *path = arena_print(&asem.arena, "asem/expected/%s.csv", name);
    assert_non_null(path);
    assert_true(table_read(&asem.arena, path, t));
}

/* Our position of a unit that the reference lists in another order. */
static size_t our_unit(const struct table *t, size_t row)
{
    const size_t unit =
        table_row(&asem.answers, table_column(&asem.answers, "uCode"), table_text(t, row, 0));
    assert_true(unit < UNITS);
    return unit;
}

static void check_stage(const char *name, enum stage stage)
{
    struct table t;
    read_reference(name, &t);
    assert_int_equal(t.n_rows, UNITS);
    for (size_t column = 1; column < t.n_columns; column++) {
        const size_t i = asem_node(&asem, t.cell[column]);
        assert_true(i < NODES);
        for (size_t row = 0; row < UNITS; row++) {
            const double got = node[i].column[stage][our_unit(&t, row)];
            const double want = table_number(&t, row, column);
            const bool both_or_none = is_missing(got) == is_missing(want);
            CHECK(both_or_none && !(fabs(got - want) > 1e-12 * fabs(want) + 1e-14),
                  "%s: %s of %s: got %.17g, want %.17g", name, node[i].code, table_text(&t, row, 0),
                  got, want);
        }
    }
}

static void every_stage(void **state)
{
    (void)state;
    check_stage("stage_denominated", DENOMINATED);
    check_stage("stage_imputed", IMPUTED);
    check_stage("stage_treated", TREATED);
    check_stage("stage_normalised", NORMALISED);
    check_stage("stage_aggregated", NORMALISED);
}

static void what_treatment_did(void **state)
{
    (void)state;
    struct table t, points;
    read_reference("treat_details", &t);
    read_reference("treat_points", &points);
    const size_t n_win = table_column(&t, "winsorise.nwin");
    const size_t skew_0 = table_column(&t, "check_SkewKurt0.Skew");
    const size_t kurt_0 = table_column(&t, "check_SkewKurt0.Kurt");
    const size_t skew_1 = table_column(&t, "check_SkewKurt1.Skew");
    const size_t kurt_1 = table_column(&t, "check_SkewKurt1.Kurt");
    assert_int_equal(t.n_rows, INDICATORS);
    for (size_t row = 0; row < t.n_rows; row++) {
        const char *code = table_text(&t, row, 0);
        const struct treated got = node[asem_node(&asem, code)].treated;
        const bool is_moved = got.n_high + got.n_low > 0;
        size_t high = 0, low = 0;
        for (size_t unit = 0; unit < UNITS; unit++) {
            const char *point = table_text(&points, unit, table_column(&points, code));
            high += strcmp(point, "winhi") == 0;
            low += strcmp(point, "winlo") == 0;
        }
        CHECK(got.n_high == high && got.n_low == low && !got.is_log, "%s: got %zu, %zu", code,
              got.n_high, got.n_low);
        CHECK((double)(high + low) == (is_moved ? table_number(&t, row, n_win) : 0), "%s", code);
        CHECK(near(got.skewness_before, table_number(&t, row, skew_0), 1e-12), "%s: got %.17g",
              code, got.skewness_before);
        CHECK(near(got.kurtosis_before, table_number(&t, row, kurt_0), 1e-12), "%s: got %.17g",
              code, got.kurtosis_before);
        if (!is_moved)
            continue;
        CHECK(near(got.skewness, table_number(&t, row, skew_1), 1e-12), "%s: got %.17g", code,
              got.skewness);
        CHECK(near(got.kurtosis, table_number(&t, row, kurt_1), 1e-12), "%s: got %.17g", code,
              got.kurtosis);
    }
}

static void raw_columns_described(void **state)
{
    (void)state;
    struct table t;
    struct sort_room room;
    read_reference("stats_raw", &t);
    assert_int_equal(sort_room_get(&asem.arena, UNITS, &room, NULL), OK);
    for (size_t row = 0; row < t.n_rows; row++) {
        const char *code = table_text(&t, row, 0);
        double scratch[UNITS];
        const struct summary s =
            summary_of(node[asem_node(&asem, code)].column[RAW], UNITS, scratch, &room);
        const double got[] = {s.min, s.max, s.mean, s.median, s.sd, s.skewness, s.kurtosis};
        for (size_t k = 0; k < COUNT(got); k++)
            CHECK(near(got[k], table_number(&t, row, k + 1), 1e-12), "%s: %s %.17g", code,
                  t.cell[k + 1], got[k]);
        CHECK((double)s.n == table_number(&t, row, table_column(&t, "N.Avail")), "%s: %zu", code,
              s.n);
    }
}

static void ranks(void **state)
{
    (void)state;
    struct table t;
    struct sort_room room;
    read_reference("results_ranks_aggs", &t);
    assert_int_equal(sort_room_get(&asem.arena, UNITS, &room, NULL), OK);
    for (size_t column = 1; column < t.n_columns; column++) {
        double rank[UNITS];
        rank_descending(node[asem_node(&asem, t.cell[column])].column[NORMALISED], UNITS, rank,
                        &room);
        for (size_t row = 0; row < UNITS; row++)
            CHECK(rank[our_unit(&t, row)] == table_number(&t, row, column), "%s of %s: got %g",
                  t.cell[column], table_text(&t, row, 0), rank[our_unit(&t, row)]);
    }
}

static bool is_below(size_t i, size_t above)
{
    while (i != WEIGHTS_ROOT && i != above)
        i = node[i].parent;
    return i == above;
}

/* The indicators below a node, at a stage; returns how many. */
static size_t indicators_below(size_t above, enum stage stage, const double *columns[INDICATORS])
{
    size_t n = 0;
    for (size_t i = 0; i < INDICATORS; i++)
        if (is_below(i, above))
            columns[n++] = node[i].column[stage];
    return n;
}

static struct alpha complete_alpha(const double *const *columns, size_t k)
{
    struct comoments m;
    assert_int_equal(comoments_get(&asem.arena, k, &m, NULL), OK);
    comoments_add_columns(&m, columns, UNITS);
    return cronbach_alpha(&m, 0.95);
}

static double pairwise_alpha(const double *const *columns, size_t k)
{
    struct pairs pairs;
    assert_int_equal(pairs_get(&asem.arena, k, &pairs, NULL), OK);
    pairs_add_columns(&pairs, columns, UNITS);
    return cronbach_alpha_pairwise(&pairs).value;
}

static void alpha_of_indicators(void **state)
{
    (void)state;
    struct table t;
    read_reference("cronbach", &t);
    for (size_t row = 0; row < t.n_rows; row++) {
        const double *columns[INDICATORS];
        const char *set = table_text(&t, row, 0), *group = table_text(&t, row, 2);
        const enum stage stage = strcmp(set, "Raw") == 0       ? RAW
                                 : strcmp(set, "Imputed") == 0 ? IMPUTED
                                                               : NORMALISED;
        const size_t k = indicators_below(asem_node(&asem, group), stage, columns);
        const struct alpha a = complete_alpha(columns, k);
        const double pairwise = pairwise_alpha(columns, k);
        CHECK((double)k == table_number(&t, row, 3), "%s %s: got %zu", set, group, k);
        CHECK(near(pairwise, table_number(&t, row, 4), 1e-12), "%s %s: got %.17g", set, group,
              pairwise);
        CHECK(near(a.value, table_number(&t, row, 5), 1e-12), "%s %s: got %.17g", set, group,
              a.value);
        CHECK((double)a.n_used == table_number(&t, row, 6), "%s %s: got %zu", set, group, a.n_used);
    }
}

static void alpha_of_aggregates(void **state)
{
    (void)state;
    struct table t;
    read_reference("cronbach_aggs", &t);
    for (size_t row = 0; row < t.n_rows; row++) {
        const double *columns[NODES];
        size_t k = 0;
        for (size_t i = INDICATORS; i < NODES; i++)
            if (strcmp(asem_meta(&asem, i, "Level"), table_text(&t, row, 0)) == 0)
                columns[k++] = node[i].column[NORMALISED];
        const double got = complete_alpha(columns, k).value;
        CHECK(near(got, table_number(&t, row, 2), 1e-12), "%s: got %.17g", table_text(&t, row, 1),
              got);
    }
}

/* R's cor.test gives exact p for Spearman at n = 51; ours are the t approximation and are not
   compared. */
static void check_correlations(const char *r_name, const char *p_name, enum correlation_kind kind)
{
    struct table r, p;
    const double *columns[NODES - INDICATORS];
    struct correlation got[COUNT(columns) * COUNT(columns)];
    const size_t k = COUNT(columns);
    read_reference(r_name, &r);
    read_reference(p_name, &p);
    assert_int_equal(r.n_rows, k);
    for (size_t v = 0; v < k; v++)
        columns[v] = node[asem_node(&asem, table_text(&r, v, 0))].column[NORMALISED];
    const struct correlation_request request = {columns, UNITS, k, kind, 0.95};
    assert_int_equal(correlation_matrix(request, got, NULL), OK);
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            const struct correlation c = got[i * k + j];
            CHECK(near(c.value, table_number(&r, i, j + 1), 1e-13), "%s %zu, %zu: got %.17g",
                  r_name, i, j, c.value);
            if (kind == CORRELATION_PEARSON)
                CHECK(near(c.p, table_number(&p, i, j + 1), 1e-12), "%s %zu, %zu: got %.17g",
                      p_name, i, j, c.p);
        }
}

/* Without ties and from 50 units on, p is that of z in both. */
static void check_kendall(void)
{
    enum { K = NODES - INDICATORS };
    struct table tau, p;
    const double *columns[K];
    static struct kendall got[K * K];
    read_reference("corr_aggs_kendall", &tau);
    read_reference("corr_aggs_pval_kendall", &p);
    assert_int_equal(tau.n_rows, K);
    for (size_t v = 0; v < K; v++)
        columns[v] = node[asem_node(&asem, table_text(&tau, v, 0))].column[NORMALISED];
    assert_int_equal(kendall_matrix(columns, UNITS, K, got, NULL), OK);
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++) {
            const struct kendall k = got[i * K + j];
            CHECK(near(k.value, table_number(&tau, i, j + 1), 1e-14), "%zu, %zu: got %.17g", i, j,
                  k.value);
            if (i != j)
                CHECK(fabs(k.p / table_number(&p, i, j + 1) - 1) < 1e-10, "%zu, %zu: got %.17g", i,
                      j, k.p);
        }
}

static void correlations_of_aggregates(void **state)
{
    (void)state;
    check_kendall();
    check_correlations("corr_aggs_pearson", "corr_aggs_pval_pearson", CORRELATION_PEARSON);
    check_correlations("corr_aggs_spearman", "corr_aggs_pval_spearman", CORRELATION_SPEARMAN);
}

static void effective_weights(void **state)
{
    (void)state;
    struct table t;
    double weight[NODES], effective[NODES];
    size_t parent[NODES];
    read_reference("eff_weights", &t);
    for (size_t i = 0; i < NODES; i++) {
        weight[i] = node[i].weight;
        parent[i] = node[i].parent;
    }
    weights_effective(weight, parent, NODES, effective);
    assert_int_equal(t.n_rows, NODES);
    for (size_t row = 0; row < t.n_rows; row++) {
        const double got = effective[asem_node(&asem, table_text(&t, row, 0))];
        CHECK(near(got, table_number(&t, row, 3), 1e-15), "%s: got %.17g", table_text(&t, row, 0),
              got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_stage),
        TEST(what_treatment_did),
        TEST(raw_columns_described),
        TEST(ranks),
        TEST(alpha_of_indicators),
        TEST(alpha_of_aggregates),
        TEST(correlations_of_aggregates),
        TEST(effective_weights),
    };
    if (!real_data_is_there())
        return 77;
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, compute, release);
}
