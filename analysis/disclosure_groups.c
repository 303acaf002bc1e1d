/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures by the levels of Groups: how many answered, means of indices, shares of strong ones. */
#include "analysis/disclosure_cells.h"
#include "analysis/disclosure_inside.h"
#include "base/missing.h"

static const char *level_text(const struct withholding *w, const struct cell_set *set)
{
    const struct grouping *grouping = &w->wave->groups[set->grouping];
    return figure_level(w->arena, grouping->of->code, grouping->names[set->level]);
}

static const char *group_code(const struct withholding *w, size_t grouping)
{
    return w->wave->groups[grouping].of->code;
}

/* The figure family/measure/subject[~other][|level]. */
struct figure_name {
    const char *family, *measure, *subject, *other, *level;
};

static enum status hide(struct withholding *w, struct figure_name name, enum withheld why,
                        struct error *err)
{
    const char *id =
        figure_id(w->arena, name.family, name.measure, name.subject, name.other, name.level);
    return withhold_id(w, id, why, err);
}

/* What gives away a withheld figure. */
static enum status hide_beside(struct withholding *w, struct figure_name name, struct error *err)
{
    return hide(w, name, WITHHELD_COMPLEMENTARY, err);
}

/* ---- how many answered ---- */

static enum status hide_answered(struct withholding *w, const struct cell_set *set,
                                 struct error *err)
{
    const char *level = level_text(w, set), *code = group_code(w, set->grouping);
    if (level == NULL)
        return error_memory(err);
    const enum withheld why = set->n_units < w->least ? WITHHELD_SMALL : WITHHELD_COMPLEMENTARY;
    const struct figure_name of_level[] = {
        {"group", "answered", code, NULL, level},
        {"response", "rate", NULL, NULL, level},
        {"composition", "answered", code, NULL, level},
        {"composition", "difference", code, NULL, level},
        {"weight", "level", code, NULL, level},
    };
    /* one equation more over the counts of all levels, of which two may be withheld */
    const struct figure_name of_group[] = {
        {"composition", "chi2", code, NULL, NULL},
        {"composition", "largest", code, NULL, NULL},
        {"composition", "r_indicator", code, NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(of_level); i++)
        TRY(hide(w, of_level[i], why, err));
    for (size_t i = 0; i < COUNT(of_group); i++)
        TRY(hide_beside(w, of_group[i], err));
    return OK;
}

static bool is_stratum(const struct withholding *w, size_t grouping)
{
    const struct settings *settings = &w->wave->form->settings;
    for (size_t i = 0; i < settings->n_strata; i++)
        if (settings->strata[i] == w->wave->groups[grouping].of)
            return true;
    return false;
}

/* Weights tell how many answered in a level. */
static enum status hide_weights(struct withholding *w, struct error *err)
{
    static const char *const measures[] = {"min", "max", "n_eff", "deff"};
    for (size_t i = 0; i < COUNT(measures); i++)
        TRY(hide_beside(w, (struct figure_name){"weight", measures[i], NULL, NULL, NULL}, err));
    return OK;
}

/* The register tells how many can have answered, unless all did: then it tells all. */
static enum status know_most(const struct withholding *w, struct cells *cells, struct error *err)
{
    if (!w->wave->form->has_register || w->wave->n_rows >= w->wave->n_frame)
        return OK;
    double *most = arena_array(w->arena, cells->n_sets, double);
    if (most == NULL)
        return error_memory(err);
    for (size_t k = 0; k < cells->n_sets; k++) {
        const struct cell_set *set = &cells->sets[k];
        most[k] = (double)(set->n_frame > set->n_units ? set->n_frame : set->n_units);
    }
    cells->most = most;
    cells->is_of_frame = true;
    return OK;
}

static enum status withhold_answered(struct withholding *w, struct cells *cells, struct error *err)
{
    TRY(know_most(w, cells, err));
    cells_withhold_small(cells, w->least);
    TRY(cells_protect(cells, w->least, err));
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (!cells->sets[k].is_withheld)
            continue;
        TRY(hide_answered(w, &cells->sets[k], err));
        if (is_stratum(w, cells->sets[k].grouping))
            TRY(hide_weights(w, err));
    }
    return OK;
}

/* ---- means of indices ---- */

static enum status hide_means(struct withholding *w, const struct cell_set *set, struct error *err)
{
    const char *level = level_text(w, set);
    if (level == NULL)
        return error_memory(err);
    for (size_t i = 0; i < w->wave->n_scores; i++) {
        const char *code = w->wave->scores[i].index->code;
        TRY(hide(w, (struct figure_name){"index", "mean", code, NULL, level},
                 WITHHELD_COMPLEMENTARY, err));
        /* a sum over the levels with other weights than the mean of all */
        if (is_stratum(w, set->grouping))
            TRY(hide_beside(w, (struct figure_name){"index", "weighted_mean", code, NULL, NULL},
                            err));
    }
    return OK;
}

/* What is withheld of one index is withheld of all: an index may be the mean of others. */
static enum status withhold_means(struct withholding *w, struct cells *cells, struct error *err)
{
    const struct wave *wave = w->wave;
    TRY(cells_weigh(cells, wave->n_scores, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        for (size_t row = 0; row < wave->n_rows; row++)
            if (!is_missing(wave->scores[i].value[row]))
                cells->mass[i * cells->n_atoms + cells->atom[row]]++;
    cells_withhold_small(cells, w->least);
    TRY(cells_protect(cells, w->least, err));
    for (size_t k = 0; k < cells->n_sets; k++)
        if (cells->sets[k].is_withheld)
            TRY(hide_means(w, &cells->sets[k], err));
    return OK;
}

/* ---- shares of strong ones ---- */

static enum status hide_strong(struct withholding *w, const struct cell_set *set, const char *code,
                               struct error *err)
{
    const char *level = level_text(w, set), *group = group_code(w, set->grouping);
    if (level == NULL)
        return error_memory(err);
    const struct figure_name beside[] = {
        {"group_difference", "strong_chi2", code, group, NULL},
        {"group_difference", "strong_v", code, group, NULL},
        {"group_difference", "strong_fisher", code, group, NULL},
        {"share", "weighted_strong", is_stratum(w, set->grouping) ? code : "", NULL, NULL},
    };
    TRY(hide(w, (struct figure_name){"share", "strong", code, NULL, level}, WITHHELD_COMPLEMENTARY,
             err));
    for (size_t i = 0; i < COUNT(beside); i++)
        TRY(hide_beside(w, beside[i], err));
    return OK;
}

/* Two masses: the strong and the others. Levels hold at most as many strong as have the index. */
static enum status count_strong(const struct withholding *w, struct cells *cells,
                                const struct score *score, struct error *err)
{
    TRY(cells_weigh(cells, 2, err));
    double *most = arena_array(w->arena, cells->n_sets, double);
    if (most == NULL)
        return error_memory(err);
    for (size_t row = 0; row < w->wave->n_rows; row++)
        if (!is_missing(score->value[row]))
            cells->mass[(score->value[row] < score->index->strong) * cells->n_atoms +
                        cells->atom[row]]++;
    for (size_t k = 0; k < cells->n_sets; k++)
        most[k] = cells_mass(cells, 0, k) + cells_mass(cells, 1, k);
    cells->most = most;
    return OK;
}

static enum status withhold_strong(struct withholding *w, const struct cells *means,
                                   const struct score *score, struct error *err)
{
    struct cells cells = *means;
    cells.sets = arena_array(w->arena, means->n_sets, struct cell_set);
    if (cells.sets == NULL)
        return error_memory(err);
    for (size_t k = 0; k < means->n_sets; k++)
        cells.sets[k] = means->sets[k];
    TRY(count_strong(w, &cells, score, err));
    cells_withhold_small(&cells, w->least);
    TRY(cells_protect(&cells, w->least, err));
    for (size_t k = 0; k < cells.n_sets; k++)
        if (cells.sets[k].is_withheld)
            TRY(hide_strong(w, &cells.sets[k], score->index->code, err));
    return OK;
}

enum status withhold_groups(struct withholding *w, struct error *err)
{
    const struct wave *wave = w->wave;
    if (wave->form->dialogues != NULL || wave->scores == NULL)
        return OK;
    struct cells *cells = arena_new(w->arena, struct cells);
    if (cells == NULL)
        return error_memory(err);
    TRY(cells_make(wave, w->arena, cells, err));
    TRY(withhold_answered(w, cells, err));
    TRY(withhold_means(w, cells, err));
    w->cells = cells;
    for (size_t i = 0; i < wave->n_scores; i++)
        if (!is_missing(wave->scores[i].index->strong))
            TRY(withhold_strong(w, cells, &wave->scores[i], err));
    return OK;
}
