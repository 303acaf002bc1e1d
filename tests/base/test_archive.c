/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/archive.h"
#include "tests/make_zip.h"

#include <sys/stat.h>

static struct folder folder;

static int in_folder(void **state)
{
    (void)state;
    folder_open(&folder);
    return 0;
}

static int out_of_folder(void **state)
{
    (void)state;
    folder_close(&folder);
    return 0;
}

/* Opens "x.zip" and reads all of its entries. */
static enum status read_all(struct archive_limits limits, struct error *err)
{
    struct archive *archive = NULL;
    struct arena arena = {0};
    enum status status = archive_open("x.zip", limits, &archive, err);
    for (size_t i = 0; status == OK && i < archive_count(archive); i++) {
        const char *bytes = NULL;
        status = archive_read(archive, archive_entry(archive, i), &arena, &bytes, err);
    }
    archive_close(archive);
    arena_release(&arena);
    return status;
}

/* Digits in no order, which do not pack well enough to look like a bomb. */
static char *large_text(size_t n)
{
    char *text = malloc(n + 1);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        text[i] = (char)('0' + i * i % 9973 % 10);
    text[n] = '\0';
    return text;
}

static void entries_are_found_and_read(void **state)
{
    (void)state;
    struct zip zip = {0};
    struct archive *archive = NULL;
    struct arena arena = {0};
    struct error err = {0};
    const char *bytes = NULL;
    char *large = large_text(100000);
    zip_add(&zip, (struct zip_part){.name = "sources/"});
    zip_add(&zip, (struct zip_part){
                      .name = "sources/b.txt", .bytes = large, .n = 100000, .is_deflated = true});
    zip_add(&zip, (struct zip_part){.name = "a", .bytes = "hello", .n = 5});
    zip_add(&zip, (struct zip_part){.name = "å/.../c..d"});
    zip_write(&zip, "x.zip");
    assert_int_equal(archive_open("x.zip", (struct archive_limits){0}, &archive, &err), OK);
    CHECK(archive_count(archive) == 4, "got %zu", archive_count(archive));
    CHECK(archive_entry(archive, 0)->is_folder && !archive_entry(archive, 1)->is_folder, "folders");
    const struct archive_entry *entry = archive_find(archive, "sources/b.txt");
    assert_non_null(entry);
    CHECK(entry->size == 100000 && strcmp(entry->path, "x.zip/sources/b.txt") == 0, "%s",
          entry->path);
    for (int i = 0; i < 2; i++) { /* again, and after another */
        CHECK(archive_read(archive, entry, &arena, &bytes, &err) == OK, "%s", err.text);
        CHECK(memcmp(bytes, large, 100000) == 0 && bytes[100000] == '\0', "other bytes");
        CHECK(archive_read(archive, archive_find(archive, "a"), &arena, &bytes, &err) == OK &&
                  strcmp(bytes, "hello") == 0,
              "%s", err.text);
    }
    CHECK(archive_find(archive, "A") == NULL && archive_find(archive, "sources") == NULL,
          "names are taken to the letter");
    archive_close(archive);
    archive_close(NULL);
    arena_release(&arena);
    free(large);
}

static void hostile_entries_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct zip_part part;
        const char *message;
    } cases[] = {
        {{.name = "../a"},
         "x.zip: the entry '../a' has '..' in its name, which leads out of the archive"},
        {{.name = "a/../../b"},
         "x.zip: the entry 'a/../../b' has '..' in its name, which leads out of the archive"},
        {{.name = "a/.."},
         "x.zip: the entry 'a/..' has '..' in its name, which leads out of the archive"},
        {{.name = "/etc/passwd"},
         "x.zip: the entry '/etc/passwd' has an absolute name, which leads out of the archive"},
        {{.name = "c:a"},
         "x.zip: the entry 'c:a' has an absolute name, which leads out of the archive"},
        {{.name = "a\\b"},
         "x.zip: the entry 'a\\b' has a backslash in its name; folders are separated by '/'"},
        {{.name = "a\nb"}, "x.zip: the entry 'a\nb' has a control character in its name"},
        {{.name = ""}, "x.zip: the entry '' has no name"},
        {{.name = "\xff"}, "x.zip: an entry's name is not UTF-8"},
        {{.name = "ok"}, "x.zip: the entry 'ok' is there twice"},
        {{.name = "a", .flags = 1},
         "x.zip: the entry 'a' is encrypted; export it without a password"},
        {{.name = "a", .flags = 1U << 13U},
         "x.zip: the entry 'a' is encrypted; export it without a password"},
        {{.name = "a", .method = 12},
         "x.zip: the entry 'a' is packed with a method that is neither 'stored' nor 'deflated'"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .claimed = UINT32_MAX},
         "x.zip: the entry 'a' claims to be larger than is allowed"},
        {{.name = "a",
          .bytes = "hello",
          .n = 5,
          .is_deflated = true,
          .claimed = UINT64_C(5) << 32U},
         "x.zip: the entry 'a' claims to be larger than is allowed"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .claimed = UINT64_MAX},
         "x.zip: the entry 'a' claims to be larger than is allowed"},
        {{.name = "a", .bytes = "hello", .n = 5, .claimed = 6},
         "x.zip: the entry 'a' is stored as it is, but claims two sizes"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .claimed = 2U << 20U},
         "x.zip: the entry 'a' would grow beyond measure when unpacked"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .claimed = 6},
         "x.zip/a: it is shorter than the zip file's list of entries says"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .claimed = 4},
         "x.zip/a: it is damaged: its checksum does not fit"},
        {{.name = "a", .bytes = "hello", .n = 5, .has_wrong_crc = true},
         "x.zip/a: it is damaged: its checksum does not fit"},
        {{.name = "a", .bytes = "hello", .n = 5, .is_deflated = true, .is_renamed_inside = true},
         "x.zip/a: it is not what the zip file's list of entries says of it"},
        {{.name = "a", .bytes = "\xff\xff\xff", .n = 3, .method = Z_DEFLATED, .claimed = 9},
         "x.zip/a: its packed bytes are damaged or cut short"},
        {{.name = "a", .bytes = "x", .n = 1, .claimed = 5000, .claimed_packed = 5000},
         "x.zip/a: its packed bytes are damaged or cut short"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zip zip = {0};
        struct error err = {0};
        zip_add(&zip, (struct zip_part){.name = "ok", .bytes = "fine", .n = 4});
        zip_add(&zip, cases[i].part);
        zip_write(&zip, "x.zip");
        CHECK(read_all((struct archive_limits){0}, &err) == ERR_READ, "case %zu", i);
        CHECK(strcmp(err.text, cases[i].message) == 0, "case %zu: %s", i, err.text);
    }
}

static void limits_are_the_callers(void **state)
{
    (void)state;
    char *large = large_text(100000), blank[2000] = "";
    static const struct {
        const char *name;
        struct archive_limits limits;
        const char *message;
    } cases[] = {
        {"all fits", {.entry_bytes = 100000, .total_bytes = 200000, .entries = 2}, ""},
        {"one entry",
         {.entry_bytes = 99999},
         "x.zip: the entry 'a' claims to be larger than is "
         "allowed"},
        {"all entries",
         {.total_bytes = 199999},
         "x.zip: all entries together would be larger than is allowed"},
        {"number", {.entries = 1}, "x.zip: the zip file claims more entries than are allowed"},
        {"ratio of what is small", {.ratio = 1}, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zip zip = {0};
        struct error err = {0};
        zip_add(&zip,
                (struct zip_part){.name = "a", .bytes = large, .n = 100000, .is_deflated = true});
        zip_add(&zip,
                (struct zip_part){.name = "b", .bytes = large, .n = 100000, .is_deflated = true});
        zip_write(&zip, "x.zip");
        (void)!read_all(cases[i].limits, &err);
        CHECK(strcmp(err.text, cases[i].message) == 0, "%s: %s", cases[i].name, err.text);
    }
    struct zip zip = {0};
    struct error err = {0};
    char *zeros = calloc(1, 1U << 21U);
    assert_non_null(zeros);
    zip_add(&zip,
            (struct zip_part){.name = "small", .bytes = blank, .n = 2000, .is_deflated = true});
    zip_add(&zip,
            (struct zip_part){.name = "bomb", .bytes = zeros, .n = 1U << 21U, .is_deflated = true});
    zip_write(&zip, "x.zip");
    CHECK(read_all((struct archive_limits){.ratio = 1032}, &err) == OK, "%s", err.text);
    CHECK(read_all((struct archive_limits){0}, &err) == ERR_READ, "a bomb");
    CHECK(strcmp(err.text, "x.zip: the entry 'bomb' would grow beyond measure when unpacked") == 0,
          "%s", err.text);
    free(zeros);
    free(large);
}

static void what_is_no_archive_says_so(void **state)
{
    (void)state;
    static const char text[] = "name,code\n";
    struct archive *archive = NULL;
    struct error missing = {0}, is_folder = {0}, other = {0}, empty = {0}, more = {0};
    CHECK(archive_open("y.zip", (struct archive_limits){0}, &archive, &missing) == ERR_OPEN &&
              strcmp(missing.text, "y.zip: No such file or directory") == 0,
          "%s", missing.text);
    CHECK(archive_open(".", (struct archive_limits){0}, &archive, &is_folder) == ERR_OPEN &&
              strcmp(is_folder.text, ".: this is a folder, not a file") == 0,
          "%s", is_folder.text);
    folder_write("x.zip", text, sizeof text - 1);
    CHECK(read_all((struct archive_limits){0}, &other) == ERR_READ &&
              strcmp(other.text, "x.zip: this is not a zip file, or its end is missing") == 0,
          "%s", other.text);
    folder_write("x.zip", "", 0);
    CHECK(read_all((struct archive_limits){0}, &empty) == ERR_READ, "%s", empty.text);
    struct zip zip = {.n_claimed = 2};
    zip_add(&zip, (struct zip_part){.name = "a"});
    zip_write(&zip, "x.zip");
    CHECK(read_all((struct archive_limits){0}, &more) == ERR_READ &&
              strcmp(more.text, "x.zip: the zip file's list of entries is damaged") == 0,
          "%s", more.text);
    CHECK(archive == NULL, "left open");
    assert_int_equal(mkfifo("pipe", 0600), 0);
    struct error pipe_error = {0};
    CHECK(archive_open("pipe", (struct archive_limits){0}, &archive, &pipe_error) == ERR_OPEN &&
              strcmp(pipe_error.text, "pipe: this is not a regular file") == 0,
          "%s", pipe_error.text);
}

static void zip_two(struct zip *zip)
{
    zip_add(zip, (struct zip_part){.name = "a", .bytes = "hello", .n = 5});
    zip_add(zip, (struct zip_part){
                     .name = "b", .bytes = "hello hello hello", .n = 17, .is_deflated = true});
    zip_end(zip);
}

/* Cut anywhere, it is refused; with a byte changed it is refused or means something else, and never
   does harm. */
static void cut_or_changed_anywhere(void **state)
{
    (void)state;
    struct zip zip = {0};
    zip_two(&zip);
    for (size_t n = 0; n < zip.file.n; n++) {
        struct error err = {0};
        folder_write("x.zip", (const char *)zip.file.at, n);
        CHECK(read_all((struct archive_limits){0}, &err) == ERR_READ, "cut at %zu", n);
        CHECK(strncmp(err.text, "x.zip", 5) == 0, "cut at %zu: %s", n, err.text);
    }
    size_t n_refused = 0;
    for (size_t n = 0; n < zip.file.n; n++) {
        struct error err = {0};
        zip.file.at[n] ^= 0xFFU;
        folder_write("x.zip", (const char *)zip.file.at, zip.file.n);
        zip.file.at[n] ^= 0xFFU;
        const enum status status = read_all((struct archive_limits){0}, &err);
        CHECK((status == OK) == (err.text[0] == '\0'), "changed at %zu: %s", n, err.text);
        n_refused += status != OK;
    }
    CHECK(n_refused > zip.file.n / 2, "only %zu of %zu", n_refused, zip.file.n);
    zip_free(&zip);
}

static enum status stop_after_one(const char *bytes, size_t n, void *context, struct error *err)
{
    (void)bytes;
    *(size_t *)context += n;
    return error_set(err, ERR_VALUE, "enough");
}

static void who_takes_may_stop(void **state)
{
    (void)state;
    struct zip zip = {0};
    struct archive *archive = NULL;
    struct arena arena = {0};
    struct error err = {0};
    size_t taken = 0;
    char *large = large_text(100000);
    zip_add(&zip, (struct zip_part){.name = "a", .bytes = large, .n = 100000, .is_deflated = true});
    zip_write(&zip, "x.zip");
    assert_int_equal(archive_open("x.zip", (struct archive_limits){0}, &archive, &err), OK);
    CHECK(archive_each_piece(archive, archive_entry(archive, 0), stop_after_one, &taken, &err) ==
                  ERR_VALUE &&
              strcmp(err.text, "enough") == 0,
          "%s", err.text);
    CHECK(taken == 65536, "took %zu", taken);
    struct error again = {0};
    const char *bytes = NULL;
    CHECK(archive_read(archive, archive_entry(archive, 0), &arena, &bytes, &again) == OK, "%s",
          again.text);
    archive_close(archive);
    arena_release(&arena);
    free(large);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct zip zip = {0};
    bool is_there = false;
    zip_two(&zip);
    folder_write("x.zip", (const char *)zip.file.at, zip.file.n);
    zip_free(&zip);
    for (size_t nth = 1; !is_there; nth++) {
        arena_fail_at(nth);
        const enum status status = read_all((struct archive_limits){0}, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(entries_are_found_and_read), TEST(hostile_entries_are_refused),
        TEST(limits_are_the_callers),     TEST(what_is_no_archive_says_so),
        TEST(cut_or_changed_anywhere),    TEST(who_takes_may_stop),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, in_folder, out_of_folder);
}
