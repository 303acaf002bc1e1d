/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book.h"

#include "base/arena.h"
#include "base/text.h"
#include "report/book_check.h"
#include "report/book_rows.h"
#include "report/book_sheet.h"
#include "report/book_whiskers.h"
#include "report/package.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Names that must differ, as Excel compares them. */
struct names {
    const char **folded;
    size_t n, capacity;
};

struct book {
    lxw_workbook *workbook;
    struct arena arena; /* what lives as long as the book */
    char *path, *raw, *edited;
    const char *language;
    bool is_review, is_failed;
    struct styles styles;
    struct row_strings strings;
    struct names sheets, tables;
    struct package_edit *edits;
    size_t n_edits, edits_capacity;
    struct links **links; /* of each sheet */
    size_t n_links, links_capacity;
    size_t n_charts;
};

static enum status check_locale(struct error *err)
{
    if (strcmp(localeconv()->decimal_point, ".") != 0)
        return error_set(err, ERR_BOOK,
                         _("a workbook cannot be written with '%s' as decimal sign: LC_NUMERIC "
                           "must be C"),
                         localeconv()->decimal_point);
    return OK;
}

/* The first moment of the day, in universal time. */
static enum status read_date(const char *date, time_t *out, struct error *err)
{
    struct tm day = {0};
    const char *end = date == NULL ? NULL : strptime(date, "%Y-%m-%d", &day);
    if (end == NULL || *end != '\0')
        return error_set(err, ERR_BOOK, _("a workbook needs a date like 2022-12-31, not '%s'"),
                         date == NULL ? "" : date);
    *out = timegm(&day);
    return OK;
}

static enum status set_properties(struct book *book, const struct book_about *about,
                                  struct error *err)
{
    lxw_doc_properties properties = {
        .title = arena_text(&book->arena, about->title),
        .subject = arena_text(&book->arena, about->subject),
        .author = arena_text(&book->arena, about->author == NULL ? "" : about->author),
    };
    if (properties.title == NULL || properties.subject == NULL || properties.author == NULL)
        return error_memory(err);
    if (about->author != NULL)
        properties.company = properties.author;
    const char *const texts[] = {about->title, about->subject, about->author};
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *fault = texts[i] == NULL ? NULL : book_text_fault(texts[i], BOOK_HEADER);
        if (fault != NULL)
            return error_set(err, ERR_BOOK, _("the workbook's property '%s' %s"), texts[i], fault);
    }
    TRY(read_date(about->date, &properties.created, err));
    if (workbook_set_properties(book->workbook, &properties) != LXW_NO_ERROR)
        return error_memory(err);
    return OK;
}

/* Whether a file can be made there, before a workbook is: libxlsxwriter prints what it cannot do.
 */
static enum status check_folder(const struct book *book, struct error *err)
{
    FILE *file = fopen(book->raw, "wb");
    if (file == NULL)
        return error_at(err, ERR_WRITE, (struct place){book->path, 0, 0},
                        _("cannot be written: %s"), strerror(errno));
    fclose(file);
    return OK;
}

static enum status open_workbook(struct book *book, const char *path, struct error *err)
{
    book->path = arena_text(&book->arena, path);
    book->raw = arena_print(&book->arena, "%s.%ld.raw", path, (long)getpid());
    book->edited = arena_print(&book->arena, "%s.%ld.part", path, (long)getpid());
    if (book->path == NULL || book->raw == NULL || book->edited == NULL)
        return error_memory(err);
    TRY(check_folder(book, err));
    lxw_workbook_options options = {.tmpdir = scratch_folder(false)};
    book->workbook = workbook_new_opt(book->raw, &options);
    book->styles.workbook = book->workbook;
    if (book->workbook == NULL)
        return error_memory(err);
    book->strings = (struct row_strings){.table = book->workbook->sst, .arena = &book->arena};
    return OK;
}

enum status book_open(const char *path, const struct book_about *about, struct book **out,
                      struct error *err)
{
    *out = NULL;
    TRY(check_locale(err));
    struct book *book = calloc(1, sizeof *book);
    if (book == NULL)
        return error_memory(err);
    book->is_review = about->is_review;
    book->styles.is_swedish = strncmp(about->language, "sv", 2) == 0;
    book->language = arena_text(&book->arena, about->language);
    enum status status = book->language == NULL ? error_memory(err) : OK;
    if (status == OK)
        status = open_workbook(book, path, err);
    if (status == OK)
        status = set_properties(book, about, err);
    if (status != OK) {
        book_close(book);
        return status;
    }
    *out = book;
    return OK;
}

/* Keeps the name, unless one that counts as equal is there. */
static enum status take_name(struct book *book, struct names *names, const char *name,
                             const char *taken, struct error *err)
{
    const char *folded = text_folded(&book->arena, name);
    const char **list =
        arena_grown(&book->arena, names->folded, names->n, &names->capacity, const char *);
    if (folded == NULL || list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < names->n; i++) {
        if (strcmp(list[i], folded) == 0)
            return error_set(err, ERR_BOOK, taken, name);
    }
    names->folded = list;
    list[names->n++] = folded;
    return OK;
}

static enum status take_names(struct book *book, const struct table *table, struct error *err)
{
    const char *fault = book_sheet_name_fault(table->sheet);
    if (fault != NULL)
        return error_set(err, ERR_BOOK, _("the name of the sheet '%s' %s"),
                         table->sheet == NULL ? "" : table->sheet, fault);
    fault = book_table_name_fault(table->name);
    if (fault != NULL)
        return error_set(err, ERR_BOOK, _("the name of the table '%s' %s"),
                         table->name == NULL ? "" : table->name, fault);
    TRY(take_name(book, &book->sheets, table->sheet,
                  _("the workbook has a sheet '%s' already (case is ignored)"), err));
    return take_name(book, &book->tables, table->name,
                     _("the workbook has a table '%s' already (case is ignored)"), err);
}

/* `text` as the value of an attribute. */
static char *attribute(struct arena *arena, const char *text)
{
    char *safe = arena_array(arena, 6 * strlen(text) + 1, char);
    if (safe == NULL)
        return NULL;
    char *to = safe;
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            to = stpcpy(to, "&amp;");
            break;
        case '<':
            to = stpcpy(to, "&lt;");
            break;
        case '"':
            to = stpcpy(to, "&quot;");
            break;
        case '\n':
            to = stpcpy(to, "&#10;");
            break;
        default:
            *to++ = *text;
        }
    }
    return safe;
}

/* What the finished package gets; its file is the book's from now on, whatever happens. */
static enum status add_edit(struct book *book, struct package_edit edit, struct error *err)
{
    struct package_edit *edits = arena_grown(&book->arena, book->edits, book->n_edits,
                                             &book->edits_capacity, struct package_edit);
    if (edit.part == NULL || edits == NULL) {
        if (edit.segment.file != NULL)
            fclose(edit.segment.file);
        return error_memory(err);
    }
    book->edits = edits;
    edits[book->n_edits++] = edit;
    return OK;
}

/* The table's title and sentence as its alternative text. Every sheet has one table. */
static enum status describe_table(struct book *book, const struct table *table, struct error *err)
{
    const char *title = attribute(&book->arena, table->title);
    const char *sentence = attribute(&book->arena, table->sentence);
    if (title == NULL || sentence == NULL)
        return error_memory(err);
    const char *text =
        arena_print(&book->arena,
                    "<extLst><ext uri=\"{504A1905-F514-4f6f-8877-14C23A59335A}\" "
                    "xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\">"
                    "<x14:table altText=\"%s\" altTextSummary=\"%s\"/></ext></extLst>",
                    title, sentence);
    if (text == NULL)
        return error_memory(err);
    const char *part = arena_print(&book->arena, "xl/tables/table%zu.xml", book->sheets.n);
    return add_edit(book, (struct package_edit){.part = part, .before = "</table>", .text = text},
                    err);
}

/* The part of the sheet of that number, from 1. */
static const char *sheet_part(struct book *book, size_t number)
{
    return arena_print(&book->arena, "xl/worksheets/sheet%zu.xml", number);
}

/* Puts the sheet's links into its part, as far as they are known. */
static enum status end_links(struct book *book, size_t number, struct error *err)
{
    struct links *links = book->links[number - 1];
    struct package_edit edit = {.part = sheet_part(book, number), .before = "</hyperlinks>"};
    TRY(links_settle(links, err));
    TRY(links_finish(links, &edit.segment, err));
    links_close(links);
    return edit.segment.file == NULL ? OK : add_edit(book, edit, err);
}

static enum status write_sheet(struct book *book, lxw_worksheet *sheet, const struct table *table,
                               struct error *err)
{
    struct arena arena = {0};
    struct package_segment segment = {0};
    struct links *links = arena_new(&book->arena, struct links);
    struct links **list = arena_grown(&book->arena, book->links, book->n_links,
                                      &book->links_capacity, struct links *);
    if (links == NULL || list == NULL)
        return error_memory(err);
    links->arena = &book->arena;
    links->trace = table->trace;
    book->links = list;
    list[book->n_links++] = links;
    const struct sheet_target target = {
        .sheet = sheet,
        .styles = &book->styles,
        .strings = &book->strings,
        .arena = &arena,
        .is_review = book->is_review,
        .segment = &segment,
        .links = links,
    };
    enum status status = sheet_write(&target, table, err);
    arena_release(&arena);
    if (segment.file != NULL) {
        const struct package_edit rows = {
            .part = sheet_part(book, book->sheets.n), .before = "</sheetData>", .segment = segment};
        const enum status added = add_edit(book, rows, err);
        status = status == OK ? added : status;
    }
    if (status != OK || links->n_waiting > 0)
        return status;
    return end_links(book, book->sheets.n, err);
}

/* The library numbers the charts' parts in the order of the sheets, and of the charts on them. */
static enum status add_whiskers(struct book *book, const struct table *table, struct error *err)
{
    for (size_t i = 0; i < table->n_charts; i++) {
        const struct chart *chart = &table->charts[i];
        book->n_charts++;
        if (!chart_has_whiskers(chart))
            continue;
        const struct package_edit edit = {
            .part = arena_print(&book->arena, "xl/charts/chart%zu.xml", book->n_charts),
            .before = whiskers_place(chart),
            .text = whiskers_xml(&book->arena, chart)};
        if (edit.text == NULL)
            return error_memory(err);
        TRY(add_edit(book, edit, err));
    }
    return OK;
}

static enum status add(struct book *book, const struct table *table, struct error *err)
{
    TRY(check_locale(err));
    TRY(take_names(book, table, err));
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, table->sheet);
    if (sheet == NULL)
        return error_set(err, ERR_BOOK, _("the sheet '%s' cannot be added"), table->sheet);
    TRY(describe_table(book, table, err));
    TRY(write_sheet(book, sheet, table, err));
    return add_whiskers(book, table, err);
}

enum status book_add(struct book *book, const struct table *table, struct error *err)
{
    if (book->is_failed)
        return error_set(err, ERR_BOOK, _("the workbook failed before"));
    const enum status status = add(book, table, err);
    book->is_failed = status != OK;
    return status;
}

/* Writes what libxlsxwriter holds; it frees its workbook whether or not it succeeds. */
static enum status write_raw(struct book *book, struct error *err)
{
    const lxw_error error = workbook_close(book->workbook);
    book->workbook = NULL;
    if (error == LXW_NO_ERROR)
        return OK;
    return error_at(err, ERR_WRITE, (struct place){book->path, 0, 0}, _("cannot be written: %s"),
                    lxw_strerror(error));
}

enum status book_finish(struct book *book, struct error *err)
{
    if (book->is_failed || book->workbook == NULL || book->sheets.n == 0)
        return error_set(err, ERR_BOOK, _("%s: the workbook cannot be finished"), book->path);
    book->is_failed = true;
    const char *language =
        arena_print(&book->arena, "<dc:language>%s</dc:language>", book->language);
    if (language == NULL)
        return error_memory(err);
    TRY(add_edit(book,
                 (struct package_edit){.part = "docProps/core.xml",
                                       .before = "</cp:coreProperties>",
                                       .text = language},
                 err));
    for (size_t i = 0; i < book->n_links; i++)
        if (book->links[i]->n_waiting > 0)
            TRY(end_links(book, i + 1, err));
    TRY(check_locale(err));
    TRY(write_raw(book, err));
    TRY(package_edit(book->raw, book->edited, book->edits, book->n_edits, err));
    if (rename(book->edited, book->path) != 0)
        return error_at(err, ERR_WRITE, (struct place){book->path, 0, 0},
                        _("cannot be written: %s"), strerror(errno));
    return OK;
}

void book_close(struct book *book)
{
    if (book == NULL)
        return;
    if (book->workbook != NULL)
        lxw_workbook_free(book->workbook);
    if (book->raw != NULL)
        unlink(book->raw);
    if (book->edited != NULL)
        unlink(book->edited);
    for (size_t i = 0; i < book->n_edits; i++)
        if (book->edits[i].segment.file != NULL)
            fclose(book->edits[i].segment.file);
    for (size_t i = 0; i < book->n_links; i++)
        links_close(book->links[i]);
    arena_release(&book->arena);
    free(book);
}

const char *book_library_version(void)
{
    return lxw_version();
}
