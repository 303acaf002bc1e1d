/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ANSWER_ROWS_H
#define STORE_ANSWER_ROWS_H

/* Walks the rows of a wave in their order (0 .. n_rows - 1) as the store keeps them, for who comes
   after the answers in memory were let go, or needs texts.

       struct answer_rows *rows = NULL;
       TRY(answer_rows_open(store, wave, (struct answer_names){names, n}, &rows, err));
       while ((status = answer_rows_next(rows, &has_row, err)) == OK && has_row)
           ... answer_rows_text(rows, 3), answer_rows_reason(rows, 3) ...
       answer_rows_close(rows);                                                               */

#include "base/error.h"
#include "store/store.h"
#include "store/wave.h"

struct answer_rows;

/* Columns of answer_<form>_<year>: questions, and columns of the export that indicators use. */
struct answer_names {
    const char *const *list; /* borrowed until answer_rows_close */
    size_t n;
};

/* On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status answer_rows_open(struct store *store, const struct wave *wave,
                                        struct answer_names names, struct answer_rows **out,
                                        struct error *err);

/* The next row; *has_row false after the last. ERR_STORE when the store's rows are not the
   wave's. */
MUST_CHECK enum status answer_rows_next(struct answer_rows *rows, bool *has_row, struct error *err);

/* The answer under the i-th of the names, borrowed until the next row: a select_one by the name of
   its choice, of a select_multiple all names with blanks between. NULL, or missing: no answer. */
const char *answer_rows_text(const struct answer_rows *rows, size_t i);
double answer_rows_number(const struct answer_rows *rows, size_t i);

/* Why there is no answer; ANSWERED when there is one. */
enum missing answer_rows_reason(const struct answer_rows *rows, size_t i);

void answer_rows_close(struct answer_rows *rows); /* NULL is fine */

/* Numbers of the register for one unit: columns of register_<form>_<year>, whose names are
   borrowed. An empty cell is missing. */
struct unit_numbers;
MUST_CHECK enum status unit_numbers_open(struct store *store, const struct wave *wave,
                                         struct answer_names names, struct unit_numbers **out,
                                         struct error *err);
MUST_CHECK enum status unit_numbers_get(struct unit_numbers *numbers, uint32_t unit, double *values,
                                        struct error *err);
void unit_numbers_close(struct unit_numbers *numbers); /* NULL is fine */

#endif
