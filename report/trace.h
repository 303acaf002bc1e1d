/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

/* What leads where in a workbook: the row that lists a figure, the cell that shows it first, and
   the cells that a spreadsheet computes anew.

       struct trace *trace = trace_create(report, &arena);
       TRY(trace_note(trace, &table, row, cells, err));          every row of every sheet, in order
       struct target to = trace_listed(trace, cell->figure);     where a click on the cell leads
       struct target from = trace_shown(trace, figure);          where the figure stands

   A report's own figures are listed in the sheet of figures; in a survey's workbook those of the
   dialogues beside it in a sheet of their own. An answer takes the same time however many there
   are.                                                                                           */

#include "report/report.h"
#include "report/table.h"

struct trace;

/* In the arena, which it keeps using; NULL when memory runs out. */
struct trace *trace_create(const struct report *report, struct arena *arena);

/* A number of a figure that stands in a cell with a formula. */
struct trace_formula {
    struct target at;
    const char *column; /* header of the cell's column */
    struct cell cell;   /* without its texts */
};

/* Notes a row of the table, numbered from 0, whose cells have been made: of which figures it is the
   first to show a number, and which of its cells have a formula. The name of the sheet must outlive
   the trace. ERR_MEMORY. */
MUST_CHECK enum status trace_note(struct trace *trace, const struct table *table, size_t row,
                                  const struct cell *cells, struct error *err);

/* The row that lists the figure; sheet NULL when there is none, or trace or figure is NULL. */
struct target trace_listed(const struct trace *trace, const struct figure *figure);

/* How many figures of that report, the workbook's or the one beside it, are listed. */
size_t trace_n_listed(const struct trace *trace, const struct report *of);

/* The cell that was the first to show a number of the figure; sheet NULL when none has yet, or
   trace is NULL. */
struct target trace_shown(const struct trace *trace, const struct figure *figure);

/* Asks for the first row of a target's sheet that shows its figure: to be noted later, or noted
   since the first asked for it. Gives the number under which to ask what has come of it, 0 when
   memory runs out. */
size_t trace_expect(struct trace *trace, struct target target);

/* The row, or the top of the sheet when none has been noted. */
struct target trace_met(const struct trace *trace, size_t expected);

/* Where something begins that is no figure, and is known by its place in memory: put while its
   sheet is made, false when memory runs out; sheet NULL when it has not been put, or trace is NULL.
 */
MUST_CHECK bool trace_put_anchor(struct trace *trace, const void *of, struct target target);
struct target trace_anchor(const struct trace *trace, const void *of);

/* The formulas behind numbers of listed figures, in the order they were noted; *n is 0 when trace
   is NULL. Valid until the next is noted. */
const struct trace_formula *trace_formulas(const struct trace *trace, size_t *n);

#endif
