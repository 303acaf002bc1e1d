/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/scatter.h"

enum { MOST_UNITS = 5000 }; /* with more, a chart of points is a blot */

const double scatter_places[SCATTER_LINE] = {0, 25, 50, 75, 100};

static const struct score *score_of(const struct wave *wave, const struct indicator *index)
{
    for (size_t i = 0; wave->scores != NULL && i < wave->n_scores; i++) {
        if (wave->scores[i].index == index)
            return &wave->scores[i];
    }
    return NULL;
}

static void find_line(struct draft *draft, const struct indicator_pair *pair,
                      const struct figure *line[SCATTER_LINE])
{
    static const char *const levels[SCATTER_LINE] = {"0", "25", "50", "75", "100"};
    for (size_t i = 0; i < SCATTER_LINE; i++) {
        const char *group = figure_level(draft->arena, "x", levels[i]);
        draft->is_out_of_memory |= group == NULL;
        line[i] = draft_figure(draft, "regression/line", pair->y->code, pair->x->code, group);
    }
}

static bool is_drawable(const struct figure *figure)
{
    return figure != NULL && isfinite(figure->value) && isfinite(figure->low) &&
           isfinite(figure->high) && (figure->status == NULL || figure->status[0] == '\0');
}

bool scatter_has_point(const struct scatter *scatter, size_t row)
{
    return isfinite(scatter->x->value[row]) && isfinite(scatter->y->value[row]);
}

static void find_points(const struct report *report, struct scatter *scatter)
{
    const struct wave *wave = report->wave;
    scatter->x = score_of(wave, scatter->pair.x);
    scatter->y = score_of(wave, scatter->pair.y);
    if (scatter->x == NULL || scatter->y == NULL || report->profile != PROFILE_REVIEW ||
        wave->n_rows > MOST_UNITS)
        return;
    for (size_t row = 0; row < wave->n_rows; row++)
        scatter->n_points += scatter_has_point(scatter, row);
}

struct scatters scatters_of(struct draft *draft)
{
    struct scatters scatters = {0};
    const struct indicator_pairs pairs = indicator_pairs_of(draft);
    for (size_t i = 0; i < pairs.n && scatters.n < SCATTER_MOST; i++) {
        struct scatter scatter = {.pair = pairs.list[i], .has_line = true};
        find_line(draft, &scatter.pair, scatter.line);
        for (size_t k = 0; k < SCATTER_LINE; k++)
            scatter.has_line &= is_drawable(scatter.line[k]);
        find_points(draft->report, &scatter);
        scatter.first_point = scatters.n_points;
        scatters.n_points += scatter.n_points;
        if (scatter.has_line || scatter.n_points > 0)
            scatters.list[scatters.n++] = scatter;
    }
    return scatters;
}
