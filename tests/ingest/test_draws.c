/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/draws.h"
#include "tests/check.h"
#include "tests/folder.h"

static const char *const rules[] = {"own", "minmax", "percentile"}, *const out[] = {"", "q1", "q2"};
static const struct draws_column wanted[] = {
    {.name = "normalise", .words = rules, .n_words = 3},
    {.name = "weight/q1"},
    {.name = "item_out/A", .words = out, .n_words = 3},
    {.name = "units", .is_whole = true},
};

#define HEAD "replicate,normalise,weight/q1,item_out/A,units\n"

static void files_that_are_wrong(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *content;
        enum status status;
        const char *want;
    } cases[] = {
        {"not a file of draws", "draw,a\n1,2\n", ERR_VALUE, "d.csv:1:1: the first column is 'draw', not 'replicate'; want a file that --draws wrote"},
        {"an unknown column", "replicate,normalise,weight/q2\n", ERR_VALUE, "d.csv:1:3: nothing called 'weight/q2' is drawn here; did you mean 'weight/q1'?"},
        {"a column without a name", "replicate,\n", ERR_VALUE, "d.csv:1:2: nothing called '' is drawn here; want normalise, weight/q1, item_out/A or units"},
        {"one column twice", "replicate,units,normalise,units\n", ERR_VALUE, "d.csv:1:4: column 'units' is there already in field 2"},
        {"a column left out", "replicate,units,normalise,weight/q1\n", ERR_VALUE, "d.csv:1: there is no column 'item_out/A', which is drawn here"},
        {"too few cells", HEAD "1,own,1,,0\n2,own,1,\n", ERR_VALUE, "d.csv:3: the row has 4 cells, the header 5"},
        {"too many cells", HEAD "1,own,1,,0,\n", ERR_VALUE, "d.csv:2: the row has 6 cells, the header 5"},
        {"a decimal comma", HEAD "1,own,\"0,5\",,0\n", ERR_VALUE, "d.csv:2:3: '0,5' is not a number"},
        {"an empty number", HEAD "1,own,,,0\n", ERR_VALUE, "d.csv:2:3: '' is not a number"},
        {"not a finite number", HEAD "1,own,nan,,0\n", ERR_VALUE, "d.csv:2:3: 'nan' is not a number"},
        {"a negative weight", HEAD "1,own,-0.1,,0\n", ERR_VALUE, "d.csv:2:3: weight/q1 '-0.1' is below 0"},
        {"half a stream", HEAD "1,own,1,,0.5\n", ERR_VALUE, "d.csv:2:5: units '0.5' is not a whole number from 0 up"},
        {"an unknown rule", HEAD "1,own,1,,0\n2,minmx,1,,0\n", ERR_VALUE, "d.csv:3:2: normalise cannot be 'minmx'; did you mean 'minmax'?"},
        {"an unknown item", HEAD "1,own,1,q9,0\n", ERR_VALUE, "d.csv:2:4: item_out/A cannot be 'q9'; want q1 or q2"},
        {"a row left out", HEAD "1,own,1,,0\n3,own,1,,0\n", ERR_VALUE, "d.csv:3:1: replicate '3' is not 2, which is next"},
        {"numbered from 0", HEAD "0,own,1,,0\n", ERR_VALUE, "d.csv:2:1: replicate '0' is not 1, which is next"},
        {"nothing", "", ERR_VALUE, "d.csv: there are no draws in this file"},
        {"no row", HEAD, ERR_VALUE, "d.csv: there are no draws in this file"},
        {"never closed", HEAD "1,\"own\n", ERR_CSV, "d.csv:2:2: a quoted cell is never closed"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct draws draws;
        struct error err = {0};
        folder_write("d.csv", cases[i].content, strlen(cases[i].content));
        const enum status status = draws_read("d.csv", wanted, COUNT(wanted), &arena, &draws, &err);
        CHECK(status == cases[i].status && strcmp(err.text, cases[i].want) == 0, "%s: %s",
              cases[i].name, err.text);
        arena_release(&arena);
    }
    folder_close(&folder);
}

/* More rows than the first room holds, blank lines between, columns in another order. */
static void rows_as_they_are_read(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct draws draws;
    struct error err = {0};
    folder_open(&folder);
    FILE *file = fopen("d.csv", "w");
    assert_non_null(file);
    fputs("replicate,units,item_out/A,normalise,weight/q1\n\n", file);
    for (int i = 1; i <= 1000; i++)
        fprintf(file, "%d,%d,%s,%s,%.17g\n", i, i, out[i % 3], rules[i % 2], 0.1 * i);
    fclose(file);
    CHECK(draws_read("d.csv", wanted, COUNT(wanted), &arena, &draws, &err) == OK, "%s", err.text);
    assert_int_equal(draws.n, 1000);
    for (size_t i = 0; i < draws.n; i++) {
        const double *row = &draws.value[4 * i];
        const int k = (int)i + 1;
        CHECK(row[0] == k % 2 && row[1] == 0.1 * k && row[2] == k % 3 && row[3] == k, "row %zu", i);
    }
    arena_release(&arena);
    folder_close(&folder);
}

static void a_file_that_is_not_there(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct draws draws;
    struct error err = {0};
    folder_open(&folder);
    CHECK(draws_read("none.csv", wanted, COUNT(wanted), &arena, &draws, &err) == ERR_OPEN, "%s",
          err.text);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(files_that_are_wrong), TEST(rows_as_they_are_read),
                                       TEST(a_file_that_is_not_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
