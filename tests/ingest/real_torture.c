/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hard CSV files of other projects' test suites, as their manifest says what a reader owes them: a
   file to be parsed gives exactly the cells that are expected, a file to be rejected is refused or
   has its bad rows at fault or ragged, on their lines; nothing is repaired.

   The cells that are expected are those of Python's csv module. Where that and we mean different
   things, it is a rule here, not a list of files:
     - Blank lines are rows of no cells there, and no rows here.
     - A first line "sep=;" is a row there; here it names the delimiter, as Excel means it.
     - A NUL is a character there. No text of ours can hold one, so the row is refused (nul_byte).
     - Bytes that the encoding does not have are replaced there, with U+FFFD; here the row is
   refused (encoding).
     - Of two long files only the number of rows and their width are given there.
     - A file to be parsed that Python could not read ("python_csv_error") is separated by another
       character than the manifest says ('|', where the file has commas); it is read by what its
       header shows, and has no cells to compare.
     - "reject-or-ragged" is also satisfied by what the row says of itself: a quote that was kept as
       text, which becomes a warning; and by a header without names for its columns, a preamble: it
       cannot be matched with any codebook. */
#include "base/text.h"
#include "ingest/rows.h"
#include "tests/check.h"

#include <jansson.h>
#include <stdlib.h>

enum { ID, EXPECT, TRAIT, ENCODING, DELIMITER, N_COLUMNS };
static const char *const names[] = {[ID] = "id",
                                    [EXPECT] = "expect",
                                    [TRAIT] = "trait",
                                    [ENCODING] = "encoding",
                                    [DELIMITER] = "delimiter"};

/* A row of the manifest. */
struct entry {
    char text[N_COLUMNS][128];
};

/* What became of a file. */
struct outcome {
    size_t n_rows, n_refused; /* refused: at fault, or of another width than the first row */
    size_t n_cells;           /* of the first row */
    size_t n_told;            /* rows with quotes that were kept as text, and nameless headers */
};

static const char *path_of(const char *format, const char *id)
{
    static char path[512];
    const int n = snprintf(path, sizeof path, "%s/csv-torture/", getenv("MOGNAD_DATA"));
    snprintf(path + n, sizeof path - (size_t)n, format, id);
    return path;
}

/* NULL when it is refused as a whole. "?" is a file in no encoding at all, to be taken for UTF-8;
   "cp1252-ish" is Windows-1252 with bytes that it does not have. */
static struct rows *open_file(const struct entry *entry, bool is_delimiter_wrong)
{
    struct rows *rows = NULL;
    struct error err = {0};
    const char *encoding = entry->text[ENCODING];
    if (strcmp(encoding, "?") == 0)
        encoding = "UTF-8";
    if (strcmp(encoding, "cp1252-ish") == 0)
        encoding = "windows-1252";
    const struct rows_options options = {.keeps_quotes = true,
                                         .encoding = encoding,
                                         .delimiter =
                                             is_delimiter_wrong ? '\0' : entry->text[DELIMITER][0]};
    const enum status status =
        rows_open(path_of("files/%s.csv", entry->text[ID]), options, &rows, &err);
    CHECK(status == OK || status == ERR_ENCODING, "%s: %s", entry->text[ID], err.text);
    return rows;
}

/* The text holds what has no place in a text of ours: why the row must be refused, or NULL. */
static const char *why_refused(const json_t *cells)
{
    size_t i;
    const json_t *cell;
    json_array_foreach(cells, i, cell)
    {
        const char *text = json_string_value(cell);
        if (memchr(text, 0, json_string_length(cell)) != NULL)
            return "nul_byte";
    }
    return NULL;
}

static bool has_replacement(const json_t *cells)
{
    size_t i;
    const json_t *cell;
    json_array_foreach(cells, i, cell) if (strstr(json_string_value(cell), "\xEF\xBF\xBD") !=
                                           NULL) return true;
    return false;
}

static void compare_cells(const char *id, const struct row *row, const json_t *cells)
{
    CHECK(row->n_cells == json_array_size(cells), "%s:%ld: %zu cells, not %zu (%s)", id, row->line,
          row->n_cells, json_array_size(cells), row->fault == NULL ? "" : row->fault);
    for (size_t i = 0; i < row->n_cells && i < json_array_size(cells); i++) {
        const char *want = json_string_value(json_array_get(cells, i));
        CHECK(strcmp(row->cells[i].text, want) == 0, "%s:%ld:%zu: '%s', not '%s'", id, row->line,
              i + 1, row->cells[i].text, want);
    }
}

static bool is_sep_line(const json_t *cells)
{
    const char *first = json_string_value(json_array_get(cells, 0));
    return first != NULL && strcmp(first, "sep=") == 0;
}

/* The lines that a row of the file takes. */
static long count_lines(const json_t *cells)
{
    size_t i;
    const json_t *cell;
    long n = 1;
    json_array_foreach(cells, i, cell)
    {
        const char *text = json_string_value(cell);
        for (size_t k = 0; k < json_string_length(cell); k++)
            n += text[k] == '\n' || (text[k] == '\r' && text[k + 1] != '\n');
    }
    return n;
}

/* Row by row: every row is as expected, on its line, or refused for a reason that the rules above
   give. Whether a row is ragged is seen from its width. */
static void compare_rows(const struct entry *entry, const json_t *expected, struct rows *rows)
{
    size_t i;
    const json_t *cells;
    struct error err = {0};
    long line = 1;
    json_array_foreach(expected, i, cells)
    {
        const struct row *row = NULL;
        const long at = line;
        line += count_lines(cells);
        if (json_array_size(cells) == 0 || (i == 0 && is_sep_line(cells)))
            continue;
        assert_int_equal(rows_next(rows, &row, &err), OK);
        CHECK(row != NULL, "%s: no row number %zu", entry->text[ID], i + 1);
        if (row == NULL)
            return;
        CHECK(row->line == at, "%s: row %zu on line %ld, not %ld", entry->text[ID], i + 1,
              row->line, at);
        const char *why = why_refused(cells);
        if (why == NULL && row->fault != NULL && has_replacement(cells))
            why = "encoding";
        if (why == NULL)
            compare_cells(entry->text[ID], row, cells);
        else
            CHECK(row->fault != NULL && strcmp(row->rule, why) == 0, "%s:%ld: not refused as %s",
                  entry->text[ID], row->line, why);
    }
    const struct row *row = NULL;
    CHECK(rows_next(rows, &row, &err) == OK && row == NULL, "%s: a row too many", entry->text[ID]);
}

static size_t count_nameless(const struct row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < row->n_cells; i++)
        n += row->cells[i].n == 0;
    return n;
}

static struct outcome read_on(struct rows *rows)
{
    struct outcome outcome = {0};
    const struct row *row = NULL;
    struct error err = {0};
    while (rows_next(rows, &row, &err) == OK && row != NULL) {
        if (outcome.n_rows++ == 0)
            outcome.n_cells = row->n_cells;
        outcome.n_told +=
            row->quote_at.line > 0 || (outcome.n_rows == 1 && count_nameless(row) > 1);
        outcome.n_refused += row->fault != NULL || row->n_cells != outcome.n_cells;
    }
    return outcome;
}

/* Whether a row that was refused covers that line. */
static bool is_refused(const struct entry *entry, long line)
{
    struct rows *rows = open_file(entry, false);
    const struct row *row = NULL;
    struct error err = {0};
    bool is_before_refused = rows == NULL;
    while (rows != NULL && rows_next(rows, &row, &err) == OK && row != NULL && row->line <= line)
        is_before_refused = row->fault != NULL;
    rows_close(rows);
    return is_before_refused;
}

/* Every line that is no UTF-8 is refused, with its row. */
static void check_bad_lines(const struct entry *entry)
{
    char *text = NULL;
    size_t capacity = 0;
    FILE *file = fopen(path_of("files/%s.csv", entry->text[ID]), "rb");
    assert_non_null(file);
    ssize_t n;
    for (long line = 1; (n = getline(&text, &capacity, file)) > 0; line++)
        if (!text_is_utf8(text, (size_t)n))
            CHECK(is_refused(entry, line), "%s:%ld: not refused", entry->text[ID], line);
    free(text);
    fclose(file);
}

/* What is wrong with a file that is to be rejected is refused, or at least told. */
static void check_outcome(const struct entry *entry, struct outcome outcome)
{
    const char *expect = entry->text[EXPECT];
    const bool is_refused = outcome.n_rows == 0 || outcome.n_refused > 0;
    if (strncmp(expect, "parse", 5) == 0)
        CHECK(outcome.n_rows > 0, "%s: no rows", entry->text[ID]);
    else if (strcmp(expect, "reject") == 0)
        CHECK(is_refused, "%s: %zu rows, none refused", entry->text[ID], outcome.n_rows);
    else
        CHECK(is_refused || outcome.n_told > 0, "%s: %zu rows, none refused or told",
              entry->text[ID], outcome.n_rows);
}

/* Where the cells are not given. */
static void check_shape(const struct entry *entry, const json_t *shape, struct outcome outcome)
{
    CHECK(outcome.n_refused == 0, "%s: %zu of %zu rows refused", entry->text[ID], outcome.n_refused,
          outcome.n_rows);
    if (shape == NULL)
        return;
    const json_int_t n_rows = json_integer_value(json_object_get(shape, "n_rows"));
    const json_int_t width =
        json_integer_value(json_array_get(json_object_get(shape, "widths"), 0));
    CHECK((json_int_t)outcome.n_rows == n_rows && (json_int_t)outcome.n_cells == width,
          "%s: %zu rows of %zu cells", entry->text[ID], outcome.n_rows, outcome.n_cells);
}

static void check_read(const struct entry *entry, const json_t *about)
{
    const json_t *expected = json_object_get(about, "python_csv_rows");
    const bool is_to_be_parsed = strncmp(entry->text[EXPECT], "parse", 5) == 0;
    const bool is_delimiter_wrong =
        is_to_be_parsed && json_object_get(about, "python_csv_error") != NULL;
    struct rows *rows = open_file(entry, is_delimiter_wrong);
    CHECK(rows != NULL || !is_to_be_parsed, "%s: not opened", entry->text[ID]);
    if (rows == NULL)
        return;
    const struct outcome outcome = read_on(rows);
    rows_close(rows);
    check_outcome(entry, outcome);
    if (json_is_array(expected)) {
        rows = open_file(entry, false);
        compare_rows(entry, expected, rows);
        rows_close(rows);
    } else if (is_to_be_parsed) {
        check_shape(entry, json_object_get(about, "python_csv_shape"), outcome);
    }
}

static void check_file(const struct entry *entry)
{
    json_error_t why;
    const char *path = path_of("expected/%s.json", entry->text[ID]);
    json_t *about = json_load_file(path, JSON_ALLOW_NUL, &why);
    CHECK(about != NULL, "%s: %s", path, why.text);
    check_read(entry, about);
    if (strcmp(entry->text[ENCODING], "?") == 0)
        check_bad_lines(entry);
    json_decref(about);
}

static void take_entry(const struct row *row, const int *column, struct entry *entry)
{
    for (int i = 0; i < N_COLUMNS; i++)
        snprintf(entry->text[i], sizeof entry->text[i], "%s", row->cells[column[i]].text);
}

static void find_columns(const struct row *header, int *column)
{
    for (int i = 0; i < N_COLUMNS; i++) {
        column[i] = -1;
        for (size_t k = 0; k < header->n_cells; k++)
            if (strcmp(header->cells[k].text, names[i]) == 0)
                column[i] = (int)k;
        assert_true(column[i] >= 0);
    }
}

static void the_manifest_is_kept(void **state)
{
    (void)state;
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    int column[N_COLUMNS];
    size_t n_parsed = 0, n_rejected = 0;
    assert_int_equal(
        rows_open(path_of("%s", "manifest.csv"), (struct rows_options){0}, &rows, &err), OK);
    assert_int_equal(rows_next(rows, &row, &err), OK);
    find_columns(row, column);
    while (rows_next(rows, &row, &err) == OK && row != NULL) {
        struct entry entry;
        take_entry(row, column, &entry);
        const bool is_to_be_parsed = strncmp(entry.text[EXPECT], "parse", 5) == 0;
        check_file(&entry);
        n_parsed += is_to_be_parsed;
        n_rejected += !is_to_be_parsed;
    }
    rows_close(rows);
    CHECK(n_parsed >= 50 && n_rejected >= 10, "%zu parsed, %zu rejected", n_parsed, n_rejected);
}

int main(void)
{
    if (getenv("MOGNAD_DATA") == NULL) {
        puts("skipped: MOGNAD_DATA is not set");
        return 77;
    }
    const struct CMUnitTest tests[] = {TEST(the_manifest_is_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
