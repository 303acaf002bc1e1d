/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answer_counts.h"
#include "tests/check.h"

#include <stdlib.h>

enum { ROWS = 6, WIDE = 300 };

static struct choice choices[WIDE];
static struct choice_list small = {.name = "s", .choices = choices, .n = 3};
static struct choice_list wide = {.name = "w", .choices = choices, .n = WIDE};

static struct question questions[] = {
    {.name = "note", .type = QUESTION_NOTE},
    {.name = "one", .type = QUESTION_SELECT_ONE, .list = &small, .column = 0},
    {.name = "many", .type = QUESTION_SELECT_MULTIPLE, .list = &small, .column = 1},
    {.name = "number", .type = QUESTION_DECIMAL, .column = 4},
    {.name = "large", .type = QUESTION_SELECT_ONE, .list = &wide, .column = 5},
    {.name = "text", .type = QUESTION_TEXT, .column = 6},
    {.name = "nobody", .type = QUESTION_INTEGER, .column = 7},
};
static struct form form = {.questions = questions, .n_questions = COUNT(questions)};

static uint8_t one[ROWS] = {0, 2, 2, CODE_MISSING(MISSING_NOT_ASKED), 0, 2};
static uint8_t option[3][ROWS] = {
    {0, 1, 1, 0, CODE_MISSING(MISSING_UNKNOWN), 1},
    {1, 1, 1, 1, CODE_MISSING(MISSING_UNKNOWN), 1},
    {0, 0, 0, 0, CODE_MISSING(MISSING_UNKNOWN), 0},
};
static double number[ROWS], nobody[ROWS];
static uint16_t large[ROWS] = {299, 0, 299, WIDE_MISSING(MISSING_REFUSED), 1, 299};
static struct column columns[] = {
    {COLUMN_CODE, {.code = one}},        {COLUMN_CODE, {.code = option[0]}},
    {COLUMN_CODE, {.code = option[1]}},  {COLUMN_CODE, {.code = option[2]}},
    {COLUMN_NUMBER, {.number = number}}, {COLUMN_WIDE, {.wide = large}},
    {COLUMN_ABSENT, {.code = NULL}},     {COLUMN_NUMBER, {.number = nobody}},
};

static struct wave make_wave(void)
{
    static const double given[] = {3, -1.5, 0, 8, 8};
    for (size_t row = 0; row < ROWS; row++) {
        number[row] = row < COUNT(given) ? given[row] : missing_because(MISSING_INVALID);
        nobody[row] = missing_because(MISSING_NO_ANSWER);
    }
    return (struct wave){
        .form = &form, .n_rows = ROWS, .columns = columns, .n_columns = COUNT(columns)};
}

static void answers_are_counted_by_choice_and_reason(void **state)
{
    (void)state;
    const struct wave wave = make_wave();
    struct arena arena = {0};
    struct error err = {0};
    struct answer_count *counts = NULL;
    CHECK(answer_counts_make(&wave, &arena, &counts, &err) == OK, "%s", err.text);
    CHECK(counts[0].n == 5 && counts[0].choice[0] == 2 && counts[0].choice[1] == 0 &&
              counts[0].choice[2] == 3 && counts[0].reason[MISSING_NOT_ASKED] == 1,
          "select_one");
    CHECK(counts[1].n_choices == 2 && counts[1].choice[0] == 2 && counts[1].choice[1] == 3 &&
              counts[1].reason[MISSING_UNKNOWN] == 1,
          "option");
    CHECK(counts[2].choice[1] == 5 && counts[3].choice[0] == 5, "other options");
    CHECK(counts[4].n == 5 && counts[4].choice == NULL && counts[4].low == -1.5 &&
              counts[4].high == 8 && counts[4].reason[MISSING_INVALID] == 1,
          "number");
    CHECK(counts[5].n == 5 && counts[5].choice[299] == 3 && counts[5].choice[0] == 1 &&
              counts[5].reason[MISSING_REFUSED] == 1,
          "wide");
    CHECK(counts[6].n == 0 && counts[6].choice == NULL, "text");
    CHECK(counts[7].n == 0 && is_missing(counts[7].low) && is_missing(counts[7].high) &&
              counts[7].reason[MISSING_NO_ANSWER] == ROWS,
          "nobody");
    arena_release(&arena);
}

/* Whatever the codes, every row is counted once. */
static void every_row_is_counted_once(void **state)
{
    (void)state;
    const struct wave wave = make_wave();
    struct arena arena = {0};
    struct error err = {0};
    struct answer_count *counts = NULL;
    CHECK(answer_counts_make(&wave, &arena, &counts, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < COUNT(columns); i++) {
        size_t n = counts[i].n;
        for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
            n += counts[i].reason[reason];
        CHECK(n == (columns[i].kind == COLUMN_ABSENT ? 0 : ROWS), "column %zu: %zu", i, n);
    }
    arena_release(&arena);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    const struct wave wave = make_wave();
    enum status status = ERR_MEMORY;
    size_t nth = 1;
    for (; status != OK; nth++) {
        struct arena arena = {0};
        struct error err = {0};
        struct answer_count *counts = NULL;
        assert_true(nth < 20);
        arena_fail_at(nth);
        status = answer_counts_make(&wave, &arena, &counts, &err);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %s", nth, err.text);
        arena_release(&arena);
    }
    arena_fail_at(0);
    CHECK(nth > 5, "only %zu allocations", nth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_are_counted_by_choice_and_reason),
        TEST(every_row_is_counted_once),
        TEST(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
