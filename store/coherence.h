/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_COHERENCE_H
#define STORE_COHERENCE_H

/* The audit of an index tree as the European Commission's Joint Research Centre makes it (OECD &
   JRC 2008, Handbook on Constructing Composite Indicators; Becker et al. 2022, COINr): what is
   checked, by which limits, and what may be found. analysis/coherence computes it, reports word it.
 */

struct coherence_limits {
    double dominates; /* a part whose r with its index is above this decides the index alone */
    double weak;      /* up to this (and down to its negative) the part hardly counts in the index;
                         below its negative it contradicts the index */
    double redundant; /* two parts of one index with an r above this say the same */
    double size;      /* an index whose r with size is farther from 0 than this follows size */
    double alpha;     /* an index with an alpha below this is unreliable */
    double coverage;  /* an index or item that fewer units have, as a share, is too empty */
    int items;        /* an index with fewer items rests on too little */
};

/* What the JRC uses. */
#define COHERENCE_LIMITS                                                                           \
    ((struct coherence_limits){.dominates = 0.95,                                                  \
                               .weak = 0.3,                                                        \
                               .redundant = 0.9,                                                   \
                               .size = 0.6,                                                        \
                               .alpha = 0.7,                                                       \
                               .coverage = 0.65,                                                   \
                               .items = 3})

enum coherence_check {
#define COHERENCE_CHECK(constant, name) constant,
#include "store/coherence.def"
#undef COHERENCE_CHECK
    COHERENCE_CHECK_COUNT
};

/* The value of a figure coherence/verdict/... */
enum coherence_verdict {
#define COHERENCE_VERDICT(constant, name) constant,
#include "store/coherence.def"
#undef COHERENCE_VERDICT
    COHERENCE_VERDICT_COUNT
};

/* "item_index" for COHERENCE_ITEM_INDEX: the level of `check` in ids of figures. */
const char *coherence_check_name(enum coherence_check check);

/* "under-represented" for AUDIT_UNDER_REPRESENTED. */
const char *coherence_verdict_name(enum coherence_verdict verdict);

#endif
