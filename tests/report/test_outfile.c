/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/outfile.h"
#include "tests/check.h"
#include "tests/report/written.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static void what_is_put_stands_in_the_file(void **state)
{
    (void)state;
    /* around the size of the buffer, 64 KiB */
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 200000};
    static char bytes[200000 + 7];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)('a' + i % 23);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct folder folder;
        struct outfile *file = NULL;
        struct error err = {0};
        folder_open(&folder);
        assert_int_equal(outfile_open("out", &file, &err), OK);
        outfile_put(file, bytes, 7);
        outfile_put(file, bytes + 7, sizes[i]);
        outfile_put(file, bytes, 3);
        CHECK(outfile_finish(file, &err) == OK, "%zu bytes: %s", sizes[i], err.text);
        outfile_close(file);
        size_t n = 0;
        char *got = read_file("out", &n);
        CHECK(n == sizes[i] + 10 && memcmp(got, bytes, 7) == 0 &&
                  memcmp(got + 7, bytes + 7, sizes[i]) == 0 && memcmp(got + n - 3, bytes, 3) == 0,
              "%zu bytes: %zu arrived", sizes[i], n);
        free(got);
        CHECK(count_files() == 1, "%zu files are left", count_files());
        folder_close(&folder);
    }
}

static void the_file_has_the_permissions_of_a_plain_one(void **state)
{
    (void)state;
    struct folder folder;
    struct outfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    const mode_t before = umask(027);
    assert_int_equal(outfile_open("out", &file, &err), OK);
    umask(before);
    assert_int_equal(outfile_finish(file, &err), OK);
    outfile_close(file);
    struct stat about;
    assert_int_equal(stat("out", &about), 0);
    CHECK((about.st_mode & 0777) == 0640, "got %o", (unsigned)about.st_mode & 0777U);
    folder_close(&folder);
}

static void what_is_not_finished_leaves_the_old_file(void **state)
{
    (void)state;
    struct folder folder;
    struct outfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    folder_write("out", "old", 3);
    assert_int_equal(outfile_open("out", &file, &err), OK);
    outfile_put(file, "new", 3);
    CHECK(count_files() == 2, "%zu files while writing", count_files());
    outfile_close(file);
    CHECK(count_files() == 1, "%zu files are left", count_files());
    check_file("out", "old");
    folder_close(&folder);
}

static void an_old_file_is_replaced(void **state)
{
    (void)state;
    struct folder folder;
    struct outfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    folder_write("out", "an older and longer text", 24);
    assert_int_equal(outfile_open("out", &file, &err), OK);
    outfile_put(file, "new", 3);
    assert_int_equal(outfile_finish(file, &err), OK);
    outfile_close(file);
    check_file("out", "new");
    folder_close(&folder);
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    folder_write("file", "x", 1);
    // clang-format off
    static const struct {
        const char *path, *want;
    } cases[] = {
        {"none/out", "none/out: cannot be written: No such file or directory"},
        {"file/out", "file/out: cannot be written: Not a directory"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct outfile *file = (struct outfile *)&folder;
        struct error err = {0};
        CHECK(outfile_open(cases[i].path, &file, &err) == ERR_WRITE, "%s", cases[i].path);
        CHECK(file == NULL, "%s", cases[i].path);
        CHECK(strcmp(err.text, cases[i].want) == 0, "got %s", err.text);
    }
    folder_close(&folder);
}

static void a_folder_in_its_place_is_left_alone(void **state)
{
    (void)state;
    struct folder folder;
    struct outfile *file = NULL;
    struct error err = {0};
    folder_open(&folder);
    assert_int_equal(mkdir("out", 0755), 0);
    assert_int_equal(outfile_open("out", &file, &err), OK);
    assert_int_equal(outfile_finish(file, &err), ERR_WRITE);
    outfile_close(file);
    assert_string_equal(err.text, "out: cannot be written: Is a directory");
    CHECK(count_files() == 1, "%zu files are left", count_files());
    folder_close(&folder);
}

/* A limit on the size of files stands in for a full disk. */
static void a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    struct folder folder;
    struct outfile *file = NULL;
    struct error err = {0};
    struct rlimit before;
    folder_open(&folder);
    folder_write("out", "old", 3);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(outfile_open("out", &file, &err), OK);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){.rlim_cur = 100000, .rlim_max = before.rlim_max});
    for (size_t i = 0; i < 30000; i++)
        outfile_put(file, "0123456789", 10);
    const enum status status = outfile_finish(file, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    outfile_close(file);
    CHECK(status == ERR_WRITE, "status %d", (int)status);
    CHECK(strcmp(err.text, "out: cannot be written: File too large") == 0, "got %s", err.text);
    CHECK(count_files() == 1, "%zu files are left", count_files());
    check_file("out", "old");
    folder_close(&folder);
}

static void closing_nothing_is_fine(void **state)
{
    (void)state;
    outfile_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_put_stands_in_the_file),
        TEST(the_file_has_the_permissions_of_a_plain_one),
        TEST(what_is_not_finished_leaves_the_old_file),
        TEST(an_old_file_is_replaced),
        TEST(a_place_that_cannot_be_written_is_named),
        TEST(a_folder_in_its_place_is_left_alone),
        TEST(a_full_disk_leaves_nothing),
        TEST(closing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
