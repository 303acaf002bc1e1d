/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DRAFT_H
#define REPORT_DRAFT_H

/* A sheet in the making: the report it belongs to, and an arena for its texts.

       table->sentence = SAY(draft, TEXT_INDICES_SENTENCE, label, draft_number(draft, mean, 1));
       return draft_status(draft, err);

   The functions that make texts never return NULL: when memory runs out they return "" and the
   draft remembers it, so that a sheet asks once, at its end.                                     */

#include "report/report.h"
#include "report/table.h"
#include "report/text.h"

struct draft {
    const struct report *report;
    struct arena *arena; /* borrowed; the sheet's */
    bool is_out_of_memory;
    struct trace *trace; /* of the workbook, borrowed; NULL: none is kept */
};

/* ERR_MEMORY when a text or an array could not be made. */
MUST_CHECK enum status draft_status(const struct draft *draft, struct error *err);

/* n zeroed elements in the arena, or NULL, which the draft remembers. */
void *draft_zeros(struct draft *draft, size_t n, size_t size);
#define draft_array(draft, n, type) ((type *)draft_zeros((draft), (n), sizeof(type)))

/* The text with that id in the report's language, and with its {0} .. {9} filled. */
const char *draft_text(const struct draft *draft, enum text id);
const char *draft_say(struct draft *draft, enum text id, const char *const *values, size_t n);
#define SAY(draft, id, ...)                                                                        \
    draft_say((draft), (id), (const char *const[]){__VA_ARGS__},                                   \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* The text with at most `most` bytes, an ellipsis at its end when it had more. What draft_say and
   draft_join make is cut so at what a cell can hold. */
const char *draft_cut(struct draft *draft, const char *text, size_t most);

/* Two sentences with a blank between; either may be "". */
const char *draft_join(struct draft *draft, const char *one, const char *two);

/* A number, a count, a share (0..1) in per cent, as prose in the report's language. */
const char *draft_number(struct draft *draft, double x, int decimals);
const char *draft_count(struct draft *draft, double n);
const char *draft_share(struct draft *draft, double share, int decimals);

/* "61,0–65,8": an interval as prose; low and high are numbers, in per cent when `is_share`. */
const char *draft_interval(struct draft *draft, const struct figure *figure, int decimals,
                           bool is_share);

/* "2022": a year has no thousands. */
const char *draft_year(struct draft *draft);

/* What the figure says with its interval when it has one of any width:
   "63,4; intervall 61,0–65,8". */
const char *draft_estimate(struct draft *draft, const struct figure *figure);

/* The confidence of the intervals in per cent, as a number: "95". */
const char *draft_confidence(struct draft *draft);

/* The survey's own text in the report's language, else `fallback`, made fit for a cell. */
const char *draft_label(struct draft *draft, struct labels labels, const char *fallback);

/* The name of a band in the report's language. */
const char *draft_band(struct draft *draft, const struct band *band);

/* An indicator's label. */
const char *draft_indicator(struct draft *draft, const struct indicator *indicator);

/* What the levels of a grouping are called, in their order. */
const char **draft_levels(struct draft *draft, const struct grouping *grouping);

/* The `n` cells from row `first` of a column of a sheet's table, for a formula:
   "'Myndigheter'!$F$5:$F$204". The sheet's name has no apostrophe. */
const char *draft_range(struct draft *draft, const char *sheet, size_t column, size_t first,
                        size_t n);

/* printf for formulas; "" when memory runs out, which the draft remembers. */
const char *draft_formula(struct draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A place as it is read, "Index, C5", and as a formula takes it, "'Index'!$C$5". */
const char *draft_place(struct draft *draft, struct target at);
const char *draft_reference(struct draft *draft, struct target at);

/* Text from outside made fit for a cell: control characters shown as their pictures (U+2400 ...),
   line breaks kept, bytes that are no UTF-8 as U+FFFD, cut at what a cell can hold. NULL and ""
   become "". */
const char *draft_outside(struct draft *draft, const char *text);

/* The same made fit for the header of a column or a title in a chart: one line, not too long. */
const char *draft_header(struct draft *draft, const char *text);

/* The figure with that id; NULL when there is none. `group` as in figure_id. */
const struct figure *draft_figure(struct draft *draft, const char *measure, const char *subject,
                                  const char *other, const char *group);

#endif
