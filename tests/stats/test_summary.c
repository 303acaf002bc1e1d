/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/summary.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

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

static void check_summary(const char *name, struct summary got, struct summary want, double tol)
{
    CHECK(got.n == want.n && got.n_missing == want.n_missing, "%s: got %zu", name, got.n);
    CHECK(near(got.mean, want.mean, tol), "%s: got %.17g", name, got.mean);
    CHECK(near(got.sd, want.sd, tol), "%s: got %.17g", name, got.sd);
    CHECK(near(got.se, want.se, tol), "%s: got %.17g", name, got.se);
    CHECK(near(got.min, want.min, tol), "%s: got %.17g", name, got.min);
    CHECK(near(got.q1, want.q1, tol), "%s: got %.17g", name, got.q1);
    CHECK(near(got.median, want.median, tol), "%s: got %.17g", name, got.median);
    CHECK(near(got.q3, want.q3, tol), "%s: got %.17g", name, got.q3);
    CHECK(near(got.max, want.max, tol), "%s: got %.17g", name, got.max);
    CHECK(near(got.skewness, want.skewness, tol), "%s: got %.17g", name, got.skewness);
    CHECK(near(got.kurtosis, want.kurtosis, tol), "%s: got %.17g", name, got.kurtosis);
}

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[31];
        struct summary want;
    } cases[] = {
        /* R 4.2, attitude$rating: psych::describe and summary() */
        {"attitude: rating, and one missing", 31,
         {43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, NA,
          81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48, 85, 82},
         {30, 1, 64.63333333333334, 12.172561947585894, 2.2223955871072705, 40, 58.75, 65.5, 71.75,
          85, -0.39671480532521508, -0.49460977325152145}},
        {"nothing",     0, {0},      {0, 0, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA}},
        {"all missing", 2, {NA, NA}, {0, 2, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA}},
        {"one value",   2, {NA, 5},  {1, 1, 5, NA, NA, 5, 5, 5, 5, 5, NA, NA}},
        {"one and the same", 5, {0.1, 0.1, 0.1, 0.1, 0.1},
         {5, 0, 0.1, 0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, NA, NA}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double scratch[31];
        check_summary(cases[i].name, summary_of(cases[i].x, cases[i].n, scratch, &room),
                      cases[i].want, 1e-13);
    }
}

static void agrees_with_its_parts_and_with_the_table(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("summary"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], sorted[LARGEST];
        struct frequency table[LARGEST];
        size_t n_values = 0;
        random_column(&r, nth, x, LARGEST);
        const struct moments m = moments_of(x, LARGEST);
        const struct summary got = summary_of(x, LARGEST, sorted, &room);
        for (size_t i = 0; i < got.n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1])
                table[n_values++] = (struct frequency){.value = sorted[i]};
            table[n_values - 1].count++;
        }
        CHECK(near(got.mean, m.mean, 1e-12) && near(got.sd, moments_sd(m), 1e-9), "case %zu", nth);
        CHECK(got.q1 == quantile_sorted(sorted, got.n, 0.25), "case %zu", nth);
        struct summary from_table = summary_of_table(table, n_values);
        from_table.n_missing = got.n_missing;
        check_summary("the same from a table", from_table, got, 1e-8);
    }
}

static void quartiles_divide_the_range(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("summary"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST];
        random_column(&r, nth, x, LARGEST);
        const struct summary s = summary_of(x, LARGEST, x, &room); /* in place */
        CHECK(s.min <= s.q1 && s.q1 <= s.median && s.median <= s.q3 && s.q3 <= s.max, "case %zu",
              nth);
        CHECK(s.min <= s.mean && s.mean <= s.max, "case %zu", nth);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_its_parts_and_with_the_table),
        TEST(quartiles_divide_the_range),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
