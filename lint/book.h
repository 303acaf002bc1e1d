/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_BOOK_H
#define LINT_BOOK_H

/* A workbook of anybody's (.xlsx, .xlsm) as it is checked: what a reader of it meets, and where.

       struct lint_book book = {.arena = &arena, .archive = archive, .report = &report};
       TRY(lint_read(&book, err));
       ... book.sheets[0].cells ...
       lint_forget(&book);                     the cells, which stand outside the arena

   Rows and columns count from 1; 0 is none. Texts are UTF-8, live in the arena and are never NULL
   unless it is said. What a workbook says wrongly (a cell that is none, a part that is missing) is
   a finding and left out; what is no workbook, or cannot be read, is an error.

   Memory is bounded by what the archive's limits let through and by MOST_CELLS. */

#include "base/archive.h"
#include "base/arena.h"
#include "lint/lint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_CELLS = 20000000, BOOK_PALETTE = 64 };

struct lint_area {
    uint32_t top, left, bottom, right;
};

enum value_kind { VALUE_NONE, VALUE_NUMBER, VALUE_TEXT, VALUE_TRUTH, VALUE_ERROR, VALUE_WRONG };

/* A cell that holds something. */
struct lint_cell {
    uint32_t row, column;
    uint32_t style; /* of lint_read.styles; beyond them: 0 */
    uint32_t text;  /* of lint_read.texts: a text, an error, or a number that is none */
    double number;  /* of VALUE_NUMBER */
    uint8_t kind;   /* enum value_kind */
    bool has_formula, is_broken, is_unknown; /* it has #REF!; its value is not known */
};

struct lint_text {
    const char *text;
    bool is_raised; /* a part of it is superscript or subscript */
};

enum { COLOUR_NONE = -1, COLOUR_UNKNOWN = -2 };

/* How cells look, everything resolved. Colours are 0xRRGGBB, or one of the above. */
struct lint_style {
    int32_t font, fill; /* COLOUR_NONE: automatic font, no fill */
    double size;        /* of the font, points */
    bool is_bold, is_raised, is_prefixed, shrinks;
    const char *format; /* of numbers; "General" */
};

/* What a conditional format changes. */
struct lint_dxf {
    int32_t font, fill;
};

struct lint_link {
    struct lint_area area;
    const char *place;  /* "'Sheet 1'!A1", or "" */
    const char *target; /* address outside, or "" */
    bool is_lost;       /* its relationship is not there */
};

struct lint_table {
    const char *name;
    struct lint_area area;
    uint32_t header_rows, total_rows;
    bool has_filter;
    size_t n_unbuttoned; /* columns without a filter button */
    const char *style;   /* name of the table style, or "" */
    const char **columns;
    size_t n_columns, columns_capacity;
};

enum object_kind { OBJECT_PICTURE, OBJECT_CHART, OBJECT_SHAPE, OBJECT_LINE, OBJECT_GROUP };

struct lint_object {
    enum object_kind kind;
    const char *name, *alt, *title;
    uint32_t row, column;                    /* of its upper left corner; 0: not known */
    bool is_decorative, has_text, is_inside; /* of a group, which speaks for it */
    const char *chart;                       /* the part of a chart; "" */
};

struct lint_series {
    const char *values;                 /* "'Sheet 1'!$B$2:$B$9", or "" */
    const char *symbol, *dash, *colour; /* as it is written; "" */
    bool is_named, is_line, has_line;   /* drawn as a line; and that line is seen */
};

struct lint_chart {
    bool has_title, has_no_auto_title, has_legend, has_labels;
    size_t n_axes, n_untitled;
    struct lint_series *series;
    size_t n_series, series_capacity;
};

struct lint_format { /* a conditional format */
    const char *type, *areas;
    long dxf; /* -1: none */
    bool hides_value;
};

struct lint_columns {
    uint32_t first, last;
    double width; /* characters */
    bool is_hidden;
};

struct lint_sheet {
    const char *name, *folded;   /* folded: whatever its case */
    const char *relation, *part; /* part "": not there */
    bool is_hidden, is_cells, is_protected;
    struct lint_cell *cells; /* by rows, then columns */
    size_t n_cells, cells_capacity;
    struct lint_area used;
    struct lint_area *merged;
    size_t n_merged, merged_capacity;
    struct lint_columns *columns;
    size_t n_columns, columns_capacity;
    double default_width;
    uint32_t hidden_row; /* the first; 0: none */
    size_t n_hidden_rows;
    bool is_frozen, is_scrolled, fits_page, is_landscape, has_comments;
    const char *cursor, *furniture; /* active cell; text of headers and footers */
    struct lint_link *links;
    size_t n_links, links_capacity;
    struct lint_table *tables;
    size_t n_tables, tables_capacity;
    struct lint_object *objects;
    size_t n_objects, objects_capacity;
    struct lint_format *formats;
    size_t n_formats, formats_capacity;
};

struct lint_name {
    const char *name, *refers; /* refers: a formula */
    long sheet;                /* whose it is, from 0; -1: the workbook's */
    bool is_hidden;
};

struct lint_book {
    struct arena *arena;
    struct archive *archive;                /* borrowed */
    struct lint_report *report;             /* takes what is wrong with the file itself */
    const char *title, *language, *creator; /* "": not there */
    const char *main;                       /* the workbook's part */
    struct lint_text *texts;
    size_t n_texts, texts_capacity, n_shared;
    struct lint_style *styles;
    size_t n_styles, styles_capacity;
    struct lint_dxf *dxfs;
    size_t n_dxfs, dxfs_capacity;
    int32_t palette[BOOK_PALETTE];
    int32_t theme[12]; /* dk1 lt1 dk2 lt2 accent1 ... folHlink, as in the theme */
    double font_size;  /* of the normal style */
    struct lint_sheet *sheets;
    size_t n_sheets, sheets_capacity;
    struct lint_name *names;
    size_t n_names, names_capacity;
    size_t n_cells;        /* of all sheets */
    uint64_t n_bytes;      /* of all parts read */
    uint32_t active_sheet; /* from 0 */
    bool is_protected, has_macros;
    size_t n_external;
};

/* Fills *book but for arena, archive and report, which are set.
     ERR_READ  no workbook, damaged, or refused;  ERR_MEMORY */
MUST_CHECK enum status lint_read(struct lint_book *book, struct error *err);
void lint_forget(struct lint_book *book); /* may be repeated */

/* The cell at that place, or NULL when it holds nothing. */
const struct lint_cell *lint_cell_at(const struct lint_sheet *sheet, uint32_t row, uint32_t column);
/* The number of the first cell of that row or of a later one. */
size_t lint_row_start(const struct lint_sheet *sheet, uint32_t row);

/* The text of a cell that has one; "" for all others. */
const char *lint_text_of(const struct lint_book *book, const struct lint_cell *cell);
const struct lint_style *lint_style_of(const struct lint_book *book, const struct lint_cell *cell);

/* "B2:C9" or "$B$2" at the start of a text; what follows, or NULL. */
const char *lint_read_area(const char *text, struct lint_area *out);
bool lint_is_inside(const struct lint_area *area, uint32_t row, uint32_t column);

/* The sheet of a reference "'Sheet 1'!$A$1:$B$2" (NULL: the workbook has none of that name) and its
   area. False when it is no reference to an area. */
bool lint_reference(const struct lint_book *book, const char *text, const struct lint_sheet **sheet,
                    struct lint_area *area);

#endif
