/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_sheet.h"

#include "base/text.h"
#include "report/book_check.h"
#include "report/book_layout.h"
#include "report/trace.h"
#include "store/figure.h"

#include <string.h>

enum {
    BACK_ROW = 3,
    LARGE_ROWS = 20000 /* more than memory should hold, even compressed */
};

struct writer {
    const struct sheet_target *target;
    const struct table *table;
    struct cell *cells; /* one row */
    struct layout layout;
    int style_index[STYLE_END]; /* of a plain table: how the styles are numbered; 0: not known */
};

static enum status refuse(const struct writer *writer, size_t row, size_t column, const char *fault,
                          struct error *err)
{
    char name[CELL_NAME_SIZE];
    return error_set(err, ERR_BOOK, _("the sheet '%s', cell %s, %s"), writer->table->sheet,
                     cell_name(row, column, name), fault);
}

static enum status library_status(const struct writer *writer, lxw_error error, struct error *err)
{
    if (error == LXW_NO_ERROR)
        return OK;
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return error_memory(err);
    return error_set(err, ERR_BOOK, _("the sheet '%s' cannot be written: %s"), writer->table->sheet,
                     lxw_strerror(error));
}

/* The text with "_" before "x0041_" escaped, so that a spreadsheet shows it as it is. */
static const char *escaped(struct arena *arena, const char *text)
{
    if (strstr(text, "_x") == NULL)
        return text;
    char *safe = arena_array(arena, 7 * strlen(text) + 1, char);
    if (safe == NULL)
        return NULL;
    char *to = safe;
    for (const char *at = text; *at != '\0'; at++) {
        if (book_is_escape(at))
            to = stpcpy(to, "_x005F");
        *to++ = *at;
    }
    return safe;
}

/* "internal:'Nyckeltal'!A17" */
static const char *address(struct arena *arena, struct target target)
{
    char name[CELL_NAME_SIZE];
    cell_name(target.row == 0 ? 0 : TABLE_FIRST_ROW + target.row - 1, 0, name);
    char *quoted = arena_array(arena, 2 * strlen(target.sheet) + 1, char);
    if (quoted == NULL)
        return NULL;
    char *to = quoted;
    for (const char *at = target.sheet; *at != '\0'; at++) {
        if (*at == '\'')
            *to++ = '\'';
        *to++ = *at;
    }
    return arena_print(arena, "internal:'%s'!%s", quoted, name);
}

/* A formula with the number that it gives. */
static lxw_error write_formula(const struct writer *writer, lxw_row_t row, lxw_col_t column,
                               const struct cell *cell)
{
    const struct sheet_target *target = writer->target;
    lxw_format *format = styles_get(target->styles, style_in(writer->table, column, cell));
    const char *formula = arena_print(target->arena, "=%s", cell->formula);
    if (formula == NULL || format == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    return cell->is_array ? worksheet_write_array_formula_num(target->sheet, row, column, row,
                                                              column, formula, format, cell->number)
                          : worksheet_write_formula_num(target->sheet, row, column, formula, format,
                                                        cell->number);
}

static lxw_error write_text(const struct writer *writer, lxw_row_t row, lxw_col_t column,
                            const struct cell *cell)
{
    const struct sheet_target *target = writer->target;
    lxw_format *format = styles_get(target->styles, style_in(writer->table, column, cell));
    const char *text = escaped(target->arena, cell->text);
    if (text == NULL || format == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    return worksheet_write_string(target->sheet, row, column, text, format);
}

static lxw_error write_number(const struct writer *writer, lxw_row_t row, lxw_col_t column,
                              const struct cell *cell)
{
    const struct sheet_target *target = writer->target;
    lxw_format *format = styles_get(target->styles, style_in(writer->table, column, cell));
    if (format == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    return worksheet_write_number(target->sheet, row, column, cell->number, format);
}

static enum status write_cell(struct writer *writer, size_t row, size_t column,
                              const struct cell *cell, struct error *err)
{
    const char *fault = book_cell_fault(cell);
    if (fault != NULL)
        return refuse(writer, row, column, fault, err);
    const lxw_row_t at_row = (lxw_row_t)row;
    const lxw_col_t at_column = (lxw_col_t)column;
    lxw_error error = LXW_NO_ERROR;
    if (cell->formula != NULL)
        error = write_formula(writer, at_row, at_column, cell);
    else if (cell->kind == CELL_TEXT)
        error = write_text(writer, at_row, at_column, cell);
    else if (cell_is_number(cell->kind))
        error = write_number(writer, at_row, at_column, cell);
    else
        error = worksheet_write_string(
            writer->target->sheet, at_row, at_column, cell_shorthand(cell->kind),
            styles_get(writer->target->styles, style_in(writer->table, column, cell)));
    return library_status(writer, error, err);
}

static enum status write_line(const struct writer *writer, size_t row, const char *text, int style,
                              struct error *err)
{
    const char *fault = book_text_fault(text, BOOK_TEXT);
    if (fault != NULL)
        return refuse(writer, row, 0, fault, err);
    const char *safe = escaped(writer->target->arena, text);
    if (safe == NULL)
        return error_memory(err);
    const lxw_error error = worksheet_write_string(writer->target->sheet, (lxw_row_t)row, 0, safe,
                                                   styles_get(writer->target->styles, style));
    return library_status(writer, error, err);
}

static enum status write_title(const struct writer *writer, struct error *err)
{
    TRY(write_line(writer, 0, writer->table->title, STYLE_TITLE, err));
    return library_status(writer, worksheet_set_row(writer->target->sheet, 0, 21, NULL), err);
}

/* The link does not wrap: its column may be narrow. */
static enum status write_back(const struct writer *writer, struct error *err)
{
    const struct cell cell = {.text = writer->table->back, .target = writer->table->back_to};
    const char *fault = book_cell_fault(&cell);
    if (fault != NULL)
        return refuse(writer, BACK_ROW, 0, fault, err);
    const char *url = address(writer->target->arena, cell.target);
    lxw_format *format = styles_get(writer->target->styles, STYLE_BACK);
    if (url == NULL || format == NULL)
        return error_memory(err);
    return library_status(
        writer,
        worksheet_write_url_opt(writer->target->sheet, BACK_ROW, 0, url, format, cell.text, NULL),
        err);
}

/* Headers are equal when Excel takes them for equal. */
static enum status check_headers(const struct writer *writer, struct error *err)
{
    const struct table *table = writer->table;
    const char **folded = arena_array(writer->target->arena, table->n_columns, const char *);
    if (folded == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *header = table->columns[i].header;
        const char *fault = book_text_fault(header, BOOK_HEADER);
        if (fault == NULL && strpbrk(header, "\n") != NULL)
            fault = _("is a header with a line break");
        if (fault != NULL)
            return refuse(writer, TABLE_HEADER_ROW, i, fault, err);
        folded[i] = text_folded(writer->target->arena, header);
        if (folded[i] == NULL)
            return error_memory(err);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(folded[i], folded[j]) == 0)
                return refuse(writer, TABLE_HEADER_ROW, i, _("repeats the header of a column"),
                              err);
        }
    }
    return OK;
}

static enum status set_height(const struct writer *writer, size_t row, double height,
                              struct error *err)
{
    return library_status(
        writer, worksheet_set_row(writer->target->sheet, (lxw_row_t)row, height, NULL), err);
}

/* Where clicking the cell leads. */
static struct target target_of(const struct table *table, const struct cell *cell)
{
    struct target target = cell->target;
    if (target.sheet == NULL)
        return trace_listed(table->trace, cell->figure);
    if (table->trace == NULL)
        target.shows = NULL;
    return target;
}

/* The next row of the table, in the writer's cells, with its links. */
static enum status make_row(struct writer *writer, size_t row, struct error *err)
{
    const struct table *table = writer->table;
    memset(writer->cells, 0, table->n_columns * sizeof *writer->cells);
    TRY(table->row(table->context, row, writer->cells, err));
    if (table->trace != NULL)
        TRY(trace_note(table->trace, table, row, writer->cells, err));
    const bool have_room = links_have_room(writer->target->links, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++)
        writer->cells[i].target =
            have_room ? target_of(table, &writer->cells[i]) : (struct target){0};
    return links_put_row(writer->target->links, TABLE_FIRST_ROW + row, writer->cells,
                         table->n_columns, err);
}

static enum status write_rows(struct writer *writer, struct error *err)
{
    const struct table *table = writer->table;
    for (size_t row = 0; row < table->n_rows; row++) {
        TRY(make_row(writer, row, err));
        for (size_t i = 0; i < table->n_columns; i++)
            TRY(write_cell(writer, TABLE_FIRST_ROW + row, i, &writer->cells[i], err));
        const int lines = layout_measure(&writer->layout, writer->cells);
        if (lines > 1)
            TRY(set_height(writer, TABLE_FIRST_ROW + row, layout_height(lines), err));
    }
    return OK;
}

/* A cell of a plain table. */
static void sink_cell(const struct writer *writer, struct row_sink *sink, size_t column)
{
    const struct cell *cell = &writer->cells[column];
    const int index = writer->style_index[style_in(writer->table, column, cell)];
    if (cell->formula != NULL)
        row_sink_formula(sink, column, index, cell);
    else if (cell_is_number(cell->kind))
        row_sink_number(sink, column, index, cell->number);
    else
        row_sink_text(sink, column, index,
                      cell->kind == CELL_TEXT ? cell->text : cell_shorthand(cell->kind));
}

static enum status check_plain_row(struct writer *writer, size_t row, struct error *err)
{
    for (size_t i = 0; i < writer->table->n_columns; i++) {
        const struct cell *cell = &writer->cells[i];
        const char *fault = book_cell_fault(cell);
        if (fault != NULL)
            return refuse(writer, TABLE_FIRST_ROW + row, i, fault, err);
        int *index = &writer->style_index[style_in(writer->table, i, cell)];
        if (*index == 0)
            *index = styles_index(writer->target->styles, style_in(writer->table, i, cell));
        if (*index <= 0)
            return error_memory(err);
    }
    return OK;
}

static enum status sink_rows(struct writer *writer, struct row_sink *sink, struct error *err)
{
    for (size_t row = 0; row < writer->table->n_rows; row++) {
        TRY(make_row(writer, row, err));
        TRY(check_plain_row(writer, row, err));
        const int lines = layout_measure(&writer->layout, writer->cells);
        row_sink_begin(sink, TABLE_FIRST_ROW + row, lines > 1 ? layout_height(lines) : 0);
        for (size_t i = 0; i < writer->table->n_columns; i++)
            sink_cell(writer, sink, i);
        row_sink_end(sink);
    }
    return row_sink_finish(sink, writer->target->segment, err);
}

/* The rows go past libxlsxwriter, which is told how far they reach. */
static enum status write_plain_rows(struct writer *writer, struct error *err)
{
    lxw_worksheet *sheet = writer->target->sheet;
    struct row_sink *sink = NULL;
    const bool is_large = writer->table->n_rows > LARGE_ROWS;
    TRY(row_sink_open(writer->target->strings, is_large, &sink, err));
    const enum status status = sink_rows(writer, sink, err);
    row_sink_close(sink);
    sheet->dim_rowmax = (lxw_row_t)(TABLE_FIRST_ROW + writer->table->n_rows - 1);
    sheet->dim_colmax = (lxw_col_t)(writer->table->n_columns - 1);
    return status;
}

/* Marks the rows as a table of their own, which writes the headers too. */
static enum status mark_table(const struct writer *writer, struct error *err)
{
    const struct table *table = writer->table;
    struct arena *arena = writer->target->arena;
    lxw_table_column *columns = arena_array(arena, table->n_columns, lxw_table_column);
    lxw_table_column **list = arena_array(arena, table->n_columns + 1, lxw_table_column *);
    char *name = arena_text(arena, table->name);
    if (columns == NULL || list == NULL || name == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_columns; i++) {
        columns[i].header = arena_text(arena, table->columns[i].header);
        columns[i].header_format = styles_get(writer->target->styles, style_of_header(table, i));
        list[i] = &columns[i];
        if (columns[i].header == NULL)
            return error_memory(err);
    }
    lxw_table_options options = {
        .name = name,
        .no_autofilter = !writer->layout.has_tools || table->is_in_order,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 1,
        .columns = list,
    };
    return library_status(writer,
                          worksheet_add_table(writer->target->sheet, TABLE_HEADER_ROW, 0,
                                              (lxw_row_t)(TABLE_FIRST_ROW + table->n_rows - 1),
                                              (lxw_col_t)(table->n_columns - 1), &options),
                          err);
}

static enum status shade(const struct writer *writer, struct error *err)
{
    static const struct heat of_r = {0, {0.3, 0.5, 0.7}, 1};
    const struct table *table = writer->table;
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!table->columns[i].is_heat)
            continue;
        const size_t corners[] = {TABLE_FIRST_ROW, i, TABLE_FIRST_ROW + table->n_rows - 1, i};
        TRY(library_status(
            writer,
            styles_heat(writer->target->styles, writer->target->sheet, corners,
                        table->columns[i].heat == NULL ? &of_r : table->columns[i].heat),
            err));
    }
    return OK;
}

/* A page of the paper that a chart is put on: where it begins, and its rows. */
struct page {
    size_t first, rows;
    lxw_row_t *breaks; /* ended by a 0 */
    size_t n_breaks;
};

/* Begins a new page where the chart would be cut by the end of this one. */
static void turn_page(struct page *page, size_t row, size_t n)
{
    if (row + n > page->first + page->rows && row > page->first) {
        page->breaks[page->n_breaks++] = (lxw_row_t)row;
        page->first = row;
    }
    while (row + n > page->first + page->rows) /* higher than a page */
        page->first += page->rows;
}

static enum status draw_charts(const struct writer *writer, struct error *err)
{
    const struct table *table = writer->table;
    struct page page = {
        .rows = layout_page_rows(&writer->layout),
        .breaks = arena_array(writer->target->arena, table->n_charts + 1, lxw_row_t),
    };
    if (page.breaks == NULL)
        return error_memory(err);
    /* no part of a repeated row */
    size_t corner[] = {TABLE_FIRST_ROW, layout_free_column(&writer->layout)};
    for (size_t i = 0; i < table->n_charts; i++) {
        TRY(sheet_draw(writer->target->styles->workbook, writer->target->sheet, &table->charts[i],
                       corner, err));
        turn_page(&page, corner[0], sheet_chart_rows(&table->charts[i]));
        corner[0] += sheet_chart_rows(&table->charts[i]);
    }
    return page.n_breaks == 0
               ? OK
               : library_status(
                     writer, worksheet_set_h_pagebreaks(writer->target->sheet, page.breaks), err);
}

/* Widths, the header's height, paper, the tab, and what stays in sight. */
static enum status lay_out(const struct writer *writer, struct error *err)
{
    lxw_worksheet *sheet = writer->target->sheet;
    if (writer->table->tab_colour != 0)
        worksheet_set_tab_color(sheet, (lxw_color_t)writer->table->tab_colour);
    TRY(set_height(writer, TABLE_HEADER_ROW, layout_header_height(&writer->layout), err));
    return library_status(writer, layout_apply(&writer->layout, sheet), err);
}

static enum status check_size(const struct writer *writer, struct error *err)
{
    const struct table *table = writer->table;
    if (table->n_rows < 1 || table->n_columns < 1)
        return error_set(err, ERR_BOOK, _("the sheet '%s' has no rows or no columns"),
                         table->sheet);
    if (table->n_rows > BOOK_ROWS - TABLE_FIRST_ROW || table->n_columns > BOOK_COLUMNS)
        return error_set(err, ERR_BOOK,
                         _("the sheet '%s' has %zu rows and %zu columns; a workbook holds %d and "
                           "%d: leave it out with --no-workbook; figures.csv has all figures"),
                         table->sheet, table->n_rows, table->n_columns, BOOK_ROWS - TABLE_FIRST_ROW,
                         BOOK_COLUMNS);
    return OK;
}

enum status sheet_write(const struct sheet_target *target, const struct table *table,
                        struct error *err)
{
    struct writer writer = {.target = target, .table = table};
    TRY(check_size(&writer, err));
    writer.cells = arena_array(target->arena, table->n_columns, struct cell);
    writer.layout.table = table;
    writer.layout.has_tools = target->is_review && !table->is_prose;
    writer.layout.width = arena_array(target->arena, table->n_columns, int);
    if (writer.cells == NULL || writer.layout.width == NULL)
        return error_memory(err);
    TRY(check_headers(&writer, err));
    TRY(write_title(&writer, err));
    TRY(write_line(&writer, 1, table->sentence, STYLE_SENTENCE, err));
    TRY(write_line(&writer, 2, table->note, STYLE_SENTENCE, err));
    TRY(write_back(&writer, err));
    TRY(table->is_plain ? write_plain_rows(&writer, err) : write_rows(&writer, err));
    TRY(mark_table(&writer, err));
    TRY(lay_out(&writer, err));
    TRY(shade(&writer, err));
    return draw_charts(&writer, err);
}
