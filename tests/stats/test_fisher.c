/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/error.h"
#include "stats/fisher.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#define NA MISSING

/* R 4.2.2: fisher.test, two-sided, "greater", "less". Tea and convicts: Fisher (1935, 1962), in R's
   help. */
static void known_two_by_two(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t a, b, c, d;
        double p, greater, less;
    } cases[] = {
        {"tea",          3,   1,   1,   3,   0.48571428571428582,    0.24285714285714288, 0.98571428571428577},
        {"convicts",     2,   10,  15,  3,   0.00053672411914343593, 0.99998451901868612, 0.00046518094336290585},
        {"small",        21,  2,   15,  3,   0.63842577642320908,    0.38083368250248895, 0.8946514402226855},
        {"large",        210, 300, 150, 280, 0.050971466603945442,   0.027960397565290965, 0.97965803729186685},
        {"an empty row", 0,   0,   4,   5,   1,                      1,                   1},
        {"nothing",      0,   0,   0,   0,   NA,                     NA,                  NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct fisher_two t =
            fisher_two_by_two(cases[i].a, cases[i].b, cases[i].c, cases[i].d);
        CHECK(near(t.p, cases[i].p, 1e-12), "%s: %.17g", cases[i].name, t.p);
        CHECK(near(t.p_greater, cases[i].greater, 1e-12), "%s: %.17g", cases[i].name, t.p_greater);
        CHECK(near(t.p_less, cases[i].less, 1e-12), "%s: %.17g", cases[i].name, t.p_less);
    }
}

static const size_t job[] = {1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11};
static const size_t strong[] = {5, 2, 0, 7, 9, 1, 3, 3, 8, 2};

/* R 4.2.2: fisher.test; job satisfaction: Agresti (2002), Categorical Data Analysis, 57 */
static void known_tables(void **state)
{
    (void)state;
    struct fisher f;
    assert_int_equal(
        fisher_exact((struct counts){strong, 5, 2}, (struct fisher_options){0}, &f, NULL), OK);
    CHECK(near(f.p, 0.001041245263196352, 1e-9) && !f.is_simulated, "%.17g", f.p);
    assert_int_equal(fisher_exact((struct counts){job, 4, 4},
                                  (struct fisher_options){.replicates = 20000}, &f, NULL),
                     OK);
    CHECK(f.is_simulated && f.n_tables == 20000, "%zu", f.n_tables);
    CHECK(near(f.p, 0.78268493896653246, 0.01), "%.17g", f.p);
    assert_int_equal(fisher_exact((struct counts){job, 4, 4}, (struct fisher_options){0}, &f, NULL),
                     OK);
    CHECK(is_missing(f.p) && !f.is_simulated, "too many tables, none to draw: %.17g", f.p);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const size_t cell[] = {4, 5, 0, 0};
    struct fisher f;
    for (size_t rows = 0; rows < 3; rows++) {
        assert_int_equal(
            fisher_exact((struct counts){cell, rows, 2}, (struct fisher_options){0}, &f, NULL), OK);
        CHECK(is_missing(f.p) && f.n_tables == 0, "%zu rows: %g", rows, f.p);
    }
}

/* a of `marked`, by GSL's hypergeometric probabilities */
static double slow_two_by_two(unsigned a, unsigned b, unsigned c, unsigned d)
{
    const double seen = gsl_ran_hypergeometric_pdf(a, a + b, c + d, a + c);
    double sum = 0;
    for (unsigned x = 0; x <= a + b && x <= a + c; x++) {
        const double p = gsl_ran_hypergeometric_pdf(x, a + b, c + d, a + c);
        sum += p <= seen * (1 + 1e-7) ? p : 0;
    }
    return sum;
}

static void walk_agrees_with_two_by_two(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("fisher"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        size_t cell[4];
        struct fisher f;
        for (size_t i = 0; i < 4; i++)
            cell[i] = 1 + random_below(&r, 30);
        const double p = fisher_two_by_two(cell[0], cell[1], cell[2], cell[3]).p;
        const double slow = slow_two_by_two((unsigned)cell[0], (unsigned)cell[1], (unsigned)cell[2],
                                            (unsigned)cell[3]);
        assert_int_equal(
            fisher_exact((struct counts){cell, 2, 2}, (struct fisher_options){0}, &f, NULL), OK);
        CHECK(near(p, slow, 1e-10), "case %zu: %.17g, want %.17g", nth, p, slow);
        CHECK(near(f.p, slow, 1e-10), "case %zu: %.17g, want %.17g", nth, f.p, slow);
    }
}

/* Random tables lead to the p of all tables, and the same seed to the same p. */
static void draws_agree_with_the_walk(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("fisher"));
    for (size_t nth = 0; nth < 20; nth++) {
        size_t cell[6];
        struct fisher all, drawn, again;
        const struct fisher_options few = {.most_tables = 1, .replicates = 5000, .seed = nth};
        for (size_t i = 0; i < COUNT(cell); i++)
            cell[i] = random_below(&r, 9) + (i == 0 ? 4 : 1);
        const struct counts counts = {cell, 2, 3};
        assert_int_equal(fisher_exact(counts, (struct fisher_options){0}, &all, NULL), OK);
        assert_int_equal(fisher_exact(counts, few, &drawn, NULL), OK);
        assert_int_equal(fisher_exact(counts, few, &again, NULL), OK);
        const double reach = 4.5 * sqrt(all.p * (1 - all.p) / 5000) + 1e-3;
        CHECK(!all.is_simulated && drawn.is_simulated, "case %zu", nth);
        CHECK(fabs(drawn.p - all.p) < reach, "case %zu: %g, want %g", nth, drawn.p, all.p);
        CHECK(drawn.p == again.p, "case %zu: %g, %g", nth, drawn.p, again.p);
    }
}

/* Rows may be columns, in any order. */
static void direction_does_not_count(void **state)
{
    (void)state;
    static const size_t turned[] = {8, 3, 9, 0, 5, 2, 3, 1, 7, 2};
    struct fisher a, b;
    assert_int_equal(
        fisher_exact((struct counts){strong, 5, 2}, (struct fisher_options){0}, &a, NULL), OK);
    assert_int_equal(
        fisher_exact((struct counts){turned, 2, 5}, (struct fisher_options){0}, &b, NULL), OK);
    CHECK(near(a.p, b.p, 1e-12), "%.17g, %.17g", a.p, b.p);
    CHECK(a.n_tables == b.n_tables, "%zu, %zu", a.n_tables, b.n_tables);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    size_t nth = 1;
    for (bool is_done = false; !is_done; nth++) {
        struct fisher f;
        struct error err = {0};
        arena_fail_at(nth);
        is_done =
            fisher_exact((struct counts){strong, 5, 2}, (struct fisher_options){0}, &f, &err) == OK;
        arena_fail_at(0);
        CHECK(is_done || err.status == ERR_MEMORY, "allocation %zu", nth);
    }
    CHECK(nth > 4, "only %zu allocations", nth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_two_by_two),          TEST(known_tables),
        TEST(what_cannot_be_had),        TEST(walk_agrees_with_two_by_two),
        TEST(draws_agree_with_the_walk), TEST(direction_does_not_count),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
