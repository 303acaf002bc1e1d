/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/repeats.h"

#include "store/form.h"
#include "tests/check.h"

enum { N_ROWS = 7 };

/* Who answers, row by row, with a unit so late that room has to grow. */
static const uint32_t units[N_ROWS] = {0, 1, 0, 5, 1, 1, 70000};

/* What becomes of the rows: '+' taken, '-' not, with the line of the earlier one; and how many are
   withdrawn. */
static void print_rows(enum duplicates rule, size_t room, char *out)
{
    const struct form form = {.settings = {.duplicates = rule}};
    uint32_t line[N_ROWS];
    struct wave wave = {.form = &form, .line = line};
    struct repeats repeats = {.wave = &wave};
    struct error err = {0};
    CHECK(repeats_reserve(&repeats, room), "memory");
    for (size_t i = 0; i < N_ROWS; i++) {
        const struct row row = {.line = (long)i + 2, .byte = 10 * i, .n_bytes = 9};
        bool is_taken = false;
        uint32_t earlier = 0;
        CHECK(repeats_take(&repeats, units[i], &row, &is_taken, &earlier, &err) == OK, "%s",
              err.text);
        out += sprintf(out, "%c%u ", is_taken ? '+' : '-', earlier);
        if (is_taken)
            line[wave.n_rows++] = (uint32_t)row.line;
    }
    sprintf(out, "%zu", repeats.n_withdrawn);
    repeats_release(&repeats);
}

static void rows_of_a_unit_that_answers_again(void **state)
{
    (void)state;
    static const struct {
        enum duplicates rule;
        const char *want;
    } cases[] = {
        {DUPLICATES_FIRST, "+0 +0 -2 +0 -3 -3 +0 0"},
        {DUPLICATES_LAST, "+0 +0 +2 +0 +3 +6 +0 3"},
        {DUPLICATES_ERROR, "+0 +0 -2 +0 -3 -3 +0 2"},
    };
    static const size_t rooms[] = {0, 1, 6, 100000};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t k = 0; k < COUNT(rooms); k++) {
            char got[200];
            print_rows(cases[i].rule, rooms[k], got);
            CHECK(strcmp(got, cases[i].want) == 0, "rule %d, room for %zu: %s", (int)cases[i].rule,
                  rooms[k], got);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(rows_of_a_unit_that_answers_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
