/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_AGREEMENT_H
#define STATS_AGREEMENT_H

/* Do coders agree? The share of agreement, and Cohen's kappa for two of them.

       struct codings codings = {cell, n_units, n_coders};
       double share = agreement_share(codings);
       struct kappa k;
       TRY(cohen_kappa(codings, 0, 1, 0.95, &k, err));

   Categories are names: their order and distance do not matter. For more than two coders together,
   and for codings that are missing, see stats/krippendorff.h.                                    */

#include <stddef.h>

#include "base/error.h"
#include "stats/codings.h"

/* Of all pairs of codings of one unit by two coders, the share that is equal, 0 to 1. MISSING when
   no unit was coded twice. With two coders and k.n units it is k.agreement. */
double agreement_share(struct codings codings);

struct kappa {
    double value;        /* -1 to 1, no unit; 1: they always agree, 0: as often as by chance */
    double se;           /* for large n, not supposing that kappa is 0 */
    double low, high;    /* value -/+ z se, within [-1, 1] */
    double agreement;    /* share of units on which the two agree, 0 to 1 */
    double expected;     /* the share expected by chance from how often each uses each category */
    size_t n;            /* units coded by both */
    size_t n_categories; /* used by one of the two at least, on those units */
};

/* Cohen's kappa (1960, Educational and Psychological Measurement 20, 37) of coders `a` and `b` over
   the units that both coded: (agreement - expected) / (1 - expected). Standard error: Fleiss, Cohen
   & Everitt (1969), Psychological Bulletin 72, 323, eq. 13.
     MISSING: all shares and value when n is 0; value when both use one category alone (chance
              explains everything); se, low and high when value is, and when the two agree on every
              unit, where the formula for large n would claim to be certain.
   Memory for the duration of the call: about 50 bytes per unit. Fails with ERR_MEMORY.           */
MUST_CHECK enum status cohen_kappa(struct codings codings, size_t a, size_t b, double confidence,
                                   struct kappa *out, struct error *err);

#endif
