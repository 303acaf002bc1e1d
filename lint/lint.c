/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/lint.h"

#include "lint/checks.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static enum status check(struct checked *c, struct error *err)
{
    const struct lint_book *book = c->book;
    check_book(c);
    check_sheet_names(c);
    check_table_names(c);
    check_shorthand(c);
    for (size_t i = 0; i < book->n_sheets; i++) {
        const struct lint_sheet *sheet = &book->sheets[i];
        if (sheet->part[0] == '\0')
            continue;
        check_sheet(c, sheet);
        check_tables(c, sheet);
        check_cells(c, sheet);
        check_columns(c, sheet);
        check_looks(c, sheet);
        check_links(c, sheet);
        TRY(check_objects(c, sheet, err));
    }
    return OK;
}

/* By rules; of one rule in the order they were found. */
static enum status sort(struct lint_report *report, struct error *err)
{
    size_t start[RULE_COUNT + 1] = {0};
    struct lint_finding *sorted = arena_array(report->arena, report->n, struct lint_finding);
    if (sorted == NULL || report->is_out_of_memory)
        return error_memory(err);
    for (size_t i = 0; i < report->n; i++)
        start[report->list[i].rule + 1]++;
    for (size_t rule = 0; rule < RULE_COUNT; rule++)
        start[rule + 1] += start[rule];
    for (size_t i = 0; i < report->n; i++)
        sorted[start[report->list[i].rule]++] = report->list[i];
    report->list = sorted;
    return OK;
}

static enum status read_and_check(struct lint_book *book, struct error *err)
{
    struct checked checked = {
        .book = book, .report = book->report, .budget = UINT64_C(10) * MOST_CELLS};
    TRY(lint_read(book, err));
    book->report->n_sheets = book->n_sheets;
    book->report->n_cells = book->n_cells;
    TRY(check(&checked, err));
    return sort(book->report, err);
}

/* Why what another program made is no workbook, in better words than "not a zip file"; NULL: it may
   be one. Whatever cannot be opened is left to archive_open. */
static const char *other_kind(const char *path)
{
    static const unsigned char compound[] = {0xD0, 0xCF, 0x11, 0xE0};
    unsigned char start[sizeof compound] = {0};
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return NULL;
    FILE *file = fopen(path, "rb");
    const size_t n = file == NULL ? 0 : fread(start, 1, sizeof start, file);
    if (file != NULL)
        fclose(file);
    if (n == sizeof start && memcmp(start, compound, sizeof start) == 0)
        return _(
            "this is an old workbook (.xls), or one with a password: save it as .xlsx without");
    return NULL;
}

/* The same of what is a zip file. */
static const char *other_archive(const struct archive *archive)
{
    if (archive_find(archive, "xl/workbook.bin") != NULL)
        return _("this is a binary workbook (.xlsb): save it as .xlsx");
    if (archive_find(archive, "mimetype") != NULL && archive_find(archive, "content.xml") != NULL)
        return _("this is an OpenDocument file (.ods): save it as .xlsx");
    return NULL;
}

enum status lint_file(const char *path, struct lint_report *report, struct error *err)
{
    static const struct archive_limits limits = {.entry_bytes = UINT64_C(1) << 30U,
                                                 .total_bytes = UINT64_C(2) << 30U};
    struct lint_book book = {.arena = report->arena, .report = report};
    const struct place at = {path, 0, 0};
    const char *kind = other_kind(path);
    if (kind != NULL)
        return error_at(err, ERR_READ, at, "%s", kind);
    TRY(archive_open(path, limits, &book.archive, err));
    kind = other_archive(book.archive);
    const enum status status =
        kind != NULL ? error_at(err, ERR_READ, at, "%s", kind) : read_and_check(&book, err);
    lint_forget(&book);
    archive_close(book.archive);
    return status;
}
