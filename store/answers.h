/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ANSWERS_H
#define STORE_ANSWERS_H

/* The answers on their way into the store, batch by batch: answer_ and missing_<form>_<year>, and
   the units where there is no register.

       struct answers *answers = NULL;
       TRY(answers_open(store, wave, columns, &answers, err));
       while (... fill batch ...)
           TRY(answers_put(answers, &batch, err));
       status = answers_withdraw(answers, lines, n, err);
       answers_close(answers);                                                           */

#include "store/bulk.h"
#include "store/table.h"

/* A cell without answer for another reason than MISSING_NO_ANSWER. */
struct missing_cells {
    size_t n;
    const uint32_t *line, *unit;
    const uint16_t *question; /* index of the column in `columns` of answers_open */
    const uint8_t *reason;    /* enum missing */
};

struct answer_batch {
    size_t n_rows;
    const uint32_t *line, *unit;
    const struct bulk_column *columns; /* one per column of the table */
    struct missing_cells missing;
    const struct bulk_text *key, *name; /* of units to be put with the rows; NULL: they are there */
};

struct answers;

/* Makes the tables anew. `columns`: the questions' (line and unit_id come before them); names and
   types must live until answers_close. On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status answers_open(struct store *store, const struct wave *wave,
                                    struct store_columns columns, struct answers **out,
                                    struct error *err);
void answers_close(struct answers *answers); /* NULL is fine */

MUST_CHECK enum status answers_put(struct answers *answers, const struct answer_batch *batch,
                                   struct error *err);

/* Takes rows out again, known by their lines. With `are_units_taken`, units that have no other row
   go with them. */
MUST_CHECK enum status answers_withdraw(struct answers *answers, const uint32_t *lines, size_t n,
                                        bool are_units_taken, struct error *err);

#endif
