/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/excerpt.h"
#include "tests/folder.h"

#define X20 "xxxxxxxxxxxxxxxxxxxx"

// clang-format off
static const struct {
    const char *name, *text;
    long line;
    int column;
    const char *before, *cell, *after; /* NULL: there is none */
} cases[] = {
    {"a cell", "a;b;c\n1;nein;3\n", 2, 2, "1;", "nein", ";3"},
    {"the header", "a;b;c\n1;nein;3\n", 1, 1, "", "a", ";b;c"},
    {"a row as a whole", "a;b\n1;2;3\n", 2, 0, "", "", "1;2;3"},
    {"an empty cell", "a;b;c\n1;;3\n", 2, 2, "1;", "", ";3"},
    {"a field that the row does not have", "a;b;c\n1;2\n", 2, 3, "1;2", "", ""},
    {"quotes belong to the cell", "a;b;c\n1;\"x;\"\"y\"\"\";3\n", 2, 2, "1;", "\"x;\"\"y\"\"\"", ";3"},
    {"a line break in a cell", "a;b\n1;\"x\ny\"\n2;3\n", 2, 2, "1;", "\"x␤y\"", ""},
    {"a cell on the second line of its row", "a;b;c\n1;\"x\ny\";z\n2;3;4\n", 3, 3, "1;\"x␤y\";", "z", ""},
    {"the row after a quoted break", "a;b;c\n1;\"x\ny\";z\n2;3;4\n", 4, 3, "2;3;", "4", ""},
    {"blank lines count", "a;b\n\n\n1;2\n", 4, 2, "1;", "2", ""},
    {"a row whose quotes never close", "a;b\n1;\"2\n3;4\n", 2, 2, "1;", "\"2", ""},
    {"a control character", "a;b\n1;x\ty\n", 2, 2, "1;", "x␉y", ""},
    {"Windows-1252", "a;b;c\n\xE5r;1;2\n", 2, 1, "", "år", ";1;2"},
    {"cut before and after", "a;b;c\n" X20 "åäö" X20 ";nej;" X20 X20 X20 "\n", 2, 2,
        "…xxxxåäö" X20 ";", "nej", ";" X20 X20 "…"},
    {"a long cell is cut", "a;b\n" X20 X20 X20 ";2\n", 2, 1, "", X20 X20 "…", ";2"},
    {"a line beyond the file's last belongs to its last row", "a;b\n1;2\n", 9, 1, "", "1", ";2"},
    {"an empty file", "", 1, 1, NULL, NULL, NULL},
};
// clang-format on

static bool is_same(const char *got, const char *want)
{
    return want == NULL ? got == NULL : got != NULL && strcmp(got, want) == 0;
}

static void excerpts_show_the_cell_in_its_row(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct excerpt excerpt = {.line = cases[i].line, .column = cases[i].column};
        folder_write("in.csv", cases[i].text, strlen(cases[i].text));
        excerpts_take("in.csv", (struct rows_options){.delimiter = ';'}, &excerpt, 1, &arena);
        CHECK(is_same(excerpt.before, cases[i].before), "%s: before [%s]", cases[i].name,
              excerpt.before);
        CHECK(is_same(excerpt.cell, cases[i].cell), "%s: cell [%s]", cases[i].name, excerpt.cell);
        CHECK(is_same(excerpt.after, cases[i].after), "%s: after [%s]", cases[i].name,
              excerpt.after);
        arena_release(&arena);
    }
    folder_close(&folder);
}

/* Whatever the order in which they are asked for, and though one place is asked for twice. */
static void many_are_taken_in_one_pass(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    FILE *file = fopen("in.csv", "w");
    assert_non_null(file);
    fputs("a,b\n", file);
    for (int line = 2; line <= 1000; line++)
        fprintf(file, "r%d,c%d\n", line, line);
    assert_int_equal(fclose(file), 0);
    static const long lines[] = {1000, 2, 500, 2, 999, 3};
    struct excerpt list[COUNT(lines)];
    for (size_t i = 0; i < COUNT(lines); i++)
        list[i] = (struct excerpt){.line = lines[i], .column = 2};
    excerpts_take("in.csv", (struct rows_options){0}, list, COUNT(list), &arena);
    for (size_t i = 0; i < COUNT(lines); i++) {
        char want[16];
        snprintf(want, sizeof want, "c%ld", lines[i]);
        CHECK(is_same(list[i].cell, want), "%s: [%s]", want, list[i].cell);
    }
    arena_release(&arena);
    folder_close(&folder);
}

static void a_file_that_is_not_there_has_none(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct excerpt excerpt = {.line = 1, .column = 1, .cell = "left over"};
    excerpts_take("/nowhere/in.csv", (struct rows_options){0}, &excerpt, 1, &arena);
    CHECK(excerpt.cell == NULL, "[%s]", excerpt.cell);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(excerpts_show_the_cell_in_its_row),
        TEST(many_are_taken_in_one_pass),
        TEST(a_file_that_is_not_there_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
