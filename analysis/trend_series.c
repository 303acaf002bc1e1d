/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/trend_series.h"

#include "stats/mean.h"
#include "stats/overlap.h"
#include "stats/paired.h"
#include "stats/signed_rank.h"
#include "stats/turnover.h"

static const struct trend_wave *wave_of(const struct comparison *c, int side)
{
    const struct analysis *analysis = c->analysis;
    return &analysis->trend->waves[side == 0 ? c->earlier : analysis->trend_wave];
}

static size_t frame_of(const struct comparison *c, int side)
{
    return side == 0 ? wave_of(c, 0)->n_frame : c->analysis->wave->n_frame;
}

int comparison_year(const struct comparison *c, int side)
{
    return wave_of(c, side)->form->settings.wave;
}

const char *series_group(const struct series *s, int wave)
{
    struct analysis *analysis = s->of->analysis;
    const char *at = wave == 0 ? "" : analysis_text(analysis, ";wave=%d", wave);
    return analysis_text(
        analysis, "since=%d%s%s%s", s->of->since, at == NULL ? "" : at,
        s->questions == NULL ? "" : ";questions=", s->questions == NULL ? "" : s->questions);
}

static enum status put(const struct series *s, const char *measure, int wave, struct figure figure,
                       struct error *err)
{
    if (figure.unit == NULL)
        figure.unit = index_unit(s->index);
    if (figure.decimals == 0)
        figure.decimals = 1;
    if (s->x == NULL)
        figure.status = "z";
    return analysis_put(s->of->analysis, "trend", measure,
                        (struct subject){.code = s->index->code, .group = series_group(s, wave)},
                        figure, err);
}

static const char *what(const struct series *s)
{
    return s->questions == NULL ? "each wave's own index on all its questions"
                                : "both waves on the questions in common, by this wave's rules";
}

static enum status put_mean(const struct series *s, int side, struct error *err)
{
    struct analysis *analysis = s->of->analysis;
    const size_t population = frame_of(s->of, side);
    const struct mean mean = mean_estimate(s->all[side], population, analysis->confidence);
    struct figure figure = figure_of(mean.value, (double)mean.n);
    figure.se = mean.se;
    figure.low = mean.low;
    figure.high = mean.high;
    figure.method =
        analysis_text(analysis,
                      "mean of the units' scores in %d, %s; se and t %s with finite "
                      "population correction 1 - n/N, N = %zu",
                      comparison_year(s->of, side), what(s), analysis->interval, population);
    return put(s, "mean", comparison_year(s->of, side), figure, err);
}

static struct overlap_change change_of(const struct series *s)
{
    const struct comparison *c = s->of;
    struct pair both = {0};
    pair_add_columns(&both, s->values.value[0], s->values.value[1], s->n_pairs);
    return overlap_change((struct overlap_side){s->all[0], frame_of(c, 0)},
                          (struct overlap_side){s->all[1], frame_of(c, 1)}, both, c->panel.n_pairs,
                          c->analysis->confidence);
}

static enum status put_change(const struct series *s, struct error *err)
{
    const struct comparison *c = s->of;
    const struct overlap_change change = change_of(s);
    struct figure figure = figure_of(change.change, (double)s->all[1].n);
    figure.se = change.se;
    figure.low = change.low;
    figure.high = change.high;
    figure.p = change.p;
    figure.method = analysis_text(
        c->analysis,
        "mean of this wave less mean of %d (n = %zu), all units with a score, %s; se with finite "
        "population corrections and the covariance of the %zu units in both samples of %zu in both "
        "frames (Tam 1984, Nordberg 2000); t %s, df = smaller n - 1%s%s",
        c->since, s->all[0].n, what(s), s->values.n, c->panel.n_pairs, c->analysis->interval,
        c->joined, s->caution);
    return put(s, "change", 0, figure, err);
}

/* --- units that answered both ------------------------------------------------------------------
 */

static enum status put_pair_means(const struct series *s, struct error *err)
{
    for (int side = 0; side < 2; side++) {
        const struct moments m = s->pairs[side];
        struct figure figure = figure_of(m.n == 0 ? MISSING : m.mean, (double)m.n);
        figure.method = analysis_text(s->of->analysis,
                                      "mean in %d of the units with a score in both waves, %s%s",
                                      comparison_year(s->of, side), what(s), s->of->joined);
        TRY(put(s, "panel_mean", comparison_year(s->of, side), figure, err));
    }
    return OK;
}

/* The differences of the pairs, those without left out: their number. */
static size_t get_differences(const struct series *s, double *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_pairs; i++)
        if (!is_missing(s->values.value[0][i]))
            out[n++] = s->values.value[1][i] - s->values.value[0][i];
    return n;
}

static enum status put_paired(const struct series *s, struct paired paired, struct error *err)
{
    struct analysis *analysis = s->of->analysis;
    struct figure figure = figure_of(paired.change, (double)paired.n);
    figure.se = paired.se;
    figure.low = paired.low;
    figure.high = paired.high;
    figure.p = paired.p;
    figure.method =
        analysis_text(analysis,
                      "mean change since %d of the units with a score in both waves, "
                      "%s; paired t, %s, without finite population correction%s%s",
                      s->of->since, what(s), analysis->interval, s->of->joined, s->caution);
    return put(s, "panel_change", 0, figure, err);
}

static enum status put_wilcoxon(const struct series *s, struct signed_rank w, struct error *err)
{
    struct figure figure = figure_of(w.v, (double)(w.n + w.n_zero));
    figure.p = w.p;
    figure.unit = "";
    figure.method = analysis_text(
        s->of->analysis,
        "Wilcoxon signed rank of the change since %d of the units with a score in both waves: sum "
        "of the ranks of those that rose, %zu without change left out; p from the normal "
        "distribution, ties and continuity corrected%s%s",
        s->of->since, w.n_zero, s->of->joined, s->caution);
    return put(s, "panel_wilcoxon", 0, figure, err);
}

/* --- what a change is made of ------------------------------------------------------------------
 */

static enum status put_part(const struct series *s, const char *measure, double value, size_t n,
                            const char *method, struct error *err)
{
    struct figure figure = figure_of(value, (double)n);
    figure.method =
        analysis_text(s->of->analysis, "%s; %s%s%s", method, what(s), s->of->joined, s->caution);
    return put(s, measure, 0, figure, err);
}

static enum status put_turnover(const struct series *s, double panel_change, struct error *err)
{
    const struct panel_values *v = &s->values;
    const struct turnover t =
        turnover_of((struct turnover_side){v->staying[0], v->other[0]},
                    (struct turnover_side){v->staying[1], v->other[1]}, v->n, panel_change);
    TRY(put_part(s, "staying", t.staying, v->n,
                 "part of the change that comes of the units with a score in both waves: their "
                 "mean change (Melitz & Polanec 2015)",
                 err));
    TRY(put_part(s, "entering", t.entering, v->other[1].n,
                 "part of the change that comes of the units with a score in this wave alone: "
                 "their share of n x (their mean less the mean of those that stay)",
                 err));
    TRY(put_part(s, "leaving", t.leaving, v->other[0].n,
                 "part of the change that comes of the units with a score in the earlier wave "
                 "alone: their share of n x (the mean of those that stay less theirs)",
                 err));
    return put_part(s, "restructured", t.restructured, s->of->panel.n_joined,
                    "part of the change that comes of units that merged or split counting once "
                    "among those that stay and several times in a mean",
                    err);
}

static enum status put_panel(const struct series *s, struct arena *arena, struct error *err)
{
    struct signed_rank_room room;
    double *difference = arena_array(arena, s->n_pairs, double);
    if (difference == NULL)
        return error_memory(err);
    TRY(signed_rank_room_get(arena, s->n_pairs, &room, err));
    const size_t n = get_differences(s, difference);
    const struct paired paired = paired_t(moments_of(difference, n), s->of->analysis->confidence);
    TRY(put_pair_means(s, err));
    TRY(put_paired(s, paired, err));
    TRY(put_wilcoxon(s, signed_rank_test(difference, n, &room), err));
    return put_turnover(s, paired.change, err);
}

/* The units' scores, and those of the pairs. */
static enum status fill(struct series *s, struct arena *arena, struct error *err)
{
    struct panel panel = s->of->panel;
    if (s->x == NULL) /* no scores, so no pairs of them */
        panel.n_pairs = panel.side[0].n_rows = panel.side[1].n_rows = 0;
    s->n_pairs = panel.n_pairs;
    s->all[0] = moments_of(s->x, panel.side[0].n_rows);
    s->all[1] = moments_of(s->y, panel.side[1].n_rows);
    TRY(panel_fill(&panel, s->x, s->y, arena, &s->values, err));
    for (int side = 0; side < 2; side++)
        s->pairs[side] = moments_of(s->values.value[side], s->n_pairs);
    return OK;
}

enum status series_put(struct series *s, struct arena *arena, struct error *err)
{
    TRY(fill(s, arena, err));
    for (int side = 0; side < 2 && s->questions != NULL; side++)
        TRY(put_mean(s, side, err));
    TRY(put_change(s, err));
    return put_panel(s, arena, err);
}

double series_change(const struct series *s)
{
    return s->all[0].n == 0 || s->all[1].n == 0 ? MISSING : s->all[1].mean - s->all[0].mean;
}
