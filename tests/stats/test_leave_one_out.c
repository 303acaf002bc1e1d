/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlation.h"
#include "stats/leave_one_out.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/law_schools.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 60 };

/* The law schools: without the first, r rises from .776 to .893 (Efron 1982, p. 10). */
static void published(void **state)
{
    (void)state;
    const struct leave_one_out law = leave_one_out(law_lsat, law_gpa, LAW_N);
    CHECK(law.n == 15 && law.high_row == 0 && law.low_row == 4, "got %zu", law.high_row);
    CHECK(near(law.high, 0.8929471456667631, 1e-13), "got %.17g", law.high);
    CHECK(near(law.low, 0.7313196657457859, 1e-13), "got %.17g", law.low);
    double x[ATTITUDE_N], y[ATTITUDE_N];
    attitude_column(0, x);
    attitude_column(5, y);
    const struct leave_one_out rating = leave_one_out(x, y, ATTITUDE_N);
    CHECK(rating.low_row == 5 && rating.high_row == 0, "got %zu", rating.low_row);
    CHECK(near(rating.low, -0.010544007997934429, 1e-13), "got %.17g", rating.low);
    CHECK(near(rating.high, 0.2999831433722406, 1e-13), "got %.17g", rating.high);
}

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[5], y[5];
        size_t want_n;
        double low, high;
        size_t low_row, high_row;
    } cases[] = {
        {"one unit makes it", 5, {1, 2, 1, 2, 99}, {1, 1, 2, 3, 99}, 5, 0.30151134457776363,
         0.9999524527461615, 4, 1},
        {"three rows",        3, {1, 2, 3},        {1, 3, 2},        3, -1, 1, 0, 1},
        {"only one varies x", 4, {1, 1, 1, 7},     {1, 2, 3, 4},     4, 0.75592894601845451, 0.94491118252306805, 1, 2},
        {"missing rows",      5, {NA, 1, 2, 3, 5}, {1, 1, 3, 2, NA}, 3, -1, 1, 1, 2},
        {"a line",            4, {1, 2, 3, 4},     {2, 4, 6, 8},     4, 1, 1, 0, 0},
        {"two rows",          2, {1, 2},           {2, 4},           2, NA, NA, 0, 0},
        {"does not vary",     4, {1, 1, 1, 1},     {2, 4, 6, 8},     4, NA, NA, 0, 0},
        {"nothing",           0, {0},              {0},              0, NA, NA, 0, 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct leave_one_out got = leave_one_out(cases[i].x, cases[i].y, cases[i].n);
        CHECK(got.n == cases[i].want_n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.low, cases[i].low, 1e-9) && got.low_row == cases[i].low_row,
              "%s: got %.17g without %zu", cases[i].name, got.low, got.low_row);
        CHECK(near(got.high, cases[i].high, 1e-9) && got.high_row == cases[i].high_row,
              "%s: got %.17g without %zu", cases[i].name, got.high, got.high_row);
    }
}

static void agrees_with_leaving_out(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("leave_one_out"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], without[LARGEST], low = MISSING, high = MISSING;
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        random_column(&r, nth / 6, y, n);
        if (n > 0 && nth % 5 == 0)
            x[0] = y[0] = 1e9;
        for (size_t left_out = 0; left_out < n; left_out++) {
            if (is_missing(x[left_out]) || is_missing(y[left_out]))
                continue;
            memcpy(without, x, n * sizeof *x);
            without[left_out] = MISSING;
            const double one = correlation_pearson(without, y, n, 0.95).value;
            low = fmin(low, one);
            high = fmax(high, one);
        }
        const struct leave_one_out got = leave_one_out(x, y, n);
        CHECK(got.n < 3 || (near(got.low, low, 1e-9) && near(got.high, high, 1e-9)),
              "case %zu: got %.17g, %.17g, want %.17g, %.17g", nth, got.low, got.high, low, high);
    }
}

/* Without a unit at both means, r is what it was: the range never excludes r then. */
static void a_unit_in_the_middle_changes_nothing(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("leave_one_out"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], mean_x = 0, mean_y = 0;
        for (size_t i = 0; i + 1 < LARGEST; i++) {
            x[i] = random_normal(&r);
            y[i] = random_normal(&r) + x[i];
            mean_x += x[i] / (LARGEST - 1);
            mean_y += y[i] / (LARGEST - 1);
        }
        x[LARGEST - 1] = mean_x;
        y[LARGEST - 1] = mean_y;
        const double all = correlation_pearson(x, y, LARGEST, 0.95).value;
        const struct leave_one_out got = leave_one_out(x, y, LARGEST);
        CHECK(got.low <= all + 1e-14 && all - 1e-14 <= got.high, "case %zu: %g not in %g, %g", nth,
              all, got.low, got.high);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(published), TEST(small_columns),
                                       TEST(agrees_with_leaving_out),
                                       TEST(a_unit_in_the_middle_changes_nothing)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
