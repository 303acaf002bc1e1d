/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_file.h"
#include "tests/check.h"
#include "tests/ingest/simulated.h"

static void cells_are_quoted_where_need_be(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *cell; char delimiter; const char *want; } cases[] = {
        {"plain", ';', "plain;x\n"},
        {"", ';', ";x\n"},
        {"a;b", ';', "\"a;b\";x\n"},
        {"a;b", ',', "a;b,x\n"},
        {"a,b", ',', "\"a,b\",x\n"},
        {"say \"a\"", ';', "\"say \"\"a\"\"\";x\n"},
        {"two\nlines", ';', "\"two\nlines\";x\n"},
        {"two\rlines", ';', "\"two\rlines\";x\n"},
        {" blank", ';', "\" blank\";x\n"},
        {"blank ", ';', "\"blank \";x\n"},
        {"åäö", ';', "åäö;x\n"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sim_file *file = NULL;
        struct error err = {0};
        assert_int_equal(sim_file_open("out.csv", cases[i].delimiter, NULL, &file, &err), OK);
        sim_file_text(file, cases[i].cell);
        sim_file_cell(file, "xyz", 1);
        sim_file_end_row(file);
        CHECK(sim_file_close(file, &err) == OK, "%s", err.text);
        char *bytes = simulated_read("out.csv");
        CHECK(strcmp(bytes, cases[i].want) == 0, "'%s': got '%s'", cases[i].cell, bytes);
        free(bytes);
    }
    folder_close(&folder);
}

/* More than is held in memory at once, and characters at every place of a block. */
static void large_files_are_whole_in_any_encoding(void **state)
{
    (void)state;
    enum { N = 100000 };
    struct folder folder;
    folder_open(&folder);
    struct sim_file *file = NULL;
    struct error err = {0};
    assert_int_equal(sim_file_open("out.csv", ';', "ISO-8859-1", &file, &err), OK);
    for (int i = 0; i < N; i++) {
        sim_file_text(file, i % 2 == 0 ? "å" : "ab");
        sim_file_end_row(file);
    }
    assert_int_equal(sim_file_close(file, &err), OK);
    char *bytes = simulated_read("out.csv");
    size_t n_bad = 0;
    for (size_t i = 0; i < N / 2; i++)
        n_bad += memcmp(bytes + 5 * i, "\xE5\nab\n", 5) != 0;
    CHECK(n_bad == 0 && strlen(bytes) == 5 * N / 2, "%zu bad, %zu bytes", n_bad, strlen(bytes));
    free(bytes);
    folder_close(&folder);
}

static void what_cannot_be_opened_is_told(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    struct sim_file *file = NULL;
    struct error err = {0};
    CHECK(sim_file_open("out.csv", ';', "latin-99", &file, &err) == ERR_ENCODING, "%s", err.text);
    CHECK(file == NULL && strcmp(err.text, "out.csv: this encoding is not known") == 0, "%s",
          err.text);
    err = (struct error){0};
    CHECK(sim_file_open("no/out.csv", ';', "UTF-8", &file, &err) == ERR_WRITE, "%s", err.text);
    CHECK(strcmp(err.text, "no/out.csv: No such file or directory") == 0, "%s", err.text);
    CHECK(sim_file_close(NULL, &err) == OK, "NULL is fine");
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_are_quoted_where_need_be),
        TEST(large_files_are_whole_in_any_encoding),
        TEST(what_cannot_be_opened_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
