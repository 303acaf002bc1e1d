/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlation.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 60 };

static struct arena arena;
static struct spearman_room room;

static int get_room(void **state)
{
    (void)state;
    return spearman_room_get(&arena, LARGEST, &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void check_correlation(const char *name, struct correlation got, struct correlation want)
{
    CHECK(got.n == want.n, "%s: got %zu", name, got.n);
    CHECK(near(got.value, want.value, 1e-13), "%s: got %.17g", name, got.value);
    CHECK(near(got.low, want.low, 1e-12), "%s: got %.17g", name, got.low);
    CHECK(near(got.high, want.high, 1e-12), "%s: got %.17g", name, got.high);
    const bool both_or_none = is_missing(got.p) == is_missing(want.p);
    CHECK(both_or_none && !(fabs(got.p - want.p) > 1e-9 * want.p), "%s: got %.17g", name, got.p);
}

/* Wanted numbers: R 4.2 cor.test and psych 2.2.9 corr.test. */
static void attitude_pairs(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t x, y;
        struct correlation pearson, spearman;
    } cases[] = {
        {"rating, complaints", 0, 1,
         {30, 0.82541756954214596, 0.66201276987095325, 0.91391389135366907, 1.9876822082840308e-08},
         {30, 0.83220056226876316, 0.67401069992239848, 0.91741412312712545, 1.1932350949152692e-08}},
        {"rating, privileges", 0, 2,
         {30, 0.42611687010026439, 0.077789667888364694, 0.6817292102806195, 0.018877022283503814},
         {30, 0.48428794294628918, 0.15022994608012039, 0.71909394014854955, 0.0066908037656159183}},
        {"rating, learning", 0, 3,
         {30, 0.62367816450021085, 0.33974750426143946, 0.80342432950795128, 0.00023114744898064375},
         {30, 0.61727019881763923, 0.33049833849602639, 0.79969948684028036, 0.00027948532232856857}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[ATTITUDE_N], y[ATTITUDE_N];
        attitude_column(cases[i].x, x);
        attitude_column(cases[i].y, y);
        check_correlation(cases[i].name, correlation_pearson(x, y, ATTITUDE_N, 0.95),
                          cases[i].pearson);
        check_correlation(cases[i].name, correlation_spearman(x, y, ATTITUDE_N, 0.95, &room),
                          cases[i].spearman);
    }
}

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[5], y[5];
        struct correlation pearson, spearman;
    } cases[] = {
        {"one line",          4, {1, 2, 3, 4},      {2, 4, 6, 8},     {4, 1, 1, 1, 0},
                                                                      {4, 1, 1, 1, 0}},
        {"down a curve",      4, {1, 2, 3, 4},      {8, 4, 2, 1},
         {4, -0.95916630466254393, -0.99917321094564238, 0.024575684990756266, 0.040833695337456066},
         {4, -1, -1, -1, 0}},
        {"three rows",        3, {1, 2, 3},         {1, 3, 2},        {3, 0.5, NA, NA, 2 / 3.0},
                                                                      {3, 0.5, NA, NA, 2 / 3.0}},
        {"two rows",          2, {1, 2},            {4, 3},           {2, -1, NA, NA, NA},
                                                                      {2, -1, NA, NA, NA}},
        {"one row",           1, {1},               {4},              {1, NA, NA, NA, NA},
                                                                      {1, NA, NA, NA, NA}},
        {"nothing",           0, {0},               {0},              {0, NA, NA, NA, NA},
                                                                      {0, NA, NA, NA, NA}},
        {"does not vary",     5, {1, 2, 3, 4, 5},   {7, 7, 7, 7, 7},  {5, NA, NA, NA, NA},
                                                                      {5, NA, NA, NA, NA}},
        {"missing rows",      5, {1, 2, NA, 3, 4},  {2, 4, 1, 6, NA}, {3, 1, NA, NA, 0},
                                                                      {3, 1, NA, NA, 0}},
        {"no relation",       4, {1, 2, 1, 2},      {1, 1, 2, 2},
         {4, 0, -0.96108708256066085, 0.96108708256066085, 1},
         {4, 0, -0.96108708256066085, 0.96108708256066085, 1}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double *x = cases[i].x, *y = cases[i].y;
        check_correlation(cases[i].name, correlation_pearson(x, y, cases[i].n, 0.95),
                          cases[i].pearson);
        check_correlation(cases[i].name, correlation_spearman(x, y, cases[i].n, 0.95, &room),
                          cases[i].spearman);
    }
}

static double slow_pearson(const double *x, const double *y, size_t n)
{
    long double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        mean_x += x[i] / (long double)n;
        mean_y += y[i] / (long double)n;
    }
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return (double)(xy / sqrtl(xx * yy));
}

/* Counts, for each value, how many are smaller and how many as large. */
static void slow_ranks(const double *x, size_t n, double *rank)
{
    for (size_t i = 0; i < n; i++) {
        rank[i] = 0.5;
        for (size_t j = 0; j < n; j++)
            rank[i] += x[j] < x[i] ? 1 : x[j] == x[i] ? 0.5 : 0;
    }
}

static bool varies(const double *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (x[i] != x[0])
            return true;
    return false;
}

static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("correlation"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], seen_x[LARGEST], seen_y[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        random_column(&r, nth / 6, y, n);
        const size_t n_both = both_present(x, y, n, seen_x, seen_y);
        const bool exists = varies(seen_x, n_both) && varies(seen_y, n_both);
        const struct correlation pearson = correlation_pearson(x, y, n, 0.9);
        const struct correlation spearman = correlation_spearman(x, y, n, 0.9, &room);
        const double want = exists ? slow_pearson(seen_x, seen_y, n_both) : MISSING;
        CHECK(near(pearson.value, want, 1e-9), "case %zu: %.17g, want %.17g", nth, pearson.value,
              want);
        double rank_x[LARGEST], rank_y[LARGEST];
        slow_ranks(seen_x, n_both, rank_x);
        slow_ranks(seen_y, n_both, rank_y);
        const double want_rank = exists ? slow_pearson(rank_x, rank_y, n_both) : MISSING;
        CHECK(near(spearman.value, want_rank, 1e-12), "case %zu: %.17g, want %.17g", nth,
              spearman.value, want_rank);
        CHECK(pearson.n == n_both && spearman.n == n_both, "case %zu", nth);
    }
}

static void spearman_sees_only_the_order(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("correlation"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], bent[LARGEST];
        random_column(&r, 2 * nth + 1, x, LARGEST);
        random_column(&r, nth, y, LARGEST);
        for (size_t i = 0; i < LARGEST; i++)
            bent[i] = cbrt(x[i]);
        const struct correlation a = correlation_spearman(x, y, LARGEST, 0.95, &room);
        const struct correlation b = correlation_spearman(y, bent, LARGEST, 0.95, &room);
        CHECK(near(a.value, b.value, 1e-14) && near(a.p, b.p, 1e-14), "case %zu: %g, %g", nth,
              a.value, b.value);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena scratch = {0};
        struct spearman_room small;
        arena_fail_at(nth);
        const enum status status = spearman_room_get(&scratch, 9, &small, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_pairs),           TEST(small_columns),
        TEST(agrees_with_the_textbook), TEST(spearman_sees_only_the_order),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, get_room, release_room);
}
