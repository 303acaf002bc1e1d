/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/stored.h"

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

/* Each makes the file t.db (or not), and then it is opened. */
static void make_text(void)
{
    folder_write("t.db", "orgnr;namn\n202100-6073;Skatteverket\n", 36);
}

static void make_short_text(void)
{
    folder_write("t.db", "x", 1);
}

static void make_folder(void)
{
    assert_int_equal(mkdir("t.db", 0777), 0);
}

static void make_other_database(void)
{
    struct store *store = store_at("t.db");
    do_sql(store, "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
    store_close(store);
}

static void make_newer(void)
{
    struct store *store = store_at("t.db");
    struct error err = {0};
    assert_int_equal(store_begin(store, &err), OK);
    do_sql(store, "PRAGMA user_version = 99");
    assert_int_equal(store_commit(store, &err), OK);
    store_close(store);
}

static void make_damaged(void)
{
    struct store *store = store_at("t.db");
    struct error err = {0};
    assert_int_equal(store_begin(store, &err), OK);
    assert_int_equal(store_commit(store, &err), OK);
    store_close(store);
    FILE *file = fopen("t.db", "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 100, SEEK_SET), 0);
    for (int i = 0; i < 4000; i++)
        fputc(0x55, file);
    fclose(file);
}

static void make_nothing(void)
{
}

static uint64_t hash_of_file(const char *path)
{
    uint64_t hash = 1;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    for (int c; (c = fgetc(file)) != EOF;)
        hash = hash * 31 + (unsigned)c;
    fclose(file);
    return hash;
}

static void what_is_no_store_is_refused_and_left_untouched(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        void (*make)(void);
        const char *path;
        enum status want;
        const char *message;
    } cases[] = {
        {"a text", make_text, "t.db", ERR_OPEN,
         "t.db: is not an SQLite database; it is left as it is: choose another file with --db"},
        {"a single byte", make_short_text, "t.db", ERR_OPEN,
         "t.db: is not an SQLite database; it is left as it is: choose another file with --db"},
        {"a folder", make_folder, "t.db", ERR_OPEN, "t.db: Is a directory"},
        {"another database", make_other_database, "t.db", ERR_OPEN,
         "t.db: is an SQLite database, but not a store of mognad; it is left as it is: choose "
         "another file with --db"},
        {"a newer store", make_newer, "t.db", ERR_STORE,
         "t.db: was made by a newer mognad (store version 99, this program knows up to 4); use that "
         "program, or choose another file with --db"},
        {"a damaged store", make_damaged, "t.db", ERR_STORE,
         "t.db: is damaged (database disk image is malformed); delete it and run the survey folders "
         "again"},
        {"no such folder", make_nothing, "no/such/t.db", ERR_OPEN,
         "no/such/t.db: No such file or directory"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        folder_empty();
        cases[i].make();
        const uint64_t before = hash_of_file("t.db");
        struct store *store = NULL;
        struct error err = {0};
        const enum status got = store_open(cases[i].path, &store, &err);
        CHECK(got == cases[i].want, "%s: status %d", cases[i].name, got);
        CHECK(strcmp(err.text, cases[i].message) == 0, "%s: '%s'", cases[i].name, err.text);
        CHECK(store == NULL, "%s: a store was given", cases[i].name);
        CHECK(hash_of_file("t.db") == before, "%s: the file was changed", cases[i].name);
        store_close(store);
    }
}

static void an_empty_file_may_become_a_store(void **state)
{
    (void)state;
    struct error err = {0};
    folder_write("t.db", "", 0);
    struct store *store = store_at("t.db");
    CHECK(store_begin(store, &err) == OK && store_commit(store, &err) == OK, "%s", err.text);
    store_close(store);
    store = store_at("t.db");
    check_sql(store, "SELECT count(*) FROM wave", "0");
    check_sql(store,
              "SELECT application_id, user_version > 1 FROM pragma_application_id,"
              " pragma_user_version",
              "1297041230|1");
    store_close(store);
    unlink("t.db");
}

static void every_shared_table_is_strict(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = store_at("");
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    check_sql(store,
              "SELECT count(*) > 10, count(*) - sum(strict) FROM pragma_table_list"
              " WHERE schema = 'main' AND name NOT LIKE 'sqlite%'",
              "1|0");
    check_sql(store, "SELECT foreign_keys FROM pragma_foreign_keys", "1");
    store_close(store);
}

/* Root may write anywhere, so the check is done as nobody. */
static enum status open_as_nobody(const char *path, char *text, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        struct store *store = NULL;
        struct error err = {0};
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(99);
        enum status status = store_open(path, &store, &err);
        if (status == OK)
            status = store_begin(store, &err);
        if (status == OK)
            status = store_commit(store, &err);
        store_close(store);
        if (write(ends[1], err.text, strlen(err.text) + 1) < 0)
            _exit(98);
        _exit((int)status);
    }
    int result = 0;
    text[0] = '\0';
    waitpid(child, &result, 0);
    close(ends[1]);
    if (read(ends[0], text, size) < 0)
        text[0] = '\0';
    close(ends[0]);
    return (enum status)WEXITSTATUS(result);
}

static void what_may_not_be_written_is_said(void **state)
{
    (void)state;
    struct error err = {0};
    char text[1024];
    assert_int_equal(mkdir("closed", 0777), 0);
    struct store *store = store_at("closed/t.db");
    CHECK(store_begin(store, &err) == OK && store_commit(store, &err) == OK, "%s", err.text);
    store_close(store);
    assert_int_equal(chmod(folder.path, 0755), 0);
    assert_int_equal(chmod("closed/t.db", 0444), 0);
    enum status got = open_as_nobody("closed/t.db", text, sizeof text);
    CHECK(got == ERR_OPEN, "file: status %d", got);
    CHECK(strcmp(text, "closed/t.db: cannot be written: the file is read-only") == 0, "%s", text);
    assert_int_equal(chmod("closed/t.db", 0666), 0);
    assert_int_equal(chmod("closed", 0555), 0);
    got = open_as_nobody("closed/new.db", text, sizeof text);
    CHECK(got == ERR_OPEN, "folder: status %d", got);
    CHECK(strcmp(text, "closed/new.db: Permission denied") == 0, "%s", text);
    assert_int_equal(chmod("closed", 0777), 0);
    unlink("closed/t.db");
    rmdir("closed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_store_is_refused_and_left_untouched),
        TEST(an_empty_file_may_become_a_store),
        TEST(every_shared_table_is_strict),
        TEST(what_may_not_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
