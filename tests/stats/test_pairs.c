/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/block.h"
#include "stats/pairs.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { K = 4, LARGEST = 2 * BLOCK_ROWS + 100 };

static void every_pair_has_its_own_rows(void **state)
{
    (void)state;
    const double a[] = {1, 2, 3, NA, 5}, b[] = {2, NA, 6, 8, 9}, c[] = {NA, NA, 1, 1, NA};
    const double *const columns[] = {a, b, c};
    static const size_t want[3][3] = {{4, 3, 1}, {0, 4, 2}, {0, 0, 2}};
    struct arena arena = {0};
    struct pairs pairs;
    CHECK(pairs_get(&arena, 3, &pairs, NULL) == OK, "no memory");
    pairs_add_columns(&pairs, columns, 5);
    for (size_t j = 0; j < 3; j++)
        for (size_t i = 0; i <= j; i++)
            CHECK(pairs_at(&pairs, i, j)->n == want[i][j], "%zu, %zu: got %zu", i, j,
                  pairs_at(&pairs, i, j)->n);
    arena_release(&arena);
}

static bool is_same(struct pair a, struct pair b)
{
    return a.n == b.n && a.mean_x == b.mean_x && a.mean_y == b.mean_y && a.xx == b.xx &&
           a.yy == b.yy && a.xy == b.xy;
}

/* Columns, rows and one pair at a time: the same bits. */
static void all_ways_in_give_the_same(void **state)
{
    (void)state;
    static double column[K][LARGEST], rows[K * LARGEST];
    const double *const columns[K] = {column[0], column[1], column[2], column[3]};
    struct random r = random_stream(1, random_name("pairs"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct arena arena = {0};
        struct pairs by_column, by_row;
        const size_t n = random_below(&r, nth % 20 == 0 ? LARGEST : 30);
        for (size_t v = 0; v < K; v++) {
            random_column(&r, nth + v, column[v], n);
            for (size_t i = 0; i < n; i++)
                rows[i * K + v] = column[v][i];
        }
        CHECK(pairs_get(&arena, K, &by_column, NULL) == OK, "no memory");
        CHECK(pairs_get(&arena, K, &by_row, NULL) == OK, "no memory");
        pairs_add_columns(&by_column, columns, n);
        pairs_add_rows(&by_row, rows, n);
        for (size_t j = 0; j < K; j++)
            for (size_t i = 0; i <= j; i++) {
                struct pair p = {0};
                pair_add_columns(&p, column[i], column[j], n);
                CHECK(is_same(p, *pairs_at(&by_column, i, j)), "case %zu: %zu, %zu", nth, i, j);
                CHECK(is_same(p, *pairs_at(&by_row, i, j)), "case %zu: %zu, %zu", nth, i, j);
            }
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct pairs pairs;
        arena_fail_at(nth);
        const enum status status = pairs_get(&arena, K, &pairs, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_pair_has_its_own_rows),
        TEST(all_ways_in_give_the_same),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
