/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/paired.h"
#include "stats/welch.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"
#include "tests/stats/sleep.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

enum { LARGEST = 60 };

/* R 4.2.2: t.test(second, first, paired = TRUE), datasets::sleep; "Student" (1908) has the mean
   1.58 in his table. */
static void student_sleep(void **state)
{
    (void)state;
    double d[10];
    for (size_t i = 0; i < 10; i++)
        d[i] = sleep_second[i] - sleep_first[i];
    const struct paired a = paired_t(moments_of(d, 10), 0.95);
    CHECK(a.n == 10 && a.df == 9, "%zu, %g", a.n, a.df);
    CHECK(near(a.change, 1.58, 1e-14), "%.17g", a.change);
    CHECK(near(a.se, 0.38895872388839520, 1e-13), "%.17g", a.se);
    CHECK(near(a.t, 4.0621276833820366, 1e-13), "%.17g", a.t);
    CHECK(near(a.low, 0.70011423672301754, 1e-12), "%.17g", a.low);
    CHECK(near(a.high, 2.4598857632769824, 1e-12), "%.17g", a.high);
    CHECK(near(a.p, 0.0028328901973842702, 1e-12), "%.17g", a.p);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct moments d;
        bool has_change, has_se, has_test;
    } cases[] = {
        {"no pair", {0}, false, false, false},
        {"one pair", {1, 3, 0}, true, false, false},
        {"all changed alike", {4, 3, 0}, true, true, false},
        {"two pairs", {2, 3, 2}, true, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct paired a = paired_t(cases[i].d, 0.95);
        CHECK(isfinite(a.change) == cases[i].has_change, "%s: %g", cases[i].name, a.change);
        CHECK(isfinite(a.se) == cases[i].has_se, "%s: %g", cases[i].name, a.se);
        CHECK(isfinite(a.p) == cases[i].has_test && isfinite(a.low) == cases[i].has_test,
              "%s: %g, %g", cases[i].name, a.p, a.low);
    }
}

/* The textbook's sums over the pairs, and GSL's tail. */
static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("paired"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], d[LARGEST];
        random_column(&r, nth, x, LARGEST);
        const size_t n = present(x, LARGEST, d);
        double mean = 0, squares = 0;
        for (size_t i = 0; i < n; i++)
            mean += d[i] / (double)n;
        for (size_t i = 0; i < n; i++)
            squares += (d[i] - mean) * (d[i] - mean);
        const double df = (double)n - 1, t = mean / sqrt(squares / df / (double)n);
        const struct paired a = paired_t(moments_of(x, LARGEST), 0.95);
        CHECK(near(a.t, t, 1e-9), "case %zu: %.17g, %.17g", nth, a.t, t);
        CHECK(near(a.p, 2 * gsl_cdf_tdist_Q(fabs(t), df), 1e-9), "case %zu: %.17g", nth, a.p);
    }
}

/* Forth and back: the same change with the other sign, as sure. */
static void time_may_run_backwards(void **state)
{
    (void)state;
    double d[10], back[10];
    for (size_t i = 0; i < 10; i++) {
        d[i] = sleep_second[i] - sleep_first[i];
        back[i] = -d[i];
    }
    const struct paired a = paired_t(moments_of(d, 10), 0.9),
                        b = paired_t(moments_of(back, 10), 0.9);
    CHECK(a.change == -b.change && near(a.p, b.p, 1e-15), "%g, %g", a.change, b.change);
    CHECK(near(a.low, -b.high, 1e-15) && near(a.high, -b.low, 1e-15), "%g, %g", a.low, b.high);
}

/* What the units have in common does not blur their change: never wider than as two groups when
   they go together. */
static void pairs_that_go_together_are_surer_than_groups(void **state)
{
    (void)state;
    double d[10];
    for (size_t i = 0; i < 10; i++)
        d[i] = sleep_second[i] - sleep_first[i];
    const struct welch w =
        welch_t(moments_of(sleep_second, 10), moments_of(sleep_first, 10), 0, 0.95);
    const struct paired a = paired_t(moments_of(d, 10), 0.95);
    CHECK(near(a.change, w.difference, 1e-14) && a.se < w.se, "%g, %g", a.se, w.se);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(student_sleep),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_textbook),
        TEST(time_may_run_backwards),
        TEST(pairs_that_go_together_are_surer_than_groups),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
