/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/differences.h"

#include "stats/adjust.h"
#include "stats/anova.h"
#include "stats/contingency.h"
#include "stats/fisher.h"

#include <omp.h>
#include <stdlib.h>

/* Below this an expected count makes chi-square rough (Cochran 1954, Biometrics 10, 417). */
static const double few = 5;

static size_t most_levels(const struct wave *wave)
{
    size_t most = 0;
    for (size_t i = 0; i < wave->n_groups; i++)
        most = wave->groups[i].n_levels > most ? wave->groups[i].n_levels : most;
    return most;
}

static void rank_score(const struct analysis *analysis, size_t score, struct kruskal_room *room,
                       struct kruskal *out)
{
    const struct wave *wave = analysis->wave;
    kruskal_sort(wave->scores[score].value, wave->n_rows, room);
    for (size_t i = 0; i < wave->n_groups; i++)
        out[i * wave->n_scores + score] = kruskal_of_levels(
            wave->groups[i].level, wave->groups[i].n_levels, analysis->confidence, room);
}

static enum status rank_scores(const struct analysis *analysis, struct arena *arena,
                               struct kruskal *out, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct kruskal_room *rooms = arena_array(arena, (size_t)analysis->threads, struct kruskal_room);
    if (rooms == NULL)
        return error_memory(err);
    for (int i = 0; i < analysis->threads; i++)
        TRY(kruskal_room_get(arena, wave->n_rows, most_levels(wave), &rooms[i], err));
#pragma omp parallel for num_threads(analysis->threads) schedule(dynamic) if (analysis->threads > 1)
    for (size_t i = 0; i < wave->n_scores; i++)
        rank_score(analysis, i, &rooms[omp_get_thread_num()], out);
    return OK;
}

enum status differences_rank(const struct analysis *analysis, struct kruskal *out,
                             struct error *err)
{
    struct arena arena = {0};
    const enum status status =
        analysis->wave->n_groups == 0 ? OK : rank_scores(analysis, &arena, out, err);
    arena_release(&arena);
    return status;
}

/* What is being put: one index over the levels of one grouping. */
struct difference {
    const struct indicator *index, *grouping;
    const struct moments *moments; /* n_levels */
    const size_t *n_strong;        /* n_levels */
    size_t n_levels;
};

static enum status put(struct analysis *analysis, const struct difference *d, const char *measure,
                       struct figure figure, struct error *err)
{
    return analysis_put(analysis, "group_difference", measure,
                        (struct subject){.code = d->index->code, .other = d->grouping->code},
                        figure, err);
}

static enum status put_welch(struct analysis *analysis, const struct difference *d,
                             struct anova welch, struct error *err)
{
    struct figure figure = figure_of(welch.f, (double)welch.n);
    figure.p = welch.p;
    figure.unit = "F";
    figure.decimals = 2;
    figure.method = is_missing(welch.f)
                        ? "Welch's analysis of variance: needs two levels, and in each two units "
                          "that differ"
                        : analysis_text(analysis,
                                        "Welch's analysis of variance of the levels' means: F on "
                                        "%.10g and %.1f degrees of freedom; p = P(F >= f)",
                                        welch.df1, welch.df2);
    return put(analysis, d, "welch_f", figure, err);
}

static enum status put_ranks(struct analysis *analysis, const struct difference *d,
                             const struct kruskal *k, struct error *err)
{
    struct figure figure = figure_of((double)k->n_levels, (double)k->n);
    figure.unit = "count";
    figure.method = "levels with a unit that has the index; n: these units";
    TRY(put(analysis, d, "levels", figure, err));
    figure = figure_of(k->h, (double)k->n);
    figure.p = k->p;
    figure.unit = "H";
    figure.decimals = 2;
    figure.method =
        is_missing(k->h)
            ? "Kruskal-Wallis' H: needs two levels, and units that differ"
            : analysis_text(analysis,
                            "Kruskal-Wallis' H of the units' ranks, corrected for ties; p from "
                            "chi-square on %.10g degrees of freedom",
                            k->df);
    TRY(put(analysis, d, "kruskal_h", figure, err));
    figure = figure_of(k->epsilon2, (double)k->n);
    figure.low = k->low;
    figure.high = k->high;
    figure.unit = "";
    figure.decimals = 3;
    figure.method = analysis_text(analysis,
                                  "epsilon squared, H (n + 1) / (n^2 - 1): the share of the ranks' "
                                  "variance between the levels; approximate %s from the "
                                  "noncentral F of the ranks",
                                  analysis->interval);
    return put(analysis, d, "epsilon2", figure, err);
}

/* Fisher's p where chi-square's is rough. */
static enum status put_fisher(struct analysis *analysis, const struct difference *d,
                              struct counts counts, struct figure figure, struct error *err)
{
    struct fisher fisher;
    const struct fisher_options options = {.replicates = analysis->replicates,
                                           .seed = analysis->seed ^
                                                   random_name("group_difference/strong_fisher")};
    TRY(fisher_exact(counts, options, &fisher, err));
    figure.value = fisher.p;
    figure.unit = "p";
    figure.decimals = 3;
    figure.method =
        fisher.is_simulated
            ? analysis_text(analysis,
                            "Fisher's exact test of strong and not strong units over the levels: "
                            "share of %zu random tables that are no likelier",
                            fisher.n_tables)
            : "Fisher's exact test of strong and not strong units over the levels: all tables that "
              "are no likelier";
    return put(analysis, d, "strong_fisher", figure, err);
}

static enum status put_table(struct analysis *analysis, const struct difference *d,
                             struct counts counts, struct error *err)
{
    const struct contingency c = contingency_of(counts, analysis->confidence);
    struct figure figure = figure_of(c.chi2, (double)c.n);
    figure.p = c.p;
    figure.unit = "chi2";
    figure.decimals = 2;
    figure.method =
        is_missing(c.chi2)
            ? "Pearson's chi-square of strong and not strong units over the levels: needs two "
              "levels, and units of both kinds"
            : analysis_text(analysis,
                            "Pearson's chi-square of strong and not strong units over the levels, "
                            "%.10g degrees of freedom; smallest expected count %.1f",
                            c.df, c.least_expected);
    TRY(put(analysis, d, "strong_chi2", figure, err));
    figure = figure_of(MISSING, (double)c.n);
    if (c.least_expected < few)
        TRY(put_fisher(analysis, d, counts, figure, err));
    figure.value = c.v;
    figure.low = c.low;
    figure.high = c.high;
    figure.unit = "";
    figure.decimals = 2;
    figure.method = analysis_text(analysis,
                                  "Cramer's V of strong and not strong units over the levels; %s "
                                  "from the noncentral chi-square",
                                  analysis->interval);
    return put(analysis, d, "strong_v", figure, err);
}

static enum status put_strong(struct analysis *analysis, const struct difference *d,
                              struct error *err)
{
    size_t *cell = calloc(2 * d->n_levels + 1, sizeof *cell);
    if (cell == NULL)
        return error_memory(err);
    for (size_t level = 0; level < d->n_levels; level++) {
        cell[2 * level] = d->n_strong[level];
        cell[2 * level + 1] = d->moments[level].n - d->n_strong[level];
    }
    const enum status status = put_table(analysis, d, (struct counts){cell, d->n_levels, 2}, err);
    free(cell);
    return status;
}

/* One finding for a grouping, however many indices it is about. */
static void say_without(const struct analysis *analysis, const struct indicator *grouping, size_t n)
{
    if (n > 0)
        findings_add(analysis->found, FINDING_INFO, "no_group_test", grouping->at, NULL,
                     grouping->code,
                     "the means of the levels of '%s' cannot be compared on %zu of %zu indices: "
                     "each level needs two units that differ, and two levels are needed",
                     grouping->code, n, analysis->wave->n_scores);
}

static enum status put_holm(struct analysis *analysis, const struct breakdown *b,
                            const struct kruskal *ranks, struct arena *scratch, struct error *err)
{
    const size_t n = analysis->wave->n_scores;
    double *p = arena_array(scratch, n, double);
    struct sort_room room;
    if (p == NULL)
        return error_memory(err);
    TRY(sort_room_get(scratch, n, &room, err));
    for (size_t i = 0; i < n; i++)
        p[i] = ranks[i].p;
    adjust_p(ADJUST_HOLM, p, n, p, &room);
    for (size_t i = 0; i < n; i++) {
        const struct difference d = {.index = analysis->wave->scores[i].index,
                                     .grouping = b->groups->of};
        struct figure figure = figure_of(p[i], (double)ranks[i].n);
        figure.unit = "p";
        figure.decimals = 3;
        figure.method = "Holm's adjustment of Kruskal-Wallis' p over all indices of this Group";
        TRY(put(analysis, &d, "p_holm", figure, err));
    }
    return OK;
}

enum status differences_put(struct analysis *analysis, const struct breakdown *b,
                            const struct kruskal *ranks, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t n_levels = b->groups->n_levels;
    size_t n_without = 0;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct difference d = {wave->scores[i].index, b->groups->of,
                                     b->moments + i * n_levels, b->n_strong + i * n_levels,
                                     n_levels};
        const struct anova welch = anova_welch(d.moments, n_levels);
        n_without += is_missing(welch.f);
        TRY(put_welch(analysis, &d, welch, err));
        TRY(put_ranks(analysis, &d, &ranks[i], err));
        if (!is_missing(d.index->strong))
            TRY(put_strong(analysis, &d, err));
    }
    say_without(analysis, b->groups->of, n_without);
    struct arena scratch = {0};
    const enum status status = put_holm(analysis, b, ranks, &scratch, err);
    arena_release(&scratch);
    return status;
}
