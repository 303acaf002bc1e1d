/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "report/rowfile.h"
#include "tests/check.h"
#include "tests/report/written.h"

static void text_is_quoted_where_csv_or_a_spreadsheet_needs_it(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"nothing",              NULL,             "a\n\n"},
        {"an empty text",        "",               "a\n\n"},
        {"plain",                "Arbetsmiljö 2",  "a\nArbetsmiljö 2\n"},
        {"a comma",              "a,b",            "a\n\"a,b\"\n"},
        {"a semicolon",          "a;b",            "a\na;b\n"},
        {"a quote",              "a\"b",           "a\n\"a\"\"b\"\n"},
        {"quotes alone",         "\"\"",           "a\n\"\"\"\"\"\"\n"},
        {"a quote at each end",  "\"a\"",          "a\n\"\"\"a\"\"\"\n"},
        {"a line break",         "a\nb",           "a\n\"a\nb\"\n"},
        {"a carriage return",    "a\r",            "a\n\"a\r\"\n"},
        {"a formula",            "=1+1",           "a\n\"=1+1\"\n"},
        {"+ - @",                "@SUM(A1)",       "a\n\"@SUM(A1)\"\n"},
        {"a minus",              "-x",             "a\n\"-x\"\n"},
        {"a plus",               "+46",            "a\n\"+46\"\n"},
        {"a blank in front",     " a",             "a\n\" a\"\n"},
        {"a tab in front",       "\ta",            "a\n\"\ta\"\n"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct folder folder;
        struct rowfile *file = NULL;
        struct error err = {0};
        folder_open(&folder);
        assert_int_equal(rowfile_open("out.csv", "a", &file, &err), OK);
        rowfile_text(file, cases[i].text);
        rowfile_end_row(file);
        CHECK(rowfile_finish(file, &err) == OK, "%s: %s", cases[i].name, err.text);
        rowfile_close(file);
        check_file("out.csv", cases[i].want);
        folder_close(&folder);
    }
}

static void a_row_is_its_cells_with_commas_between(void **state)
{
    (void)state;
    struct folder folder;
    struct rowfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    assert_int_equal(rowfile_open("out.csv", "a,b", &file, &err), OK);
    for (uint64_t i = 0; i < 2; i++) {
        rowfile_number(file, -0.1);
        rowfile_number(file, missing_because(MISSING_REFUSED));
        rowfile_number(file, 40);
        rowfile_count(file, i);
        rowfile_count(file, UINT64_MAX - i);
        rowfile_position(file, i);
        rowfile_text(file, "");
        rowfile_end_row(file);
    }
    rowfile_end_row(file);
    assert_int_equal(rowfile_finish(file, &err), OK);
    rowfile_close(file);
    check_file("out.csv", "a,b\n"
                          "-0.10000000000000001,,40,0,18446744073709551615,,\n"
                          "-0.10000000000000001,,40,1,18446744073709551614,1,\n"
                          "\n");
    folder_close(&folder);
}

static void a_file_that_cannot_be_made_is_said(void **state)
{
    (void)state;
    struct rowfile *file = (struct rowfile *)state;
    struct error err = {0};
    assert_int_equal(rowfile_open("/none/out.csv", "a", &file, &err), ERR_WRITE);
    assert_null(file);
    assert_string_equal(err.text, "/none/out.csv: cannot be written: No such file or directory");
    rowfile_close(NULL);
}

static void what_is_not_finished_is_not_there(void **state)
{
    (void)state;
    struct folder folder;
    struct rowfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    assert_int_equal(rowfile_open("out.csv", "a", &file, &err), OK);
    rowfile_close(file);
    CHECK(count_files() == 0, "%zu files are left", count_files());
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_is_quoted_where_csv_or_a_spreadsheet_needs_it),
        TEST(a_row_is_its_cells_with_commas_between),
        TEST(a_file_that_cannot_be_made_is_said),
        TEST(what_is_not_finished_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
