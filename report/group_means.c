/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/group_means.h"

#include "report/chart_parts.h"

enum { NAME = 48 };

bool is_small_group(const struct draft *draft, double n)
{
    return !(n >= draft->report->wave->form->settings.min_cell);
}

const char *group_name(struct draft *draft, const char *label, double n)
{
    return SAY(draft, is_small_group(draft, n) ? TEXT_GROUP_NAME_SMALL : TEXT_GROUP_NAME,
               chart_name(draft, label, NAME), draft_count(draft, n));
}

const struct figure *group_mean(struct draft *draft, const struct indicator *index,
                                const struct grouping *grouping, size_t level)
{
    const char *group = figure_level(draft->arena, grouping->of->code, grouping->names[level]);
    draft->is_out_of_memory |= group == NULL;
    return group == NULL ? NULL : draft_figure(draft, "index/mean", index->code, NULL, group);
}

size_t group_indices(const struct report *report, const struct indicator **out, size_t most)
{
    const struct wave *wave = report->wave;
    size_t n = 0;
    for (size_t i = 0; wave->scores != NULL && i < wave->n_scores && n < most; i++) {
        const struct indicator *index = wave->scores[i].index;
        if (index->parent != NULL || !index->is_percent_scale)
            continue;
        if (out != NULL)
            out[n] = index;
        n++;
    }
    return n;
}
