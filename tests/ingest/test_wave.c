/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/loaded.h"

#include <errno.h>

static struct folder folder;

static int set_up(void **state)
{
    (void)state;
    folder_open(&folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_close(&folder);
    return 0;
}

/* The linker sends our allocations here (--wrap), so that the n-th can be made to fail; those of
   the libraries are their own. */
static size_t countdown;

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t n);

static bool is_to_fail(void)
{
    return countdown > 0 && --countdown == 0;
}

void *__wrap_malloc(size_t n)
{
    return is_to_fail() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_to_fail() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t n)
{
    return is_to_fail() ? NULL : __real_realloc(old, n);
}

#define FORM                                                                                       \
    AND("settings.csv")                                                                            \
    "form_id,form_title,wave,unit_key,missing_codes\nf,T,2022,id,N/A=refused\n" AND(               \
        "choices.csv") "list_name,name,label::sv,score\nyn,1,Ja,1\nyn,0,Nej,0\nm,a,Alla,1\nm,b,"   \
                       "Bolag,1\n" AND("survey.csv") "type,name,required,relevant,constraint,"     \
                                                     "calculation\nselect_one "                    \
                                                     "yn,q,yes,,,\ninteger,n,,${q} = '1',. < "     \
                                                     "5000,\nselect_multiple "                     \
                                                     "m,m,,,,\ntext,t,,,,\ncalculate,c,,,,${n} + " \
                                                     "1\n" AND(                                    \
                                                         "indices.csv") "iCode,Type,Parent,"       \
                                                                        "Source\nI,Aggregate,,\n"  \
                                                                        "q,Indicator,I,\nc,Other," \
                                                                        ",\nt,Group,,\n"           \
                                                                        "dep,Group,,\nfte,Other,," \
                                                                        "\n"
#define SMALL                                                                                      \
    FORM AND("register.csv") "id;dep;fte\nu1;A;1,5\nu2;B;2\nu3;A;x\nu3;A;1\n" AND(                 \
        "answers.csv") "id;q;n;m;t\nu1;Ja;7;a "                                                    \
                       "b;text\nu2;0;N/A;q;\nu2;1;1;;\nu9;1;1;;\nu3;7;9999;a;x\nbad\n"

static void write_big(size_t n)
{
    FILE *file = fopen("answers.csv", "w");
    assert_non_null(file);
    fputs("id;q;n;m;t\n", file);
    for (size_t i = 0; i < n; i++) {
        fprintf(file, "u%zu;%s;%zu;%s;", i % 97 == 0 ? i / 2 : i, i % 3 == 0 ? "Ja" : "0", i,
                i % 5 == 0 ? "a b" : "");
        fprintf(file, i % 11 == 0 ? "\"line one\nline two %zu\"\n" : "t%zu\n", i % 7);
        if (i % 1000 == 999)
            fputs("ragged\n", file);
    }
    fclose(file);
}

/* All tables of the store, row by row. */
static void dump(struct store *store, FILE *out)
{
    static const char *const tables[] = {"wave",          "source",        "question", "choice",
                                         "indicator",     "unit",          "finding",  "reject",
                                         "answer_f_2022", "missing_f_2022"};
    for (size_t i = 0; i < COUNT(tables); i++) {
        char sql[100];
        struct statement *s = NULL;
        struct error err = {0};
        bool has_row = true;
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2, 3", tables[i]);
        assert_int_equal(statement_open(store, sql, &s, &err), OK);
        while (statement_step(s, &has_row, &err) == OK && has_row)
            for (int k = 0; k < statement_n_columns(s); k++)
                fprintf(out, "%s|", statement_is_null(s, k) ? "-" : statement_text(s, k));
        statement_close(s);
    }
}

static char *load_and_dump(int threads, size_t *n_rows)
{
    struct loaded loaded;
    char *text = NULL;
    size_t size = 0;
    load_into(&loaded, "", (struct wave_ingest_options){.threads = threads});
    CHECK(loaded.status == OK, "%s", loaded.err.text);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    dump(loaded.store, out);
    for (size_t row = 0; row < loaded.wave.n_rows; row++)
        fprintf(out, "%u %u %d %d,", loaded.wave.unit[row], loaded.wave.line[row],
                loaded.wave.columns[0].code[row], loaded.wave.groups[0].level[row]);
    fclose(out);
    *n_rows = loaded.wave.n_rows;
    unload(&loaded);
    return text;
}

static void threads_change_nothing(void **state)
{
    (void)state;
    size_t n_one = 0, n_two = 0;
    folder_empty();
    folder_write_all(FORM);
    unlink("indices.csv");
    folder_write_all(AND("indices.csv") "iCode,Type,Parent,Source\nI,Aggregate,,\nq,Indicator,I,\n"
                                        "c,Other,,\nt,Group,,\n");
    write_big(60000); /* more than a megabyte: worth a thread */
    char *one = load_and_dump(1, &n_one), *two = load_and_dump(2, &n_two);
    CHECK(n_one == n_two && n_one > 50000 && n_one < 60000, "%zu and %zu rows", n_one, n_two);
    CHECK(strcmp(one, two) == 0, "the stores differ");
    free(one);
    free(two);
}

static void open_for_load(struct loaded *loaded, const char *path)
{
    *loaded = (struct loaded){.faults.arena = &loaded->arena};
    const struct form_options reading = {&loaded->arena, &loaded->faults, NULL};
    struct error *err = &loaded->err;
    assert_int_equal(form_read(".", reading, &loaded->form, &loaded->sources, err), OK);
    assert_int_equal(store_open(path, &loaded->store, err), OK);
    assert_int_equal(store_begin(loaded->store, err), OK);
}

/* A failure on the way, with and without threads, leaves the store as it was. */
static void a_failed_load_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    static const char stored[] = "SELECT form, n_rows, (SELECT count(*) FROM unit),"
                                 " (SELECT count(*) FROM answer_f_2022) FROM wave";
    folder_empty();
    folder_write_all(SMALL);
    struct loaded loaded;
    load_into(&loaded, "t.db", (struct wave_ingest_options){0});
    check_sql(loaded.store, stored, "f|2|3|2");
    CHECK(store_commit(loaded.store, &loaded.err) == OK, "%s", loaded.err.text);
    unload(&loaded);
    for (int threads = 1; threads <= 2; threads++) {
        folder_write_all(SMALL);
        unlink("register.csv");
        folder_write_all(
            AND("indices.csv") "iCode,Type,Parent,Source\nI,Aggregate,,\nq,Indicator,I,\n"
                               "c,Other,,\nt,Group,,\n");
        write_big(40000);
        open_for_load(&loaded, "t.db");
        do_sql(loaded.store, "PRAGMA max_page_count = 200");
        loaded.status =
            wave_ingest(loaded.form, loaded.store, (struct wave_ingest_options){.threads = threads},
                        &loaded.arena, &loaded.wave, &loaded.err);
        CHECK(loaded.status == ERR_STORE, "status %d", loaded.status);
        CHECK(strcmp(loaded.err.text,
                     "t.db: no room is left on the disk; the store is as it was before") == 0,
              "%s", loaded.err.text);
        unload(&loaded);
        struct store *store = store_at("t.db");
        check_sql(store, stored, "f|2|3|2");
        store_close(store);
    }
    unlink("t.db");
}

/* The 1st, 2nd, 3rd ... allocation fails: an error that says so, no leak, no crash. */
static void any_allocation_may_fail(void **state)
{
    static const char ties[] = "from,to,area,weight\nu1,u2,x,1.5\nu2,u1,,\nu1,u1,,\nu1,u2,x,2\n";
    (void)state;
    folder_empty();
    folder_write_all(SMALL);
    folder_write("cooperation.csv", ties, strlen(ties));
    bool is_through = false;
    size_t n_failed = 0, n_survived = 0;
    for (size_t nth = 1; !is_through && nth < 100000; nth++) {
        struct loaded loaded;
        struct error err = {0};
        open_for_load(&loaded, "");
        countdown = nth;
        loaded.status = wave_ingest(loaded.form, loaded.store, (struct wave_ingest_options){0},
                                    &loaded.arena, &loaded.wave, &err);
        is_through = countdown > 0;
        countdown = 0;
        n_failed += loaded.status != OK;
        n_survived += !is_through && loaded.status == OK;
        CHECK(loaded.status == OK || loaded.status == ERR_MEMORY, "allocation %zu: status %d: %s",
              nth, loaded.status, err.text);
        CHECK(!is_through || loaded.status == OK, "%s", err.text);
        unload(&loaded);
    }
    CHECK(is_through && n_failed > 100, "%zu failed", n_failed);
    CHECK(n_survived <= 3, "%zu failures passed over", n_survived); /* a "did you mean" given up */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(threads_change_nothing),
        TEST(a_failed_load_leaves_the_store_as_it_was),
        TEST(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
