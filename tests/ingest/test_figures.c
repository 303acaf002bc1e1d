/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "ingest/acceptance.h"
#include "ingest/figures.h"
#include "tests/ingest/survey_folder.h"

#define HEAD "wave,id,value,n,se,low,high,p,status,unit,decimals,method\n"
#define ROW "2022,a,1.5,3,,,,,,r,2,m\n"

struct files {
    struct arena arena;
    struct findings found;
    struct reading in;
};

static void files_open(struct files *files)
{
    *files = (struct files){.found = {.arena = &files->arena}};
    files->in = (struct reading){.arena = &files->arena, .found = &files->found, .folder = "."};
}

static void write_or_remove(const char *name, const char *content)
{
    if (content == NULL)
        unlink(name);
    else
        folder_write(name, content, strlen(content));
}

static void tables_that_are_wrong(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *content, *want;
    } cases[] = {
        {"whole", HEAD ROW, ""},
        {"not there", NULL, "./figures.csv: no figures have been accepted yet; look at the report, then accept them with 'mognad verify --accept --reason TEXT'\n"},
        {"empty", "", "./figures.csv: the file is empty\n"},
        {"a column more", "wave,id,value,n,se,low,high,p,status,unit,decimals,method,x\n", "./figures.csv:1:13: figures.csv has no column 'x'; want wave, id, value, n, se, low, high, p, status, unit, decimals or method\n"},
        {"a column less", "wave,id,value,n,se,low,high,p,status,unit,decimals\n", "./figures.csv:1: there is no column 'method', which figures.csv must have\n"},
        {"cut off", HEAD ROW "2022,b,1.5,3,", "./figures.csv:3: the row has 5 cells, but the header has 12\n"},
        {"cut off in a quoted cell", HEAD "2022,a,1.5,3,,,,,,r,2,\"m", "./figures.csv:2:12: a quoted cell is never closed\n"},
        {"a broken number", HEAD "2022,a,1.5x,3,,,,,,r,2,m\n", "./figures.csv:2:3: value '1.5x' is not a number\n"},
        {"a decimal comma", HEAD "2022,a,\"1,5\",3,,,,,,r,2,m\n", "./figures.csv:2:3: value '1,5' has a decimal comma; write it with a point\n"},
        {"no number", HEAD "2022,a,1.5,nan,,,,,,r,2,m\n", "./figures.csv:2:4: n 'nan' is not a number\n"},
        {"another wave", HEAD "2021,a,1.5,3,,,,,,r,2,m\n", "./figures.csv:2:1: wave 2021 is not 2022, the wave of this survey\n"},
        {"no wave", HEAD ",a,1.5,3,,,,,,r,2,m\n", "./figures.csv:2:1: wave is blank; want 2022\n"},
        {"no id", HEAD "2022,,1.5,3,,,,,,r,2,m\n", "./figures.csv:2:2: id is blank; want the id of a figure\n"},
        {"an id twice", HEAD ROW ROW, "./figures.csv:3:2: the figure 'a' is there already\n"},
        {"neither value nor status", HEAD "2022,a,,3,,,,,,r,2,m\n", "./figures.csv:2:3: a figure without a value wants a status: c, x or z\n"},
        {"an unknown status", HEAD "2022,a,,3,,,,,q,r,2,m\n", "./figures.csv:2:9: status cannot be 'q'; want c, x or z\n"},
        {"no decimals", HEAD "2022,a,1,3,,,,,,r,,m\n", "./figures.csv:2:11: decimals is blank; want a number from 0 to 17\n"},
        {"half a decimal", HEAD "2022,a,1,3,,,,,,r,0.5,m\n", "./figures.csv:2:11: decimals '0.5' is not a whole number from 0 to 17\n"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct files files;
        struct error err = {0};
        files_open(&files);
        struct figures figures = {.arena = &files.arena};
        write_or_remove("figures.csv", cases[i].content);
        CHECK(figures_read(&files.in, 2022, &figures, &err) == OK, "%s", err.text);
        char *got = survey_findings(&files.found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%s", cases[i].name, got);
        free(got);
        arena_release(&files.arena);
    }
    folder_close(&folder);
}

static void a_figure_as_it_was_written(void **state)
{
    (void)state;
    static const char content[] = HEAD "2022,a/b/c~d|e=f;g=h,0.10000000000000001,159,1e-300,-1,5,"
                                       "4.9406564584124654e-324,,0-100,3,\"a, \"\"b\"\"\"\n"
                                       "2022,z,,,,,,,z,,0,\n";
    struct folder folder;
    struct files files;
    struct error err = {0};
    folder_open(&folder);
    files_open(&files);
    struct figures figures = {.arena = &files.arena};
    write_or_remove("figures.csv", content);
    CHECK(figures_read(&files.in, 2022, &figures, &err) == OK, "%s", err.text);
    assert_int_equal(figures.n, 2);
    const struct figure *a = figures_find(&figures, "a/b/c~d|e=f;g=h");
    assert_non_null(a);
    CHECK(a->value == 0.1 && a->n == 159 && a->se == 1e-300 && a->low == -1 && a->high == 5 &&
              a->p > 0 && a->p < 1e-320 && a->decimals == 3,
          "%g %g %g", a->value, a->se, a->p);
    CHECK(strcmp(a->method, "a, \"b\"") == 0 && strcmp(a->unit, "0-100") == 0, "%s", a->method);
    const struct figure *z = figures_find(&figures, "z");
    CHECK(z != NULL && is_missing(z->value) && is_missing(z->p) && strcmp(z->status, "z") == 0,
          "the second");
    arena_release(&files.arena);
    folder_close(&folder);
}

#define REST "\"rows\": {}, \"options\": {}, \"program\": {}, \"libraries\": {}, \"figures\": {}}"

static void records_that_are_wrong(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *content, *want;
    } cases[] = {
        {"not there", NULL, ""},
        {"whole", "{\"reason\": \"r\", \"inputs\": {\"a.csv\": \"1\"}, " REST, ""},
        {"cut off", "{\"reason\": \"r\",\n \"inputs\": {\"a.csv\"", "./figures.json:2: ':' expected near end of file\n"},
        {"empty", "", "./figures.json:1: '[' or '{' expected near end of file\n"},
        {"no reason", "{\"inputs\": {}, " REST, "./figures.json: 'reason' is not there, or is no text\n"},
        {"a list", "{\"reason\": \"r\", \"inputs\": [], " REST, "./figures.json: 'inputs' is not there, or is no object\n"},
        {"a number", "{\"reason\": \"r\", \"inputs\": {\"a.csv\": 1}, " REST, "./figures.json: 'a.csv' of 'inputs' is no text\n"},
        {"a name twice", "{\"reason\": \"r\", \"reason\": \"s\"}", "./figures.json:1: duplicate object key near '\"reason\"'\n"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct files files;
        struct acceptance read;
        struct error err = {0};
        bool is_there = false;
        files_open(&files);
        write_or_remove("figures.json", cases[i].content);
        CHECK(acceptance_read(&files.in, &read, &is_there, &err) == OK, "%s", err.text);
        CHECK(is_there == (cases[i].content != NULL), "%s", cases[i].name);
        char *got = survey_findings(&files.found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%s", cases[i].name, got);
        free(got);
        arena_release(&files.arena);
    }
    folder_close(&folder);
}

/* The rows whose facts differ between two contents of a table. */
static const char *changed_rows(struct arena *arena, const char *file, const char *before,
                                const char *after)
{
    struct acceptance was = {.arena = arena}, is = {.arena = arena};
    struct error err = {0};
    struct fact_change *changes = NULL;
    size_t n = 0;
    write_or_remove(file, before);
    CHECK(acceptance_put_rows(".", &was, &err) == OK, "%s", err.text);
    write_or_remove(file, after);
    CHECK(acceptance_put_rows(".", &is, &err) == OK, "%s", err.text);
    CHECK(acceptance_changes(&was, &is, arena, &changes, &n, &err) == OK, "%s", err.text);
    const char *text = "";
    for (size_t i = 0; i < n; i++)
        text =
            arena_print(arena, "%s%s%s ", text, changes[i].was == NULL ? "+" : "", changes[i].name);
    return text;
}

static void rows_that_changed(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *file, *before, *after, *want;
    } cases[] = {
        {"a weight", "indices.csv", "iCode,Weight\nA,1\nq1,1\nq2,1\n", "iCode,Weight\nA,1\nq1,1\nq2,2\n", "indices.csv/q2 "},
        {"another order, blanks, another delimiter", "indices.csv", "iCode,Weight\nA,1\nq1,1\n", "iCode;Weight\nq1; 1\n;\nA;1\n", ""},
        {"a blank column more", "indices.csv", "iCode,Weight\nA,1\n", "iCode,Weight,Low\nA,1,\n", ""},
        {"a row more", "survey.csv", "type,name\ninteger,q1\n", "type,name\ninteger,q1\nnote,q2\nend_group,\n", "+survey.csv/q2 "},
        {"a score", "choices.csv", "list_name,name,score\na,1,1\nb,1,1\n", "list_name,name,score\na,1,1\nb,1,3\n", "choices.csv/b/1 "},
        {"a setting", "settings.csv", "wave,seed\n2022,1\n", "wave,seed\n2022,2\n", "settings.csv/seed "},
        {"a table more", "hypotheses.csv", NULL, "id,test\nH1,x\n", "+hypotheses.csv/H1 "},
        {"a table with a fault", "indices.csv", "iCode,Weight\nA,1\n", "iCode,Weight\nA,\"1\nB\n", "indices.csv/A "},
        {"no key", "indices.csv", "a\nb\n", "a\nc\n", ""},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        const char *got = changed_rows(&arena, cases[i].file, cases[i].before, cases[i].after);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
        arena_release(&arena);
        unlink(cases[i].file);
    }
    folder_close(&folder);
}

/* The n-th allocation fails, for every n until all goes well. */
static void memory_that_runs_out(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    write_or_remove("figures.csv", HEAD ROW);
    write_or_remove("figures.json", "{\"reason\": \"r\", \"inputs\": {\"a.csv\": \"1\"}, " REST);
    write_or_remove("choices.csv", "list_name,name,score\na,1,1\nb,1,3\n");
    enum status status = ERR_MEMORY;
    for (size_t nth = 1; status != OK && nth < 1000; nth++) {
        struct files files;
        struct acceptance read, rows = {0};
        struct error err = {0};
        bool is_there = false;
        files_open(&files);
        struct figures figures = {.arena = &files.arena};
        rows.arena = &files.arena;
        arena_fail_at(nth);
        status = figures_read(&files.in, 2022, &figures, &err);
        if (status == OK)
            status = acceptance_read(&files.in, &read, &is_there, &err);
        if (status == OK)
            status = acceptance_put_rows(".", &rows, &err);
        arena_fail_at(0);
        CHECK(status == OK || status == ERR_MEMORY || files.found.is_out_of_memory, "%zu: %s", nth,
              err.text);
        arena_release(&files.arena);
    }
    assert_int_equal(status, OK);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tables_that_are_wrong), TEST(a_figure_as_it_was_written), TEST(records_that_are_wrong),
        TEST(rows_that_changed),     TEST(memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
