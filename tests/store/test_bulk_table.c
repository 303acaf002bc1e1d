/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "store/bulk_table.h"
#include "tests/store/stored.h"

/* One column of every kind, twice: the one table filled by pages, the other row by row. */
enum { N_ROWS = 3000, N_COLUMNS = 10, LONG_TEXT = 70000 };

static const struct store_column declared[N_COLUMNS] = {{"line", "INTEGER PRIMARY KEY", NULL},
                                                        {"unit", "INTEGER NOT NULL", NULL},
                                                        {"code", "INTEGER", NULL},
                                                        {"word", "TEXT", "by code"},
                                                        {"wide", "TEXT", NULL},
                                                        {"real", "REAL", NULL},
                                                        {"whole", "INTEGER", NULL},
                                                        {"rank", "INTEGER", NULL},
                                                        {"answered", "INTEGER", NULL},
                                                        {"text", "TEXT", NULL}};

struct data {
    struct arena arena;
    struct bulk_column columns[N_COLUMNS];
    struct bulk_value integers[256], words[256], wide[300];
};

static int64_t any_integer(uint64_t bits)
{
    const int64_t value = (int64_t)(bits >> (bits % 64));
    return bits % 3 == 0 ? -value : value;
}

static struct bulk_text any_text(struct arena *arena, uint64_t bits, size_t longest)
{
    if (bits % 5 == 0)
        return (struct bulk_text){0};
    const size_t n = (bits >> 8) % (longest + 1);
    char *text = arena_array(arena, n + 1, char);
    assert_non_null(text);
    memset(text, 'a' + (int)((bits >> 16) % 26), n);
    return (struct bulk_text){text, (uint32_t)n};
}

static struct bulk_value any_word(struct arena *arena, uint64_t bits, size_t longest)
{
    const struct bulk_text text = any_text(arena, bits, longest);
    return (struct bulk_value){.kind = text.text == NULL ? BULK_IS_NULL : BULK_IS_TEXT,
                               .text = text};
}

static void fill_values(struct data *data, struct random *random)
{
    for (int i = 0; i < 256; i++) {
        data->integers[i] =
            (struct bulk_value){.kind = i < 250 ? BULK_IS_INTEGER : BULK_IS_NULL,
                                .integer = i < 10 ? i : any_integer(random_bits(random))};
        data->words[i] = any_word(&data->arena, random_bits(random), 100);
    }
    for (int i = 0; i < 300; i++)
        data->wide[i] = any_word(&data->arena, random_bits(random), 20);
}

static void fill_long_text(struct data *data, struct bulk_text *out)
{
    char *text = arena_array(&data->arena, LONG_TEXT, char);
    assert_non_null(text);
    memset(text, 'x', LONG_TEXT);
    *out = (struct bulk_text){text, LONG_TEXT};
}

#define NEW(type, name)                                                                            \
    type *name = arena_array(&data->arena, N_ROWS, type);                                          \
    assert_non_null(name)

static void fill_rows(struct data *data, struct random *random)
{
    NEW(uint32_t, line);
    NEW(uint32_t, unit);
    NEW(uint8_t, code);
    NEW(uint8_t, word);
    NEW(uint16_t, wide);
    NEW(double, real);
    NEW(double, whole);
    NEW(uint32_t, rank);
    NEW(uint16_t, answered);
    NEW(struct bulk_text, text);
    for (size_t i = 0; i < N_ROWS; i++) {
        const uint64_t bits = random_bits(random);
        line[i] =
            (i == 0 ? 1 : line[i - 1]) + 1 + (uint32_t)(bits % 1000 == 0 ? 1000000 : bits % 3);
        unit[i] = (uint32_t)(bits >> (32 + bits % 32));
        code[i] = (uint8_t)(bits >> 8);
        word[i] = (uint8_t)(bits >> 16);
        wide[i] = (uint16_t)(bits % 310);
        real[i] = bits % 7 == 0 ? MISSING : (double)any_integer(bits) / 16;
        const int64_t small = any_integer(bits) / 4096;
        whole[i] = bits % 11 == 0 ? MISSING : (double)small;
        rank[i] = (uint32_t)(bits % 4 == 0 ? 0 : bits >> 40);
        answered[i] = (uint16_t)(bits >> 24);
        text[i] = any_text(&data->arena, random_bits(random), bits % 100 == 7 ? LONG_TEXT : 300);
    }
    fill_long_text(data, &text[2000]);
    const struct bulk_column columns[N_COLUMNS] = {
        {.kind = BULK_COUNT, .count = line},
        {.kind = BULK_COUNT, .count = unit},
        {.kind = BULK_CODE, .code = code, .values = data->integers},
        {.kind = BULK_CODE, .code = word, .values = data->words},
        {.kind = BULK_WIDE, .wide = wide, .values = data->wide, .n_values = 300},
        {.kind = BULK_REAL, .number = real},
        {.kind = BULK_INTEGER, .number = whole},
        {.kind = BULK_RANK, .count = rank},
        {.kind = BULK_SHORT, .wide = answered},
        {.kind = BULK_TEXT, .text = text}};
    memcpy(data->columns, columns, sizeof columns);
}

static struct bulk_table *open_table(struct store *store, struct small_wave *small,
                                     const char *kind)
{
    struct error err = {0};
    struct bulk_table *table = NULL;
    CHECK(store_create_table(store, &small->wave, kind, (struct store_columns){declared, N_COLUMNS},
                             &err) == OK,
          "%s", err.text);
    CHECK(bulk_table_open(store, &small->wave, kind, N_COLUMNS, &table, &err) == OK, "%s",
          err.text);
    return table;
}

static void put_by_row(struct store *store, const struct data *data)
{
    struct error err = {0};
    struct bulk *bulk = NULL;
    do_sql(store, "CREATE TEMP TABLE twin AS SELECT * FROM answer_f_2022 WHERE 0");
    CHECK(bulk_open(store, "INSERT INTO twin SELECT * FROM ", N_COLUMNS, &bulk, &err) == OK, "%s",
          err.text);
    CHECK(bulk_put(bulk, data->columns, N_ROWS, &err) == OK, "%s", err.text);
    bulk_close(bulk);
}

/* Values and their types, long rows among them, are what they are when SQLite makes the rows; and
   SQLite finds nothing wrong with the table, nor a value of another type than is declared. */
static void rows_are_those_that_sqlite_makes(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    struct random random = random_stream(1, 0);
    static struct data data;
    fill_values(&data, &random);
    fill_rows(&data, &random);
    struct bulk_table *table = open_table(store, &small, "answer");
    CHECK(bulk_table_put(table, data.columns, N_ROWS, &err) == OK, "%s", err.text);
    bulk_table_close(table);
    put_by_row(store, &data);
    check_sql(store, "SELECT count(*) FROM answer_f_2022", "3000");
    check_sql(store, "SELECT count(*) > 0 FROM answer_f_2022 WHERE length(text) = 70000", "1");
    check_sql(store, "SELECT count(*) FROM (SELECT * FROM twin EXCEPT SELECT * FROM answer_f_2022)",
              "0");
    check_sql(store,
              "SELECT count(*) FROM answer_f_2022 a JOIN twin t USING (line)"
              " WHERE typeof(a.code) = typeof(t.code) AND typeof(a.word) = typeof(t.word)"
              " AND typeof(a.wide) = typeof(t.wide) AND typeof(a.real) = typeof(t.real)"
              " AND typeof(a.whole) = typeof(t.whole) AND typeof(a.text) = typeof(t.text)",
              "3000");
    check_sql(store, "PRAGMA integrity_check", "ok");
    arena_release(&data.arena);
    small_wave_end(store, &small);
}

/* Rows `first`, `first` + 1 ... with that number in every INTEGER, and NULL elsewhere. */
static enum status put_numbers(struct bulk_table *table, const uint32_t *number, size_t n,
                               struct error *err)
{
    static const struct bulk_text none[2000];
    static double missing[2000];
    for (size_t i = 0; i < COUNT(missing); i++)
        missing[i] = MISSING;
    const struct bulk_column numbers = {.kind = BULK_COUNT, .count = number},
                             texts = {.kind = BULK_TEXT, .text = none},
                             reals = {.kind = BULK_REAL, .number = missing};
    const struct bulk_column columns[N_COLUMNS] = {numbers, numbers, numbers, texts,   texts,
                                                   reals,   numbers, numbers, numbers, texts};
    return bulk_table_put(table, columns, n, err);
}

static void put_from(struct bulk_table *table, uint32_t first, size_t n)
{
    struct error err = {0};
    static uint32_t number[2000];
    for (size_t i = 0; i < n; i++)
        number[i] = first + (uint32_t)i;
    CHECK(put_numbers(table, number, n, &err) == OK, "%s", err.text);
}

/* Few rows first, then many in several calls, a page being left half full by each; and another
   table after that within the same transaction. */
static void tables_follow_each_other_in_a_transaction(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static const char *const kinds[] = {"answer", "score", "answer"};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct bulk_table *table = open_table(store, &small, kinds[i]);
        put_from(table, 10, 300);
        put_from(table, 310, 0);
        put_from(table, 310, 2000);
        put_from(table, 2310, 1);
        put_from(table, 2311, 700);
        bulk_table_close(table);
    }
    check_sql(store, "SELECT count(*), sum(line), sum(unit), sum(code) FROM answer_f_2022",
              "3001|4531510|4531510|4531510");
    check_sql(store, "SELECT count(*), min(line), max(line) FROM score_f_2022", "3001|10|3010");
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    struct bulk_table *table = open_table(store, &small, "answer");
    put_from(table, 1, 2000);
    bulk_table_close(table);
    check_sql(store, "SELECT count(*), max(unit) FROM answer_f_2022", "2000|2000");
    check_sql(store, "PRAGMA integrity_check", "ok");
    small_wave_end(store, &small);
}

static void a_key_that_comes_twice_is_an_error(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static uint32_t number[600];
    struct bulk_table *table = open_table(store, &small, "answer");
    put_from(table, 1, 600);
    for (uint32_t i = 0; i < COUNT(number); i++)
        number[i] = 601 + i;
    number[300] = number[299];
    const enum status got = put_numbers(table, number, COUNT(number), &err);
    CHECK(got == ERR_STORE, "status %d", got);
    CHECK(strcmp(err.text,
                 "the store cannot do this: UNIQUE constraint failed: answer_f_2022.line") == 0,
          "%s", err.text);
    bulk_table_close(table);
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_those_that_sqlite_makes),
        TEST(tables_follow_each_other_in_a_transaction),
        TEST(a_key_that_comes_twice_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
