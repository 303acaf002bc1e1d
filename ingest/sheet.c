/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/sheet.h"

#include "base/ooxml.h"
#include "base/text.h"
#include "ingest/foreign_copy.h"
#include "ingest/say.h"
#include "ingest/sheet_book.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_COLUMNS = OOXML_COLUMNS,
    DAYS_1899 = 25569, /* from 1899-12-30 to 1970-01-01 */
    DAYS_1904 = 24107, /* from 1904-01-01 */
    NO_LEAP_DAY = 60,  /* 1900-02-29, which Excel has and the calendar has not */
    SECONDS_A_DAY = 86400
};

struct reader {
    struct sheet_book *book;
    struct foreign_copy copy;
    char decimal;
    /* the cell being read */
    long row, column; /* from 1 and from 0 */
    char type[12];
    long style;
    char *text;
    size_t n, capacity;
    bool is_in_value, is_in_row;
    struct place at; /* of the cell, in its part */
};

/* --- what a cell shows ----------------------------------------------------------------------- */

static void put(struct reader *r, const char *text, size_t n)
{
    if (r->column < MOST_COLUMNS)
        foreign_copy_cell(&r->copy, (size_t)r->column, text, n);
}

static bool is_date(const struct reader *r)
{
    return r->style >= 0 && (size_t)r->style < r->book->n_styles && r->book->are_dates[r->style];
}

/* A count of days as a date; false when it is none. */
static bool put_date(struct reader *r, double days)
{
    char date[FOREIGN_DATE_SIZE];
    const bool is_1904 = r->book->counts_from_1904;
    if (!(days >= 1 && days < 2958466))
        return false;
    int64_t whole = (int64_t)floor(days);
    int64_t seconds = (int64_t)floor((days - (double)whole) * SECONDS_A_DAY + 0.5);
    if (seconds == SECONDS_A_DAY) {
        whole++;
        seconds = 0;
    }
    if (!is_1904 && whole == NO_LEAP_DAY)
        return false;
    if (!is_1904 && whole < NO_LEAP_DAY)
        whole++;
    const size_t n = foreign_date(whole - (is_1904 ? DAYS_1904 : DAYS_1899), seconds, date);
    put(r, date, n);
    return n > 0;
}

static void put_number(struct reader *r)
{
    char number[TEXT_NUMBER_SIZE];
    double x;
    if (!text_number(r->text, r->n, '.', &x))
        put(r, r->text, r->n);
    else if (!is_date(r) || !put_date(r, x))
        put(r, number, foreign_number(x, r->decimal, number));
}

/* The number of a text may be the name of a choice, so one that leads nowhere is no answer. */
static enum status put_shared(struct reader *r, struct error *err)
{
    char *end = NULL;
    const unsigned long index = strtoul(r->text, &end, 10);
    if (*end != '\0' || r->text[0] == '-' || index >= r->book->n_strings)
        return error_at(err, ERR_READ, r->at,
                        _("the cell's text is number %s, from 0, of the %zu of the workbook"),
                        r->text, r->book->n_strings);
    put(r, r->book->strings[index], strlen(r->book->strings[index]));
    return OK;
}

/* "2022-12-09T14:05:00" as other dates are. */
static void put_iso_date(struct reader *r)
{
    char *t = strchr(r->text, 'T');
    if (t != NULL)
        *t = ' ';
    if (t != NULL && strcmp(t, " 00:00:00") == 0)
        r->n = (size_t)(t - r->text);
    put(r, r->text, r->n);
}

static enum status put_cell(struct reader *r, struct error *err)
{
    if (r->n == 0)
        return OK;
    r->text[r->n] = '\0';
    if (strcmp(r->type, "s") == 0)
        return put_shared(r, err);
    if (strcmp(r->type, "d") == 0) {
        put_iso_date(r);
    } else if (strcmp(r->type, "inlineStr") == 0 || strcmp(r->type, "str") == 0) {
        ooxml_unescape(r->text);
        put(r, r->text, strlen(r->text));
    } else if (r->type[0] == '\0' || strcmp(r->type, "n") == 0) {
        put_number(r);
    } else { /* a truth value, 0 or 1; an error, "#N/A" */
        put(r, r->text, r->n);
    }
    return OK;
}

/* --- the sheet's elements -------------------------------------------------------------------- */

static void end_row(struct reader *r)
{
    if (r->is_in_row)
        foreign_copy_end_row(&r->copy, (uint32_t)r->row);
    r->is_in_row = false;
}

static enum status begin_row(struct reader *r, const struct xml_element *element, struct error *err)
{
    const char *number = xml_attribute(element, "r");
    const long before = r->row;
    end_row(r);
    r->row = number == NULL ? r->row + 1 : strtol(number, NULL, 10);
    r->column = -1;
    r->is_in_row = true;
    if (r->row <= before || r->row > 1048576)
        return error_at(err, ERR_READ, element->at, _("row %ld stands after row %ld"), r->row,
                        before);
    return OK;
}

/* 27 of "AB12", from 0; -1 when that is no cell. */
static long column_of(const char *reference)
{
    uint32_t row = 0, column = 0;
    return ooxml_cell(reference, &row, &column) == NULL ? -1 : (long)column - 1;
}

static enum status begin_cell(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    const char *reference = xml_attribute(element, "r"), *type = xml_attribute(element, "t");
    const char *style = xml_attribute(element, "s");
    const long column = reference == NULL ? r->column + 1 : column_of(reference);
    if (!r->is_in_row || column <= r->column || (type != NULL && strlen(type) >= sizeof r->type))
        return error_at(err, ERR_READ, element->at, _("this is no cell of the row: '%s'"),
                        reference == NULL ? "" : reference);
    r->column = column;
    r->at = element->at;
    strcpy(r->type, type == NULL ? "" : type);
    r->style = style == NULL ? 0 : strtol(style, NULL, 10);
    r->n = 0;
    return OK;
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (strcmp(element->name, "row") == 0)
        return begin_row(r, element, err);
    if (strcmp(element->name, "c") == 0)
        return begin_cell(r, element, err);
    r->is_in_value =
        r->is_in_row && (strcmp(element->name, "v") == 0 || strcmp(element->name, "t") == 0);
    return OK;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    struct reader *r = context;
    if (!r->is_in_value)
        return OK;
    if (r->n + n + 1 > r->capacity) {
        const size_t capacity = 2 * (r->n + n) + 64;
        char *larger = realloc(r->text, capacity);
        if (larger == NULL)
            return error_memory(err);
        r->text = larger;
        r->capacity = capacity;
    }
    memcpy(r->text + r->n, text, n);
    r->n += n;
    return OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    r->is_in_value = false;
    if (strcmp(element->name, "c") == 0)
        TRY(put_cell(r, err));
    if (strcmp(element->name, "row") == 0)
        end_row(r);
    return r->copy.is_out_of_memory ? error_memory(err) : OK;
}

/* --- which sheet ----------------------------------------------------------------------------- */

static enum status refuse(const struct sheet_book *book, struct place at, const char *wanted,
                          struct error *err)
{
    const char **names = arena_array(book->arena, book->n_sheets, const char *);
    size_t n = 0;
    if (names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < book->n_sheets; i++)
        if (book->sheets[i].part != NULL)
            names[n++] = book->sheets[i].name;
    if (n == 0)
        return error_at(err, ERR_VALUE, at, "%s", _("the workbook has no sheet of cells"));
    if (wanted == NULL)
        return error_at(err, ERR_VALUE, at,
                        _("the workbook has several sheets: name one as 'sheet' in settings.csv%s"),
                        say_nearest(book->arena, "", names, n));
    return error_at(err, ERR_VALUE, at, _("the workbook has no sheet '%s'%s"), wanted,
                    say_nearest(book->arena, wanted, names, n));
}

static enum status choose(const struct sheet_book *book, struct place at, const char *wanted,
                          const struct book_sheet **out, struct error *err)
{
    size_t n = 0;
    *out = NULL;
    for (size_t i = 0; i < book->n_sheets; i++) {
        const struct book_sheet *sheet = &book->sheets[i];
        const bool is_it = wanted == NULL ? !sheet->is_hidden : strcmp(sheet->name, wanted) == 0;
        if (sheet->part == NULL || !is_it)
            continue;
        *out = sheet;
        n++;
    }
    return *out != NULL && n == 1 ? OK : refuse(book, at, wanted, err);
}

static enum status read_sheet(struct reader *r, const struct book_sheet *sheet, struct error *err)
{
    const enum status status = ooxml_read(
        r->book->archive, sheet->part,
        (struct xml_options){.start = on_start, .end = on_end, .text = on_text, .context = r}, err);
    free(r->text);
    return status;
}

static enum status read_book(struct reader *r, struct place at, const char *wanted,
                             struct foreign *out, struct error *err)
{
    const struct book_sheet *sheet = NULL;
    TRY(sheet_book_read(r->book, err));
    TRY(choose(r->book, at, wanted, &sheet, err));
    if (sheet == NULL) /* never after OK, which clang-tidy cannot know */
        return ERR_VALUE;
    TRY(read_sheet(r, sheet, err));
    out->encoding = "XLSX";
    out->place = arena_print(r->book->arena, "%s:%s!", at.file, sheet->name);
    return out->place == NULL ? error_memory(err) : OK;
}

enum status sheet_read(const char *path, struct foreign_options options, struct arena *arena,
                       struct foreign *out, struct error *err)
{
    /* a million rows of a few hundred cells */
    static const struct archive_limits limits = {.entry_bytes = (uint64_t)8 << 30,
                                                 .total_bytes = (uint64_t)10 << 30};
    const struct place at = {path, 0, 0};
    struct sheet_book book = {.arena = arena};
    struct reader r = {.book = &book, .decimal = options.decimal};
    *out = (struct foreign){.fd = -1};
    TRY(archive_open(path, limits, &book.archive, err));
    enum status status = foreign_copy_open(&r.copy, at, err);
    if (status == OK)
        status = read_book(&r, at, options.sheet, out, err);
    if (status == OK)
        status = foreign_copy_close(&r.copy, arena, out, err);
    foreign_copy_discard(&r.copy);
    archive_close(book.archive);
    return status;
}
