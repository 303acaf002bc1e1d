/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_LOGIC_H
#define INGEST_SIMULATE_LOGIC_H

/* The form's own logic over answers as they are drawn: which questions are relevant, and what
   calculated ones come to. XLSForm expressions are turned into SQL as everywhere
   (ingest/expression.h) and evaluated by SQLite on the unit's own answers; a result is remembered
   for the next unit with the same ones, so that a million units cost a handful of evaluations. */

#include "ingest/simulate_item.h"

/* What was drawn for an item. */
struct sim_cell {
    const char *text; /* as in the file; borrowed until the next unit is drawn */
    uint32_t n;
    bool is_answer; /* else empty, not asked, or a choice that says why there is none */
    bool is_asked;  /* of a section too: its questions are relevant */
    double number;  /* of a number */
};

struct sim_logic;

/* Reads the conditions of all items and numbers them in items[i].relevance and .calculation. *out
   is NULL when there are none. What cannot be evaluated goes to `faults`: an expression that is
   none, or one that looks at a question that is asked later. */
MUST_CHECK enum status sim_logic_open(struct sim_item *items, size_t n_items, struct arena *arena,
                                      struct findings *faults, struct sim_logic **out,
                                      struct error *err);
void sim_logic_close(struct sim_logic *logic); /* NULL is fine */

/* The result of a condition, or of a formula as a text that is borrowed until it is evaluated
   again (NULL when empty), given the cells of the items before it. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status sim_logic_holds(struct sim_logic *logic, size_t condition,
                                       const struct sim_cell *cells, bool *out, struct error *err);
MUST_CHECK enum status sim_logic_value(struct sim_logic *logic, size_t formula,
                                       const struct sim_cell *cells, const char **out,
                                       struct error *err);

#endif
