/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank.h"
#include "stats/standing.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

enum { MOST = 300 };

static struct arena arena;
static struct standing_room room;

static int get_room(void **state)
{
    (void)state;
    return standing_room_get(&arena, MOST, &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void by_hand(void **state)
{
    (void)state;
    static const double score[] = {5, 7, NAN, 9, 7, 1};
    static const double times[] = {1, 0.5, 9, 1.2, 2, 0};
    static const uint32_t want[] = {4, 2, 0, 1, 2, 5}, weighted[] = {5, 2, 0, 1, 2, 5};
    uint32_t got[6];
    struct standing_scores s = {.score = score, .n = 6};
    CHECK(standing_rank(s, &room, got) == 5, "five scores");
    CHECK(memcmp(got, want, sizeof got) == 0, "got %u %u %u", got[0], got[1], got[3]);
    s.times = times; /* above 5 stand 3.7 units, above 1 stand 4.7, which is 6 of 5 */
    CHECK(standing_rank(s, &room, got) == 5 && memcmp(got, weighted, sizeof got) == 0,
          "got %u %u %u", got[0], got[1], got[5]);
}

/* The same ranks as stats/rank.h, also where one score far away crowds the others together. */
static void as_a_full_sort(void **state)
{
    (void)state;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct random r = random_stream(7, nth);
        const size_t n = random_below(&r, MOST);
        double x[MOST], want[MOST];
        uint32_t got[MOST];
        random_column(&r, nth, x, n);
        if (n > 0 && nth % 5 == 0)
            x[random_below(&r, n)] = nth % 2 == 0 ? 1e300 : -1e9;
        if (n > 1 && nth % 35 == 0)
            x[n - 1] = -1e300; /* and the range is past all bounds */
        rank_descending(x, n, want, &room.sort);
        standing_rank((struct standing_scores){.score = x, .n = n}, &room, got);
        for (size_t i = 0; i < n; i++)
            CHECK(got[i] == (is_missing(want[i]) ? 0 : (uint32_t)want[i]), "%zu: got %u, want %g",
                  nth, got[i], want[i]);
    }
}

/* Rao, Wu & Yue 1992: over draws, the weight has mean 1 and variance (1 - n / N) of that of a
   bootstrap; in every draw they sum to n. */
static void redrawn_units(void **state)
{
    (void)state;
    enum { N = 40, DRAWS = 20000 };
    double times[N], sum = 0, square = 0;
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        double total = 0;
        standing_resample(5, draw, 50, N, times);
        for (size_t u = 0; u < N; u++)
            total += times[u];
        CHECK(near(total, N, 1e-12), "%zu: got %g", (size_t)draw, total);
        sum += times[3];
        square += (times[3] - 1) * (times[3] - 1);
    }
    /* (1 - f) (n / (n - 1))^2 times the variance of a binomial of n - 1 draws at 1 / n */
    const double variance =
        (1 - 40.0 / 50) * (40.0 / 39) * (40.0 / 39) * 39 * (1 / 40.0) * (39 / 40.0);
    CHECK(fabs(sum / DRAWS - 1) < 0.01, "got %g", sum / DRAWS);
    CHECK(fabs(square / DRAWS / variance - 1) < 0.05, "got %g, want %g", square / DRAWS, variance);
    standing_resample(5, 1, N, N, times);
    for (size_t u = 0; u < N; u++)
        CHECK(times[u] == 1, "a census: got %g", times[u]);
    standing_resample(5, 1, 9, 1, times);
    CHECK(times[0] == 1, "one unit: got %g", times[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(by_hand), TEST(as_a_full_sort), TEST(redrawn_units)};
    return cmocka_run_group_tests(tests, get_room, release_room);
}
