/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answer_rows.h"
#include "store/answers.h"
#include "tests/store/stored.h"

static uint32_t units[] = {7, 5, 9};
static uint32_t lines[] = {2, 4, 9};
static const char *const names[] = {"text", "number", "Text "};

/* Three rows, and why some cells of them are empty, put in another order than the rows'. */
static struct store *begin(struct small_wave *small)
{
    static const struct store_column columns[] = {
        {"text", "TEXT", NULL}, {"number", "REAL", NULL}, {"Text ", "ANY", NULL}};
    struct store *store = small_wave_begin(small);
    struct error err = {0};
    struct answers *answers = NULL;
    small->wave.n_rows = COUNT(units);
    small->wave.unit = units;
    small->wave.line = lines;
    CHECK(answers_open(store, &small->wave, (struct store_columns){columns, COUNT(columns)},
                       &answers, &err) == OK,
          "%s", err.text);
    answers_close(answers);
    do_sql(store, "INSERT INTO answer_f_2022 VALUES (9, 9, NULL, NULL, NULL), "
                  "(2, 7, 'å b', 1.5, 98), (4, 5, NULL, -3, NULL)");
    do_sql(store, "INSERT INTO missing_f_2022 VALUES (9, 9, 'Text ', 'invalid'), "
                  "(4, 5, 'text', 'not_asked'), (9, 9, 'gone', 'refused'), "
                  "(3, 8, 'number', 'refused'), (9, 9, 'number', 'unknown')");
    do_sql(store, "CREATE TABLE register_f_2022 (unit_id INTEGER PRIMARY KEY, fte REAL)");
    do_sql(store, "INSERT INTO register_f_2022 VALUES (5, 12.5), (7, NULL)");
    return store;
}

static void rows_come_in_their_order_with_their_reasons(void **state)
{
    (void)state;
    static const enum missing reasons[][3] = {
        {ANSWERED, ANSWERED, ANSWERED},
        {MISSING_NOT_ASKED, ANSWERED, MISSING_NO_ANSWER},
        {MISSING_NO_ANSWER, MISSING_UNKNOWN, MISSING_INVALID},
    };
    struct error err = {0};
    struct small_wave small;
    struct store *store = begin(&small);
    struct answer_rows *rows = NULL;
    bool has_row = false;
    CHECK(answer_rows_open(store, &small.wave, (struct answer_names){names, 3}, &rows, &err) == OK,
          "%s", err.text);
    for (size_t row = 0; row < COUNT(units); row++) {
        CHECK(answer_rows_next(rows, &has_row, &err) == OK && has_row, "%s", err.text);
        for (size_t i = 0; i < 3; i++)
            CHECK(answer_rows_reason(rows, i) == reasons[row][i], "row %zu, %zu: %d", row, i,
                  (int)answer_rows_reason(rows, i));
        if (row == 0)
            CHECK(strcmp(answer_rows_text(rows, 0), "å b") == 0 &&
                      answer_rows_number(rows, 1) == 1.5 &&
                      strcmp(answer_rows_text(rows, 2), "98") == 0,
                  "answers");
        if (row == 2)
            CHECK(answer_rows_text(rows, 0) == NULL && is_missing(answer_rows_number(rows, 1)),
                  "no answers");
    }
    CHECK(answer_rows_next(rows, &has_row, &err) == OK && !has_row, "%s", err.text);
    answer_rows_close(rows);
    small_wave_end(store, &small);
}

static void numbers_of_the_register_are_found_by_unit(void **state)
{
    (void)state;
    static const char *const columns[] = {"fte"};
    static const struct {
        uint32_t unit;
        double want;
    } cases[] = {{5, 12.5}, {7, MISSING}, {9, MISSING}, {5, 12.5}};
    struct error err = {0};
    struct small_wave small;
    struct store *store = begin(&small);
    struct unit_numbers *numbers = NULL;
    CHECK(unit_numbers_open(store, &small.wave, (struct answer_names){columns, 1}, &numbers,
                            &err) == OK,
          "%s", err.text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        double got = 0;
        CHECK(unit_numbers_get(numbers, cases[i].unit, &got, &err) == OK, "%s", err.text);
        CHECK(got == cases[i].want || (is_missing(got) && is_missing(cases[i].want)), "unit %u: %g",
              cases[i].unit, got);
    }
    unit_numbers_close(numbers);
    small_wave_end(store, &small);
}

static void other_rows_than_the_wave_has_are_an_error(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE answer_f_2022 SET unit_id = 6 WHERE line = 2",
        "DELETE FROM answer_f_2022",
        "INSERT INTO answer_f_2022 (line, unit_id) VALUES (1, 4)",
    };
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct error err = {0};
        struct small_wave small;
        struct store *store = begin(&small);
        struct answer_rows *rows = NULL;
        bool has_row = false;
        do_sql(store, changes[i]);
        CHECK(answer_rows_open(store, &small.wave, (struct answer_names){names, 1}, &rows, &err) ==
                  OK,
              "%s", err.text);
        CHECK(answer_rows_next(rows, &has_row, &err) == ERR_STORE, "%s", changes[i]);
        CHECK(strcmp(err.text, "the store has other answers than were read (row 1)") == 0, "%s",
              err.text);
        answer_rows_close(rows);
        small_wave_end(store, &small);
    }
}

static void a_column_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    static const char *const gone[] = {"gone"};
    struct error err = {0};
    struct small_wave small;
    struct store *store = begin(&small);
    struct answer_rows *rows = NULL;
    struct unit_numbers *numbers = NULL;
    const struct answer_names columns = {gone, 1};
    CHECK(answer_rows_open(store, &small.wave, columns, &rows, &err) == ERR_STORE && rows == NULL,
          "%s", err.text);
    err = (struct error){0};
    CHECK(unit_numbers_open(store, &small.wave, columns, &numbers, &err) == ERR_STORE &&
              numbers == NULL,
          "%s", err.text);
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_come_in_their_order_with_their_reasons),
        TEST(numbers_of_the_register_are_found_by_unit),
        TEST(other_rows_than_the_wave_has_are_an_error),
        TEST(a_column_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
