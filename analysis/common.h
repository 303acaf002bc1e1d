/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_COMMON_H
#define ANALYSIS_COMMON_H

/* What an index of one wave and the index of the same code in an earlier wave have in common, and
   what units would score on that alone.

       struct common_items common;
       TRY(common_items_get(forms, n, index, &arena, &common, err));    index of forms[n - 1]
       TRY(common_score(&earlier, &common, COMMON_EARLIER, threads, out, err));

   An item is in common when it is below the index in both waves, its question comes from that of
   the earlier wave (analysis/crossing.h), both are taken whole or both as one option, and its place
   on the scale does not hang on who else answered that year (goalposts, or none).               */

#include "analysis/crossing.h"
#include "store/wave.h"

struct common_item {
    const struct indicator *earlier, *later;
    struct crossing_path path;
    bool is_changed; /* its scale, weight or rule is another */
};

struct common_items {
    const struct indicator *earlier, *index; /* the index in each of the waves */
    const struct form *form;                 /* the later one */
    struct common_item *list;                /* in the later form's order */
    size_t n;
    size_t n_new, n_gone; /* items below the index in the later, the earlier wave alone */
    size_t n_changed;     /* of those in common; and 1 when the index' own rule is another */
};

/* The index of that form with the code of an index of another; NULL when there is none. */
const struct indicator *common_index(const struct form *form, const struct indicator *index);

/* There is such an index. The list lives in `arena`. ERR_MEMORY. */
MUST_CHECK enum status common_items_get(const struct form *const *forms, size_t n,
                                        const struct indicator *index, struct arena *arena,
                                        struct common_items *out, struct error *err);

/* Whether all questions make no other index than those in common. */
static inline bool common_is_all(const struct common_items *common)
{
    return common->n_new + common->n_gone + common->n_changed == 0;
}

enum common_side { COMMON_EARLIER, COMMON_LATER };

/* The units' scores on the items in common, by the rules of the later wave: out[0 .. n_rows); all
   missing when there are none.
     wave   with its answers in memory: the one or the other
   An imputed item is imputed over all units of its wave. ERR_MEMORY. */
MUST_CHECK enum status common_score(const struct wave *wave, const struct common_items *common,
                                    enum common_side side, int threads, double *out,
                                    struct error *err);

#endif
