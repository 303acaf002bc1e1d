/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlation.h"
#include "stats/resampled.h"
#include "tests/check.h"
#include "tests/stats/law_schools.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

enum { LARGEST = 60 };

/* r of all 15 law schools is 0.776 (Efron 1982, p. 10). */
static void law_schools(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct resampled units;
    uint32_t unit[LAW_N];
    for (uint32_t i = 0; i < LAW_N; i++)
        unit[i] = i;
    assert_int_equal(resampled_get(&arena, (const double *const[]){law_lsat, law_gpa, law_gpa},
                                   LAW_N, &units, NULL),
                     OK);
    CHECK(near(resampled_r(unit, LAW_N, &units), 0.776374491289407, 1e-13), "got %.17g",
          resampled_r(unit, LAW_N, &units));
    CHECK(resampled_difference(unit, LAW_N, &units) == 0, "a difference");
    CHECK(is_missing(resampled_r(unit, 1, &units)), "one unit");
    CHECK(is_missing(resampled_r(unit, 0, &units)), "no unit");
    const uint32_t same[] = {3, 3, 3, 3, 3};
    CHECK(is_missing(resampled_r(same, COUNT(same), &units)), "five times the same");
    CHECK(is_missing(resampled_difference(same, COUNT(same), &units)), "five times the same");
    arena_release(&arena);
}

/* The drawn rows written out, and correlated as any columns. */
static void agrees_with_rows_written_out(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("resampled"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct arena arena = {0};
        struct resampled units;
        double x[3][LARGEST], complete[3][LARGEST], drawn[3][LARGEST];
        const double *const columns[] = {x[0], x[1], x[2]};
        uint32_t unit[LARGEST];
        size_t n = 0;
        for (size_t v = 0; v < 3; v++)
            random_column(&r, nth + v, x[v], LARGEST);
        for (size_t row = 0; row < LARGEST; row++) {
            if (is_missing(x[0][row] + x[1][row] + x[2][row]))
                continue;
            for (size_t v = 0; v < 3; v++)
                complete[v][n] = x[v][row];
            n++;
        }
        assert_int_equal(resampled_get(&arena, columns, LARGEST, &units, NULL), OK);
        CHECK(units.n == n, "case %zu: got %zu", nth, units.n);
        for (size_t i = 0; i < n; i++) {
            unit[i] = (uint32_t)random_below(&r, n);
            for (size_t v = 0; v < 3; v++)
                drawn[v][i] = complete[v][unit[i]];
        }
        const double r_1 = correlation_pearson(drawn[0], drawn[1], n, 0.95).value;
        const double r_2 = correlation_pearson(drawn[0], drawn[2], n, 0.95).value;
        CHECK(near(resampled_r(unit, n, &units), r_1, 1e-9), "case %zu: want %.17g", nth, r_1);
        CHECK(near(resampled_difference(unit, n, &units), r_1 - r_2, 1e-9), "case %zu", nth);
        arena_release(&arena);
    }
}

static void the_order_of_the_draw_does_not_count(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct resampled units;
    const uint32_t up[] = {0, 2, 2, 5, 9, 14}, down[] = {14, 9, 5, 2, 2, 0};
    assert_int_equal(resampled_get(&arena, (const double *const[]){law_lsat, law_gpa, law_lsat},
                                   LAW_N, &units, NULL),
                     OK);
    CHECK(near(resampled_r(up, 6, &units), resampled_r(down, 6, &units), 1e-13), "r");
    CHECK(near(resampled_difference(up, 6, &units), resampled_r(up, 6, &units) - 1, 1e-13),
          "x is y2");
    arena_fail_at(1);
    CHECK(resampled_get(&arena, (const double *const[]){law_lsat, law_gpa, law_gpa}, LAW_N, &units,
                        NULL) == ERR_MEMORY,
          "no memory");
    arena_fail_at(0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(law_schools), TEST(agrees_with_rows_written_out),
                                       TEST(the_order_of_the_draw_does_not_count)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
