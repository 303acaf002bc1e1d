/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores of earlier versions, made by the SQL that made them then. */
#include "tests/store/stored.h"

#include <stdlib.h>

static struct folder folder;

/* tests/store/NAME, read before the working directory is left; released at the end. */
static char *version_1;

static char *read_source(const char *name)
{
    char path[4096];
    const char *source = getenv("MOGNAD_SOURCE");
    snprintf(path, sizeof path, "%s/tests/store/%s", source != NULL ? source : ".", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 65536);
    assert_non_null(text);
    assert_true(fread(text, 1, 65535, file) > 0);
    fclose(file);
    return text;
}

static int set_up(void **state)
{
    (void)state;
    version_1 = read_source("version_1.sql");
    folder_open(&folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_close(&folder);
    free(version_1);
    return 0;
}

/* t.db as a program of version 1 left it, `more` done to it. */
static void make_old(const char *more)
{
    folder_empty();
    struct store *store = store_at("t.db");
    do_sql(store, version_1);
    do_sql(store, more);
    store_close(store);
}

static struct store *begin_at(const char *path)
{
    struct error err = {0};
    struct store *store = store_at(path);
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    return store;
}

static void an_old_store_becomes_a_new_one_and_keeps_its_waves(void **state)
{
    (void)state;
    struct error err = {0};
    make_old("");
    struct store *store = begin_at("t.db");
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    store_close(store);
    store = store_at("t.db");
    check_sql(store, "SELECT user_version > 1 FROM pragma_user_version", "1");
    check_sql(store, "SELECT id, form, year, title, n_rows FROM wave", "3|f|2021|Old|2");
    check_sql(store, "SELECT id, key, name FROM unit", "1|a|-\n2|b|B\n3|c|-");
    check_sql(store, "SELECT id, value FROM figure", "index/mean/I|50.5");
    check_sql(store, "SELECT * FROM answer_f_2021", "2|1|40\n3|2|61");
    check_sql(store, "SELECT count(*) FROM crossing", "0");
    check_sql(store, "SELECT count(*) FROM pragma_foreign_key_check", "0");
    check_sql(store, "SELECT integrity_check FROM pragma_integrity_check", "ok");
    store_close(store);
}

/* Shared tables word by word, without what only people read. */
static const char *get_schema(struct store *store)
{
    return get_sql(store, "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk"
                          " FROM pragma_table_list AS t, pragma_table_info(t.name) AS c"
                          " WHERE t.schema = 'main' AND t.name NOT GLOB '*_f_2021'"
                          " ORDER BY t.name, c.cid");
}

/* So nobody edits schema.sql, or a step, once there are stores made with it. */
static void it_is_then_like_one_that_is_made_anew(void **state)
{
    (void)state;
    make_old("");
    struct store *store = begin_at("t.db");
    char *migrated = strdup(get_schema(store));
    store_close(store);
    store = begin_at("");
    CHECK(migrated != NULL && strcmp(migrated, get_schema(store)) == 0, "%s\nnot\n%s", migrated,
          get_schema(store));
    CHECK(migrated != NULL && strstr(migrated, "crossing|variable") != NULL, "%s", migrated);
    free(migrated);
    store_close(store);
}

static void the_old_wave_can_be_replaced(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct crossing crossing = {.variable = "q", .from_wave = 2020, .from_name = "p"};
    make_old("");
    struct store *store = begin_at("t.db");
    small_wave_make(&small, "f", 2021);
    small.form.crosswalk = &crossing;
    small.form.n_crosswalk = 1;
    for (int times = 0; times < 2; times++)
        CHECK(store_put_form(store, &small.wave, &small.first_unit, &err) == OK, "%s", err.text);
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT id FROM wave", "3");
    check_sql(store, "SELECT count(*) FROM figure", "0");
    check_sql(store, "SELECT * FROM crossing", "3|1|q|2020|p|-");
    store_close(store);
    arena_release(&small.arena);
}

static void a_run_that_fails_leaves_the_old_version(void **state)
{
    (void)state;
    make_old("");
    store_close(begin_at("t.db"));
    struct store *store = store_at("t.db");
    check_sql(store, "SELECT user_version FROM pragma_user_version", "1");
    check_sql(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'crossing'", "0");
    store_close(store);
}

static void a_step_that_cannot_be_taken_is_said_and_takes_nothing(void **state)
{
    (void)state;
    struct error err = {0};
    make_old("CREATE TABLE crossing (mine)");
    struct store *store = store_at("t.db");
    CHECK(store_begin(store, &err) == ERR_STORE, "status %d", err.status);
    CHECK(strcmp(err.text, "t.db: the store cannot do this: table crossing already exists") == 0,
          "%s", err.text);
    check_sql(store, "SELECT user_version FROM pragma_user_version", "1");
    check_sql(store, "SELECT name FROM pragma_table_info('crossing')", "mine");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_old_store_becomes_a_new_one_and_keeps_its_waves),
        TEST(it_is_then_like_one_that_is_made_anew),
        TEST(the_old_wave_can_be_replaced),
        TEST(a_run_that_fails_leaves_the_old_version),
        TEST(a_step_that_cannot_be_taken_is_said_and_takes_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
