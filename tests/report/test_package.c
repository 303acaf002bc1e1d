/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/package.h"
#include "tests/check.h"

#include "parts.h"
#include "tests/report/written.h"

#include <minizip/zip.h>
#include <zlib.h>

/* A package of three parts, the last of them of 100,000 bytes. */
static void make_package(const char *path)
{
    static const char *const parts[][2] = {{"docProps/core.xml", "<core><title>t</title></core>"},
                                           {"xl/a.xml", "<a><a></a></a>"}};
    zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
    const zip_fileinfo about = {.tmz_date = {.tm_year = 1980, .tm_mday = 1}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        zipOpenNewFileInZip(zip, parts[i][0], &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6);
        zipWriteInFileInZip(zip, parts[i][1], (unsigned)strlen(parts[i][1]));
        zipCloseFileInZip(zip);
    }
    zipOpenNewFileInZip(zip, "xl/big.xml", &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6);
    for (int i = 0; i < 10000; i++) {
        char line[16];
        snprintf(line, sizeof line, "%09d\n", i);
        zipWriteInFileInZip(zip, line, 10);
    }
    zipCloseFileInZip(zip);
    zipClose(zip, NULL);
}

static void parts_are_edited_and_copied(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char from[] = "from.zip";
    static const char to[] = "to.zip";
    make_package(from);
    const struct package_edit edits[] = {
        {.part = "xl/a.xml", .before = "</a>", .text = "<new/>"},
        {.part = "docProps/core.xml", .before = "</core>", .text = "<language/>"}};
    struct error err = {0};
    CHECK(package_edit(from, to, edits, COUNT(edits), &err) == OK, "%s", err.text);

    static const char *const want[][2] = {
        {"docProps/core.xml", "<core><title>t</title><language/></core>"},
        {"xl/a.xml", "<a><a></a><new/></a>"}};
    for (size_t i = 0; i < COUNT(want); i++) {
        char *got = part_read(to, want[i][0]);
        CHECK(got != NULL && strcmp(got, want[i][1]) == 0, "%s: %s", want[i][0],
              got == NULL ? "no such part" : got);
        free(got);
    }
    char *before = part_read(from, "xl/big.xml"), *after = part_read(to, "xl/big.xml");
    CHECK(before != NULL && after != NULL && strlen(before) == 100000 && strcmp(before, after) == 0,
          "%s", "the big part is not what it was");
    free(before);
    free(after);
    folder_close(&folder);
}

/* A text as raw deflate blocks that end with a whole byte. */
static struct package_segment make_segment(const char *text)
{
    struct package_segment segment = {.file = tmpfile(), .size = strlen(text)};
    unsigned char packed[1024];
    z_stream stream = {.next_in = (z_const Bytef *)text,
                       .avail_in = (uInt)strlen(text),
                       .next_out = packed,
                       .avail_out = sizeof packed};
    deflateInit2(&stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    deflate(&stream, Z_SYNC_FLUSH);
    fwrite(packed, 1, sizeof packed - stream.avail_out, segment.file);
    deflateEnd(&stream);
    segment.crc = (uint32_t)crc32(0, (const Bytef *)text, (uInt)strlen(text));
    return segment;
}

static void compressed_rows_are_put_in(void **state)
{
    (void)state;
    static const char *const rows[] = {"<row r=\"5\"/><row r=\"6\"/>", ""};
    static const char *const want[] = {"<a><a></a><row r=\"5\"/><row r=\"6\"/></a>",
                                       "<a><a></a></a>"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct folder folder;
        folder_open(&folder);
        static const char from[] = "from.zip";
        static const char to[] = "to.zip";
        make_package(from);
        const struct package_edit edit = {
            .part = "xl/a.xml", .before = "</a>", .segment = make_segment(rows[i])};
        struct error err = {0};
        CHECK(package_edit(from, to, &edit, 1, &err) == OK, "%s", err.text);
        char *got = part_read(to, "xl/a.xml");
        CHECK(got != NULL && strcmp(got, want[i]) == 0, "%s", got == NULL ? "no part" : got);
        free(got);
        fclose(edit.segment.file);
        folder_close(&folder);
    }
}

/* One part takes rows and links, each behind what was put in before it. */
static void a_part_takes_several(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char from[] = "from.zip";
    static const char to[] = "to.zip";
    make_package(from);
    const struct package_edit edits[] = {
        {.part = "xl/a.xml", .before = "<a></a>", .segment = make_segment("<row/>")},
        {.part = "xl/a.xml", .before = "</a>", .segment = make_segment("<link/>")},
        {.part = "docProps/core.xml", .before = "<title>", .text = "<one/>"},
        {.part = "docProps/core.xml", .before = "</core>", .text = "<two/>"}};
    struct error err = {0};
    CHECK(package_edit(from, to, edits, COUNT(edits), &err) == OK, "%s", err.text);
    static const char *const want[][2] = {
        {"xl/a.xml", "<a><row/><a></a><link/></a>"},
        {"docProps/core.xml", "<core><one/><title>t</title><two/></core>"}};
    for (size_t i = 0; i < COUNT(want); i++) {
        char *got = part_read(to, want[i][0]);
        CHECK(got != NULL && strcmp(got, want[i][1]) == 0, "%s", got == NULL ? "no part" : got);
        free(got);
    }
    const struct package_edit turned[] = {edits[1], edits[0]};
    CHECK(package_edit(from, to, turned, 2, &err) == ERR_BOOK, "%s", "put in before the other");
    fclose(edits[0].segment.file);
    fclose(edits[1].segment.file);
    folder_close(&folder);
}

static void what_cannot_be_edited(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char from[] = "from.zip";
    static const char to[] = "to.zip";
    static const char text[] = "text";
    make_package(from);
    FILE *file = fopen(text, "w");
    fputs("not a zip", file);
    fclose(file);
    const struct {
        const char *name, *from, *to;
        struct package_edit edit;
        enum status status;
        const char *what; /* the message after the file's name */
    } cases[] = {
        {"no such part",
         from,
         to,
         {.part = "xl/b.xml", .before = "</a>", .text = "x"},
         ERR_BOOK,
         ": the workbook has place for 0 of 1 edits"},
        {"no such place",
         from,
         to,
         {.part = "xl/a.xml", .before = "</b>", .text = "x"},
         ERR_BOOK,
         ": the workbook's part xl/a.xml holds no '</b>'"},
        {"no zip",
         text,
         to,
         {.part = "xl/a.xml", .before = "</a>", .text = "x"},
         ERR_READ,
         ": not a workbook that can be read"},
        {"no file",
         "/nowhere/at/all",
         to,
         {.part = "xl/a.xml", .before = "</a>", .text = "x"},
         ERR_READ,
         ": not a workbook that can be read"},
        {"no place for it",
         from,
         "/nowhere/at/all",
         {.part = "xl/a.xml", .before = "</a>", .text = "x"},
         ERR_WRITE,
         ": cannot be created"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        const enum status got = package_edit(cases[i].from, cases[i].to, &cases[i].edit, 1, &err);
        const char *file_name = cases[i].status == ERR_WRITE ? cases[i].to : cases[i].from;
        const bool is_right = strncmp(err.text, file_name, strlen(file_name)) == 0 &&
                              strcmp(err.text + strlen(file_name), cases[i].what) == 0;
        CHECK(got == cases[i].status && is_right, "%s: got %d, %s", cases[i].name, (int)got,
              err.text);
    }
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(parts_are_edited_and_copied),
        TEST(compressed_rows_are_put_in),
        TEST(a_part_takes_several),
        TEST(what_cannot_be_edited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
