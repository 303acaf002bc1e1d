/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no workbook, and workbooks made to harm: whole messages, little time, little memory. */
#include "lint/lint.h"

#include "tests/lint/make_workbook.h"

#include <sys/stat.h>
#include <time.h>

static const char *refused(const char *path)
{
    static struct error err;
    struct arena arena = {0};
    struct lint_report report = {.arena = &arena};
    err = (struct error){0};
    const enum status status = lint_file(path, &report, &err);
    CHECK((status == OK) == (err.text[0] == '\0'), "%s: %s", path, err.text);
    CHECK(status == OK || status_exit_code(status) == 2, "%s: exit code", path);
    arena_release(&arena);
    return err.text;
}

static void what_is_no_workbook(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *bytes;
        size_t n;
        const char *want;
    } files[] = {
        {"empty.xlsx", "", 0, "empty.xlsx: this is not a zip file, or its end is missing"},
        {"text.xlsx", "a;b\n1;2\n", 8, "text.xlsx: this is not a zip file, or its end is missing"},
        {"old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
         "old.xls: this is an old workbook (.xls), or one with a password: save it as .xlsx "
         "without"},
        {"cut.xlsx", "PK\3\4", 4, "cut.xlsx: this is not a zip file, or its end is missing"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(files); i++) {
        folder_write(files[i].name, files[i].bytes, files[i].n);
        const char *got = refused(files[i].name);
        CHECK(strcmp(got, files[i].want) == 0, "%s: got %s", files[i].name, got);
    }
    CHECK(strcmp(refused("none.xlsx"), "none.xlsx: No such file or directory") == 0, "%s",
          refused("none.xlsx"));
    CHECK(strcmp(refused("."), ".: this is a folder, not a file") == 0, "%s", refused("."));
    CHECK(mkfifo("pipe.xlsx", 0600) == 0 &&
              strcmp(refused("pipe.xlsx"), "pipe.xlsx: this is not a regular file") == 0,
          "%s", refused("pipe.xlsx"));
    if (geteuid() != 0) { /* root may read all */
        folder_write("secret.xlsx", "PK", 2);
        chmod("secret.xlsx", 0);
        CHECK(strcmp(refused("secret.xlsx"), "secret.xlsx: Permission denied") == 0, "%s",
              refused("secret.xlsx"));
    }
    folder_close(&folder);
}

static void what_other_programs_make(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct zip_part parts[3];
        const char *want;
    } cases[] = {
        {"a.ods",
         {{.name = "mimetype", .bytes = "a", .n = 1},
          {.name = "content.xml", .bytes = "<a/>", .n = 4}},
         "a.ods: this is an OpenDocument file (.ods): save it as .xlsx"},
        {"a.xlsb",
         {{.name = "xl/workbook.bin", .bytes = "a", .n = 1}},
         "a.xlsb: this is a binary workbook (.xlsb): save it as .xlsx"},
        {"a.docx",
         {{.name = "word/document.xml", .bytes = "<a/>", .n = 4}},
         "a.docx: this is no workbook: it has no part 'xl/workbook.xml'"},
        {"a.zip", {{.name = NULL}}, "a.zip: this is not a zip file, or its end is missing"},
        {"up.xlsx",
         {{.name = "../xl/workbook.xml", .bytes = "<a/>", .n = 4}},
         "up.xlsx: the entry '../xl/workbook.xml' has '..' in its name, which leads out of the "
         "archive"},
        {"twice.xlsx",
         {{.name = "xl/workbook.xml", .bytes = "<a/>", .n = 4},
          {.name = "xl/workbook.xml", .bytes = "<b/>", .n = 4}},
         "twice.xlsx: the entry 'xl/workbook.xml' is there twice"},
        {"lie.xlsx",
         {{.name = "xl/workbook.xml",
           .bytes = "<a/>",
           .n = 4,
           .is_deflated = true,
           .claimed = 1U << 31U}},
         "lie.xlsx: the entry 'xl/workbook.xml' claims to be larger than is allowed"},
        {"key.xlsx",
         {{.name = "xl/workbook.xml", .bytes = "<a/>", .n = 4, .flags = 1}},
         "key.xlsx: the entry 'xl/workbook.xml' is encrypted; export it without a password"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zip zip = {0};
        for (size_t j = 0; j < COUNT(cases[i].parts) && cases[i].parts[j].name != NULL; j++)
            zip_add(&zip, cases[i].parts[j]);
        zip_write(&zip, cases[i].name);
        const char *got = refused(cases[i].name);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got %s", cases[i].name, got);
    }
    folder_close(&folder);
}

static const char *refused_with(struct change change)
{
    workbook_write("in.xlsx", &change, 1);
    return refused("in.xlsx");
}

static void parts_that_are_damaged(void **state)
{
    (void)state;
    static const struct {
        struct change change;
        const char *want;
    } cases[] = {
        {{"xl/worksheets/sheet1.xml", "</sheetData>", "</sheet>"},
         "in.xlsx/xl/worksheets/sheet1.xml:1:360: this is not well-formed XML: mismatched tag"},
        {{"xl/charts/chart1.xml", NULL, ""},
         "in.xlsx/xl/charts/chart1.xml:1:1: this is not well-formed XML: no element found"},
        {{"xl/sharedStrings.xml", NULL,
          "<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b "
          "\"&a;&a;\">]><sst><si><t>&b;</t></si></sst>"},
         "in.xlsx/xl/sharedStrings.xml:1:13: a document type (<!DOCTYPE>) is not accepted"},
        {{"xl/workbook.xml", NULL, "<workbook/>"}, "in.xlsx: the workbook has no sheets"},
        {{"xl/workbook.xml", NULL, NULL},
         "in.xlsx: this is no workbook: it has no part 'xl/workbook.xml'"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = refused_with(cases[i].change);
        CHECK(strcmp(got, cases[i].want) == 0, "got %s, wanted %s", got, cases[i].want);
    }
    folder_close(&folder);
}

/* `n` times the same text. */
static char *many(const char *before, const char *one, size_t n, const char *after)
{
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    assert_non_null(stream);
    fputs(before, stream);
    for (size_t i = 0; i < n; i++)
        fputs(one, stream);
    fputs(after, stream);
    fclose(stream);
    return out;
}

static void more_sheets_than_parts(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    char *book = many("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>",
                      "<sheet name=\"a\" r:id=\"rId1\"/>", 20000, "</sheets></workbook>");
    const char *got = refused_with((struct change){"xl/workbook.xml", NULL, book});
    CHECK(strstr(got, ": it lists more sheets than it holds") != NULL, "got %s", got);
    free(book);
    folder_close(&folder);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Areas as large as a sheet, some thousands of them on each other. */
static void areas_without_end(void **state)
{
    (void)state;
    static const struct {
        const char *name, *one;
        const char *before, *after;
    } cases[] = {
        {"merged", "<mergeCell ref=\"A1:XFD1048576\"/>", "<mergeCells>", "</mergeCells>"},
        {"formats", "<cfRule type=\"colorScale\"/>",
         "<conditionalFormatting sqref=\"A1:XFD1048576\">", "</conditionalFormatting>"},
        {"columns", "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", "<cols>", "</cols>"},
        {"links", "<hyperlink ref=\"A1:XFD1048576\" location=\"nowhere\"/>", "<hyperlinks>",
         "</hyperlinks>"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *list = many(cases[i].before, cases[i].one, 5000, cases[i].after);
        const struct change change = {"xl/worksheets/sheet2.xml", "<pageSetup ", NULL};
        char *with = NULL;
        assert_true(asprintf(&with, "%s<pageSetup ", list) > 0);
        workbook_write("in.xlsx", &(struct change){change.part, change.from, with}, 1);
        const double start = seconds();
        CHECK(strcmp(refused("in.xlsx"), "") == 0, "%s: %s", cases[i].name, refused("in.xlsx"));
        CHECK(seconds() - start < 2, "%s: %.1f s", cases[i].name, seconds() - start);
        free(list);
        free(with);
    }
    const struct change whole = {"xl/tables/table1.xml", "A4:C7", "A1:XFD1048576"};
    const double start = seconds();
    CHECK(strcmp(refused_with(whole), "") == 0, "a table: %s", refused("in.xlsx"));
    CHECK(seconds() - start < 2, "a table: %.1f s", seconds() - start);
    folder_close(&folder);
}

/* A text that would write on the terminal, or turn the direction of what follows. */
static void texts_that_trick(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct lint_report report = {.arena = &arena};
    struct error err = {0};
    static const struct change changes[] = {{"xl/workbook.xml", "\"Cover\"",
                                             "\"A\xC2\x9B"
                                             "31m_x001B_[2J\xE2\x80\xAE"
                                             "B\""}};
    folder_open(&folder);
    workbook_write("in.xlsx", changes, 1);
    assert_int_equal(lint_file("in.xlsx", &report, &err), OK);
    CHECK(report.n == 1 && report.list[0].rule == RULE_SHEET_NAME_WRONG, "%zu", report.n);
    CHECK(strcmp(report.list[0].text, "'A 31m [2J B'") == 0, "got %s", report.list[0].text);
    CHECK(strcmp(report.list[0].sheet, "A 31m [2J B") == 0, "got %s", report.list[0].sheet);
    arena_release(&arena);
    folder_close(&folder);
}

/* Of one rule no more than LINT_KEPT are kept, and all counted. */
static void many_findings(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct lint_report report = {.arena = &arena};
    struct error err = {0};
    folder_open(&folder);
    char *rows = many("<worksheet xmlns=\"" MAIN "\"><sheetData>",
                      "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c><v>NAN</v></c></row>", 5000,
                      "</sheetData></worksheet>");
    const struct change change = {"xl/worksheets/sheet1.xml", NULL, rows};
    workbook_write("in.xlsx", &change, 1);
    assert_int_equal(lint_file("in.xlsx", &report, &err), OK);
    size_t kept = 0;
    for (size_t i = 0; i < report.n; i++)
        kept += report.list[i].rule == RULE_WRONG_NUMBER ? 1 : 0;
    CHECK(kept == LINT_KEPT && report.of_rule[RULE_WRONG_NUMBER] == 5000, "%zu of %zu", kept,
          report.of_rule[RULE_WRONG_NUMBER]);
    free(rows);
    arena_release(&arena);
    folder_close(&folder);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    workbook_write("in.xlsx", &(struct change){"xl/workbook.xml", "\"Cover\"", "\"Blad1\""}, 1);
    enum status status = ERR_MEMORY;
    size_t nth = 1;
    for (; status != OK; nth++) {
        struct arena arena = {0};
        struct lint_report report = {.arena = &arena};
        struct error err = {0};
        arena_fail_at(nth);
        status = lint_file("in.xlsx", &report, &err);
        arena_fail_at(0);
        CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
        const size_t n = report.n;
        const enum lint_rule rule = n > 0 ? report.list[0].rule : RULE_COUNT;
        arena_release(&arena);
        if (status != OK && status != ERR_MEMORY)
            break;
        CHECK(status != OK || (n == 1 && rule == RULE_SHEET_NAME_DEFAULT),
              "allocation %zu: %zu findings", nth, n);
    }
    CHECK(nth > 50, "only %zu allocations", nth);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_workbook),    TEST(what_other_programs_make), TEST(parts_that_are_damaged),
        TEST(more_sheets_than_parts), TEST(areas_without_end),        TEST(texts_that_trick),
        TEST(many_findings),          TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
