/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/anova.h"
#include "stats/distribution.h"
#include "stats/welch.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"
#include "tests/stats/sleep.h"

#include <gsl/gsl_errno.h>

enum { LARGEST = 60 };

/* R 4.2.2: t.test(extra ~ group, datasets::sleep), and with mu = -1 and one side */
static void student_sleep(void **state)
{
    (void)state;
    const struct moments a = moments_of(sleep_first, 10), b = moments_of(sleep_second, 10);
    const struct welch w = welch_t(a, b, 0, 0.95), moved = welch_t(a, b, -1, 0.95);
    CHECK(near(w.difference, 0.75 - 2.33, 1e-14), "%.17g", w.difference);
    CHECK(near(w.se, 0.84909101723876201, 1e-13), "%.17g", w.se);
    CHECK(near(w.df, 17.776473516178498, 1e-13), "%.17g", w.df);
    CHECK(near(w.t, -1.8608134674868531, 1e-13), "%.17g", w.t);
    CHECK(near(w.low, -3.3654832307117104, 1e-13), "%.17g", w.low);
    CHECK(near(w.high, 0.20548323071171018, 1e-12), "%.17g", w.high);
    CHECK(near(w.p, 0.079394140187358173, 1e-13), "%.17g", w.p);
    CHECK(near(moved.p_greater, 0.74831981144098181, 1e-13), "%.17g", moved.p_greater);
    CHECK(near(moved.p_less, 0.25168018855901819, 1e-13), "%.17g", moved.p_less);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct moments a, b;
        bool has_difference, has_se, has_test;
    } cases[] = {
        {"an empty group",  {0},       {5, 1, 2}, false, false, false},
        {"a group of one",  {1, 3, 0}, {5, 1, 2}, true,  false, false},
        {"neither varies",  {4, 3, 0}, {5, 1, 0}, true,  true,  false},
        {"one varies",      {4, 3, 0}, {5, 1, 2}, true,  true,  true},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct welch w = welch_t(cases[i].a, cases[i].b, 0, 0.95);
        CHECK(isfinite(w.difference) == cases[i].has_difference, "%s", cases[i].name);
        CHECK(isfinite(w.se) == cases[i].has_se, "%s: %g", cases[i].name, w.se);
        CHECK(isfinite(w.t) == cases[i].has_test, "%s: %g", cases[i].name, w.t);
        CHECK(isfinite(w.p) == cases[i].has_test && isfinite(w.low) == cases[i].has_test, "%s: %g",
              cases[i].name, w.p);
    }
}

/* Of two levels, Welch's analysis of variance is the square of his t, on the same degrees of
   freedom: two formulas of different papers. */
static void agrees_with_the_analysis_of_variance(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("welch"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[2][LARGEST];
        struct moments level[2];
        for (size_t i = 0; i < 2; i++) {
            random_column(&r, 1 + 2 * nth, x[i], LARGEST);
            level[i] = moments_of(x[i], 3 + random_below(&r, LARGEST - 2));
        }
        const struct welch w = welch_t(level[0], level[1], 0, 0.95);
        const struct anova a = anova_welch(level, 2);
        CHECK(near(w.t * w.t, a.f, 1e-9), "case %zu: %.17g, %.17g", nth, w.t * w.t, a.f);
        CHECK(near(w.df, a.df2, 1e-9), "case %zu: %.17g, %.17g", nth, w.df, a.df2);
        CHECK(near(w.p, a.p, 1e-9), "case %zu: %.17g, %.17g", nth, w.p, a.p);
    }
}

static void groups_may_change_places(void **state)
{
    (void)state;
    const struct moments a = moments_of(sleep_first, 10), b = moments_of(sleep_second, 7);
    const struct welch there = welch_t(a, b, -1, 0.9), back = welch_t(b, a, 1, 0.9);
    CHECK(near(there.difference, -back.difference, 0), "%g", there.difference);
    CHECK(near(there.low, -back.high, 1e-14), "%g", there.low);
    CHECK(near(there.p_greater, back.p_less, 1e-14), "%g", there.p_greater);
    CHECK(near(there.p_greater + there.p_less, 1, 1e-14), "%g", there.p_greater);
    CHECK(near(there.p, back.p, 1e-14), "%g", there.p);
}

/* The interval ends where the test at that place is at its limit. */
static void interval_and_test_agree(void **state)
{
    (void)state;
    const struct moments a = moments_of(sleep_first, 10), b = moments_of(sleep_second, 7);
    const struct welch w = welch_t(a, b, 0, 0.95);
    CHECK(near(welch_t(a, b, w.low, 0.95).p_greater, 0.025, 1e-10), "low");
    CHECK(near(welch_t(a, b, w.high, 0.95).p_less, 0.025, 1e-10), "high");
}

/* Half as many effective values: a standard error larger by the root of 2. */
static void fewer_effective_values_say_less(void **state)
{
    (void)state;
    const struct welch_side a = {5, 4, 30}, b = {3, 9, 20};
    const struct welch all = welch_of(a, b, 0, 0.95);
    const struct welch half =
        welch_of((struct welch_side){5, 4, 15}, (struct welch_side){3, 9, 10}, 0, 0.95);
    CHECK(near(half.se, all.se * sqrt(2), 1e-14), "%.17g, %.17g", half.se, all.se);
    CHECK(half.p > all.p && half.high > all.high, "%g, %g", half.p, all.p);
    const struct welch one = welch_of((struct welch_side){5, 4, 1}, b, 0, 0.95);
    CHECK(one.difference == 2 && is_missing(one.p), "one effective value: %g", one.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(student_sleep),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_analysis_of_variance),
        TEST(groups_may_change_places),
        TEST(interval_and_test_agree),
        TEST(fewer_effective_values_say_less),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
