/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "stats/distribution.h"
#include "stats/kendall.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 60, SMALL = 6 };

static struct kendall kendall(const double *x, const double *y, size_t n)
{
    struct kendall k;
    assert_int_equal(kendall_of(x, y, n, &k, NULL), OK);
    return k;
}

/* R 4.2 cor.test(exact = FALSE): estimate, statistic and p. */
static void attitude_pairs(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        size_t x, y;
        double value, z, p;
    } cases[] = {
        {0, 1, 0.65497120821547306,  5.0073540417524391,  5.5183368150502343e-07},
        {0, 2, 0.3555557987455425,   2.7185677378816226,  0.0065565229314360346},
        {0, 5, 0.030661144851808445, 0.23288950324617921, 0.81584720955684997},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[ATTITUDE_N], y[ATTITUDE_N];
        attitude_column(cases[i].x, x);
        attitude_column(cases[i].y, y);
        const struct kendall got = kendall(x, y, ATTITUDE_N);
        CHECK(near(got.value, cases[i].value, 1e-14), "%zu: got %.17g", i, got.value);
        CHECK(near(got.z, cases[i].z, 1e-13), "%zu: got %.17g", i, got.z);
        CHECK(fabs(got.p / cases[i].p - 1) < 1e-11 && !got.is_exact, "%zu: got %.17g", i, got.p);
    }
}

/* Hollander & Wolfe (1973), p. 185: tuna lightness and panel scores, exact one-sided P 0.05972. */
static void exact_without_ties(void **state)
{
    (void)state;
    static const double x[] = {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
    static const double y[] = {2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};
    const struct kendall got = kendall(x, y, COUNT(x));
    CHECK(got.n == 9 && got.is_exact, "got %zu", got.n);
    CHECK(near(got.value, 4 / 9.0, 1e-15), "got %.17g", got.value);
    CHECK(near(got.p, 0.11943893298059964, 1e-14), "got %.17g", got.p);
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
        double value, p;
    } cases[] = {
        {"one line",        4, {1, 2, 3, 4},      {2, 4, 6, 8},     4, 1,   1 / 12.0},
        {"down",            4, {1, 2, 3, 4},      {8, 6, 5, 1},     4, -1,  1 / 12.0},
        {"two rows",        2, {1, 2},            {4, 3},           2, -1,  1},
        {"one row",         1, {1},               {4},              1, NA,  NA},
        {"nothing",         0, {0},               {0},              0, NA,  NA},
        {"does not vary",   5, {1, 2, 3, 4, 5},   {7, 7, 7, 7, 7},  5, NA,  NA},
        {"neither varies",  3, {1, 1, 1},         {7, 7, 7},        3, NA,  NA},
        {"missing rows",    5, {1, 2, NA, 3, 4},  {2, 4, 1, 6, NA}, 3, 1,   1 / 3.0},
        {"no row has both", 2, {1, NA},           {NA, 2},          0, NA,  NA},
        {"no relation",     4, {1, 2, 1, 2},      {1, 1, 2, 2},     4, 0,   1},
        {"two by two",      4, {1, 2, 1, 2},      {1, 2, 1, 2},     4, 1,   0.083264516663550401},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct kendall got = kendall(cases[i].x, cases[i].y, cases[i].n);
        CHECK(got.n == cases[i].want_n, "%s: got %zu", cases[i].name, got.n);
        CHECK(near(got.value, cases[i].value, 1e-15), "%s: got %.17g", cases[i].name, got.value);
        CHECK(near(got.p, cases[i].p, 1e-14), "%s: got %.17g", cases[i].name, got.p);
        CHECK(is_missing(got.z) == is_missing(got.value), "%s: got %g", cases[i].name, got.z);
    }
}

/* Pair by pair; also how many are tied in x and in y. */
static double slow_score(const double *x, const double *y, size_t n, double tied[2])
{
    double score = 0;
    tied[0] = tied[1] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const int by_x = (x[i] > x[j]) - (x[i] < x[j]), by_y = (y[i] > y[j]) - (y[i] < y[j]);
            score += by_x * by_y;
            tied[0] += by_x == 0;
            tied[1] += by_y == 0;
        }
    return score;
}

/* Both ways of counting are met: with ties by the table, without by sorting. */
static void agrees_with_pair_by_pair(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("kendall"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], seen_x[LARGEST], seen_y[LARGEST], tied[2];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        random_column(&r, nth / 6, y, n);
        const size_t n_both = both_present(x, y, n, seen_x, seen_y);
        const double score = slow_score(seen_x, seen_y, n_both, tied);
        const double all = (double)n_both * ((double)n_both - 1) / 2;
        const double want = n_both > 1 && tied[0] < all && tied[1] < all
                                ? score / sqrt((all - tied[0]) * (all - tied[1]))
                                : MISSING;
        const struct kendall got = kendall(x, y, n), turned = kendall(y, x, n);
        CHECK(got.n == n_both && near(got.value, want, 1e-13), "case %zu: %.17g, want %.17g", nth,
              got.value, want);
        CHECK(near(turned.value, got.value, 1e-15) && near(turned.p, got.p, 1e-14), "case %zu: %g",
              nth, turned.value);
    }
}

/* Over all orders of y: the squares of S, and how often |S| is as large as in the data. */
struct orders {
    double squares, n, as_large;
};

static void try_orders(const double *x, double *y, size_t fixed, double score, struct orders *out)
{
    double tied[2];
    if (fixed == SMALL) {
        const double s = slow_score(x, y, SMALL, tied);
        out->squares += s * s;
        out->n++;
        out->as_large += fabs(s) >= fabs(score);
        return;
    }
    for (size_t i = fixed; i < SMALL; i++) {
        double before[SMALL];
        memcpy(before, y, sizeof before);
        y[fixed] = before[i];
        y[i] = before[fixed];
        try_orders(x, y, fixed + 1, score, out);
        memcpy(y, before, sizeof before);
    }
}

/* The variance behind z is that of S over all orders of y, and so is the exact p. */
static void agrees_with_all_orders(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("kendall"));
    for (size_t nth = 0; nth < 40; nth++) {
        double x[SMALL], y[SMALL], tied[2];
        struct orders orders = {0};
        for (size_t i = 0; i < SMALL; i++) {
            x[i] = nth % 2 == 0 ? random_normal(&r) : (double)random_below(&r, 4);
            y[i] = nth % 2 == 0 ? random_normal(&r) : (double)random_below(&r, 3);
        }
        const double score = slow_score(x, y, SMALL, tied);
        const struct kendall got = kendall(x, y, SMALL);
        try_orders(x, y, 0, score, &orders);
        if (is_missing(got.value))
            continue;
        CHECK(near(got.z, score / sqrt(orders.squares / orders.n), 1e-12), "case %zu: got %.17g",
              nth, got.z);
        CHECK(got.is_exact == (tied[0] == 0 && tied[1] == 0), "case %zu", nth);
        const double want = got.is_exact ? orders.as_large / orders.n : normal_two_sided(got.z);
        CHECK(near(got.p, want, 1e-12), "case %zu: got %.17g, want %.17g", nth, got.p, want);
    }
}

static void the_matrix_is_pair_by_pair(void **state)
{
    (void)state;
    enum { K = 5 };
    struct random r = random_stream(3, random_name("kendall"));
    for (size_t nth = 0; nth < 50; nth++) {
        double x[K][LARGEST];
        const double *const columns[K] = {x[0], x[1], x[2], x[3], x[4]};
        struct kendall got[K * K];
        for (size_t v = 0; v < K; v++)
            random_column(&r, nth + v, x[v], LARGEST);
        assert_int_equal(kendall_matrix(columns, LARGEST, K, got, NULL), OK);
        for (size_t i = 0; i < K; i++)
            for (size_t j = 0; j < K; j++) {
                const struct kendall want = kendall(x[i], x[j], LARGEST), g = got[i * K + j];
                CHECK(g.n == want.n && near(g.value, want.value, 1e-15) &&
                          near(g.z, want.z, 1e-14) && near(g.p, want.p, 1e-14),
                      "case %zu, %zu, %zu: got %g", nth, i, j, g.value);
            }
    }
}

static void only_the_order_counts(void **state)
{
    (void)state;
    struct random r = random_stream(4, random_name("kendall"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], bent[LARGEST], turned[LARGEST];
        random_column(&r, 2 * nth + 1, x, LARGEST);
        random_column(&r, nth, y, LARGEST);
        for (size_t i = 0; i < LARGEST; i++) {
            bent[i] = cbrt(x[i]);
            turned[i] = -x[i];
        }
        const struct kendall k = kendall(x, y, LARGEST), a = kendall(bent, y, LARGEST);
        const struct kendall b = kendall(turned, y, LARGEST);
        CHECK(near(a.value, k.value, 0) && near(a.p, k.p, 0), "case %zu: got %g", nth, a.value);
        CHECK(near(b.value, -k.value, 0) && near(b.p, k.p, 1e-15), "case %zu: %g", nth, b.value);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3}, y[] = {1, 3, 2};
    const double *const columns[] = {x, y};
    struct kendall got[4];
    for (int is_matrix = 0; is_matrix < 2; is_matrix++) {
        bool is_there = false;
        for (size_t nth = 1; !is_there; nth++) {
            arena_fail_at(nth);
            const enum status status = is_matrix ? kendall_matrix(columns, 3, 2, got, NULL)
                                                 : kendall_of(x, y, 3, got, NULL);
            arena_fail_at(0);
            is_there = status == OK;
            CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_pairs),         TEST(exact_without_ties),
        TEST(small_columns),          TEST(agrees_with_pair_by_pair),
        TEST(agrees_with_all_orders), TEST(the_matrix_is_pair_by_pair),
        TEST(only_the_order_counts),  TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
