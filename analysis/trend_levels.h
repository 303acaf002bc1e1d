/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_TREND_LEVELS_H
#define ANALYSIS_TREND_LEVELS_H

/* An index over all waves of a run: where it lay in each. */

#include "analysis/family.h"
#include "analysis/trend.h"

/* Puts trend/mean, trend/chained and the breaks between earlier waves of the index from this wave
   backwards, as long as each wave has it. The scores of this wave are kept (trend_column) and so
   are its steps. ERR_MEMORY. */
MUST_CHECK enum status trend_put_levels(struct analysis *analysis, const struct indicator *index,
                                        struct error *err);

#endif
