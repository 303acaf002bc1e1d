/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "base/random.h"
#include "stats/quantile.h"
#include "stats/rank_counts.h"
#include "tests/check.h"

#include <stdlib.h>

enum { UNITS = 23, DRAWS = 700 };

/* Two units, four draws. */
static void by_hand(void **state)
{
    (void)state;
    static const uint32_t rank[] = {1, 2, 1, 2, 2, 1, 1, 0};
    struct arena arena = {0};
    struct rank_counts c;
    struct frequency scratch[2];
    assert_int_equal(rank_counts_get(&arena, 2, true, &c, NULL), OK);
    rank_counts_add(&c, rank, 4);
    const struct rank_summary a = rank_counts_summary(&c, 0, scratch);
    const struct rank_summary b = rank_counts_summary(&c, 1, scratch);
    CHECK(a.mean == 1.25 && a.median == 1 && a.low == 1 && near(a.high, 1.85, 1e-15) && a.n == 4,
          "got %g %g %g", a.mean, a.median, a.high);
    CHECK(near(b.mean, 5.0 / 3, 1e-15) && b.median == 2 && b.n == 3, "got %g %g", b.mean, b.median);
    CHECK(rank_counts_above(&c, 0, 1) == 0.75 && rank_counts_above(&c, 1, 0) == 0.25, "got %g %g",
          rank_counts_above(&c, 0, 1), rank_counts_above(&c, 1, 0));
    arena_release(&arena);
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Adds who of the others the unit stands above in one draw. */
static void add_above(const uint32_t rank[UNITS], size_t unit, size_t above[UNITS])
{
    for (size_t v = 0; v < UNITS; v++)
        above[v] += rank[unit] > 0 && (rank[v] == 0 || rank[unit] < rank[v]) ? 1 : 0;
}

/* Every draw written out, sorted, and compared two by two. */
static void as_written_out(void **state)
{
    (void)state;
    static uint32_t rank[DRAWS * UNITS];
    struct arena arena = {0};
    struct rank_counts c;
    struct frequency scratch[UNITS];
    struct random r = random_stream(1, 0);
    assert_int_equal(rank_counts_get(&arena, UNITS, true, &c, NULL), OK);
    for (size_t i = 0; i < COUNT(rank); i++)
        rank[i] = (uint32_t)random_below(&r, UNITS + 1);
    for (size_t first = 0; first < DRAWS; first += RANK_BATCH)
        rank_counts_add(&c, rank + first * UNITS,
                        DRAWS - first < RANK_BATCH ? DRAWS - first : RANK_BATCH);
    for (size_t u = 0; u < UNITS; u++) {
        double all[DRAWS], sum = 0;
        size_t n = 0, above[UNITS] = {0};
        for (size_t draw = 0; draw < DRAWS; draw++) {
            const uint32_t mine = rank[draw * UNITS + u];
            add_above(rank + draw * UNITS, u, above);
            if (mine > 0)
                all[n++] = mine;
            sum += mine;
        }
        qsort(all, n, sizeof *all, by_size);
        const struct rank_summary s = rank_counts_summary(&c, u, scratch);
        CHECK(s.n == n && near(s.mean, sum / (double)n, 1e-15), "%zu: got %g", u, s.mean);
        CHECK(s.low == quantile_sorted(all, n, 0.05) && s.high == quantile_sorted(all, n, 0.95) &&
                  s.median == quantile_sorted(all, n, 0.5),
              "%zu: got %g %g %g", u, s.low, s.median, s.high);
        for (size_t v = 0; v < UNITS; v++)
            CHECK(u == v || rank_counts_above(&c, u, v) == (double)above[v] / DRAWS,
                  "%zu above %zu: got %g", u, v, rank_counts_above(&c, u, v));
    }
    arena_release(&arena);
}

/* 1 and 2 change places, 3 and 4 do now and then, 5 has its place. */
static void classes(void **state)
{
    (void)state;
    static const uint32_t rank[] = {1, 2, 3, 4, 5, 2, 1, 3, 4, 5, 1, 2, 4, 3, 5};
    static const uint32_t order[] = {0, 1, 2, 3, 4}, want[] = {1, 1, 2, 2, 3};
    struct arena arena = {0};
    struct rank_counts c;
    uint32_t got[5];
    assert_int_equal(rank_counts_get(&arena, 5, true, &c, NULL), OK);
    rank_counts_add(&c, rank, 3);
    CHECK(rank_counts_classes(&c, order, 5, 0.95, got) == 3, "three classes");
    CHECK(memcmp(got, want, sizeof got) == 0, "got %u %u %u %u %u", got[0], got[1], got[2], got[3],
          got[4]);
    CHECK(rank_counts_classes(&c, order, 2, 0.6, got) == 2 && got[4] == 0, "less certainty");
    arena_release(&arena);
    assert_int_equal(rank_counts_get(&arena, 5, false, &c, NULL), OK);
    CHECK(rank_counts_classes(&c, order, 5, 0.95, got) == 0 && got[0] == 0, "not counted");
    CHECK(is_missing(rank_counts_above(&c, 0, 1)), "not counted");
    arena_release(&arena);
}

/* With many units several ranks share a bin, and nobody counts pairs. */
static void many_units(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    static uint32_t rank[MANY];
    struct arena arena = {0};
    struct rank_counts c;
    assert_int_equal(rank_counts_get(&arena, MANY, true, &c, NULL), OK);
    CHECK(c.width == 12 && c.above == NULL, "got %zu", c.width);
    for (uint32_t u = 0; u < MANY; u++)
        rank[u] = u + 1;
    rank_counts_add(&c, rank, 1);
    struct frequency *scratch = arena_array(&arena, c.n_bins, struct frequency);
    for (size_t u = 0; u < MANY; u += 997) {
        const struct rank_summary s = rank_counts_summary(&c, u, scratch);
        CHECK(s.mean == (double)u + 1 && fabs(s.median - s.mean) <= 6, "%zu: got %g", u, s.median);
    }
    arena_release(&arena);
    assert_int_equal(rank_counts_get(&arena, 0, true, &c, NULL), OK);
    rank_counts_add(&c, NULL, 1);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(by_hand), TEST(as_written_out), TEST(classes),
                                       TEST(many_units)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
