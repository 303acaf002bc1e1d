/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/frequency.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        uint8_t codes[17], code;
        size_t want;
    } cases[] = {
        {"nothing",                0,  {0},                             0,   0},
        {"one code",               1,  {7},                             7,   1},
        {"less than eight",        5,  {1, 2, 1, 2, 1},                 1,   3},
        {"eight at once",          8,  {3, 3, 3, 3, 3, 3, 3, 3},        3,   8},
        {"eight and a rest",       17, {255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255},
                                                                        255, 3},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t count[FREQUENCY_CODES] = {0};
        frequency_count(cases[i].codes, cases[i].n, count);
        CHECK(count[cases[i].code] == cases[i].want, "%s: got %zu", cases[i].name,
              count[cases[i].code]);
    }
}

static void agrees_with_counting_one_by_one(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("frequency"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        uint8_t codes[2100]; /* on both sides of where the way of counting changes */
        size_t got[FREQUENCY_CODES] = {0}, want[FREQUENCY_CODES] = {0};
        const size_t start = random_below(&r, 8), n = start + random_below(&r, 2090);
        for (size_t i = 0; i < n; i++)
            codes[i] = (uint8_t)random_below(&r, nth % 2 == 0 ? 5 : FREQUENCY_CODES);
        for (size_t i = start; i < n; i++)
            want[codes[i]]++;
        frequency_count(codes + start, n - start, got);
        CHECK(memcmp(got, want, sizeof got) == 0, "case %zu", nth);
    }
}

static void counts_are_added_to_what_is_there(void **state)
{
    (void)state;
    const uint8_t codes[] = {4, 4, 9};
    size_t count[FREQUENCY_CODES] = {0};
    frequency_count(codes, 3, count);
    frequency_count(codes, 3, count);
    CHECK(count[4] == 4 && count[9] == 2 && count[0] == 0, "%zu, %zu", count[4], count[9]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_counting_one_by_one),
        TEST(counts_are_added_to_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
