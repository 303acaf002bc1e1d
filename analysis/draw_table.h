/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DRAW_TABLE_H
#define ANALYSIS_DRAW_TABLE_H

/* What the uncertainty analysis draws, as a table: a row per draw, a column per parameter. It can
   be written while the analysis runs, and given back to it, whole or made by hand.

       struct draw_table table;
       TRY(draw_table_get(form, &arena, &table, err));
       for (size_t i = 0; i < table.n_columns; i++)
           puts(table.column[i].name);                        "normalise", "weight/mog_ledning" ...

     column              what is in it
     normalise, treat, impute, aggregate, missing
                         one of the words: "own", "minmax" ...
     weight/A            a factor on the weight of A in its index: 1 is as it is
     item_out/I, block_out/I
                         the code of what is left out of the root I; "" for nothing
     units, answers      which stream of random numbers draws them anew: 0 is as they are

   A parameter of which uncertainty.csv has several rows is called weight.2 from the second on.  */

#include "analysis/index_plan.h"

struct draw_column {
    const char *name;
    const char *const *words; /* n_words; a value is the number of one, from 0; NULL: any number
                                 from 0 up; of units and answers a whole one */
    size_t n_words;
    bool is_rule; /* words: "own", then those of the row */
};

struct draw_table {
    struct draw_column *column;
    size_t n_columns; /* 0 when nothing is varied */
};

/* Depends on the form alone. Lives in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status draw_table_get(const struct form *form, struct arena *arena,
                                      struct draw_table *out, struct error *err);

/* Where the slots of a plan stand: plan->n_slots numbers of columns. Fails with ERR_MEMORY. */
MUST_CHECK enum status draw_table_slots(const struct draw_table *table, const struct form *form,
                                        const struct index_plan *plan, struct arena *arena,
                                        size_t **out, struct error *err);

/* Between what a column holds and what its slot holds: a rule's words begin with "own". */
double draw_table_to_slot(const struct draw_column *column, double value);
double draw_table_from_slot(const struct draw_column *column, double slot);

/* Told of every draw, in their order, before the analysis begins. */
struct draw_sink {
    void *context;
    /* value: a number per column of the table */
    enum status (*put)(void *context, size_t number, const double *value, struct error *err);
};

/* Draws that are run instead of drawing: n x table.n_columns values. */
struct draw_list {
    size_t n;
    const double *value;
};

#endif
