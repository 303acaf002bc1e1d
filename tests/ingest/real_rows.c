/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hard CSV files from other projects' test suites, as they are read when nothing is said of them
   (tests/ingest/real_torture.c: as their manifest says): the encoding, the delimiter, and the
   number of rows and of those at fault is what a person counted. */
#include "ingest/rows.h"
#include "tests/check.h"

#include <stdlib.h>

// clang-format off
static const struct {
    const char *file;
    int rows, faults; /* rows -1: not opened */
    size_t n_cells;   /* of the first well-formed row */
    const char *encoding;
    char delimiter;
} files[] = {
    {"spectrum_comma_in_quotes", 2, 0, 5, "UTF-8", ','},
    {"spectrum_escaped_quotes", 3, 0, 2, "UTF-8", ','},
    {"spectrum_newlines", 4, 0, 3, "UTF-8", ','},
    {"spectrum_quotes_and_newlines", 3, 0, 2, "UTF-8", ','},
    {"spectrum_utf8", 3, 0, 3, "UTF-8", ','},
    {"spectrum_location_coordinates", 2, 1, 4, "UTF-8", ','}, /* 46" unquoted */
    {"duckdb_encodings_all_latin1", 190, 0, 1, "windows-1252", ','},
    {"duckdb_encodings_only_latin1", 6, 0, 2, "windows-1252", ','},
    {"duckdb_encodings_utf16", 21, 0, 2, "UTF-16LE", ','},
    {"duckdb_encodings_shift_jis", 21, 6, 2, "windows-1252", ','},
    {"duckdb_auto_utf8bom", 3, 0, 2, "UTF-8", ','},
    {"duckdb_nullbyte", 2, 1, 3, "UTF-8", '|'},
    {"duckdb_mixed_new_line", 3, 0, 3, "UTF-8", ','},
    {"duckdb_comma_decimal_null", 9, 0, 28, "UTF-8", ','},
    {"duckdb_null_multiple_quoted_nulls", 4, 0, 3, "UTF-8", ','},
    {"duckdb_header_only", 1, 0, 1, "UTF-8", ','},
    {"duckdb_empty", 0, 0, 0, "UTF-8", ','},
    {"duckdb_multidelimiter_simple_unterminated_quote", 1, 1, 0, "UTF-8", ','},
    {"duckdb_later_quotes", 2050, 0, 2, "UTF-8", ','},
    {"duckdb_rejects_multiple_errors_multiple_errors", 8, 1, 4, "UTF-8", ','},
    {"frictionless_accent", 3, 0, 17, "UTF-8", ';'},
    {"frictionless_blank-rows-multiple", 14, 0, 3, "UTF-8", ','},
    {"frictionless_doublequote", 6, 0, 17, "UTF-8", ','},
    {"frictionless_issue-1109", 4, 4, 0, "UTF-8", ','}, /* blank before every quote */
    {"parsecsv_UTF-8_with_BOM_and_sep_row", 4, 0, 3, "UTF-8", ';'},
    {"parsecsv_UTF-8_sep_row_but_no_BOM", 4, 0, 3, "UTF-8", ';'},
    {"parsecsv_waiver_field_separator", 6, 0, 1, "UTF-8", ','},
    {"parsecsv_multiple_empty_lines", 11, 0, 42, "UTF-8", ','},
    {"qsv_FCO_spend_CRonly", 5, 0, 8, "UTF-8", ','},
    {"miller_bom-dquote-header", 3, 0, 3, "UTF-8", ','},
    {"csps_2019_orgs_BOM", 112, 0, 95, "UTF-8", ','},
    {"538_StarWars_two_header_rows", 1188, 0, 38, "windows-1252", ','},
};
// clang-format on

static void check_file(size_t i)
{
    char path[512];
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    int n_faults = 0;
    size_t n_cells = 0;
    snprintf(path, sizeof path, "%s/csv-torture/files/%s.csv", getenv("MOGNAD_DATA"),
             files[i].file);
    const enum status status = rows_open(path, (struct rows_options){0}, &rows, &err);
    CHECK((status == OK) == (files[i].rows >= 0), "%s: %s", files[i].file, err.text);
    while (status == OK && rows_next(rows, &row, &err) == OK && row != NULL) {
        n_faults += row->fault != NULL;
        n_cells = n_cells == 0 ? row->n_cells : n_cells;
    }
    if (status == OK) {
        CHECK(rows_count(rows) == (uint64_t)files[i].rows && n_faults == files[i].faults,
              "%s: %d rows, %d at fault", files[i].file, (int)rows_count(rows), n_faults);
        CHECK(n_cells == files[i].n_cells, "%s: %zu cells", files[i].file, n_cells);
        CHECK(strcmp(rows_encoding(rows), files[i].encoding) == 0 &&
                  rows_delimiter(rows) == files[i].delimiter,
              "%s: %s '%c'", files[i].file, rows_encoding(rows), rows_delimiter(rows));
    }
    rows_close(rows);
}

static void hard_files_are_read_or_say_why_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        check_file(i);
}

int main(void)
{
    if (getenv("MOGNAD_DATA") == NULL) {
        puts("skipped: MOGNAD_DATA is not set");
        return 77;
    }
    const struct CMUnitTest tests[] = {TEST(hard_files_are_read_or_say_why_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
