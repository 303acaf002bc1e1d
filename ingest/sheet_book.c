/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/sheet_book.h"

#include "base/ooxml.h"

#include <stdlib.h>
#include <string.h>

/* --- the list of sheets ---------------------------------------------------------------------- */

static enum status on_workbook(const struct xml_element *element, void *context, struct error *err)
{
    struct sheet_book *book = context;
    if (strcmp(element->name, "workbookPr") == 0)
        book->counts_from_1904 = ooxml_is_yes(xml_attribute(element, "date1904"));
    if (strcmp(element->name, "sheet") != 0)
        return OK;
    const char *name = xml_attribute(element, "name"), *relation = ooxml_attribute(element, "id");
    const char *state = xml_attribute(element, "state");
    if (name == NULL || relation == NULL)
        return error_at(err, ERR_READ, element->at, "%s", _("a sheet without a name or a part"));
    struct book_sheet *sheets = arena_grown(book->arena, book->sheets, book->n_sheets,
                                            &book->sheets_capacity, struct book_sheet);
    if (sheets == NULL)
        return error_memory(err);
    book->sheets = sheets;
    struct book_sheet *sheet = &sheets[book->n_sheets++];
    *sheet = (struct book_sheet){arena_text(book->arena, name), arena_text(book->arena, relation),
                                 NULL, state != NULL && strcmp(state, "visible") != 0};
    return sheet->name == NULL || sheet->relation == NULL ? error_memory(err) : OK;
}

/* --- where parts are ------------------------------------------------------------------------- */

struct relations {
    struct sheet_book *book;
    const char *strings, *styles;
};

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static enum status on_relation(const struct xml_element *element, void *context, struct error *err)
{
    struct relations *relations = context;
    struct sheet_book *book = relations->book;
    const char *id = xml_attribute(element, "Id"), *type = xml_attribute(element, "Type");
    const char *target = xml_attribute(element, "Target");
    if (strcmp(element->name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
        return OK;
    const char *part = ooxml_target(book->arena, "xl/workbook.xml", target);
    if (part == NULL)
        return error_memory(err);
    if (ends_with(type, "/sharedStrings"))
        relations->strings = part;
    if (ends_with(type, "/styles"))
        relations->styles = part;
    for (size_t i = 0; i < book->n_sheets && ends_with(type, "/worksheet"); i++)
        if (strcmp(book->sheets[i].relation, id) == 0)
            book->sheets[i].part = part;
    return OK;
}

/* --- strings --------------------------------------------------------------------------------- */

struct strings {
    struct sheet_book *book;
    char *text; /* of the string being read */
    size_t n, capacity;
    bool is_in_text, is_phonetic;
};

static enum status on_string_start(const struct xml_element *element, void *context,
                                   struct error *err)
{
    struct strings *strings = context;
    (void)err;
    if (strcmp(element->name, "si") == 0)
        strings->n = 0;
    if (strcmp(element->name, "rPh") == 0)
        strings->is_phonetic = true;
    strings->is_in_text = strcmp(element->name, "t") == 0 && !strings->is_phonetic;
    return OK;
}

static enum status on_string_text(const char *text, size_t n, void *context, struct error *err)
{
    struct strings *strings = context;
    if (!strings->is_in_text)
        return OK;
    if (strings->n + n + 1 > strings->capacity) {
        const size_t capacity = 2 * (strings->n + n) + 256;
        char *larger = realloc(strings->text, capacity);
        if (larger == NULL)
            return error_memory(err);
        strings->text = larger;
        strings->capacity = capacity;
    }
    memcpy(strings->text + strings->n, text, n);
    strings->n += n;
    return OK;
}

static enum status on_string_end(const struct xml_element *element, void *context,
                                 struct error *err)
{
    struct strings *strings = context;
    struct sheet_book *book = strings->book;
    strings->is_in_text = false;
    if (strcmp(element->name, "rPh") == 0)
        strings->is_phonetic = false;
    if (strcmp(element->name, "si") != 0)
        return OK;
    const char **list = arena_grown(book->arena, book->strings, book->n_strings,
                                    &book->strings_capacity, const char *);
    char *text = arena_text_n(book->arena, strings->n == 0 ? "" : strings->text, strings->n);
    if (list == NULL || text == NULL)
        return error_memory(err);
    ooxml_unescape(text);
    book->strings = list;
    list[book->n_strings++] = text;
    return OK;
}

/* --- formats --------------------------------------------------------------------------------- */

/* Whether a format shows day or year; what is quoted, escaped or in brackets shows itself. */
static bool shows_date(const char *format)
{
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '"' || *at == '[') {
            const char *end = strchr(at + 1, *at == '"' ? '"' : ']');
            if (end == NULL)
                return false;
            at = end;
        } else if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0') {
            at++;
        } else if (strchr("dDyY", *at) != NULL) {
            return true;
        }
    }
    return false;
}

struct formats {
    struct sheet_book *book;
    long *dates; /* ids of own formats that show dates */
    size_t n, capacity;
    bool is_in_styles; /* within cellXfs */
};

/* The formats that need no definition. */
static bool is_date(const struct formats *formats, long id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return true;
    for (size_t i = 0; i < formats->n; i++)
        if (formats->dates[i] == id)
            return true;
    return false;
}

static enum status on_format(const struct xml_element *element, void *context, struct error *err)
{
    struct formats *formats = context;
    struct sheet_book *book = formats->book;
    const char *id = xml_attribute(element, "numFmtId"),
               *code = xml_attribute(element, "formatCode");
    if (strcmp(element->name, "cellXfs") == 0)
        formats->is_in_styles = true;
    if (strcmp(element->name, "numFmt") == 0 && id != NULL && code != NULL && shows_date(code)) {
        long *dates =
            arena_grown(book->arena, formats->dates, formats->n, &formats->capacity, long);
        if (dates == NULL)
            return error_memory(err);
        formats->dates = dates;
        dates[formats->n++] = strtol(id, NULL, 10);
    }
    if (!formats->is_in_styles || strcmp(element->name, "xf") != 0)
        return OK;
    bool *are_dates =
        arena_grown(book->arena, book->are_dates, book->n_styles, &book->styles_capacity, bool);
    if (are_dates == NULL)
        return error_memory(err);
    book->are_dates = are_dates;
    are_dates[book->n_styles++] = id != NULL && is_date(formats, strtol(id, NULL, 10));
    return OK;
}

static enum status on_format_end(const struct xml_element *element, void *context,
                                 struct error *err)
{
    struct formats *formats = context;
    (void)err;
    if (strcmp(element->name, "cellXfs") == 0)
        formats->is_in_styles = false;
    return OK;
}

enum status sheet_book_read(struct sheet_book *book, struct error *err)
{
    struct relations relations = {.book = book};
    struct strings strings = {.book = book};
    struct formats formats = {.book = book};
    TRY(ooxml_read(book->archive, "xl/workbook.xml",
                   (struct xml_options){.start = on_workbook, .context = book}, err));
    TRY(ooxml_read(book->archive, "xl/_rels/workbook.xml.rels",
                   (struct xml_options){.start = on_relation, .context = &relations}, err));
    enum status status = OK;
    if (relations.strings != NULL)
        status = ooxml_read(book->archive, relations.strings,
                            (struct xml_options){.start = on_string_start,
                                                 .end = on_string_end,
                                                 .text = on_string_text,
                                                 .context = &strings},
                            err);
    free(strings.text);
    if (status == OK && relations.styles != NULL)
        status = ooxml_read(
            book->archive, relations.styles,
            (struct xml_options){.start = on_format, .end = on_format_end, .context = &formats},
            err);
    return status;
}
