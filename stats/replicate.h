/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_REPLICATE_H
#define STATS_REPLICATE_H

/* One index under the choices of one draw: from slots to scores and ranks.

       struct replicate_room room;
       TRY(replicate_room_get(&arena, &model, &room, err));      once per thread
       replicate_rank(&model, slots, &room, rank);               any number of draws

   Nothing is worked out anew that a draw does not change: every item stands ready under each rule
   that a draw may bring. With all slots kept (variation_keep) the scores are the published ones, to
   the last bit.                                                                                  */

#include "stats/item_columns.h"
#include "stats/standing.h"
#include "stats/variation.h"

/* Whose answer to an item is missing and might have been given, and who gave one. */
struct answer_gaps {
    size_t n;
    const uint32_t *unit;     /* n; not those that were not asked, or to whom it does not apply */
    const uint32_t *first;    /* n: the unit's donors are donor[first ...], those of its group */
    const uint32_t *n_donors; /* n; 0: nobody could lend an answer */
    const uint32_t *donor;
};

struct index_model {
    struct composite tree;
    const double *weight; /* own rules; as in struct composite_rules */
    const enum aggregate *mean;
    const enum policy *missing;
    const struct item_source *source;   /* n_items */
    const struct item_columns *options; /* n_items, with every column that a draw can ask for */
    const struct answer_gaps *gaps;     /* n_items; NULL when answers are never drawn */
    const struct variation *vary;
    size_t n_vary, n_slots;
    uint64_t seed;
    size_t population; /* units in the frame, for draws of units */
};

/* An item with answers drawn anew; NULL for one without gaps. */
struct lent_column {
    double *x, *log, *there;
};

struct replicate_room {
    struct composite_rules rules;
    struct composite_column *item;
    struct item_rules *item_rules;
    double *weight, *score, *times;
    enum aggregate *mean;
    enum policy *missing;
    struct lent_column *lent; /* n_items */
    struct composite_room tree;
    struct standing_room standing;
};

/* Fails with ERR_MEMORY. */
MUST_CHECK enum status replicate_room_get(struct arena *arena, const struct index_model *model,
                                          struct replicate_room *out, struct error *err);

/* room->score holds the units' scores afterwards, steady (stats/steady.h) as those of the wave.
     slots    model->n_slots
     rank     n_units; 0 without a score                                                          */
void replicate_rank(const struct index_model *model, const double *slots,
                    struct replicate_room *room, uint32_t *rank);

/* Makes ready every column that these variations can ask for; options: n_items, zeros. Fails with
   ERR_MEMORY. */
MUST_CHECK enum status replicate_prepare(struct arena *arena, const struct index_model *model,
                                         struct item_columns *options, struct error *err);

#endif
