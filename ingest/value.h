/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

/* The values that cells of the folder's own tables hold. A blank cell leaves *out as it is, so put
   the default there before; a cell that holds something else is a fault, and leaves it too.

       double weight = 1;
       value_number(in, table_entry(&table, row, WEIGHT), &weight);                              */

#include "ingest/table.h"

/* True when the cell holds a value and that was taken; the same for all below. */
bool value_number(const struct reading *in, struct entry entry, double *out);

/* A whole number from `low` to `high`. */
bool value_integer(const struct reading *in, struct entry entry, long low, long high, long *out);

/* yes or no (true, false). */
bool value_yes(const struct reading *in, struct entry entry, bool *out);

/* One of `n` names; its index. */
bool value_name(const struct reading *in, struct entry entry, const char *const *names, int n,
                int *out);

/* A date YYYY-MM-DD of the calendar. */
bool value_date(const struct reading *in, struct entry entry, const char **out);

/* The text, whatever it is. */
bool value_text(struct entry entry, const char **out);

/* The parts between ';', trimmed, in the arena; a blank part is a fault. ERR_MEMORY. */
MUST_CHECK enum status value_list(const struct reading *in, struct entry entry,
                                  const char *const **out, size_t *n, struct error *err);

/* Splits "a=b" at its last '='; both sides trimmed, in the arena. *key is NULL after the fault that
   says what is wrong with it. ERR_MEMORY. */
MUST_CHECK enum status value_pair(const struct reading *in, struct entry entry, const char *text,
                                  const char **key, const char **value, struct error *err);

#endif
