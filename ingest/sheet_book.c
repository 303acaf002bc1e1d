/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/sheet_book.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

/* Relationships of the two families of the standard, transitional and strict. */
static const char *const relation_spaces[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships"};

enum status sheet_part_read(struct archive *archive, const char *part, struct xml_options options,
                            struct error *err)
{
    const struct archive_entry *entry = archive_find(archive, part);
    struct xml *xml = NULL;
    if (entry == NULL)
        return error_at(err, ERR_READ, (struct place){archive_entry(archive, 0)->path, 0, 0},
                        _("this is no workbook: it has no part '%s'"), part);
    options.file = entry->path;
    options.max_bytes = entry->size + 1;
    TRY(xml_open(options, &xml, err));
    enum status status = archive_each_piece(archive, entry, xml_feed, xml, err);
    if (status == OK)
        status = xml_finish(xml, err);
    xml_close(xml);
    return status;
}

/* --- escapes --------------------------------------------------------------------------------- */

/* The character of "_xHHHH_", or -1. */
static long escaped(const char *text)
{
    if (text[0] != '_' || text[1] != 'x' || strspn(text + 2, "0123456789abcdefABCDEF") < 4 ||
        text[6] != '_')
        return -1;
    char digits[5] = "";
    memcpy(digits, text + 2, 4);
    const long code = strtol(digits, NULL, 16);
    return code == 0 || (code >= 0xD800 && code <= 0xDFFF) ? -1 : code;
}

void sheet_unescape(char *text)
{
    char *to = strstr(text, "_x");
    if (to == NULL)
        return;
    for (const char *from = to; *from != '\0';) {
        const long code = escaped(from);
        if (code < 0) {
            *to++ = *from++;
            continue;
        }
        to += u8_uctomb((uint8_t *)to, (ucs4_t)code, 6);
        from += 7;
    }
    *to = '\0';
}

/* --- the list of sheets ---------------------------------------------------------------------- */

static const char *relation_of(const struct xml_element *element)
{
    const char *id = NULL;
    for (size_t i = 0; i < COUNT(relation_spaces) && id == NULL; i++)
        id = xml_attribute_in(element, relation_spaces[i], "id");
    return id;
}

static bool is_yes(const char *text)
{
    return text != NULL && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static enum status on_workbook(const struct xml_element *element, void *context, struct error *err)
{
    struct sheet_book *book = context;
    if (strcmp(element->name, "workbookPr") == 0)
        book->counts_from_1904 = is_yes(xml_attribute(element, "date1904"));
    if (strcmp(element->name, "sheet") != 0)
        return OK;
    const char *name = xml_attribute(element, "name"), *relation = relation_of(element);
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

/* "xl/worksheets/sheet1.xml" of "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml". */
static const char *part_path(struct arena *arena, const char *target)
{
    if (target[0] == '/')
        return arena_text(arena, target + 1);
    return arena_print(arena, "xl/%s", target);
}

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
    const char *part = part_path(book->arena, target);
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
    sheet_unescape(text);
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
    TRY(sheet_part_read(book->archive, "xl/workbook.xml",
                        (struct xml_options){.start = on_workbook, .context = book}, err));
    TRY(sheet_part_read(book->archive, "xl/_rels/workbook.xml.rels",
                        (struct xml_options){.start = on_relation, .context = &relations}, err));
    enum status status = OK;
    if (relations.strings != NULL)
        status = sheet_part_read(book->archive, relations.strings,
                                 (struct xml_options){.start = on_string_start,
                                                      .end = on_string_end,
                                                      .text = on_string_text,
                                                      .context = &strings},
                                 err);
    free(strings.text);
    if (status == OK && relations.styles != NULL)
        status = sheet_part_read(
            book->archive, relations.styles,
            (struct xml_options){.start = on_format, .end = on_format_end, .context = &formats},
            err);
    return status;
}
