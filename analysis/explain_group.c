/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response/..., group/..., composition/..., group_difference/... and weight/...: counts of units,
   by level, and weights of the index tree. */
#include "analysis/explaining.h"
#include "stats/moments.h"

#include <string.h>

/* ---- weight/effective -------------------------------------------------------------------------
 */

enum status explain_weight(struct explaining *x, struct error *err)
{
    static const struct explain_column columns[] = {{"code", N_("code")},
                                                    {"weight", N_("weight")},
                                                    {"siblings", N_("sum of all siblings")},
                                                    {"share", N_("share")}};
    const struct indicator *of =
        x->id->subject == NULL ? NULL : form_indicator(x->form, x->id->subject);
    if (of == NULL || of->parent == NULL || strcmp(x->id->measure, "effective") != 0) {
        for (size_t i = 0; i < x->form->settings.n_strata; i++)
            explanation_note(x->e, _("answers are weighed by %s, so that they stand for the frame"),
                             x->form->settings.strata[i]->code);
        return explain_anything(x, err);
    }
    struct explain_table *table = explanation_table(
        x->e, "path", _("From it up to the index at the top"), columns, COUNT(columns));
    const char *terms = "";
    double product = 1;
    for (; of->parent != NULL; of = of->parent) {
        double sum = 0;
        for (size_t i = 0; i < of->parent->n_children; i++)
            sum += of->parent->children[i]->weight;
        explanation_row(x->e, table,
                        (struct explain_cell[]){cell_text(of->code),
                                                cell_number(of->weight, EXPLAIN_DIGITS),
                                                cell_number(sum, EXPLAIN_DIGITS),
                                                cell_number(of->weight / sum, EXPLAIN_DIGITS)});
        product *= of->weight / sum;
        terms = explanation_text(x->e, "%s%s%.10g / %.10g", terms, *terms == '\0' ? "" : " x ",
                                 of->weight, sum);
    }
    explanation_step(x->e, product, _("product of the shares = %s = %.10g"), terms, product);
    explanation_result(x->e, product);
    return OK;
}

/* ---- levels -----------------------------------------------------------------------------------
 */

static const struct grouping *grouping_of(const struct wave *wave, const char *code)
{
    for (size_t i = 0; code != NULL && i < wave->n_groups; i++)
        if (strcmp(wave->groups[i].of->code, code) == 0 && wave->groups[i].level != NULL)
            return &wave->groups[i];
    return NULL;
}

/* Counts of a group's levels. */
struct level_counts {
    size_t *answered; /* n_levels */
    size_t n_answered, n_frame, n_without;
};

static enum status count_levels(struct explaining *x, const struct grouping *groups,
                                struct level_counts *out, struct error *err)
{
    *out = (struct level_counts){arena_array(x->e->arena, groups->n_levels, size_t), 0, 0, 0};
    if (out->answered == NULL)
        return error_memory(err);
    for (size_t row = 0; row < x->wave->n_rows; row++)
        if (groups->level[row] != NO_LEVEL)
            out->answered[groups->level[row]]++;
        else
            out->n_without++;
    out->n_answered = x->wave->n_rows - out->n_without;
    for (size_t i = 0; i < groups->n_levels; i++)
        out->n_frame += groups->n_units[i];
    return OK;
}

static struct moments level_moments(const struct explaining *x, const struct grouping *groups,
                                    size_t level, const struct score *score)
{
    struct moments m = {0};
    for (size_t row = 0; score != NULL && row < x->wave->n_rows; row++)
        if (groups->level[row] == level && !is_missing(score->value[row]))
            moments_add(&m, score->value[row]);
    return m;
}

static void put_levels(struct explaining *x, const struct grouping *groups,
                       const struct level_counts *counts, const struct score *score)
{
    static const struct explain_column columns[] = {
        {"level", N_("level")},           {"label", N_("label")},   {"frame", N_("frame")},
        {"answered", N_("answered")},     {"scores", N_("scores")}, {"mean", N_("mean")},
        {"sd", N_("standard deviation")},
    };
    struct explain_table *table = explanation_table(
        x->e, "levels", explanation_text(x->e, _("The levels of %s"), groups->of->code), columns,
        score == NULL ? 4 : COUNT(columns));
    for (size_t i = 0; i < groups->n_levels; i++) {
        const struct moments m = level_moments(x, groups, i, score);
        explanation_row(x->e, table,
                        (struct explain_cell[]){
                            cell_text(groups->names[i]),
                            cell_text(explain_label(x, groups->labels[i], groups->names[i])),
                            cell_count(groups->n_units[i]), cell_count(counts->answered[i]),
                            cell_count(m.n),
                            cell_number(m.n == 0 ? MISSING : m.mean, EXPLAIN_DIGITS),
                            cell_number(moments_sd(m), EXPLAIN_DIGITS)});
    }
    if (counts->n_without > 0)
        explanation_note(x->e, _("units that answered and are in no level: %zu"),
                         counts->n_without);
}

static size_t level_at(const struct grouping *groups, const char *name)
{
    size_t i = 0;
    while (name != NULL && i < groups->n_levels && strcmp(groups->names[i], name) != 0)
        i++;
    return name == NULL ? groups->n_levels : i;
}

static void put_composition(struct explaining *x, const struct level_counts *c, size_t frame,
                            size_t answered)
{
    const char *measure = x->id->measure;
    if (c->n_frame == 0 || c->n_answered == 0)
        return;
    const double of_frame = (double)frame / (double)c->n_frame;
    const double of_answered = (double)answered / (double)c->n_answered;
    const bool is_difference = strcmp(measure, "difference") == 0;
    if (strcmp(measure, "answered") != 0)
        explanation_step(x->e, of_frame, _("share of the frame = %zu / %zu = %.10g"), frame,
                         c->n_frame, of_frame);
    if (strcmp(measure, "frame") != 0)
        explanation_step(x->e, of_answered, _("share of those that answered = %zu / %zu = %.10g"),
                         answered, c->n_answered, of_answered);
    if (is_difference)
        explanation_step(x->e, of_answered - of_frame, _("difference = %.10g - %.10g = %.10g"),
                         of_answered, of_frame, of_answered - of_frame);
    explanation_result(x->e, is_difference                   ? of_answered - of_frame
                             : strcmp(measure, "frame") == 0 ? of_frame
                                                             : of_answered);
}

static void put_level(struct explaining *x, const struct grouping *groups,
                      const struct level_counts *counts, size_t level)
{
    const size_t frame = groups->n_units[level], answered = counts->answered[level];
    const char *measure = x->id->measure;
    if (strcmp(x->id->family, "composition") == 0)
        put_composition(x, counts, frame, answered);
    else if (strcmp(x->id->family, "response") == 0 && frame > 0) {
        explanation_step(x->e, (double)answered / (double)frame,
                         _("answered / units of the frame = %zu / %zu = %.10g"), answered, frame,
                         (double)answered / (double)frame);
        explanation_result(x->e, (double)answered / (double)frame);
    } else if (strcmp(x->id->family, "group") == 0) {
        explanation_result(x->e, strcmp(measure, "frame") == 0 && x->form->has_register
                                     ? (double)frame
                                 : strcmp(measure, "frame") == 0 ? MISSING
                                                                 : (double)answered);
    }
}

/* The grouping that the id names: by a level, as its subject, or as the other. */
static const struct grouping *named_group(const struct explaining *x)
{
    const struct grouping *groups =
        x->id->n_levels > 0 ? grouping_of(x->wave, x->id->level[0].code) : NULL;
    if (groups == NULL)
        groups = grouping_of(x->wave, x->id->other);
    return groups == NULL ? grouping_of(x->wave, x->id->subject) : groups;
}

enum status explain_group(struct explaining *x, struct error *err)
{
    const struct grouping *groups = named_group(x);
    const struct score *score = explain_score_of(x, x->id->subject);
    struct level_counts counts;
    if (groups == NULL)
        return explain_anything(x, err);
    const struct indicator *about[] = {groups->of, score == NULL ? NULL : score->index};
    explain_variables(x, about, score == NULL ? 1 : 2);
    TRY(count_levels(x, groups, &counts, err));
    put_levels(x, groups, &counts, score);
    const size_t level = level_at(groups, figure_level_of(x->id, groups->of->code));
    if (level < groups->n_levels)
        put_level(x, groups, &counts, level);
    else if (strcmp(x->id->measure, "without") == 0)
        explanation_result(x->e, (double)counts.n_without);
    for (size_t i = 0; score != NULL && i < groups->n_levels; i++)
        explanation_relate(x->e, x->from->figures,
                           figure_id(x->e->arena, "index", "mean", score->index->code, NULL,
                                     figure_level(x->e->arena, groups->of->code, groups->names[i])),
                           _("of one level"));
    return OK;
}

/* ---- response ---------------------------------------------------------------------------------
 */

static void put_response(struct explaining *x)
{
    const struct wave *wave = x->wave;
    const struct {
        const char *measure;
        size_t n;
    } counts[] = {{"frame", wave->n_frame},
                  {"n", wave->n_rows},
                  {"read", wave->n_read},
                  {"rejected", wave->n_rejected}};
    for (size_t i = 0; i < COUNT(counts); i++)
        if (strcmp(x->id->measure, counts[i].measure) == 0 && !is_missing(x->figure->value))
            explanation_result(x->e, (double)counts[i].n);
    if (strcmp(x->id->measure, "rate") != 0 || !x->form->has_register || wave->n_frame == 0)
        return;
    const double rate = (double)wave->n_rows / (double)wave->n_frame;
    explanation_step(x->e, rate, _("answered / units of the frame = %zu / %zu = %.10g"),
                     wave->n_rows, wave->n_frame, rate);
    explanation_result(x->e, rate);
}

enum status explain_response(struct explaining *x, struct error *err)
{
    struct selection s;
    if (x->id->subject != NULL && form_question(x->form, x->id->subject) != NULL)
        return explain_item(x, err);
    if (x->id->n_levels > 0)
        return explain_group(x, err);
    TRY(selection_open(x, &s, err));
    TRY(selection_put(x, &s, err));
    if (x->id->subject == NULL)
        put_response(x);
    return OK;
}
