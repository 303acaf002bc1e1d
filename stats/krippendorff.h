/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_KRIPPENDORFF_H
#define STATS_KRIPPENDORFF_H

/* Krippendorff's alpha: do any number of coders agree, when not all coded every unit?

       struct krippendorff a;
       TRY(krippendorff_alpha((struct krippendorff_request){
               .codings = {cell, n_units, n_coders}, .level = LEVEL_NOMINAL,
               .replicates = 2000, .seed = 1, .confidence = 0.95}, &a, err));

   Krippendorff (2004), Content Analysis, 2nd ed., ch. 11: 1 - observed / expected disagreement.
   Observed: over the units with m >= 2 codings, the differences d of all ordered pairs within a
   unit, each weighing 1 / (m - 1). Expected: the same over all pairs of those codings, whichever
   their unit, weighing 1 / (n - 1). Below 0.667 a coding is not to be relied upon, from 0.80 it is
   good (p. 241).

   The interval comes of drawing units with replacement (stats/bootstrap.h, BCa), all of what is
   above computed anew; replicate i has the random stream (seed, i).                              */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "stats/codings.h"

/* How far apart two categories c and k are. */
enum level {
    LEVEL_NOMINAL,  /* d = 1 when they differ */
    LEVEL_ORDINAL,  /* d = square of the distance of their mid-ranks among all codings */
    LEVEL_INTERVAL, /* d = (c - k)^2 */
    LEVEL_RATIO,    /* d = ((c - k) / (c + k))^2, c and k not negative */
    LEVEL_COUNT
};

struct krippendorff_request {
    struct codings codings; /* fewer than 2^32 cells */
    enum level level;
    size_t replicates; /* 0: no interval */
    uint64_t seed;
    double confidence;
};

struct krippendorff {
    double value;           /* up to 1, no unit; 1: always agree, 0: as by chance, below: worse */
    double se;              /* standard deviation of the replicates */
    double low, high;       /* BCa */
    double percentile_low;  /* plain quantiles of the replicates: there also when all of them lie */
    double percentile_high; /* on one side of value, where BCa is not */
    size_t n_units;         /* with two codings or more */
    size_t n_codings;       /* of those units */
    size_t n_categories;    /* among those codings */
};

/* `value`, and all that hangs on it, is MISSING when no unit has two codings, or all of those
   codings are of one category (nothing could differ: agreement says nothing), or LEVEL_RATIO meets
   a negative number. The interval is MISSING as bootstrap.h says, e.g. when more than one replicate
   in ten has no value. Time: replicates x (codings x coders + categories^2). Memory for the
   duration of the call: about 60 bytes per cell. Fails with ERR_MEMORY.                          */
MUST_CHECK enum status krippendorff_alpha(struct krippendorff_request request,
                                          struct krippendorff *out, struct error *err);

#endif
