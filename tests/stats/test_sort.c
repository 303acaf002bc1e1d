/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sort.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <float.h>
#include <stdlib.h>

#define NA MISSING

enum { LARGEST = 400 };

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

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[7];
        size_t n_present;
        double want[7];
    } cases[] = {
        {"nothing",         0, {0},                       0, {0}},
        {"one value",       1, {5},                       1, {5}},
        {"all missing",     2, {NA, NA},                  0, {0}},
        {"both signs",      5, {2, -1, 0, -3, 1},         5, {-3, -1, 0, 1, 2}},
        {"with missing",    5, {NA, 2, NA, 1, NA},        2, {1, 2}},
        {"two zeros",       3, {0.0, -0.0, -1},           3, {-1, 0, 0}},
        {"the far ends",    7, {DBL_MAX, INFINITY, DBL_TRUE_MIN, 0, -DBL_TRUE_MIN, -INFINITY,
                                -DBL_MAX},
                            7, {-INFINITY, -DBL_MAX, -DBL_TRUE_MIN, 0, DBL_TRUE_MIN, DBL_MAX,
                                INFINITY}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double sorted[7];
        const size_t n = sort_present(cases[i].x, cases[i].n, sorted, &room);
        CHECK(n == cases[i].n_present, "%s: got %zu", cases[i].name, n);
        for (size_t k = 0; k < n; k++)
            CHECK(sorted[k] == cases[i].want[k], "%s: at %zu got %g", cases[i].name, k, sorted[k]);
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void agrees_with_qsort(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("sort"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], want[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        const size_t n_present = present(x, n, want);
        qsort(want, n_present, sizeof *want, ascending);
        CHECK(sort_present(x, n, x, &room) == n_present, "case %zu", nth);
        CHECK(memcmp(x, want, n_present * sizeof *x) == 0, "case %zu", nth);
    }
}

static void the_order_is_that_of_the_values_then_of_their_positions(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("sort"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        const size_t n_present = sort_order(x, n, &room);
        for (size_t k = 0; k + 1 < n_present; k++) {
            const uint32_t a = room.position[0][k], b = room.position[0][k + 1];
            CHECK(x[a] < x[b] || (x[a] == x[b] && a < b), "case %zu at %zu", nth, k);
            CHECK((x[a] == x[b]) == (room.key[0][k] == room.key[0][k + 1]), "case %zu at %zu", nth,
                  k);
        }
    }
}

static void a_zero_with_a_sign_is_a_tie(void **state)
{
    (void)state;
    const double x[] = {0.0, -0.0};
    sort_order(x, 2, &room);
    CHECK(room.key[0][0] == room.key[0][1] && room.position[0][0] == 0, "%u", room.position[0][0]);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena scratch = {0};
        struct sort_room small;
        struct error err = {0};
        arena_fail_at(nth);
        const enum status status = sort_room_get(&scratch, 9, &small, &err);
        is_there = status == OK;
        CHECK(is_there || (status == ERR_MEMORY && err.status == ERR_MEMORY), "at %zu", nth);
        arena_fail_at(0);
        arena_release(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_qsort),
        TEST(the_order_is_that_of_the_values_then_of_their_positions),
        TEST(a_zero_with_a_sign_is_a_tie),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
