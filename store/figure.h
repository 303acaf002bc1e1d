/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FIGURE_H
#define STORE_FIGURE_H

/* Figures: every number that a report shows, each with a stable id.

       TRY(figures_put(out, (struct figure){
           .id = figure_id(out->arena, "alpha", "complete", index->code, NULL, NULL),
           .value = a.value, .low = a.low, .high = a.high, .n = (double)a.n_used,
           .se = MISSING, .p = MISSING,
           .decimals = 2, .method = "Cronbach alpha, complete rows; Feldt interval"}, err));

   family/measure/subject[~subject][|group=level;...]: ids never change meaning.                */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct figure {
    const char *id;
    double value;            /* MISSING: then status says why */
    double n;                /* observations behind it; MISSING when that has no meaning */
    double se, low, high, p; /* MISSING when not given */
    const char *status;      /* "" or NULL, "c" withheld, "x" not available, "z" not applicable */
    const char *unit;        /* "0-100", "share", "r", "count", "" ...: English */
    int decimals;            /* as published */
    const char *method;      /* one line of English: formula, interval, quantile type ... */
};

/* All figures of one wave, in the order they were put; found by id. */
struct figures {
    struct arena *arena; /* borrowed */
    struct figure *list;
    size_t n, capacity;
    uint32_t *slot; /* hash index into list */
    size_t n_slots;
};

/* Adds a figure; id and texts must live in the arena or be literals. A missing value without
   status gets "x". ERR_VALUE when the id is taken: a figure is defined once. */
MUST_CHECK enum status figures_put(struct figures *figures, struct figure figure,
                                   struct error *err);

/* The figure with that id; NULL when there is none. */
const struct figure *figures_find(const struct figures *figures, const char *id);

/* Builds an id in the arena: subject is NULL for a figure about the wave ("response/rate"); other
   is the second subject or NULL; group is "code=level" pairs from figure_level, joined by ';', or
   NULL. Bytes outside A-Za-z0-9_.- of subject and other are percent-encoded; family, measure and
   group are put as they are. NULL when memory runs out (figures_put then gives ERR_MEMORY). */
const char *figure_id(struct arena *arena, const char *family, const char *measure,
                      const char *subject, const char *other, const char *group);

/* "code=level", each percent-encoded, for figure_id. */
const char *figure_level(struct arena *arena, const char *code, const char *level);

#endif
