/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_UNCERTAINTY_H
#define STORE_UNCERTAINTY_H

/* What an uncertainty analysis varies: the rows of uncertainty.csv, or the default without it.

       for (size_t i = 0; i < form->n_uncertainty; i++)
           draw(&form->uncertainty[i], ...)

   Each row is one choice that every replicate makes anew, for all its indices together:

   weight     each child's weight in the index is multiplied by its own uniform number from 1 + low
              to 1 + high
   normalise, treat, impute   one of the values is the rule of every item below the index
   aggregate, missing         one of the values is the rule of the index
   item_out   one of the items below the index, or none, is left out
   block_out  one of the index's child indices, or none, is left out
   units      the units are drawn anew, with replacement
   answers    each answer that is missing and might have been given is one that others gave

   An index is in at most one row of a parameter, also by way of an index above it where the rule
   is one of items. Whatever a row names has an effect on the indices it names: ingest/ has seen to
   that as far as the form alone can tell.                                                       */

#include "base/error.h"
#include "base/method.h"

#include <stddef.h>

struct indicator;

enum uncertainty_parameter {
#define PARAMETER(constant, name, takes, list) UNCERTAINTY_##constant,
#include "store/uncertainty.def"
#undef PARAMETER
    UNCERTAINTY_COUNT
};

enum uncertainty_takes { UNCERTAINTY_NOTHING, UNCERTAINTY_RANGE, UNCERTAINTY_VALUES };

/* Among values: each item or index keeps the rule that indices.csv gives it. */
enum { UNCERTAINTY_OWN = -1 };

struct uncertainty_choice {
    enum uncertainty_parameter parameter;
    const int *values; /* constants of uncertainty_list(parameter), or UNCERTAINTY_OWN; no two the
                          same; equally likely */
    size_t n_values;   /* 0 unless the parameter takes values */
    double low, high;  /* of weight: -f and f, 0 < f <= 1; else MISSING */
    const struct indicator *const *indices; /* that the row is about, in the form's order */
    size_t n_indices;                       /* 0 for units and answers, else at least 1 */
    const char *levels;                     /* as written; NULL when blank */
    struct place at;                        /* .file NULL: of the default */
};

/* "weight" for UNCERTAINTY_WEIGHT. */
const char *uncertainty_name(enum uncertainty_parameter parameter);

enum uncertainty_takes uncertainty_takes(enum uncertainty_parameter parameter);

/* The list of base/method.h that its values are from; -1 when it takes none. */
int uncertainty_list(enum uncertainty_parameter parameter);

/* The name of one of its values: "minmax", or "own". */
const char *uncertainty_value_name(enum uncertainty_parameter parameter, int value);

#endif
