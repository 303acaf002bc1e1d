/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FIGURE_COMPARE_H
#define STORE_FIGURE_COMPARE_H

/* How the figures of one computation differ from those of another.

       struct differences found;
       TRY(figures_compare(&accepted, &computed, &arena, &found, err));
       if (found.n > 0) ... found.list[0] is the gravest ...

   Two numbers are the same when they differ by at most 1e-9 x max(1, |was|, |is|), or are both
   missing.                                                                                      */

#include "store/figure.h"

/* From the gravest on; a figure is listed once, under the gravest that holds. */
enum difference_kind {
    DIFFERENCE_STATUS, /* another status, or a value that came or went */
    DIFFERENCE_FIGURE, /* a number reads otherwise with the decimals it is published with */
    DIFFERENCE_DRIFT,  /* a number differs, but not so that it would be seen */
    DIFFERENCE_NEW,    /* was not there */
    DIFFERENCE_GONE,   /* is not there any longer */
    DIFFERENCE_METHOD, /* the same numbers with another unit, decimals or method */
    DIFFERENCE_KIND_COUNT
};

/* "STATUS", "FIGURE" ... */
const char *difference_name(enum difference_kind kind);

struct difference {
    enum difference_kind kind;
    const struct figure *was, *is; /* borrowed; NULL of a new one, of one that is gone */
    const char *field;             /* "value", "n" ... "p", "status", "unit", "decimals",
                                      "method": where it differs most gravely, then most;
                                      NULL of NEW and GONE */
    double was_number, is_number;  /* what stands there, when that is a number; else MISSING */
    double deviation; /* |is - was| / max(1, |was|, |is|); INFINITY when one of the two is missing;
                         0 where no numbers differ */
    double in_se;     /* |is - was| of the value in standard errors, the larger of both sides'; of a
                         figure with an interval alone, in half-widths / 1.96; MISSING without either,
                         or when one of the values is missing */
    bool is_method_changed; /* unit, decimals or method differ as well */
};

struct differences {
    struct difference *list; /* by kind, the largest deviation first, then in the figures' order */
    size_t n, count[DIFFERENCE_KIND_COUNT];
};

/* value, se, low and high are published with the figure's decimals, p with three, n with none. A
   NULL status, unit or method is "". The list is in the arena. ERR_MEMORY. */
MUST_CHECK enum status figures_compare(const struct figures *was, const struct figures *is,
                                       struct arena *arena, struct differences *out,
                                       struct error *err);

/* What somebody who compares two reports should read first. */
enum importance {
    IMPORTANCE_STATUS,  /* a value came or went */
    IMPORTANCE_VERDICT, /* a hypothesis is judged otherwise */
    IMPORTANCE_FIGURE,  /* a number reads otherwise: by in_se, then those without by deviation */
    IMPORTANCE_DRIFT,
    IMPORTANCE_NEW,
    IMPORTANCE_GONE,
    IMPORTANCE_METHOD,
    IMPORTANCE_COUNT
};

enum importance difference_importance(const struct difference *difference);

/* Orders the list by importance. */
void differences_by_importance(struct differences *differences);

#endif
