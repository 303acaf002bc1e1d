/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/data_table.h"
#include "report/datapackage.h"
#include "report/licence.h"
#include "tests/check.h"
#include "tests/report/written.h"

#include <jansson.h>

/* Whether each of the names, separated by commas, is a column of the table. */
static bool are_fields(const struct data_table *table, const char *names)
{
    for (const char *end = names; end != NULL; names = end + (end != NULL)) {
        end = strchr(names, ',');
        const size_t n = end != NULL ? (size_t)(end - names) : strlen(names);
        bool is_there = false;
        for (size_t i = 0; i < table->n_fields; i++)
            is_there |=
                strlen(table->fields[i].name) == n && strncmp(table->fields[i].name, names, n) == 0;
        if (!is_there)
            return false;
    }
    return true;
}

static void every_table_is_described_whole(void **state)
{
    (void)state;
    for (size_t t = 0; t < DATA_COUNT; t++) {
        const struct data_table *table = &data_tables[t];
        CHECK(table->name != NULL && table->file != NULL, "table %zu has no name", t);
        CHECK(table->title != NULL && table->about != NULL, "%s is not described", table->name);
        CHECK(table->format != NULL && table->mediatype != NULL, "%s has no format", table->name);
        CHECK(strspn(table->name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(table->name),
              "%s", table->name);
        for (size_t i = 0; i < table->n_fields; i++)
            CHECK(table->fields[i].about != NULL && table->fields[i].about[0] != '\0' &&
                      table->fields[i].about[strlen(table->fields[i].about) - 1] == '.',
                  "%s of %s is not described in a sentence", table->fields[i].name, table->name);
        CHECK(table->key == NULL || are_fields(table, table->key), "%s: key %s", table->name,
              table->key);
        for (size_t i = 0; i < table->n_links; i++)
            CHECK(are_fields(table, table->links[i].fields) &&
                      are_fields(&data_tables[table->links[i].table], table->links[i].other_fields),
                  "%s: link %s", table->name, table->links[i].fields);
    }
}

static void the_header_row_has_the_columns(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct rowfile *file = NULL;
    folder_open(&folder);
    CHECK(data_table_open("pairs.csv", &data_tables[DATA_PAIRS], &file, &err) == OK, "%s",
          err.text);
    CHECK(rowfile_finish(file, &err) == OK, "%s", err.text);
    rowfile_close(file);
    check_file("pairs.csv", "code,unit,other,above,below\n");
    folder_close(&folder);
}

static void a_licence_is_named_as_catalogues_name_it(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *licence, *uri, *name; } cases[] = {
        {"https://creativecommons.org/publicdomain/zero/1.0/deed.sv", "http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"},
        {"https://creativecommons.org/publicdomain/zero/1.0/", "http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"},
        {"http://creativecommons.org/licenses/by/4.0/deed", "http://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"},
        {"https://creativecommons.org/licenses/by-sa/4.0/", "http://creativecommons.org/licenses/by-sa/4.0/", NULL},
        {"https://example.org/deed.sv", "https://example.org/deed.sv", NULL},
        {"https://example.org/creativecommons.org/", "https://example.org/creativecommons.org/", NULL},
    };
    // clang-format on
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *uri = licence_uri(&arena, cases[i].licence);
        const char *name = licence_name(cases[i].licence);
        CHECK(uri != NULL && strcmp(uri, cases[i].uri) == 0, "%s: %s", cases[i].licence, uri);
        CHECK((name == NULL) == (cases[i].name == NULL) &&
                  (name == NULL || strcmp(name, cases[i].name) == 0),
              "%s: %s", cases[i].licence, name);
    }
    arena_release(&arena);
}

static struct form form = {
    .folder = "s",
    .settings = {.form_id = "ASEM", .wave = 2018, .licence = "https://example.org/l"},
};
static const struct wave wave = {.form = &form, .n_rows = 3, .n_frame = 4};

/* A link to a file that was not written would lead nowhere. */
static void only_what_is_there_is_linked(void **state)
{
    (void)state;
    static const struct data_file files[] = {{DATA_SCORES, "ab", 1}, {DATA_PAIRS, "cd", 2}};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(datapackage_write("p.json", &wave, files, 2, &err) == OK, "%s", err.text);
    json_t *root = json_load_file("p.json", 0, NULL);
    const json_t *list = json_object_get(root, "resources");
    const json_t *scores = json_object_get(json_array_get(list, 0), "schema");
    const json_t *pairs = json_object_get(json_array_get(list, 1), "schema");
    CHECK(json_object_get(scores, "foreignKeys") == NULL, "scores are linked to no codebook");
    CHECK(json_array_size(json_object_get(pairs, "foreignKeys")) == 2, "pairs are linked");
    CHECK(strcmp(json_string_value(json_object_get(root, "name")), "asem-2018") == 0, "name");
    json_decref(root);
    folder_close(&folder);
}

static void memory_that_runs_out_leaves_no_file(void **state)
{
    (void)state;
    static const struct data_file files[] = {{DATA_SCORES, "ab", 1}};
    struct folder folder;
    folder_open(&folder);
    enum status status = ERR_MEMORY;
    for (size_t nth = 1; status != OK; nth++) {
        struct error err = {0};
        assert_true(nth < 100);
        arena_fail_at(nth);
        status = datapackage_write("p.json", &wave, files, 1, &err);
        CHECK(status == OK || (status == ERR_MEMORY && count_files() == 0), "%zu: %s", nth,
              err.text);
    }
    arena_fail_at(0);
    CHECK(count_files() == 1, "no file");
    folder_close(&folder);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct error err = {0};
    CHECK(datapackage_write("nowhere/p.json", &wave, NULL, 0, &err) == ERR_WRITE, "%s", err.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_table_is_described_whole),           TEST(the_header_row_has_the_columns),
        TEST(a_licence_is_named_as_catalogues_name_it), TEST(only_what_is_there_is_linked),
        TEST(memory_that_runs_out_leaves_no_file),      TEST(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
