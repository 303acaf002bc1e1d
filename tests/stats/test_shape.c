/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/shape.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

static struct shape shape_of(const double *x, size_t n)
{
    struct shape s = {0};
    shape_add_block(&s, x, n);
    return s;
}

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[30];
        double skewness, kurtosis, tolerance;
    } cases[] = {
        {"Excel's help on SKEW and KURT", 10, {3, 4, 5, 2, 3, 4, 5, 6, 4, 7},
         0.359543071, -0.151799637, 1e-9},
        /* R's attitude$rating; psych::describe prints type 3: -0.35792491, -0.76619443 */
        {"attitude: rating", 30,
         {43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77,
          81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48, 85, 82},
         -0.39671480532521508, -0.49460977325152145, 1e-13},
        {"symmetric",           5, {-2, -1, 0, 1, 2},  0,  -1.2, 1e-15},
        {"nothing",             0, {0},               NA,  NA,   0},
        {"two values",          2, {1, 2},            NA,  NA,   0},
        {"three values",        3, {1, 2, 4},         0.93521952958282351, NA, 1e-14},
        {"does not vary",       5, {0.1, 0.1, 0.1, 0.1, 0.1}, NA, NA, 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct shape s = shape_of(cases[i].x, cases[i].n);
        const double skewness = shape_skewness(s), kurtosis = shape_kurtosis(s);
        CHECK(near(skewness, cases[i].skewness, cases[i].tolerance), "%s: got %.17g", cases[i].name,
              skewness);
        CHECK(near(kurtosis, cases[i].kurtosis, cases[i].tolerance), "%s: got %.17g", cases[i].name,
              kurtosis);
    }
}

/* Excel's own formulas, as its help gives them: sums of ((x - mean) / s)^3 and ^4. */
static void slow_shape(const double *x, size_t n, double *skewness, double *kurtosis)
{
    long double mean = 0, squares = 0, third = 0, fourth = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (long double)n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    const long double s = sqrtl(squares / (n - 1.0L)), m = n;
    for (size_t i = 0; i < n; i++) {
        third += powl((x[i] - mean) / s, 3);
        fourth += powl((x[i] - mean) / s, 4);
    }
    *skewness = (double)(m / ((m - 1) * (m - 2)) * third);
    *kurtosis = (double)(m * (m + 1) / ((m - 1) * (m - 2) * (m - 3)) * fourth -
                         3 * (m - 1) * (m - 1) / ((m - 2) * (m - 3)));
}

static void agrees_with_the_textbook_whole_and_in_parts(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("shape"));
    static double x[3000], seen[3000];
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = 10 + random_below(&r, nth % 10 == 0 ? COUNT(x) - 10 : 40);
        random_column(&r, nth, x, n);
        const size_t n_seen = present(x, n, seen), cut = random_below(&r, n_seen + 1);
        const struct shape whole = shape_of(seen, n_seen);
        if (whole.n < 4 || whole.m2 == 0)
            continue;
        const struct shape parts =
            shape_merge(shape_of(seen, cut), shape_of(seen + cut, n_seen - cut));
        double skewness, kurtosis;
        slow_shape(seen, n_seen, &skewness, &kurtosis);
        CHECK(near(shape_skewness(whole), skewness, 1e-8), "case %zu", nth);
        CHECK(near(shape_kurtosis(whole), kurtosis, 1e-8), "case %zu", nth);
        CHECK(near(shape_skewness(parts), skewness, 1e-8), "case %zu", nth);
        CHECK(near(shape_kurtosis(parts), kurtosis, 1e-8), "case %zu", nth);
        CHECK(near(moments_sd(shape_moments(whole)), moments_sd(moments_of(seen, n_seen)), 1e-9),
              "case %zu", nth);
    }
}

static void counts_stand_for_repetition(void **state)
{
    (void)state;
    const double written_out[] = {1, 1, 1, 2, 5, 5};
    struct shape s = {0};
    shape_add_times(&s, 1, 3);
    shape_add_times(&s, 2, 1);
    shape_add_times(&s, 3, 0);
    shape_add_times(&s, 5, 2);
    const struct shape want = shape_of(written_out, COUNT(written_out));
    CHECK(s.n == 6, "got %zu", s.n);
    CHECK(near(shape_skewness(s), shape_skewness(want), 1e-14), "%g", shape_skewness(s));
    CHECK(near(shape_kurtosis(s), shape_kurtosis(want), 1e-14), "%g", shape_kurtosis(s));
}

static void turning_a_column_turns_its_skewness(void **state)
{
    (void)state;
    const double raw[] = {1, 2, 4, 8, 16, 9}, turned[] = {9, 8, 6, 2, -6, 1}; /* 10 - raw */
    const struct shape a = shape_of(raw, 6), b = shape_of(turned, 6);
    CHECK(near(shape_skewness(a), -shape_skewness(b), 1e-14), "%g", shape_skewness(b));
    CHECK(near(shape_kurtosis(a), shape_kurtosis(b), 1e-14), "%g", shape_kurtosis(b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_the_textbook_whole_and_in_parts),
        TEST(counts_stand_for_repetition),
        TEST(turning_a_column_turns_its_skewness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
