/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/stored.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

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

static bool is_there(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

static void put_wave(struct store *store, const char *form, int year)
{
    struct small_wave small;
    struct error err = {0};
    small_wave_make(&small, form, year);
    const enum status status = store_put_form(store, &small.wave, &small.first_unit, &err);
    CHECK(status == OK, "%s", err.text);
    arena_release(&small.arena);
}

/* A store with one wave. */
static struct store *make_store(void)
{
    struct error err = {0};
    folder_empty();
    struct store *store = store_at("t.db");
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    put_wave(store, "old", 2020);
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    return store;
}

static void nothing_is_left_of_a_store_never_committed_to(void **state)
{
    (void)state;
    struct error err = {0};
    folder_empty();
    struct store *store = store_at("t.db");
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    put_wave(store, "f", 2022);
    store_close(store);
    CHECK(!is_there("t.db"), "t.db was left");
    CHECK(!is_there("t.db-journal"), "t.db-journal was left");
}

static void what_is_not_committed_is_rolled_back(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = make_store();
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    put_wave(store, "new", 2022);
    check_sql(store, "SELECT form FROM wave ORDER BY id", "old\nnew");
    store_rollback(store);
    store_rollback(store);
    check_sql(store, "SELECT form FROM wave ORDER BY id", "old");
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    put_wave(store, "new", 2022);
    store_close(store);
    store = store_at("t.db");
    check_sql(store, "SELECT form FROM wave ORDER BY id", "old");
    store_close(store);
    CHECK(!is_there("t.db-journal"), "t.db-journal was left");
}

static void a_second_writer_is_told_to_wait(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *one = make_store();
    struct store *two = store_at("t.db");
    CHECK(store_begin(one, &err) == OK, "%s", err.text);
    const enum status got = store_begin(two, &err);
    CHECK(got == ERR_STORE, "status %d", got);
    CHECK(strcmp(err.text,
                 "t.db: another program is writing to this store; wait until it is done, or choose "
                 "another file with --db") == 0,
          "%s", err.text);
    err = (struct error){0};
    CHECK(store_commit(one, &err) == OK, "%s", err.text);
    CHECK(store_begin(two, &err) == OK, "%s", err.text);
    store_close(one);
    store_close(two);
}

static void fill(struct store *store, int n)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO unit SELECT i, 1, hex(randomblob(200)), NULL FROM n",
             n);
    do_sql(store, sql);
}

/* Killed without warning in the middle of a transaction that is half on the disk already. */
static void a_killed_run_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    store_close(make_store());
    const pid_t child = fork();
    if (child == 0) {
        struct error err = {0};
        struct store *store = store_at("t.db");
        if (store_begin(store, &err) == OK) {
            do_sql(store, "UPDATE wave SET form = 'half'");
            fill(store, 20000);
        }
        kill(getpid(), SIGKILL);
    }
    int result = 0;
    waitpid(child, &result, 0);
    struct stat info;
    assert_int_equal(stat("t.db", &info), 0);
    CHECK(info.st_size > 1000000, "nothing had reached the disk: %ld bytes", (long)info.st_size);
    CHECK(is_there("t.db-journal"), "there is no journal to roll back from");
    struct store *store = store_at("t.db");
    check_sql(store, "SELECT form, (SELECT count(*) FROM unit) FROM wave", "old|0");
    check_sql(store, "SELECT * FROM pragma_integrity_check", "ok");
    store_close(store);
    CHECK(!is_there("t.db-journal"), "t.db-journal was left");
}

/* No file may grow beyond 100 kB: what a full disk looks like. */
static int write_on_a_full_disk(void)
{
    static const struct rlimit limit = {100000, 100000};
    struct error err = {0};
    struct store *store = store_at("t.db");
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || store_begin(store, &err) != OK)
        return 90;
    char sql[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                 " INSERT INTO unit SELECT i, 1, hex(randomblob(200)), NULL FROM n";
    enum status status = store_run_sql(store, sql, &err);
    if (status == OK)
        status = store_commit(store, &err);
    store_close(store);
    FILE *file = fopen("message", "w");
    if (file != NULL) {
        fputs(err.text, file);
        fclose(file);
    }
    return (int)status;
}

static void a_full_disk_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    store_close(make_store());
    const pid_t child = fork();
    if (child == 0)
        _exit(write_on_a_full_disk());
    int result = 0;
    waitpid(child, &result, 0);
    CHECK(WEXITSTATUS(result) == ERR_STORE, "status %d", WEXITSTATUS(result));
    char text[200] = "";
    FILE *file = fopen("message", "r");
    assert_non_null(file);
    CHECK(fgets(text, sizeof text, file) != NULL, "no message");
    fclose(file);
    CHECK(strcmp(text, "t.db: no room is left on the disk; the store is as it was before") == 0,
          "%s", text);
    struct store *store = store_at("t.db");
    check_sql(store, "SELECT form, (SELECT count(*) FROM unit) FROM wave", "old|0");
    store_close(store);
    CHECK(!is_there("t.db-journal"), "t.db-journal was left");
}

static void loading_again_replaces_the_wave_and_no_other(void **state)
{
    (void)state;
    struct error err = {0};
    static const char waves[] = "SELECT id, form, year, title FROM wave ORDER BY id";
    struct store *store = make_store();
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    put_wave(store, "f", 2022);
    put_wave(store, "f", 2021);
    do_sql(store, "INSERT INTO unit VALUES (1, 1, 'a', NULL), (2, 2, 'b', NULL), (3, 3, 'c', NULL);"
                  "CREATE TABLE answer_f_2022 (x); CREATE TABLE answer_f_2021 (x);"
                  "INSERT INTO run SELECT id, 'seed', '1' FROM wave;"
                  "INSERT INTO finding (wave, severity, rule, text)"
                  " SELECT id, 'error', 'r', 't' FROM wave");
    check_sql(store, waves, "1|old|2020|old\n2|f|2022|f\n3|f|2021|f");
    put_wave(store, "F", 2022); /* the name of a table: case does not make it another */
    check_sql(store, waves, "1|old|2020|old\n2|F|2022|F\n3|f|2021|f");
    check_sql(store, "SELECT wave FROM unit ORDER BY id", "1\n3");
    check_sql(store, "SELECT wave FROM run ORDER BY wave", "1\n3");
    check_sql(store, "SELECT wave FROM finding ORDER BY wave", "1\n3");
    check_sql(store, "SELECT name FROM sqlite_schema WHERE name LIKE 'answer%'", "answer_f_2021");
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_left_of_a_store_never_committed_to),
        TEST(what_is_not_committed_is_rolled_back),
        TEST(a_second_writer_is_told_to_wait),
        TEST(a_killed_run_leaves_the_store_as_it_was),
        TEST(a_full_disk_leaves_the_store_as_it_was),
        TEST(loading_again_replaces_the_wave_and_no_other),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
