/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "stats/impute.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <stdlib.h>

#define NA missing_because(MISSING_NO_ANSWER)
#define NOT_ASKED missing_because(MISSING_NOT_ASKED)
#define NOT_APPLICABLE missing_because(MISSING_NOT_APPLICABLE)
#define NO_GROUP UINT32_MAX

static void known_columns(void **state)
{
    (void)state;
    static const uint32_t two[] = {0, 0, 0, 1, 1, 1}, one_empty[] = {0, 0, 0, 2, 2, 2},
                          some[] = {0, 0, NO_GROUP, NO_GROUP, 1, 7};
    // clang-format off
    const struct {
        const char *name;
        struct impute_rule rule;
        double x[6], want[6];
        size_t n_filled;
    } cases[] = {
        {"mean of all", {.centre = IMPUTE_MEAN}, {1, 2, NA, 3, NA, 10}, {1, 2, 4, 3, 4, 10}, 2},
        {"median of all", {.centre = IMPUTE_MEDIAN}, {1, 2, NA, 3, NA, 10},
                                                     {1, 2, 2.5, 3, 2.5, 10}, 2},
        {"mean of the group", {IMPUTE_MEAN, two, 2}, {1, 2, NA, NA, 3, 10},
                                                     {1, 2, 1.5, 6.5, 3, 10}, 2},
        {"median of the group", {IMPUTE_MEDIAN, two, 2}, {9, 2, NA, NA, 3, 10},
                                                         {9, 2, 5.5, 6.5, 3, 10}, 2},
        {"an empty group", {IMPUTE_MEDIAN, two, 2}, {NA, NA, NA, NA, 3, 10},
                                                    {NA, NA, NA, 6.5, 3, 10}, 1},
        {"a group nobody is in", {IMPUTE_MEDIAN, one_empty, 3}, {9, 2, NA, NA, 3, 10},
                                                                {9, 2, 5.5, 6.5, 3, 10}, 2},
        {"no group", {IMPUTE_MEAN, some, 2}, {1, NA, NA, 100, 5, NA}, {1, 1, NA, 100, 5, NA}, 1},
        {"no group, median", {IMPUTE_MEDIAN, some, 2}, {1, NA, NA, 100, 5, NA},
                                                       {1, 1, NA, 100, 5, NA}, 1},
        {"nothing to guess", {.centre = IMPUTE_MEAN}, {1, NOT_ASKED, NOT_APPLICABLE, 3, NA, 5},
                                                      {1, NOT_ASKED, NOT_APPLICABLE, 3, 3, 5}, 1},
        {"all missing", {.centre = IMPUTE_MEAN}, {NA, NA, NA, NA, NA, NA},
                                                 {NA, NA, NA, NA, NA, NA}, 0},
        {"none missing", {.centre = IMPUTE_MEDIAN}, {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}, 0},
        {"no rule", {.centre = IMPUTE_NONE}, {1, 2, NA, 3, NA, 10}, {1, 2, NA, 3, NA, 10}, 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[6];
        struct imputed done;
        size_t n_left = 0;
        memcpy(x, cases[i].x, sizeof x);
        CHECK(impute_column(x, 6, cases[i].rule, &done, NULL) == OK, "no memory");
        for (size_t k = 0; k < 6; k++) {
            CHECK(near(x[k], cases[i].want[k], 1e-15), "%s at %zu: got %g", cases[i].name, k, x[k]);
            CHECK(missing_reason(x[k]) == missing_reason(cases[i].want[k]), "%s at %zu: got %s",
                  cases[i].name, k, missing_name(missing_reason(x[k])));
            n_left += is_missing(x[k]);
        }
        CHECK(done.n_filled == cases[i].n_filled, "%s: got %zu", cases[i].name, done.n_filled);
        CHECK(done.n_left == n_left, "%s: got %zu", cases[i].name, done.n_left);
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double slow_centre(const double *x, const uint32_t *group, size_t n, uint32_t wanted,
                          enum impute centre)
{
    double mine[60];
    long double sum = 0;
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]) && group[i] == wanted)
            sum += mine[k++] = x[i];
    qsort(mine, k, sizeof *mine, ascending);
    if (k == 0)
        return MISSING;
    return centre == IMPUTE_MEAN ? (double)(sum / k) : (mine[(k - 1) / 2] + mine[k / 2]) / 2;
}

static void agrees_with_one_unit_at_a_time(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("impute"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[60], before[60];
        uint32_t group[60];
        struct imputed done;
        const size_t n_groups = 1 + random_below(&r, 6);
        const enum impute centre = nth % 2 == 0 ? IMPUTE_MEAN : IMPUTE_MEDIAN;
        random_column(&r, nth / 2, x, 60);
        memcpy(before, x, sizeof x);
        for (size_t i = 0; i < 60; i++)
            group[i] = (uint32_t)random_below(&r, n_groups + 1); /* n_groups itself: none */
        CHECK(impute_column(x, 60, (struct impute_rule){centre, group, n_groups}, &done, NULL) ==
                  OK,
              "no memory");
        for (size_t i = 0; i < 60; i++) {
            double want = before[i];
            if (is_missing(want) && group[i] < n_groups)
                want = slow_centre(before, group, 60, group[i], centre);
            CHECK(near(x[i], want, 1e-12), "case %zu at %zu: %g, want %g", nth, i, x[i], want);
        }
    }
}

static void imputing_the_mean_leaves_the_mean(void **state)
{
    (void)state;
    double x[] = {4, NA, 8, 15, NA, 16, 23, 42}, sum = 0;
    struct imputed done;
    CHECK(impute_column(x, 8, (struct impute_rule){.centre = IMPUTE_MEAN}, &done, NULL) == OK,
          "no memory");
    for (size_t i = 0; i < 8; i++)
        sum += x[i];
    CHECK(near(sum / 8, 18, 1e-14), "got %g", sum / 8);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (int centre = IMPUTE_MEAN; centre <= IMPUTE_MEDIAN; centre++) {
        bool is_there = false;
        for (size_t nth = 1; !is_there; nth++) {
            double x[] = {1, NA, 3};
            struct imputed done;
            struct error err = {0};
            arena_fail_at(nth);
            const enum status status = impute_column(
                x, 3, (struct impute_rule){.centre = (enum impute)centre}, &done, &err);
            is_there = status == OK;
            CHECK(is_there || (status == ERR_MEMORY && is_missing(x[1])), "at %zu", nth);
            CHECK(err.status == status, "at %zu: %d", nth, (int)err.status);
            arena_fail_at(0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_one_unit_at_a_time),
        TEST(imputing_the_mean_leaves_the_mean),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
