/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_INDEX_PLAN_H
#define ANALYSIS_INDEX_PLAN_H

/* The tree below a root index in the numbers of stats/composite.h, and what is varied in it: what
   the form says; the answers come later (analysis/index_data.h).

       struct index_plan plan;
       TRY(index_plan_get(form, root, &arena, &plan, err));                                     */

#include "stats/replicate.h"
#include "store/form.h"

struct index_plan {
    const struct indicator *root;
    const struct indicator **node; /* tree.n_nodes: items in the form's order, then aggregates, each
                                      behind those below it */
    struct composite tree;         /* n_units 0 */
    double *weight;                /* as in struct index_model */
    enum aggregate *mean;
    enum policy *missing;
    struct variation *vary;
    size_t *choice; /* n_vary: which row of form->uncertainty a variation comes from */
    size_t n_vary, n_slots;
};

/* Everything lives in `arena`. Fails with ERR_MEMORY. */
MUST_CHECK enum status index_plan_get(const struct form *form, const struct indicator *root,
                                      struct arena *arena, struct index_plan *out,
                                      struct error *err);

/* The plans of all roots in the form's order. Lives in `arena`. Fails with ERR_MEMORY. */
struct index_plans {
    struct index_plan *plan;
    size_t n;
};
MUST_CHECK enum status index_plans_get(const struct form *form, struct arena *arena,
                                       struct index_plans *out, struct error *err);

/* What a row of form->uncertainty is called in ids and columns: "weight", or "weight.2" for the
   second row of that parameter. NULL when memory runs out. */
const char *index_plan_choice_name(const struct form *form, size_t choice, struct arena *arena);

#endif
