/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_ITEM_H
#define ANALYSIS_ITEM_H

/* An item of the index tree, from the answer to its place on the scale of its index:
   denominated, held against its goalposts, imputed, treated, turned and normalised.

       struct item item;
       TRY(item_open(wave, indicator, (struct item_options){.found = found}, &item, err));
       double x = item_value(&item, row);
       item_close(&item);

   A coded answer stays the byte that it is: whatever is done to it depends on the code alone, so
   the item is a table of 256 numbers. Only numbers, sums of options and what is divided or imputed
   by groups are written out, eight bytes per row.                                             */

#include "base/finding.h"
#include "store/wave.h"

enum { CODES = 256 };

enum stage { STAGE_NORMALISED, STAGE_TREATED, STAGE_IMPUTED, STAGE_DENOMINATED };

struct item_options { /* {0}: normalised, nobody is told */
    enum stage stage; /* as far as the item is taken */
    struct findings
        *found; /* values outside their goalposts, items that do not vary; may be NULL */
};

struct item {
    const struct indicator *of;
    const uint8_t *code;        /* n_rows, borrowed from the wave; NULL: value */
    double table[CODES];        /* value by code; missing with its reason */
    uint8_t is_answered[CODES]; /* by code: 1 when it had a value before imputation */
    double *value;              /* n_rows, owned; NULL: code */
    uint8_t *answered;          /* n_rows, owned; 1 when the row had a value before imputation */
};

/* On OK the caller closes *out; on failure there is nothing to close. Fails with ERR_MEMORY. A rule
   that gives no number (a constant item under minmax) makes the item missing for all rows.     */
MUST_CHECK enum status item_open(const struct wave *wave, const struct indicator *indicator,
                                 struct item_options options, struct item *out, struct error *err);
void item_close(struct item *item); /* may be repeated */

static inline double item_value(const struct item *item, size_t row)
{
    return item->code != NULL ? item->table[item->code[row]] : item->value[row];
}

static inline bool item_is_answered(const struct item *item, size_t row)
{
    return item->code != NULL ? item->is_answered[item->code[row]] : item->answered[row];
}

/* The rows first .. first + n - 1, `stride` apart: out[i * stride]. */
void item_fill(const struct item *item, size_t first, size_t n, double *out, size_t stride);

/* A whole column as it is after `stage`: out[0 .. n_rows). Fails with ERR_MEMORY. */
MUST_CHECK enum status item_stage(const struct wave *wave, const struct indicator *indicator,
                                  enum stage stage, double *out, struct error *err);

#endif
