/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/numbered.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { LARGEST = 60 };

static void small_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[5];
        size_t n_present;
        uint32_t n_distinct, want[5];
    } cases[] = {
        {"of the header", 5, {7, 5, 5, 9, NA},   4, 3, {1, 0, 0, 2, 3}},
        {"one value",     3, {2, 2, 2},          3, 1, {0, 0, 0}},
        {"two zeros",     2, {0.0, -0.0},        2, 1, {0, 0}},
        {"all missing",   2, {NA, NA},           0, 0, {0, 0}},
        {"nothing",       0, {0},                0, 0, {0}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct sort_room room;
        struct numbered got;
        assert_int_equal(sort_room_get(&arena, 5, &room, NULL), OK);
        assert_int_equal(numbered_get(&arena, cases[i].x, cases[i].n, &room, &got, NULL), OK);
        CHECK(got.n_present == cases[i].n_present, "%s: got %zu", cases[i].name, got.n_present);
        CHECK(got.n_distinct == cases[i].n_distinct, "%s: got %u", cases[i].name, got.n_distinct);
        for (size_t row = 0; row < cases[i].n; row++)
            CHECK(got.number[row] == cases[i].want[row], "%s, %zu: got %u", cases[i].name, row,
                  got.number[row]);
        arena_release(&arena);
    }
}

/* How many distinct values are smaller. */
static uint32_t slow_number(const double *x, size_t n, double of)
{
    uint32_t number = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_new = x[i] < of;
        for (size_t j = 0; j < i; j++)
            is_new &= x[j] != x[i];
        number += is_new;
    }
    return number;
}

static void agrees_with_counting(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("numbered"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct arena arena = {0};
        struct sort_room room;
        struct numbered got;
        double x[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        assert_int_equal(sort_room_get(&arena, LARGEST, &room, NULL), OK);
        assert_int_equal(numbered_get(&arena, x, n, &room, &got, NULL), OK);
        CHECK(got.n_distinct == slow_number(x, n, INFINITY), "case %zu", nth);
        for (size_t i = 0; i < n; i++) {
            const uint32_t want = is_missing(x[i]) ? got.n_distinct : slow_number(x, n, x[i]);
            CHECK(got.number[i] == want, "case %zu, %zu: got %u", nth, i, got.number[i]);
        }
        arena_release(&arena);
    }
}

static void numbering_numbers_changes_nothing(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("numbered"));
    struct arena arena = {0};
    struct sort_room room;
    struct numbered once, twice;
    double x[LARGEST], numbers[LARGEST];
    random_column(&r, 1, x, LARGEST);
    assert_int_equal(sort_room_get(&arena, LARGEST, &room, NULL), OK);
    assert_int_equal(numbered_get(&arena, x, LARGEST, &room, &once, NULL), OK);
    for (size_t i = 0; i < LARGEST; i++)
        numbers[i] = once.number[i];
    assert_int_equal(numbered_get(&arena, numbers, LARGEST, &room, &twice, NULL), OK);
    for (size_t i = 0; i < LARGEST; i++)
        CHECK(once.number[i] == twice.number[i], "%zu: got %u", i, twice.number[i]);
    arena_fail_at(1);
    CHECK(numbered_get(&arena, x, LARGEST, &room, &once, NULL) == ERR_MEMORY, "no memory");
    arena_fail_at(0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(small_columns), TEST(agrees_with_counting),
                                       TEST(numbering_numbers_changes_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
