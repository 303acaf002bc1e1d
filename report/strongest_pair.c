/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/strongest_pair.h"

#include "base/missing.h"
#include "report/indicator_pairs.h"

struct strongest {
    const struct indicator *a, *b;
    const struct figure *r;
};

static void compare(struct draft *draft, const struct indicator *a, const struct indicator *b,
                    struct strongest *strongest)
{
    const struct figure *r = correlation_of_pair(draft, "correlation/pearson", a, b);
    if (r == NULL || is_missing(r->value) || indicators_overlap(a, b))
        return;
    if (strongest->r == NULL || fabs(r->value) > fabs(strongest->r->value))
        *strongest = (struct strongest){a, b, r};
}

const char *strongest_pair_sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    struct strongest strongest = {0};
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t j = i + 1; j < wave->n_scores; j++)
            compare(draft, wave->scores[i].index, wave->scores[j].index, &strongest);
    const size_t n = wave->n_scores * (wave->n_scores - 1) / 2;
    if (strongest.r == NULL)
        return SAY(draft, TEXT_CORRELATIONS_SENTENCE_NONE, draft_count(draft, (double)n));
    return SAY(draft, TEXT_CORRELATIONS_SENTENCE, draft_indicator(draft, strongest.a),
               draft_indicator(draft, strongest.b), draft_estimate(draft, strongest.r),
               draft_count(draft, strongest.r->n));
}
