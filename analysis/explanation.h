/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_EXPLANATION_H
#define ANALYSIS_EXPLANATION_H

/* How a figure came about, as parts in the order in which they are told: notes, steps of
   arithmetic, tables. Texts are in the user's language: an explanation is printed, never kept.

       explanation_note(e, _("%zu units"), n);
       explanation_step(e, mean, _("mean = %.10g / %zu = %.10g"), sum, n, mean);
       struct explain_table *table = explanation_table(e, "choices", _("Answers"), columns, 3);
       explanation_row(e, table, (struct explain_cell[]){cell_text("1"), cell_count(12)});

   What memory ran out for is missing, and is_out_of_memory says so in the end.                 */

#include "base/arena.h"
#include "base/missing.h"
#include "store/figure.h"
#include "store/figure_id.h"

#include <stdbool.h>

/* A text, or a number; a missing number is told as "-". */
struct explain_cell {
    const char *text;
    double number;
    int decimals; /* as printed; EXPLAIN_DIGITS: ten significant digits */
};
enum { EXPLAIN_DIGITS = -1 };

struct explain_column {
    const char *key;     /* in JSON */
    const char *heading; /* N_; NULL: in JSON alone */
};

struct explain_table {
    const char *key, *title;
    const struct explain_column *columns; /* n_columns */
    size_t n_columns;
    struct explain_cell *cells; /* n_rows x n_columns */
    size_t n_rows, capacity;
};

enum explain_part_kind { EXPLAIN_NOTE, EXPLAIN_STEP, EXPLAIN_TABLE };

struct explain_part {
    enum explain_part_kind kind;
    const char *text; /* of a note, a step */
    double value;     /* what a step comes to */
    struct explain_table *table;
};

/* Whether the steps, made anew, come to what is wanted (1e-9 of it). */
enum reproduced { REPRODUCED_UNTRIED, REPRODUCED_YES, REPRODUCED_NO };

/* Another figure that this one hangs together with. */
struct explain_related {
    const struct figure *figure;
    const char *why;
};

struct explanation {
    struct arena *arena;         /* borrowed; holds all that is not */
    const struct figure *figure; /* borrowed; NULL: of a unit's score */
    double want;                 /* the figure's value, or the score */
    struct figure_parts parts;   /* of its id */
    struct explain_part *list;   /* n */
    size_t n, capacity;
    struct explain_related *related; /* n_related */
    size_t n_related, related_capacity;
    enum reproduced reproduced;
    double value; /* what the steps come to; MISSING: they were not tried */
    bool is_out_of_memory;
};

static inline struct explain_cell cell_text(const char *text)
{
    return (struct explain_cell){.text = text == NULL ? "" : text};
}

static inline struct explain_cell cell_number(double number, int decimals)
{
    return (struct explain_cell){.number = number, .decimals = decimals};
}

static inline struct explain_cell cell_count(size_t n)
{
    return cell_number((double)n, 0);
}

/* A text in the explanation's arena; "" when memory runs out. */
const char *explanation_text(struct explanation *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void explanation_note(struct explanation *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A step of arithmetic, with its numbers, and what it comes to. */
void explanation_step(struct explanation *e, double value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The steps come to that: compared with what is wanted. */
void explanation_result(struct explanation *e, double value);

/* A table without rows yet; NULL when memory runs out, which explanation_row takes. */
struct explain_table *explanation_table(struct explanation *e, const char *key, const char *title,
                                        const struct explain_column *columns, size_t n_columns);
void explanation_row(struct explanation *e, struct explain_table *table,
                     const struct explain_cell *cells);

/* Names a figure beside, if there is one of that id; nothing happens for the figure itself. */
void explanation_relate(struct explanation *e, const struct figures *figures, const char *id,
                        const char *why);

#endif
