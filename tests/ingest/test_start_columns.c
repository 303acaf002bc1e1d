/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/start_columns.h"
#include "tests/folder.h"

// clang-format off
static const struct {
    const char *name, *text; /* one column, and beside it a key */
    enum question_type type;
} cases[] = {
    {"a scale", "q\n1\n2\n3\n1\n2\n3\n", QUESTION_SELECT_ONE},
    {"a scale with a code for no answer", "q\n1\n2\n98\n1\n2\n98\n", QUESTION_SELECT_ONE},
    {"labels that come back", "q\nYes\nNo\nYes\nNo\n", QUESTION_SELECT_ONE},
    {"blanks are no value", "q\nYes\n \nYes\n\"\"\n", QUESTION_SELECT_ONE},
    {"years", "q\n2019\n2020\n2019\n2020\n", QUESTION_INTEGER},
    {"counts that never come back", "q\n1\n2\n3\n4\n", QUESTION_INTEGER},
    {"too many values for a list", "q\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n"
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n", QUESTION_INTEGER},
    {"decimal comma", "q\n\"1,5\"\n\"2,5\"\n\"1,5\"\n\"2,5\"\n", QUESTION_DECIMAL},
    {"whole and decimal", "q\n1\n2.5\n1\n2.5\n", QUESTION_DECIMAL},
    {"dates", "q\n2022-01-02\n2022-01-03\n", QUESTION_DATE},
    {"whole numbers that could be dates", "q\n20220102\n20220103\n", QUESTION_INTEGER},
    {"texts", "q\nwe share data\nwe do not\nwe did\n", QUESTION_TEXT},
    {"long texts that come back", "q\n"
        "x0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890\n"
        "x0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890\n",
        QUESTION_TEXT},
    {"nothing", "q\n\n", QUESTION_TEXT},
};
// clang-format on

static struct rows *rows_of(const char *text)
{
    struct rows *rows = NULL;
    struct error err = {0};
    folder_write("in.csv", text, strlen(text));
    CHECK(rows_open("in.csv", (struct rows_options){.delimiter = ';'}, &rows, &err) == OK, "%s",
          err.text);
    return rows;
}

static void a_type_follows_from_all_values(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct error err = {0};
        struct start_columns columns;
        struct rows *rows = rows_of(cases[i].text);
        CHECK(start_columns_read(rows, &arena, &columns, &err) == OK, "%s: %s", cases[i].name,
              err.text);
        CHECK(columns.n == 1 && start_column_type(&columns.list[0]) == cases[i].type, "%s: %d",
              cases[i].name, (int)start_column_type(&columns.list[0]));
        start_columns_release(&columns);
        rows_close(rows);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static void headers_become_names(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *name, *label, *stem, *option; } want[] = {
        {"Q1", "How many?", NULL, NULL}, {"Ar_och_manad", "År och månad", NULL, NULL},
        {"q1_2", "q1", NULL, NULL}, {"Q2", "Q2[SQ001]", "Q2", "SQ001"},
        {"Q2_2", "Q2[SQ002]", "Q2", "SQ002"}, {"g_q3", "g/q3/a", "g/q3", "a"},
        {"q2022", "2022", NULL, NULL}, {"line_2", "line", NULL, NULL}, {"q", "%", NULL, NULL},
        {"Slash", "Slash/", NULL, NULL},
    };
    // clang-format on
    struct folder folder;
    struct arena arena = {0};
    struct error err = {0};
    struct start_columns columns;
    folder_open(&folder);
    struct rows *rows =
        rows_of("Q1. How many?;År och månad;q1;Q2[SQ001];Q2[SQ002];g/q3/a;2022;line;%;Slash/\n");
    CHECK(start_columns_read(rows, &arena, &columns, &err) == OK, "%s", err.text);
    assert_int_equal(columns.n, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++) {
        const struct start_column *got = &columns.list[i];
        CHECK(strcmp(got->name, want[i].name) == 0, "%zu: %s", i, got->name);
        CHECK(strcmp(got->label, want[i].label) == 0, "%zu: %s", i, got->label);
        CHECK((got->stem == NULL) == (want[i].stem == NULL) &&
                  (got->stem == NULL || (strcmp(got->stem, want[i].stem) == 0 &&
                                         strcmp(got->option, want[i].option) == 0)),
              "%s: %s, %s", got->header, got->stem, got->option);
    }
    start_columns_release(&columns);
    rows_close(rows);
    arena_release(&arena);
    folder_close(&folder);
}

static void the_key_and_the_options_are_found(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct error err = {0};
    struct start_columns columns;
    folder_open(&folder);
    struct rows *rows = rows_of("w;id;m/a;m/b;n/a;n/b;o/a\n"
                                "1;x;1;;1;2;1\n1;y;0;1;1;1;0\n2;z;;0;0;0;1\n");
    CHECK(start_columns_read(rows, &arena, &columns, &err) == OK, "%s", err.text);
    const struct start_column *key = start_columns_key(&columns);
    CHECK(key != NULL && strcmp(key->header, "id") == 0, "%s", key == NULL ? "-" : key->header);
    static const bool want[] = {false, false, true, true, false, false, false};
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(start_columns_is_multiple(&columns, i) == want[i], "%s", columns.list[i].header);
    start_columns_release(&columns);
    rows_close(rows);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_type_follows_from_all_values),
        TEST(headers_become_names),
        TEST(the_key_and_the_options_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
