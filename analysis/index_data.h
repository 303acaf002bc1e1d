/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_INDEX_DATA_H
#define ANALYSIS_INDEX_DATA_H

/* A planned index with its answers: what stats/uncertainty.h runs.

       struct index_model model;
       TRY(index_data_get(wave, &plan, seed, &arena, &model, err)); */

#include "analysis/index_plan.h"
#include "store/wave.h"

/* Everything lives in `arena`, 8 bytes and more per row, item and rule that may be drawn; `plan`
   is borrowed. seed: of everything drawn. Fails with ERR_MEMORY. */
MUST_CHECK enum status index_data_get(const struct wave *wave, const struct index_plan *plan,
                                      uint64_t seed, struct arena *arena, struct index_model *out,
                                      struct error *err);

#endif
