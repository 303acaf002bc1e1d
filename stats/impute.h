/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_IMPUTE_H
#define STATS_IMPUTE_H

/* Fills the missing values of a column with the mean or median of the present ones, of all units or
   of the same group (COINr 1.1.14: i_mean, i_median, i_mean_grp, i_median_grp).

       struct imputed done;
       TRY(impute_column(x, n, (struct impute_rule){.centre = IMPUTE_MEAN, .group = region,
                         .n_groups = 2}, &done, err));                                            */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/method.h"

struct impute_rule {
    enum impute centre;    /* base/method.h; IMPUTE_NONE fills nothing */
    const uint32_t *group; /* n codes below n_groups; any other code: the unit has no group.
                              Borrowed. NULL: all units are one group */
    size_t n_groups;
};

struct imputed {
    size_t n_filled;
    size_t n_left; /* still missing, each with its reason */
};

/* Imputes x[0..n) in place. A value stays missing when its unit has no group, its group has no
   value, or there is no answer to guess: it was not asked or is not applicable. Fails with
   ERR_MEMORY; x is then untouched.                                                               */
MUST_CHECK enum status impute_column(double *x, size_t n, struct impute_rule rule,
                                     struct imputed *out, struct error *err);

#endif
