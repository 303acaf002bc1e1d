/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answers.h"
#include "store/names.h"
#include "tests/store/stored.h"

static void every_kind_of_column_is_put_as_it_is(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static const uint8_t code[] = {0, 1, CODE_MISSING(MISSING_REFUSED)};
    static const uint16_t wide[] = {1, 0, 65001}, count[] = {0, 7, 65535};
    static const uint32_t line[] = {2, 4000000000U, 5}, rank[] = {1, 0, 3};
    const double real[] = {1.5, MISSING, -0.25}, whole[] = {7, MISSING, -9007199254740992.0};
    static const struct bulk_text text[] = {{"å\"b'", 5}, {NULL, 0}, {"", 0}};
    static const struct bulk_value names[256] = {{.kind = BULK_IS_INTEGER, .integer = -99},
                                                 {.kind = BULK_IS_TEXT, .text = {"ja", 2}}};
    const struct bulk_column columns[] = {
        {.kind = BULK_COUNT, .count = line},
        {.kind = BULK_CODE, .code = code, .values = names},
        {.kind = BULK_WIDE, .wide = wide, .values = names, .n_values = 2},
        {.kind = BULK_REAL, .number = real},
        {.kind = BULK_INTEGER, .number = whole},
        {.kind = BULK_RANK, .count = rank},
        {.kind = BULK_SHORT, .wide = count},
        {.kind = BULK_TEXT, .text = text},
    };
    do_sql(store, "CREATE TEMP TABLE t (a INTEGER PRIMARY KEY, b, c, d, e, f, g, h)");
    struct bulk *bulk = NULL;
    CHECK(bulk_open(store, "INSERT INTO t SELECT * FROM ", COUNT(columns), &bulk, &err) == OK, "%s",
          err.text);
    CHECK(bulk_put(bulk, columns, 0, &err) == OK, "%s", err.text);
    CHECK(bulk_put(bulk, columns, 3, &err) == OK, "%s", err.text);
    bulk_close(bulk);
    check_sql(store, "SELECT * FROM t ORDER BY a",
              "2|-99|ja|1.5|7|1|0|å\"b'\n"
              "5|-|-|-0.25|-9007199254740992|3|65535|\n"
              "4000000000|ja|-99|-|-|-|7|-");
    check_sql(store, "SELECT typeof(b), typeof(d), typeof(e), typeof(h) FROM t LIMIT 1",
              "integer|real|integer|text");
    small_wave_end(store, &small);
}

static void a_row_that_the_table_refuses_is_an_error(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static const uint32_t line[] = {2, 2};
    const struct bulk_column column = {.kind = BULK_COUNT, .count = line};
    do_sql(store, "CREATE TEMP TABLE t (a INTEGER PRIMARY KEY)");
    struct bulk *bulk = NULL;
    CHECK(bulk_open(store, "INSERT INTO t SELECT * FROM ", 1, &bulk, &err) == OK, "%s", err.text);
    const enum status got = bulk_put(bulk, &column, 2, &err);
    CHECK(got == ERR_STORE, "status %d", got);
    CHECK(strcmp(err.text, "the store cannot do this: UNIQUE constraint failed: t.a") == 0, "%s",
          err.text);
    bulk_close(bulk);
    small_wave_end(store, &small);
}

/* Names that would break SQL if they were pasted, and a wording of several lines. */
static void names_and_wordings_are_quoted(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    small.form.settings.form_id = "o'hara \"x\"; --";
    char wording[600];
    memset(wording, 'w', sizeof wording);
    memcpy(wording, "first\nsecond */ ' \"", 19);
    wording[sizeof wording - 1] = '\0';
    const struct store_column columns[] = {
        {"line", "INTEGER PRIMARY KEY", NULL}, {"a \"b\"", "TEXT", wording}, {"c);", "REAL", ""}};
    CHECK(store_create_table(store, &small.wave, "answer",
                             (struct store_columns){columns, COUNT(columns)}, &err) == OK,
          "%s", err.text);
    check_sql(store, "SELECT name FROM sqlite_schema WHERE name LIKE 'answer%'",
              "answer_o'hara \"x\"; --_2022");
    check_sql(store, "SELECT name, type FROM pragma_table_info('answer_o''hara \"x\"; --_2022')",
              "line|INTEGER\na \"b\"|TEXT\nc);|REAL");
    check_sql(store,
              "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%TEXT, -- first second */%'",
              "1");
    small_wave_end(store, &small);
}

static void more_columns_than_sqlite_takes_are_refused(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static struct store_column columns[2001];
    for (size_t i = 0; i < COUNT(columns); i++)
        columns[i] = (struct store_column){arena_print(&small.arena, "q%zu", i), "TEXT", NULL};
    enum status got = store_create_table(store, &small.wave, "answer",
                                         (struct store_columns){columns, 2000}, &err);
    CHECK(got == OK, "%s", err.text);
    got = store_create_table(store, &small.wave, "answer", (struct store_columns){columns, 2001},
                             &err);
    CHECK(got == ERR_STORE, "status %d", got);
    CHECK(strcmp(err.text, "surveys/x: 2001 columns are too many for the answer table (at most "
                           "2000): split the survey into several forms") == 0,
          "%s", err.text);
    small_wave_end(store, &small);
}

/* Three rows of three units, of which the second is taken out again. */
static void rows_can_be_withdrawn(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static const struct store_column column = {"q", "REAL", "how much"};
    static const uint32_t line[] = {2, 3, 7}, unit[] = {1, 2, 3}, gone[] = {3};
    static const double number[] = {1, 2, 3};
    static const struct bulk_text key[] = {{"a", 1}, {"b", 1}, {"c", 1}},
                                  name[] = {{"A", 1}, {"B", 1}, {NULL, 0}};
    static const uint16_t question[] = {0, 0};
    static const uint8_t reason[] = {MISSING_NOT_ASKED, MISSING_INVALID};
    const struct bulk_column columns[] = {{.kind = BULK_REAL, .number = number}};
    const struct answer_batch batch = {
        .n_rows = 3,
        .line = line,
        .unit = unit,
        .columns = columns,
        .missing = {.n = 2, .line = line, .unit = unit, .question = question, .reason = reason},
        .key = key,
        .name = name};
    struct answers *answers = NULL;
    CHECK(answers_open(store, &small.wave, (struct store_columns){&column, 1}, &answers, &err) ==
              OK,
          "%s", err.text);
    CHECK(answers_put(answers, &batch, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT * FROM answer_f_2022", "2|1|1.0\n3|2|2.0\n7|3|3.0");
    check_sql(store, "SELECT * FROM missing_f_2022", "2|1|q|not_asked\n3|2|q|invalid");
    check_sql(store, "SELECT * FROM unit", "1|1|a|A\n2|1|b|B\n3|1|c|-");
    CHECK(answers_withdraw(answers, gone, 1, true, &err) == OK, "%s", err.text);
    CHECK(answers_withdraw(answers, gone, 0, true, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT line FROM answer_f_2022", "2\n7");
    check_sql(store, "SELECT line FROM missing_f_2022", "2");
    check_sql(store, "SELECT key FROM unit", "a\nc");
    answers_close(answers);
    small_wave_end(store, &small);
}

static void rows_have_the_names_of_their_units(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static uint32_t unit[] = {3, 1};
    do_sql(store, "INSERT INTO unit VALUES (1, 1, 'a', 'A'), (3, 1, 'c', NULL)");
    small.wave.unit = unit;
    small.wave.n_rows = 2;
    struct row_names *names = NULL;
    const char *key = NULL, *name = NULL;
    static const char *const want[] = {"c", "c", "a", "A"};
    CHECK(row_names_open(store, &small.wave, &names, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < 2; i++) {
        CHECK(row_names_next(names, &key, &name, &err) == OK, "%s", err.text);
        CHECK(strcmp(key, want[2 * i]) == 0 && strcmp(name, want[2 * i + 1]) == 0, "%s %s", key,
              name);
    }
    CHECK(row_names_next(names, &key, &name, &err) == OK && key == NULL && name == NULL,
          "a row after the last");
    row_names_close(names);
    unit[1] = 2;
    CHECK(row_names_open(store, &small.wave, &names, &err) == OK, "%s", err.text);
    CHECK(row_names_next(names, &key, &name, &err) == OK, "%s", err.text);
    CHECK(row_names_next(names, &key, &name, &err) == ERR_STORE, "a unit that is not there");
    CHECK(strcmp(err.text, "the store has lost the unit of row 2") == 0, "%s", err.text);
    row_names_close(names);
    row_names_close(NULL);
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_column_is_put_as_it_is),
        TEST(a_row_that_the_table_refuses_is_an_error),
        TEST(names_and_wordings_are_quoted),
        TEST(more_columns_than_sqlite_takes_are_refused),
        TEST(rows_can_be_withdrawn),
        TEST(rows_have_the_names_of_their_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
