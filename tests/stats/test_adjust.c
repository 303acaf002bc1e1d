/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/adjust.h"
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

/* The first: Benjamini & Hochberg (1995), section 3.2, fifteen tests of thrombolysis: Holm's way
   (as Bonferroni's) three can be told at 0.05, theirs four. */
static void published(void **state)
{
    (void)state;
    // clang-format off
    static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                               0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    static const double holm[] = {0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278,
                                  0.3213, 1, 1, 1, 1, 1, 1};
    static const double bh[] = {0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429,
                                0.0638571428571429, 0.0645, 0.0765, 0.486, 0.581181818181818,
                                0.714875, 0.753230769230769, 0.813214285714286, 1};
    // clang-format on
    double got[COUNT(p)];
    size_t below[2] = {0};
    adjust_p(ADJUST_HOLM, p, COUNT(p), got, &room);
    for (size_t i = 0; i < COUNT(p); i++) {
        CHECK(near(got[i], holm[i], 1e-14), "Holm %zu: got %.17g", i, got[i]);
        below[0] += got[i] <= 0.05;
    }
    adjust_p(ADJUST_BH, p, COUNT(p), got, &room);
    for (size_t i = 0; i < COUNT(p); i++) {
        CHECK(near(got[i], bh[i], 1e-14), "BH %zu: got %.17g", i, got[i]);
        below[1] += got[i] <= 0.05;
    }
    CHECK(below[0] == 3 && below[1] == 4, "got %zu, %zu", below[0], below[1]);
}

static void small_lists(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double p[4], holm[4], bh[4];
    } cases[] = {
        {"missing ones do not count", 4, {0.01, NA, 0.02, NA}, {0.02, NA, 0.02, NA},
                                                               {0.02, NA, 0.02, NA}},
        {"in any order",              3, {0.5, 0.01, 0.02},    {0.5, 0.03, 0.04}, {0.5, 0.03, 0.03}},
        {"ties",                      3, {0.02, 0.02, 0.02},   {0.06, 0.06, 0.06},
                                                               {0.02, 0.02, 0.02}},
        {"one",                       1, {0.04},               {0.04},            {0.04}},
        {"none that counts",          2, {NA, NA},             {NA, NA},          {NA, NA}},
        {"0 and 1",                   2, {0, 1},               {0, 1},            {0, 1}},
        {"nothing",                   0, {0},                  {0},               {0}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t in_place = 0; in_place < 2; in_place++) {
            double holm[4], bh[4];
            memcpy(holm, cases[i].p, sizeof holm);
            memcpy(bh, cases[i].p, sizeof bh);
            adjust_p(ADJUST_HOLM, in_place ? holm : cases[i].p, cases[i].n, holm, &room);
            adjust_p(ADJUST_BH, in_place ? bh : cases[i].p, cases[i].n, bh, &room);
            for (size_t j = 0; j < cases[i].n; j++) {
                CHECK(near(holm[j], cases[i].holm[j], 1e-15), "%s: %g", cases[i].name, holm[j]);
                CHECK(near(bh[j], cases[i].bh[j], 1e-15), "%s: %g", cases[i].name, bh[j]);
            }
        }
}

static double count_up_to(const double *p, size_t n, double limit)
{
    double count = 0;
    for (size_t i = 0; i < n; i++)
        count += p[i] <= limit;
    return count;
}

/* By definition, without sorting, of m p-values: Holm of p is the largest #(p >= q) q over the
   q <= p; BH of p the least m q / #(p <= q) over the q >= p. */
static double slow_holm(const double *p, size_t m, double of)
{
    double largest = 0;
    for (size_t j = 0; j < m; j++)
        if (p[j] <= of)
            largest = fmax(largest, ((double)m - count_up_to(p, m, nextafter(p[j], -1))) * p[j]);
    return fmin(1, largest);
}

static double slow_bh(const double *p, size_t m, double of)
{
    double smallest = 1;
    for (size_t j = 0; j < m; j++)
        if (p[j] >= of)
            smallest = fmin(smallest, (double)m * p[j] / count_up_to(p, m, p[j]));
    return smallest;
}

static void agrees_with_the_definition(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("adjust"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double p[LARGEST], holm[LARGEST], bh[LARGEST], seen[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        for (size_t i = 0; i < n; i++) {
            p[i] = nth % 2 == 0 ? random_uniform(&r) : (double)random_below(&r, 11) / 10;
            p[i] = random_below(&r, 6) == 0 ? MISSING : p[i];
        }
        const size_t m = present(p, n, seen);
        adjust_p(ADJUST_HOLM, p, n, holm, &room);
        adjust_p(ADJUST_BH, p, n, bh, &room);
        for (size_t i = 0; i < n; i++) {
            const double want_holm = is_missing(p[i]) ? MISSING : slow_holm(seen, m, p[i]);
            const double want_bh = is_missing(p[i]) ? MISSING : slow_bh(seen, m, p[i]);
            CHECK(near(holm[i], want_holm, 1e-14), "case %zu, %zu: got %g", nth, i, holm[i]);
            CHECK(near(bh[i], want_bh, 1e-14), "case %zu, %zu: got %g", nth, i, bh[i]);
        }
    }
}

static void adjusting_never_lowers_nor_reorders(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("adjust"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double p[LARGEST], holm[LARGEST], bh[LARGEST];
        for (size_t i = 0; i < LARGEST; i++)
            p[i] = pow(random_uniform(&r), 3);
        adjust_p(ADJUST_HOLM, p, LARGEST, holm, &room);
        adjust_p(ADJUST_BH, p, LARGEST, bh, &room);
        for (size_t i = 0; i < LARGEST; i++) {
            CHECK(p[i] <= bh[i] && bh[i] <= holm[i] && holm[i] <= 1, "case %zu, %zu", nth, i);
            for (size_t j = 0; j < i; j++)
                CHECK(!(p[i] < p[j] && (holm[i] > holm[j] || bh[i] > bh[j])), "case %zu", nth);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(published), TEST(small_lists),
                                       TEST(agrees_with_the_definition),
                                       TEST(adjusting_never_lowers_nor_reorders)};
    return cmocka_run_group_tests(tests, get_room, release_room);
}
