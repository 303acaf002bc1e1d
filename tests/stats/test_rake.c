/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/rake.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

static const uint16_t size[] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2};
static const uint16_t kind[] = {0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1};
static const double y[] = {10, 20, 35, 40, 50, 65, 70, 90, 15, 25, 60, 80};
static const struct margin margins[] = {{size, (const double[]){5, 8, 7}, 3},
                                        {kind, (const double[]){9, 11}, 2}};

static struct rake get(struct arena *arena, const struct margin *of, size_t n_margins, size_t n)
{
    struct rake rake;
    assert_int_equal(rake_get(arena, (struct rake_model){of, n_margins, n, 0, 0}, &rake, NULL), OK);
    return rake;
}

static void check_mean(const char *name, struct mean got, struct mean want)
{
    CHECK(got.n == want.n, "%s: got %zu", name, got.n);
    CHECK(near(got.value, want.value, 1e-9), "%s: got %.17g", name, got.value);
    CHECK(near(got.se, want.se, 1e-9), "%s: got %.17g", name, got.se);
    CHECK(near(got.low, want.low, 1e-9), "%s: got %.17g", name, got.low);
    CHECK(near(got.high, want.high, 1e-9), "%s: got %.17g", name, got.high);
}

/* R 4.2 with survey 4.1.1: rake(svydesign(id = ~1, fpc = ~20), ...) with epsilon 1e-13, svymean */
static void as_in_r(void **state)
{
    (void)state;
    static const double want[] = {1.1660950280286999, 1.3339049719712990, 1.1660950280286999,
                                  1.3339049719712990, 1.5129121724243009, 1.7306317413635395,
                                  1.5129121724243009, 1.7306317413635395, 1.5129121724243009,
                                  2.1290734266696982, 2.4354632866651613, 2.4354632866651613};
    struct arena arena = {0};
    struct rake rake = get(&arena, margins, 2, COUNT(y));
    double w[COUNT(y)], some[COUNT(y)];
    const struct raked got = rake_weights(&rake, NULL, w);
    CHECK(got.is_converged && got.rounds < 20 && got.distance <= 1e-12, "%zu rounds", got.rounds);
    CHECK(got.total == 20 && got.cover == 1, "got %g", got.total);
    for (size_t i = 0; i < COUNT(w); i++)
        CHECK(near(w[i], want[i], 1e-11), "row %zu: got %.17g", i, w[i]);
    const double reach = student_critical(0.95, 11) * 3.0011085375268243;
    check_mean("all", raked_mean(&rake, y, w, 0.95),
               (struct mean){12, 49.9595666784031849, 3.0011085375268243,
                             49.9595666784031849 - reach, 49.9595666784031849 + reach});
    for (size_t i = 0; i < COUNT(some); i++)
        some[i] = i == 1 || i == 5 || i == 11 ? NA : y[i];
    CHECK(rake_weights(&rake, some, w).is_converged, "nine rows");
    CHECK(w[1] == 0 && near(w[11 - 1], 4.8709265733303910, 1e-9), "got %.17g", w[10]);
    check_mean("nine rows", raked_mean(&rake, some, w, 0.95),
               (struct mean){9, 51.0212980404136189, 3.0156823815179359, 44.067121998170911,
                             57.975474082656326});
    arena_release(&arena);
}

/* Deming & Stephan's own start: one margin is met in one round, and is post-stratification. */
static void one_margin_is_poststratification(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct rake rake = get(&arena, margins, 1, COUNT(y));
    double w[COUNT(y)];
    CHECK(rake_weights(&rake, NULL, w).rounds == 2, "one round, and one to see it");
    CHECK(near(w[0], 5. / 4, 1e-15) && near(w[4], 8. / 5, 1e-15), "got %g, %g", w[0], w[4]);
    /* R: svymean(~y, postStratify(design, ~h, ...)) */
    const double reach = student_critical(0.95, 11) * 4.3493398576070943;
    check_mean("one margin", raked_mean(&rake, y, w, 0.95),
               (struct mean){12, 49.0125, 4.3493398576070943, 49.0125 - reach, 49.0125 + reach});
    arena_release(&arena);
}

static void what_has_no_weights_says_so(void **state)
{
    (void)state;
    // clang-format off
    static const uint16_t a[] = {0, 0, 1}, b[] = {0, 0, 1}, c[] = {0, 1, 1};
    const struct {
        const char *name;
        struct margin margins[2];
        size_t n_margins, n;
        bool is_converged;
        double total, cover;
    } cases[] = {
        {"contradiction",  {{a, (const double[]){2, 8}, 2}, {b, (const double[]){5, 5}, 2}}, 2, 3, false, 10, 1},
        {"at the edge",    {{a, (const double[]){5, 5}, 2}, {c, (const double[]){5, 5}, 2}}, 2, 3, false, 10, 1},
        {"agreement",      {{a, (const double[]){4, 6}, 2}, {b, (const double[]){4, 6}, 2}}, 2, 3, true, 10, 1},
        {"no rows",        {{a, (const double[]){4, 6}, 2}},                                 1, 0, false, 0, 0},
        {"no margins",     {{0}},                                                            0, 3, false, 0, NA},
        {"no units",       {{a, (const double[]){0, 6}, 2}},                                 1, 3, false, 0, 0},
        {"an empty level", {{a, (const double[]){3, 3, 4}, 3}},                              1, 3, true, 6, 0.6},
        {"an empty level beside a full margin",
            {{a, (const double[]){3, 3, 4}, 3}, {c, (const double[]){4, 6}, 2}},             2, 3, true, 6, 0.6},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct rake rake = get(&arena, cases[i].margins, cases[i].n_margins, cases[i].n);
        double w[3] = {-1, -1, -1};
        const struct raked got = rake_weights(&rake, NULL, w);
        CHECK(got.is_converged == cases[i].is_converged, "%s: %zu rounds, distance %g",
              cases[i].name, got.rounds, got.distance);
        CHECK(near(got.total, cases[i].total, 1e-15), "%s: got %g", cases[i].name, got.total);
        CHECK(near(got.cover, cases[i].cover, 1e-15), "%s: got %g", cases[i].name, got.cover);
        for (size_t row = 0; row < cases[i].n; row++)
            CHECK(got.is_converged ? w[row] > 0 : is_missing(w[row]), "%s, row %zu: %g",
                  cases[i].name, row, w[row]);
        arena_release(&arena);
    }
}

static void means_that_have_no_error(void **state)
{
    (void)state;
    static const uint16_t level[] = {0, 0, 1};
    static const double x[] = {4, 4, 4}, one[] = {7, NA, NA}, none[] = {NA, NA, NA};
    struct arena arena = {0};
    double w[3];
    struct rake rake = get(&arena, &(struct margin){level, (const double[]){3, 2}, 2}, 1, 3);
    rake_weights(&rake, x, w);
    check_mean("does not vary", raked_mean(&rake, x, w, 0.95), (struct mean){3, 4, 0, 4, 4});
    rake_weights(&rake, one, w);
    check_mean("one row", raked_mean(&rake, one, w, 0.95), (struct mean){1, 7, NA, NA, NA});
    rake_weights(&rake, none, w);
    check_mean("no row", raked_mean(&rake, none, w, 0.95), (struct mean){0, NA, NA, NA, NA});
    struct rake full = get(&arena, &(struct margin){level, (const double[]){2, 1}, 2}, 1, 3);
    static const double differ[] = {1, 5, 9};
    rake_weights(&full, differ, w);
    check_mean("all answered", raked_mean(&full, differ, w, 0.95), (struct mean){3, 5, 0, 5, 5});
    arena_release(&arena);
}

enum { ROWS = 60, A = 3, B = 4 };

/* The table of cells, its rows and columns scaled in turn. */
static void slow_cells(double cell[A][B], const double *a, const double *b)
{
    for (size_t round = 0; round < 2000; round++) {
        for (size_t i = 0; i < A; i++) {
            const double sum = cell[i][0] + cell[i][1] + cell[i][2] + cell[i][3];
            for (size_t j = 0; j < B; j++)
                cell[i][j] *= a[i] / sum;
        }
        for (size_t j = 0; j < B; j++) {
            const double sum = cell[0][j] + cell[1][j] + cell[2][j];
            for (size_t i = 0; i < A; i++)
                cell[i][j] *= b[j] / sum;
        }
    }
}

/* Targets of weights that exist, so that there is something to find; every cell has a row. */
static void agrees_with_the_table(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("rake"));
    for (size_t nth = 0; nth < 200; nth++) {
        uint16_t level_a[ROWS], level_b[ROWS];
        double a[A] = {0}, b[B] = {0}, w[ROWS], cell[A][B] = {{0}}, n[A][B] = {{0}};
        for (size_t i = 0; i < ROWS; i++) {
            level_a[i] = (uint16_t)(i < A * B ? i / B : random_below(&r, A));
            level_b[i] = (uint16_t)(i < A * B ? i % B : random_below(&r, B));
            const double weight = 1 + 4 * random_uniform(&r);
            a[level_a[i]] += weight;
            b[level_b[i]] += weight;
            cell[level_a[i]][level_b[i]] += 1;
            n[level_a[i]][level_b[i]] += 1;
        }
        slow_cells(cell, a, b);
        struct arena arena = {0};
        struct rake rake =
            get(&arena, (const struct margin[]){{level_a, a, A}, {level_b, b, B}}, 2, ROWS);
        CHECK(rake_weights(&rake, NULL, w).is_converged, "case %zu", nth);
        for (size_t i = 0; i < ROWS; i++)
            CHECK(near(w[i], cell[level_a[i]][level_b[i]] / n[level_a[i]][level_b[i]], 1e-9),
                  "case %zu, row %zu: got %.17g", nth, i, w[i]);
        arena_release(&arena);
    }
}

static void every_margin_is_met(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct rake rake = get(&arena, margins, 2, COUNT(y));
    double w[COUNT(y)];
    rake_weights(&rake, NULL, w);
    for (size_t m = 0; m < COUNT(margins); m++)
        for (size_t level = 0; level < margins[m].n_levels; level++) {
            double sum = 0;
            for (size_t i = 0; i < COUNT(w); i++)
                sum += margins[m].level[i] == level ? w[i] : 0;
            CHECK(near(sum, margins[m].target[level], 1e-11), "%zu, %zu: %.17g", m, level, sum);
        }
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct rake rake;
        arena_fail_at(nth);
        const enum status status =
            rake_get(&arena, (struct rake_model){margins, 2, COUNT(y), 0, 0}, &rake, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_in_r),
        TEST(one_margin_is_poststratification),
        TEST(what_has_no_weights_says_so),
        TEST(means_that_have_no_error),
        TEST(agrees_with_the_table),
        TEST(every_margin_is_met),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
