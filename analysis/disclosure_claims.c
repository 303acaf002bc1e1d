/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims and comparisons of years: figures that are made of one another stand and fall together. */
#include "analysis/disclosure_cells.h"
#include "analysis/disclosure_inside.h"
#include "base/missing.h"

#include <math.h>
#include <string.h>

static bool is_of_family(const struct withholding *w, size_t i, const char *family)
{
    return strcmp(w->parts[i].family, family) == 0;
}

/* ---- claims ---- */

static const struct hypothesis *claim_of(const struct withholding *w, size_t i)
{
    const struct form *form = w->wave->form;
    for (size_t h = 0; h < form->n_hypotheses; h++)
        if (strcmp(form->hypotheses[h].id, w->parts[i].subject) == 0)
            return &form->hypotheses[h];
    return NULL;
}

/* Whether no mean of that level of the Group is published. */
static bool is_withheld_level(const struct withholding *w, const struct indicator *group,
                              const char *level)
{
    const struct cells *cells = w->cells;
    for (size_t k = 0; cells != NULL && k < cells->n_sets; k++) {
        const struct grouping *grouping = &w->wave->groups[cells->sets[k].grouping];
        if (cells->sets[k].is_withheld && grouping->of == group &&
            strcmp(grouping->names[cells->sets[k].level], level) == 0)
            return true;
    }
    return false;
}

/* Whether the level's mean and that of the index in the same level are over nearly the same units:
   their difference would be the mean of the few others. */
static enum status differs_by_few(const struct withholding *w, const struct hypothesis *claim,
                                  size_t i, bool *out, struct error *err)
{
    const struct figure_pair *pair = &w->parts[i].level[0];
    const char *level = figure_level(w->arena, pair->code, pair->level);
    const char *id =
        level == NULL ? NULL : figure_id(w->arena, "index", "mean", claim->y[0]->code, NULL, level);
    if (id == NULL)
        return error_memory(err);
    const size_t place = figure_place(w, id);
    *out = place != SIZE_MAX && is_few(w, fabs(w->figures->list[place].n - w->figures->list[i].n));
    return OK;
}

/* Whether a figure of a claim tells of few units. */
static enum status tells_of_few(const struct withholding *w, size_t i, bool *out, struct error *err)
{
    const struct hypothesis *claim = claim_of(w, i);
    const struct figure *figure = &w->figures->list[i];
    const struct figure_parts *parts = &w->parts[i];
    *out = w->why[i] == WITHHELD_SMALL;
    if (claim == NULL || *out)
        return OK;
    const bool is_of_one_column =
        claim->test == TEST_MEAN_DIFFERENCE || claim->test == TEST_PROPORTION;
    if (!is_of_one_column)
        *out = figure->n > 0 && figure->n < (double)(2 * w->least);
    if (claim->test == TEST_PROPORTION && strcmp(parts->measure, "estimate") == 0)
        *out = is_few(w, round(figure->value * figure->n)) ||
               is_few(w, figure->n - round(figure->value * figure->n));
    if (*out || claim->group == NULL || claim->group->type != INDICATOR_GROUP ||
        parts->n_levels != 1)
        return OK;
    *out = is_withheld_level(w, claim->group, parts->level[0].level);
    if (!*out && claim->test == TEST_MEAN_DIFFERENCE)
        return differs_by_few(w, claim, i, out, err);
    return OK;
}

static void withhold_claim(struct withholding *w, const char *id, const char *measure)
{
    for (size_t i = 0; i < w->figures->n; i++)
        if (is_of_family(w, i, "hypothesis") && strcmp(w->parts[i].subject, id) == 0 &&
            (measure == NULL || strcmp(w->parts[i].measure, measure) == 0))
            withhold(w, i, WITHHELD_COMPLEMENTARY);
}

/* The units without the index that makes the levels: when they are few, their mean of y would
   follow from those of the levels and of all. What compares the levels may stay. */
static enum status withhold_level_means(struct withholding *w, const struct hypothesis *claim,
                                        struct error *err)
{
    if (claim->test != TEST_MEAN_DIFFERENCE || claim->group == NULL ||
        claim->group->type == INDICATOR_GROUP || claim->where != NULL)
        return OK;
    const char *id = figure_id(w->arena, "index", "n", claim->y[0]->code, NULL, NULL);
    if (id == NULL)
        return error_memory(err);
    const size_t place = figure_place(w, id);
    double left = place == SIZE_MAX ? MISSING : w->figures->list[place].value;
    for (size_t i = 0; i < w->figures->n; i++)
        if (is_of_family(w, i, "hypothesis") && strcmp(w->parts[i].measure, "mean") == 0 &&
            strcmp(w->parts[i].subject, claim->id) == 0)
            left -= w->figures->list[i].n;
    if (is_few(w, left))
        withhold_claim(w, claim->id, "mean");
    return OK;
}

enum status withhold_claims(struct withholding *w, struct error *err)
{
    for (size_t i = 0; i < w->figures->n; i++) {
        bool is_few_units = false;
        if (!is_of_family(w, i, "hypothesis") || w->why[i] == WITHHELD_UNIT)
            continue;
        TRY(tells_of_few(w, i, &is_few_units, err));
        if (is_few_units)
            withhold_claim(w, w->parts[i].subject, NULL);
    }
    const struct form *form = w->wave->form;
    for (size_t h = 0; h < form->n_hypotheses; h++)
        TRY(withhold_level_means(w, &form->hypotheses[h], err));
    return OK;
}

/* ---- comparisons of years ---- */

/* The year that a figure of a panel looks back to; NULL: it is none. */
static const char *since(const struct withholding *w, size_t i)
{
    return w->rule[i] == RULE_PANEL ? figure_level_of(&w->parts[i], "since") : NULL;
}

static bool is_same_panel(const struct withholding *w, size_t i, size_t j)
{
    const char *one = since(w, i), *other = since(w, j);
    return one != NULL && other != NULL && strcmp(one, other) == 0 &&
           strcmp(w->parts[i].subject, w->parts[j].subject) == 0;
}

static void withhold_panel(struct withholding *w, size_t of)
{
    for (size_t i = 0; i < w->figures->n; i++)
        if (is_same_panel(w, of, i))
            withhold(w, i, WITHHELD_COMPLEMENTARY);
}

static bool is_staying(const struct withholding *w, size_t i)
{
    return since(w, i) != NULL && strcmp(w->parts[i].measure, "staying") == 0;
}

/* Those who stay since one year may be those who stay since another and a few more. */
static void withhold_nested(struct withholding *w, size_t of)
{
    for (size_t i = 0; i < w->figures->n && w->why[of] == WITHHELD_NOT; i++) {
        if (!is_staying(w, i) || w->why[i] != WITHHELD_NOT || is_same_panel(w, i, of) ||
            strcmp(w->parts[i].subject, w->parts[of].subject) != 0)
            continue;
        if (is_few(w, fabs(w->figures->list[i].n - w->figures->list[of].n)))
            withhold_panel(w, of);
    }
}

enum status withhold_panels(struct withholding *w, struct error *err)
{
    (void)err;
    for (size_t i = 0; i < w->figures->n; i++)
        if (w->rule[i] == RULE_PANEL && w->why[i] == WITHHELD_SMALL)
            withhold_panel(w, i);
    for (size_t i = 0; i < w->figures->n; i++)
        if (is_staying(w, i))
            withhold_nested(w, i);
    return OK;
}
