/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

/* A sheet as data: a title, a sentence, a note, a link, one table, and charts beside it. It is
   written to a workbook by report/book.h and as plain text by table_print.

       A1  title            A2  sentence            A3  note
       A4  link             A5  column headers      A6  first row of data

   Rows are made one at a time, so that a sheet may have a million.                              */

#include "base/error.h"
#include "report/chart.h"
#include "report/palette.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { TABLE_HEADER_ROW = 4, TABLE_FIRST_ROW = 5 }; /* numbered from 0 */

enum cell_kind {
    CELL_TEXT,
    CELL_COUNT,          /* a whole number, with its thousands apart */
    CELL_NUMBER,         /* a number with `decimals` */
    CELL_SHARE,          /* 0..1, shown in per cent with `decimals` */
    CELL_P,              /* a p-value */
    CELL_DIFFERENCE,     /* between two computations of a number: 1.2E-15 */
    CELL_AGREEMENT,      /* 1 is shown as OK, anything else as that it differs */
    CELL_NOT_AVAILABLE,  /* [x] */
    CELL_WITHHELD,       /* [c] */
    CELL_NOT_APPLICABLE, /* [z] */
    CELL_KIND_COUNT
};

struct figure;
struct trace;

/* A place in the workbook; sheet NULL: nowhere. */
struct target {
    const char *sheet;
    size_t row;                 /* of its data, from 1; 0: the top of the sheet */
    size_t column;              /* from 0 */
    const struct figure *shows; /* of a cell's target: the first row of the sheet with a number of
                                   that figure, though it be written later; the top of the sheet
                                   when there is none. NULL: the row above */
};

struct cell {
    enum cell_kind kind;
    int decimals;         /* 0..6 of a number, 0..3 of a share */
    double number;        /* finite */
    const char *text;     /* never blank */
    const char *formula;  /* how a spreadsheet computes what the cell holds, without '='; NULL: it
                             does not */
    bool is_array;        /* an array formula, over whole ranges at once */
    struct target target; /* where clicking the cell leads */
    const struct figure *figure; /* whose number, or id, the cell shows; NULL: no figure's. Without
                                    a target a click leads to the row that lists the figure */
};

/* How far from the middle the shades of a column's numbers begin and where they end; on either side
   in a hue of its own. */
struct heat {
    double middle;
    double from[HEAT_STEPS]; /* ascending, above 0 */
    double end;
};

struct table_column {
    const char *header; /* unique in the table, also when case is ignored */
    bool is_number;     /* mostly numbers: the header stands to the right */
    bool is_heat;       /* numbers are shaded: by `heat`, or (NULL) as correlations, -1 to 1 */
    const struct heat *heat;
    int widest; /* characters after which its texts wrap; 0: the house default */
};

/* Fills the cells of one row, zeroed before; called for 0 .. n_rows - 1 in that order, once each.
   Texts are borrowed until the next call. */
typedef enum status table_row_writer(void *context, size_t row, struct cell *cells,
                                     struct error *err);

/* All texts are borrowed for the life of the table. */
struct table {
    const char *sheet;     /* name of the sheet */
    const char *name;      /* name of the table: letters, digits and _ */
    const char *title;     /* A1 */
    const char *sentence;  /* A2: what the sheet shows this year */
    const char *note;      /* A3: how to read it */
    const char *back;      /* A4: text of the link */
    struct target back_to; /* and where it leads */
    struct table_column *columns;
    size_t n_columns;
    size_t n_printed; /* columns that go on paper; 0: all */
    int tab_colour;   /* of the sheet's tab, as 0xRRGGBB; 0: none */
    bool is_prose;    /* to be read from top to bottom: never filtered */
    bool is_in_order; /* formulas of other sheets count on the order of its rows: never sorted */
    bool is_plain;    /* no chart draws from it: fast */
    size_t n_rows;    /* at least 1 */
    table_row_writer *row;
    void *context;
    void (*close)(void *context); /* what the context holds outside arenas; NULL: nothing */
    struct chart *charts;         /* to the right of the table, one under the other */
    size_t n_charts;
    struct trace *trace; /* notes the rows, and knows where figures are listed (report/trace.h);
                            NULL: cells of figures lead nowhere */
};

/* Releases what the rows hold outside arenas; once, when the table has been written or not. */
void table_close(const struct table *table);

/* "[x]", "[c]", "[z]"; NULL for any other kind. */
const char *cell_shorthand(enum cell_kind kind);

bool cell_is_number(enum cell_kind kind);

/* One line per cell: its place, kind and content.

       A1 text Index
       C5 number.1 63.38 =AVERAGE('Myndigheter'!$F$5:$F$204) -> index/mean/MOGNAD
       D5 [z]                                                                                    */
MUST_CHECK enum status table_print(const struct table *table, FILE *out, struct error *err);

/* "C7" for row 6, column 2. At least CELL_NAME_SIZE bytes. Returns `out`. */
enum { CELL_NAME_SIZE = 16 };
char *cell_name(size_t row, size_t column, char *out);

/* The same as a formula has it that may be moved: "$C$7". */
char *cell_fixed(size_t row, size_t column, char *out);

#endif
