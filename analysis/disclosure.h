/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DISCLOSURE_H
#define ANALYSIS_DISCLOSURE_H

/* Statistical disclosure control: which figures a publication withholds, so that it tells of no
   single unit and of no group of fewer than `min_cell` units. docs/disclosure.md says by which
   rules; terms as in Hundepool et al., Statistical Disclosure Control (Wiley 2012).

       struct disclosure disclosure;
       TRY(disclosure_find(&wave, &figures, options, &arena, &disclosure, err));
       struct figures published = {.arena = &arena};
       TRY(disclosure_mask(&figures, &disclosure, &published, err));

   Primary: a figure that tells of few units itself. Complementary: one from which, with what is
   published beside, a withheld one could be computed. The figures themselves stay whole; a report
   for everyone is made from the masked copy alone.                                              */

#include "base/arena.h"
#include "base/error.h"
#include "store/figure.h"
#include "store/wave.h"

enum withheld {
    WITHHELD_NOT,
    WITHHELD_SMALL,         /* few units are behind it, or it counts few */
    WITHHELD_SINGLE,        /* it is the value of a single unit: a smallest, a largest */
    WITHHELD_COMPLEMENTARY, /* a withheld one could be computed with it */
    WITHHELD_UNKNOWN,       /* a measure that disclosure.def does not know */
    WITHHELD_UNIT,          /* its id names a unit: a publication does not have it at all */
    WITHHELD_REASON_COUNT
};

struct disclosure_options {
    int min_cell; /* fewer units are few */
};

struct disclosure {
    uint8_t *why; /* enum withheld, of each figure in its order; in the arena */
    size_t n;
    size_t count[WITHHELD_REASON_COUNT];
};

/* Marks the figures of a wave that has been analysed; its scores and levels are there. Depends on
   nothing else. ERR_MEMORY. */
MUST_CHECK enum status disclosure_find(const struct wave *wave, const struct figures *figures,
                                       struct disclosure_options options, struct arena *arena,
                                       struct disclosure *out, struct error *err);

/* Puts a copy of the figures into *out (begun with its arena): in their order, without those that
   name a unit; of a withheld one no number is left, its status is "c" and its method says that it
   is withheld, never why, for that would tell which cells are small. ERR_MEMORY. */
MUST_CHECK enum status disclosure_mask(const struct figures *figures,
                                       const struct disclosure *disclosure, struct figures *out,
                                       struct error *err);

/* "small", "single" ...: as run.json calls it. */
const char *withheld_name(enum withheld why);

#endif
