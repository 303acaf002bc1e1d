/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/kruskal.h"
#include "stats/noncentral.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 100, MOST_LEVELS = 6 };

static struct arena arena;
static struct kruskal_room room;

static int get_room(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return kruskal_room_get(&arena, LARGEST, MOST_LEVELS, &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* Levels of equal size one after the other. */
static struct kruskal of_levels(const double *x, size_t n_each, size_t n_levels, double confidence)
{
    uint16_t level[LARGEST];
    for (size_t i = 0; i < n_each * n_levels; i++)
        level[i] = (uint16_t)(i / n_each);
    return kruskal_wallis((struct grouped){x, level, n_each * n_levels, n_levels}, confidence,
                          &room);
}

/* R 4.2.2: kruskal.test over datasets::PlantGrowth (one tie) and InsectSprays (many); the interval
   by uniroot on pf(F, 2, 27, ncp) of the ranks' F, which R has to 1e-9 */
static void known_tests(void **state)
{
    (void)state;
    static const double plants[] = {
        4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87,
        3.83, 6.03, 4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26,
    };
    static const double insects[] = {
        10, 7,  20, 14, 14, 12, 10, 23, 17, 20, 14, 13, 11, 17, 21, 11, 16, 14,
        17, 17, 19, 21, 7,  13, 0,  1,  7,  2,  3,  1,  2,  1,  3,  0,  1,  4,
        3,  5,  12, 6,  4,  3,  5,  5,  5,  5,  2,  4,  3,  5,  3,  5,  3,  6,
        1,  1,  3,  2,  6,  4,  11, 9,  15, 22, 15, 16, 13, 10, 26, 26, 24, 13,
    };
    const struct kruskal p = of_levels(plants, 10, 3, 0.95), s = of_levels(insects, 12, 6, 0.95);
    CHECK(near(p.h, 7.9882287494437154, 1e-13), "H %.17g", p.h);
    CHECK(near(p.p, 0.01842375573147197, 1e-13), "p %.17g", p.p);
    CHECK(near(p.epsilon2, 0.27545616377392124, 1e-13), "epsilon2 %.17g", p.epsilon2);
    CHECK(near(p.low, 0.014883239980703901, 1e-9), "low %.17g", p.low);
    CHECK(near(p.high, 0.47383450696927709, 2e-9), "high %.17g", p.high);
    CHECK(p.n == 30 && p.n_levels == 3 && p.df == 2, "%zu, %zu, %g", p.n, p.n_levels, p.df);
    CHECK(near(s.h, 54.691344622371446, 1e-13), "H %.17g", s.h);
    CHECK(fabs(s.p - 1.5108444394185103e-10) < 1e-20, "p %.17g", s.p);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[5];
        uint16_t level[5];
        size_t used, n_levels;
        double epsilon2;
        bool has_interval;
    } cases[] = {
        {"nothing",          0, {0},             {0},             0, 0, NA, false},
        {"one level",        3, {1, 2, 3},       {1, 1, 1},       3, 1, NA, false},
        {"all equal",        4, {2, 2, 2, 2},    {0, 0, 1, 1},    4, 2, NA, false},
        {"all missing",      2, {NA, NA},        {0, 1},          0, 0, NA, false},
        {"levels of one",    3, {1, 2, 3},       {0, 1, 2},       3, 3, 1,  false},
        {"wholly apart",     4, {1, 1, 2, 2},    {0, 0, 1, 1},    4, 2, 1,  true},
        {"one has no level", 5, {1, 2, 1, 2, 9}, {0, 0, 1, 1, 9}, 4, 2, 0,  true},
        {"one is missing",   5, {1, 2, 1, 2, NA}, {0, 0, 1, 1, 2}, 4, 2, 0, true},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct kruskal k = kruskal_wallis(
            (struct grouped){cases[i].x, cases[i].level, cases[i].n, 3}, 0.95, &room);
        CHECK(k.n == cases[i].used && k.n_levels == cases[i].n_levels, "%s: %zu, %zu",
              cases[i].name, k.n, k.n_levels);
        CHECK(near(k.epsilon2, cases[i].epsilon2, 1e-14), "%s: %g", cases[i].name, k.epsilon2);
        CHECK(is_missing(k.h) == is_missing(k.epsilon2), "%s: %g", cases[i].name, k.h);
        CHECK(is_missing(k.p) == is_missing(k.epsilon2), "%s: %g", cases[i].name, k.p);
        CHECK(isfinite(k.low) == cases[i].has_interval, "%s: %g", cases[i].name, k.low);
        CHECK(isfinite(k.high) == cases[i].has_interval, "%s: %g", cases[i].name, k.high);
    }
}

static double slow_rank(const struct grouped *g, size_t i)
{
    double rank = 0.5;
    for (size_t j = 0; j < g->n; j++)
        if (!is_missing(g->x[j]) && g->level[j] < g->n_levels)
            rank += g->x[j] < g->x[i] ? 1 : g->x[j] == g->x[i] ? 0.5 : 0;
    return rank;
}

/* 12 / (N (N + 1)) sum R^2 / n - 3 (N + 1), over 1 - sum (t^3 - t) / (N^3 - N). */
static double slow_h(const struct grouped *g)
{
    double sum[MOST_LEVELS] = {0}, count[MOST_LEVELS] = {0}, n = 0, ties = 0, h = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (is_missing(g->x[i]) || g->level[i] >= g->n_levels)
            continue;
        double equal = 0;
        for (size_t j = 0; j < g->n; j++)
            equal += g->x[j] == g->x[i] && g->level[j] < g->n_levels;
        ties += equal * equal - 1;
        sum[g->level[i]] += slow_rank(g, i);
        count[g->level[i]]++;
        n++;
    }
    for (size_t level = 0; level < g->n_levels; level++)
        h += count[level] > 0 ? sum[level] * sum[level] / count[level] : 0;
    return (12 / (n * (n + 1)) * h - 3 * (n + 1)) / (1 - ties / (n * n * n - n));
}

static void agrees_with_the_printed_formula(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("kruskal"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST];
        uint16_t level[LARGEST];
        const size_t n = 20 + random_below(&r, LARGEST - 19);
        random_column(&r, nth, x, n);
        for (size_t i = 0; i < n; i++)
            level[i] = (uint16_t)random_below(&r, MOST_LEVELS + 1);
        const struct grouped data = {x, level, n, MOST_LEVELS};
        const struct kruskal k = kruskal_wallis(data, 0.95, &room);
        CHECK(near(k.h, slow_h(&data), 1e-9), "case %zu: %.17g, want %.17g", nth, k.h,
              slow_h(&data));
        CHECK(k.low <= k.epsilon2 && k.epsilon2 <= k.high && k.low >= 0 && k.high <= 1,
              "case %zu: %g..%g", nth, k.low, k.high);
    }
}

static void only_the_order_counts(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("kruskal"));
    double x[LARGEST], y[LARGEST];
    uint16_t level[LARGEST], renamed[LARGEST];
    for (size_t i = 0; i < LARGEST; i++) {
        x[i] = floor(8 * random_normal(&r)) / 4;
        y[i] = exp(x[i]);
        level[i] = (uint16_t)random_below(&r, 3);
        renamed[i] = (uint16_t)(2 - level[i]);
    }
    const struct kruskal a = kruskal_wallis((struct grouped){x, level, LARGEST, 3}, 0.9, &room);
    const struct kruskal b = kruskal_wallis((struct grouped){y, renamed, LARGEST, 3}, 0.9, &room);
    CHECK(near(a.h, b.h, 1e-12), "%.17g, %.17g", a.h, b.h);
    CHECK(near(a.high, b.high, 1e-12), "%.17g, %.17g", a.high, b.high);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    size_t nth = 1;
    for (bool is_done = false; !is_done; nth++) {
        struct arena small = {0};
        struct kruskal_room out;
        struct error err = {0};
        arena_fail_at(nth);
        is_done = kruskal_room_get(&small, 9, 3, &out, &err) == OK;
        arena_fail_at(0);
        CHECK(is_done || err.status == ERR_MEMORY, "allocation %zu", nth);
        arena_release(&small);
    }
    CHECK(nth > 3, "only %zu allocations", nth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_tests),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_printed_formula),
        TEST(only_the_order_counts),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
