/* SPDX-License-Identifier: GPL-3.0-or-later */

/* NIST Statistical Reference Datasets against their certified values. */

#include <gsl/gsl_errno.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/missing.h"
#include "stats/anova.h"
#include "stats/moments.h"
#include "stats/ols.h"
#include "tests/check.h"
#include "tests/stats/real_table.h"

static struct arena arena;
static json_t *certified;

static int open_data(void **state)
{
    (void)state;
    const char *path = arena_print(&arena, "%s/nist/certified.json", getenv("MOGNAD_DATA"));
    certified = path == NULL ? NULL : json_load_file(path, 0, NULL);
    return certified == NULL ? -1 : 0;
}

static int close_data(void **state)
{
    (void)state;
    json_decref(certified);
    arena_release(&arena);
    return 0;
}

static double certified_number(const json_t *set, const char *key)
{
    const char *text = json_string_value(json_object_get(set, key));
    return text == NULL ? MISSING : strtod(text, NULL);
}

static double *read_column(const struct table *t, size_t column)
{
    double *x = arena_array(&arena, t->n_rows, double);
    assert_non_null(x);
    for (size_t row = 0; row < t->n_rows; row++)
        x[row] = table_number(t, row, column);
    return x;
}

static void read_set(const char *name, struct table *t)
{
    const char *path = arena_print(&arena, "nist/csv/%s.csv", name);
    assert_non_null(path);
    assert_true(table_read(&arena, path, t));
}

/* NIST's measure: at least so many digits agree; of a certified 0, so many decimals. */
static bool to_digits(double got, double want, double digits)
{
    return fabs(got - want) < pow(10, -digits) * (want == 0 ? 1 : fabs(want));
}

static void univariate_sets(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        double sd_digits; /* 15 less what the size of the mean against the sd costs */
    } sets[] = {
        {"Lew", 14}, {"Lottery", 14}, {"Mavro", 12}, {"Michelso", 13}, {"PiDigits", 14},
        {"NumAcc1", 15}, {"NumAcc2", 14}, {"NumAcc3", 9},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(sets); i++) {
        struct table t;
        const json_t *set = json_object_get(certified, sets[i].name);
        read_set(sets[i].name, &t);
        const struct moments got = moments_of(read_column(&t, 0), t.n_rows);
        const double mean = certified_number(set, "mean");
        const double sd = certified_number(set, "sd_n_minus_1");
        CHECK(to_digits(got.mean, mean, 13.9), "%s: got %.17g", sets[i].name, got.mean);
        CHECK(to_digits(moments_sd(got), sd, sets[i].sd_digits - 0.1), "%s: got %.17g",
              sets[i].name, moments_sd(got));
    }
}

/* Powers of the only predictor, or the predictors as they are. */
static size_t read_predictors(const struct table *t, size_t degree, const double *x[])
{
    for (size_t v = 1; v < t->n_columns; v++)
        x[v - 1] = read_column(t, v);
    if (t->n_columns > 2)
        return t->n_columns - 1;
    for (size_t power = 1; power < degree; power++) {
        double *next = read_column(t, 1);
        for (size_t row = 0; row < t->n_rows; row++)
            next[row] *= x[power - 1][row];
        x[power] = next;
    }
    return degree;
}

static void regression_sets(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t degree;
        bool through_origin;
        double digits;
    } sets[] = {
        {"Norris", 1, false, 12}, {"Pontius", 2, false, 12}, {"NoInt1", 1, true, 13},
        {"NoInt2", 1, true, 13}, {"Longley", 0, false, 11}, {"Wampler1", 5, false, 9},
        {"Wampler2", 5, false, 12}, {"Wampler3", 5, false, 9},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(sets); i++) {
        struct table t;
        const double *x[6];
        struct ols fit;
        const char *name = sets[i].name;
        const json_t *set = json_object_get(certified, name);
        read_set(name, &t);
        const struct ols_model model = {
            .y = read_column(&t, 0),
            .x = x,
            .n = t.n_rows,
            .n_predictors = read_predictors(&t, sets[i].degree, x),
            .through_origin = sets[i].through_origin,
        };
        CHECK(ols_fit(model, &arena, &fit, NULL) == OK, "%s", name);
        for (size_t j = 0; j < fit.n_coefficients; j++) {
            char key[4];
            snprintf(key, sizeof key, "B%d", (int)j + sets[i].through_origin);
            const json_t *want = json_object_get(json_object_get(set, "coef"), key);
            const struct ols_coefficient got = fit.coefficient[j];
            CHECK(to_digits(got.estimate, certified_number(want, "estimate"), sets[i].digits),
                  "%s %s: got %.17g", name, key, got.estimate);
            CHECK(to_digits(got.se, certified_number(want, "se"), 8), "%s %s: got %.17g", name, key,
                  got.se);
        }
        const double residual_sd = certified_number(set, "residual_sd");
        CHECK(to_digits(fit.residual_sd, residual_sd, residual_sd == 0 ? 8 : sets[i].digits),
              "%s: got %.17g", name, fit.residual_sd);
        CHECK(to_digits(fit.r2, certified_number(set, "r_squared"), 13), "%s: got %.17g", name,
              fit.r2);
        CHECK((double)fit.df == certified_number(set, "df_residual"), "%s: got %zu", name, fit.df);
    }
}

/* Rows of a group follow each other. */
static size_t read_levels(const struct table *t, struct moments *level, size_t most)
{
    const double *group = read_column(t, 0), *y = read_column(t, 1);
    size_t n_levels = 0;
    for (size_t start = 0, end; start < t->n_rows; start = end) {
        for (end = start; end < t->n_rows && group[end] == group[start]; end++)
            ;
        assert_true(n_levels < most);
        level[n_levels++] = moments_of(y + start, end - start);
    }
    return n_levels;
}

static void analysis_of_variance_sets(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double digits;
    } sets[] = {
        {"SiRstv", 12}, {"SmLs01", 14}, {"SmLs02", 14}, {"SmLs03", 13},
        {"AtmWtAg", 8}, {"SmLs04", 9},  {"SmLs05", 9},  {"SmLs06", 9},
    };
    for (size_t i = 0; i < COUNT(sets); i++) {
        struct table t;
        struct moments level[9];
        const json_t *set = json_object_get(certified, sets[i].name);
        read_set(sets[i].name, &t);
        const struct anova_table got = anova_of(level, read_levels(&t, level, COUNT(level)));
        const double digits = sets[i].digits - 0.1;
        CHECK(to_digits(got.test.f, certified_number(set, "F"), digits), "%s: F %.17g",
              sets[i].name, got.test.f);
        CHECK(to_digits(got.r2, certified_number(set, "r_squared"), digits), "%s: R2 %.17g",
              sets[i].name, got.r2);
        CHECK(to_digits(got.ss_between, certified_number(set, "ss_between"), digits),
              "%s: between %.17g", sets[i].name, got.ss_between);
        CHECK(to_digits(got.ss_within, certified_number(set, "ss_within"), digits),
              "%s: within %.17g", sets[i].name, got.ss_within);
        CHECK(got.test.df1 == certified_number(set, "df_between"), "%s", sets[i].name);
        CHECK(got.test.df2 == certified_number(set, "df_within"), "%s", sets[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(univariate_sets), TEST(regression_sets),
                                       TEST(analysis_of_variance_sets)};
    if (!real_data_is_there())
        return 77;
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_data, close_data);
}
