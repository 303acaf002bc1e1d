/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"
#include "stats/normalise.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA missing_because(MISSING_REFUSED)

enum { LARGEST = 60 };

static struct arena arena;
static struct sort_room room;

static int get_room(void **state)
{
    (void)state;
    return sort_room_get(&arena, LARGEST, &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    const struct {
        const char *name;
        struct normalise_rule rule;
        size_t n;
        double x[5], want[5];
        bool comes_out;
    } cases[] = {
        {"goalposts",           {NORMALISE_GOALPOSTS, 1, 1, 5},   5, {1, 2, 3, 5, NA}, {0, 25, 50, 100, NA}, true},
        {"goalposts, turned",   {NORMALISE_GOALPOSTS, -1, 1, 5},  5, {1, 2, 3, 5, NA}, {100, 75, 50, 0, NA}, true},
        {"beyond goalposts",    {NORMALISE_GOALPOSTS, 1, 0, 10},  2, {-1, 12},         {-10, 120},           true},
        {"no goalposts",        {NORMALISE_GOALPOSTS, 1, NA, 10}, 2, {1, NA},          {MISSING, NA},        false},
        {"equal goalposts",     {NORMALISE_GOALPOSTS, 1, 3, 3},   2, {1, 3},           {MISSING, MISSING},   false},
        {"minmax",              {NORMALISE_MINMAX, 1, NA, NA},    5, {2, 4, NA, 3, 6}, {0, 50, NA, 25, 100}, true},
        {"minmax, turned",      {NORMALISE_MINMAX, -1, NA, NA},   5, {2, 4, NA, 3, 6}, {100, 50, NA, 75, 0}, true},
        {"minmax to 1..7",      {NORMALISE_MINMAX, 1, 1, 7},      3, {2, 4, 6},        {1, 4, 7},            true},
        {"minmax of a constant", {NORMALISE_MINMAX, 1, NA, NA},   3, {.1, .1, NA},     {MISSING, MISSING, NA}, false},
        {"zscore",              {NORMALISE_ZSCORE, 1, NA, NA},    4, {1, 2, 3, NA},    {-1, 0, 1, NA},       true},
        {"zscore, turned",      {NORMALISE_ZSCORE, -1, NA, NA},   3, {1, 2, 3},        {1, 0, -1},           true},
        {"zscore, mean 50 sd 10", {NORMALISE_ZSCORE, 1, 50, 10},  3, {1, 2, 3},        {40, 50, 60},         true},
        {"zscore of a constant", {NORMALISE_ZSCORE, 1, NA, NA},   3, {.1, .1, .1},     {MISSING, MISSING, MISSING}, false},
        {"zscore of one value", {NORMALISE_ZSCORE, 1, NA, NA},    2, {4, NA},          {MISSING, NA},        false},
        {"rank",                {NORMALISE_RANK, 1, NA, NA},      5, {2, 5, NA, 2, 9}, {1, 3, NA, 1, 4},     true},
        {"rank, turned",        {NORMALISE_RANK, -1, NA, NA},     5, {2, 5, NA, 2, 9}, {3, 2, NA, 3, 1},     true},
        {"percentile",          {NORMALISE_PERCENTILE, 1, NA, NA}, 5, {5, 1, 1, NA, 9}, {200 / 3.0, 0, 0, NA, 100}, true},
        {"percentile of one",   {NORMALISE_PERCENTILE, 1, NA, NA}, 2, {5, NA},         {MISSING, NA},        false},
        {"none",                {NORMALISE_NONE, 1, 3, 3},        3, {5, NA, -2},      {5, NA, -2},          true},
        {"none, turned",        {NORMALISE_NONE, -1, 3, 3},       3, {5, NA, -2},      {-5, NA, 2},          true},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[5];
        memcpy(x, cases[i].x, sizeof x);
        const bool got = normalise_column(x, cases[i].n, cases[i].rule, &room);
        CHECK(got == cases[i].comes_out, "%s", cases[i].name);
        for (size_t k = 0; k < cases[i].n; k++) {
            CHECK(near(x[k], cases[i].want[k], 1e-14), "%s at %zu: got %g", cases[i].name, k, x[k]);
            CHECK(missing_reason(x[k]) == missing_reason(cases[i].want[k]), "%s at %zu: got %s",
                  cases[i].name, k, missing_name(missing_reason(x[k])));
        }
    }
}

static void nothing_in_nothing_out(void **state)
{
    (void)state;
    for (int method = NORMALISE_GOALPOSTS; method <= NORMALISE_NONE; method++) {
        double x[] = {NA, NA};
        const struct normalise_rule rule = {(enum normalise)method, -1, 1, 5};
        CHECK(normalise_column(x, 2, rule, &room), "method %d", method);
        CHECK(normalise_column(NULL, 0, rule, &room), "method %d", method);
        CHECK(missing_reason(x[0]) == MISSING_REFUSED, "method %d", method);
    }
}

static double least(const double *x, size_t n)
{
    double min = INFINITY;
    for (size_t i = 0; i < n; i++)
        min = !is_missing(x[i]) && x[i] < min ? x[i] : min;
    return min;
}

static double most(const double *x, size_t n)
{
    double max = -INFINITY;
    for (size_t i = 0; i < n; i++)
        max = !is_missing(x[i]) && x[i] > max ? x[i] : max;
    return max;
}

static size_t number_below(const double *x, size_t n, double value)
{
    size_t below = 0;
    for (size_t i = 0; i < n; i++)
        below += x[i] < value;
    return below;
}

/* The formula for one value of a column that varies. */
static double slow_value(const double *x, size_t n, size_t i, enum normalise method)
{
    double seen[LARGEST];
    const struct moments m = moments_of(x, n);
    const double below = (double)number_below(x, n, x[i]);
    switch (method) {
    case NORMALISE_GOALPOSTS:
        return (x[i] - 1) / 4 * 100;
    case NORMALISE_MINMAX:
        return 100 * (x[i] - least(x, n)) / (most(x, n) - least(x, n));
    case NORMALISE_ZSCORE:
        return (x[i] - m.mean) / moments_sd(m);
    case NORMALISE_RANK:
        return 1 + below;
    case NORMALISE_PERCENTILE:
        return 100 * below / ((double)present(x, n, seen) - 1);
    case NORMALISE_NONE:
        return x[i];
    }
    return MISSING;
}

static void agrees_with_the_formula(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("normalise"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], raw[LARGEST];
        const enum normalise method = (enum normalise)(nth % (NORMALISE_NONE + 1));
        struct normalise_rule rule = {method, 1, MISSING, MISSING};
        random_column(&r, nth / 6, x, LARGEST);
        memcpy(raw, x, sizeof x);
        if (method == NORMALISE_GOALPOSTS) {
            rule.low = 1;
            rule.high = 5;
        }
        CHECK(normalise_column(x, LARGEST, rule, &room), "case %zu", nth);
        for (size_t i = 0; i < LARGEST; i++) {
            const double want = is_missing(raw[i]) ? raw[i] : slow_value(raw, LARGEST, i, method);
            CHECK(near(x[i], want, 1e-9), "case %zu at %zu: %g, want %g", nth, i, x[i], want);
        }
    }
}

/* On 0 to 100 a turned indicator is 100 less the indicator. */
static void turning_mirrors_the_scale(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("normalise"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double up[LARGEST], down[LARGEST];
        const enum normalise method = nth % 2 == 0 ? NORMALISE_GOALPOSTS : NORMALISE_MINMAX;
        random_column(&r, nth / 2, up, LARGEST);
        memcpy(down, up, sizeof up);
        normalise_column(up, LARGEST, (struct normalise_rule){method, 1, 0, 100}, NULL);
        normalise_column(down, LARGEST, (struct normalise_rule){method, -1, 0, 100}, NULL);
        for (size_t i = 0; i < LARGEST; i++)
            CHECK(near(up[i], 100 - down[i], 1e-9), "case %zu at %zu: %g, %g", nth, i, up[i],
                  down[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(nothing_in_nothing_out),
        TEST(agrees_with_the_formula),
        TEST(turning_mirrors_the_scale),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
