/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/common.h"
#include "analysis/family.h"
#include "analysis/trend.h"

#include <stdlib.h>
#include <string.h>

/* While the answers are in memory: what the units score on the questions that this wave and
   another have in common, index by index. */
static enum status keep_index(struct analysis *analysis, size_t other,
                              const struct indicator *index, struct error *err)
{
    struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    const size_t earlier = me < other ? me : other, later = me < other ? other : me;
    const struct wave *wave = analysis->wave;
    struct arena arena = {0};
    struct common_items common;
    enum status status =
        common_items_get(trend->forms + earlier, later - earlier + 1, index, &arena, &common, err);
    if (status == OK && common.n > 0) {
        double *out = trend_add_column(trend, me, wave->n_rows, index->code,
                                       trend->forms[other]->settings.wave);
        status = out == NULL
                     ? error_memory(err)
                     : common_score(wave, &common, me == earlier ? COMMON_EARLIER : COMMON_LATER,
                                    analysis->threads, out, err);
    }
    arena_release(&arena);
    return status;
}

static enum status keep_beside(struct analysis *analysis, size_t other, struct error *err)
{
    const struct trend *trend = analysis->trend;
    const size_t me = analysis->trend_wave;
    const struct form *earlier = trend->forms[me < other ? me : other];
    const struct form *later = trend->forms[me < other ? other : me];
    const struct indicator *index;
    for (size_t at = 0; (index = next_aggregate(later, &at)) != NULL;)
        if (common_index(earlier, index) != NULL)
            TRY(keep_index(analysis, other, index, err));
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct trend *trend = analysis->trend;
    size_t compared[2];
    if (trend == NULL)
        return OK;
    const size_t me = analysis->trend_wave;
    for (size_t i = 0, n = trend_earlier(me, compared); i < n; i++)
        TRY(keep_beside(analysis, compared[i], err));
    for (size_t later = me + 1; later < trend->n; later++)
        for (size_t i = 0, n = trend_earlier(later, compared); i < n; i++)
            if (compared[i] == me)
                TRY(keep_beside(analysis, later, err));
    return OK;
}

const struct family family_common = {
    "common", "what do units score on the questions that waves have in common?", run};
