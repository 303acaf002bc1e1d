/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/uncertainty.h"
#include "analysis/draw_table.h"
#include "analysis/family.h"
#include "analysis/index_data.h"
#include "analysis/variable.h"

#include <stdlib.h>

/* All roots of a wave, and what they need in common. */
struct roots {
    struct analysis *analysis;
    struct arena *arena; /* of plans and tables: as long as the family runs */
    struct index_plans plans;
    struct draw_table table;
    size_t **column; /* of each plan, where its slots stand in the table */
    size_t n_draws;
    bool *has_effect; /* of each row of form->uncertainty: a rank of some index moved */
    bool is_examined; /* so that this can be told */
};

/* --- draws that are written or given -----------------------------------------------------------
 */

static void fill_row(const struct roots *roots, uint64_t number, double *slots, double *row)
{
    for (size_t i = 0; i < roots->plans.n; i++) {
        const struct index_plan *plan = &roots->plans.plan[i];
        for (size_t v = 0; v < plan->n_vary; v++)
            variation_draw(&plan->vary[v], roots->analysis->seed, number, slots);
        for (size_t slot = 0; slot < plan->n_slots; slot++) {
            const size_t column = roots->column[i][slot];
            row[column] = draw_table_from_slot(&roots->table.column[column], slots[slot]);
        }
    }
}

static enum status put_draws(const struct roots *roots, struct error *err)
{
    const struct draw_sink *sink = roots->analysis->draws;
    const struct draw_list *given = roots->analysis->given;
    const size_t n_columns = roots->table.n_columns;
    if (sink == NULL)
        return OK;
    double *row = arena_array(roots->arena, n_columns, double);
    double *slots = arena_array(roots->arena, n_columns, double);
    if (row == NULL || slots == NULL)
        return error_memory(err);
    for (size_t i = 0; i < roots->n_draws; i++) {
        if (given == NULL)
            fill_row(roots, i, slots, row);
        TRY(sink->put(sink->context, i, given == NULL ? row : given->value + i * n_columns, err));
    }
    return OK;
}

/* The given draws as the slots of one plan; NULL when there are none. */
static enum status given_slots(const struct roots *roots, size_t plan, struct arena *arena,
                               const double **out, struct error *err)
{
    const struct draw_list *given = roots->analysis->given;
    const size_t n_slots = roots->plans.plan[plan].n_slots;
    *out = NULL;
    if (given == NULL)
        return OK;
    double *slots = arena_array(arena, given->n * n_slots, double);
    if (slots == NULL)
        return error_memory(err);
    for (size_t i = 0; i < given->n; i++)
        for (size_t slot = 0; slot < n_slots; slot++) {
            const size_t column = roots->column[plan][slot];
            slots[i * n_slots + slot] = draw_table_to_slot(
                &roots->table.column[column], given->value[i * roots->table.n_columns + column]);
        }
    *out = slots;
    return OK;
}

/* --- what is published -------------------------------------------------------------------------
 */

static enum status keep_pairs(const struct uncertainty *u, struct score *score, struct error *err)
{
    const size_t n = u->n_units * u->n_units;
    if (u->counts.above == NULL)
        return OK;
    score->n_draws = u->counts.n_draws;
    score->above = malloc((n + 1) * sizeof *score->above);
    if (score->above == NULL)
        return error_memory(err);
    memcpy(score->above, u->counts.above, n * sizeof *score->above);
    return OK;
}

static enum status put_score(const struct uncertainty *u, struct score *score, struct error *err)
{
    const size_t n = u->n_units;
    double **const columns[] = {&score->rank_median, &score->rank_low, &score->rank_high,
                                &score->rank_mean, &score->above_next};
    score->rank_class = malloc((n + 1) * sizeof *score->rank_class);
    bool is_there = score->rank_class != NULL;
    for (size_t i = 0; i < COUNT(columns); i++)
        is_there &= (*columns[i] = malloc((n + 1) * sizeof **columns[i])) != NULL;
    if (!is_there)
        return error_memory(err);
    for (size_t row = 0; row < n; row++) {
        score->rank_median[row] = u->rank[row].median;
        score->rank_low[row] = u->rank[row].low;
        score->rank_high[row] = u->rank[row].high;
        score->rank_class[row] = u->rank_class[row];
        score->rank_mean[row] = u->rank[row].mean;
        score->above_next[row] = u->all.n > 0 ? u->above_next[row] : MISSING;
    }
    return OK;
}

static const char *what_varies(const struct roots *roots, const struct index_plan *plan)
{
    const struct form *form = roots->analysis->wave->form;
    const char *all = "";
    for (size_t i = 0; i < plan->n_vary && all != NULL; i++) {
        const char *name = index_plan_choice_name(form, plan->choice[i], roots->arena);
        all = name == NULL ? NULL
                           : arena_print(roots->arena, "%s%s%s", all, i == 0 ? "" : ", ", name);
    }
    return all == NULL ? "" : all;
}

/* How the ranks move under one source, or all; `source` NULL for all. */
struct moved {
    const char *source;
    const struct rank_shift *shift;
    const char *what; /* of the method */
    bool has_no_meaning;
};

static enum status put_moved(struct roots *roots, const struct index_plan *plan,
                             const struct uncertainty *u, struct moved m, struct error *err)
{
    struct analysis *analysis = roots->analysis;
    const struct subject subject = {.code = plan->root->code, .other = m.source};
    struct figure shift = figure_of(m.has_no_meaning ? MISSING : m.shift->mean, (double)m.shift->n);
    shift.unit = "places";
    shift.decimals = 2;
    shift.status = m.has_no_meaning ? "z" : NULL;
    shift.method = analysis_text(analysis,
                                 "mean over n draws of the mean |drawn - published rank| of the "
                                 "units; Monte Carlo over %s",
                                 m.what);
    TRY(analysis_put(analysis, "uncertainty", "shift", subject, shift, err));
    struct figure moved = shift;
    moved.value = m.has_no_meaning ? MISSING : m.shift->moved;
    moved.unit = "count";
    moved.decimals = 1;
    moved.method = analysis_text(analysis,
                                 "units of %zu whose drawn rank is more than %zu places from the "
                                 "published one, a tenth of them; mean over n draws of %s",
                                 u->n_ranked, u->far, m.what);
    return analysis_put(analysis, "uncertainty", "moved", subject, moved, err);
}

static enum status put_sources(struct roots *roots, const struct index_plan *plan,
                               const struct uncertainty *u, struct error *err)
{
    static const char *const names[] = {
        [SOURCE_METHOD] = "method", [SOURCE_UNITS] = "units", [SOURCE_ANSWERS] = "answers"};
    static const char *const what[] = {
        [SOURCE_METHOD] = "the rules and weights of the index alone",
        [SOURCE_UNITS] =
            "the units that answered alone: rescaled bootstrap, Rao & Wu, with 1 - n/N",
        [SOURCE_ANSWERS] = "the missing answers alone: random hot deck"};
    _Static_assert(COUNT(names) == SOURCE_COUNT && COUNT(what) == SOURCE_COUNT,
                   "every source needs its name");
    const struct wave *wave = roots->analysis->wave;
    TRY(put_moved(roots, plan, u,
                  (struct moved){.source = "all",
                                 .shift = &u->all,
                                 .what = analysis_text(roots->analysis, "all together: %s",
                                                       what_varies(roots, plan))},
                  err));
    for (size_t i = 0; i < SOURCE_COUNT; i++)
        if (u->source[i].n > 0)
            TRY(put_moved(roots, plan, u,
                          (struct moved){.source = names[i],
                                         .shift = &u->source[i],
                                         .what = what[i],
                                         .has_no_meaning =
                                             i == SOURCE_UNITS && wave->n_frame <= wave->n_rows},
                          err));
    return OK;
}

static enum status put_classes(struct roots *roots, const struct index_plan *plan,
                               const struct uncertainty *u, struct error *err)
{
    struct analysis *analysis = roots->analysis;
    if (u->n_classes == 0)
        return OK;
    return analysis_put_count(
        analysis, "uncertainty", "rank_classes", (struct subject){.code = plan->root->code},
        (struct count){.value = (double)u->n_classes,
                       .n = (double)u->n_ranked,
                       .method = analysis_text(
                           analysis,
                           "groups of units that cannot be told apart: by mean rank, a class ends "
                           "before the unit that its leader stands above in at least %.10g %% of "
                           "the draws",
                           100 * analysis->confidence)},
        err);
}

static struct figure share_of_variance(const struct sobol_index *s, bool is_first,
                                       const char *method)
{
    struct figure figure = figure_of(is_first ? s->first : s->total, (double)s->n);
    figure.low = is_first ? s->first_low : s->total_low;
    figure.high = is_first ? s->first_high : s->total_high;
    figure.unit = "share";
    figure.decimals = 2;
    figure.method = method;
    return figure;
}

static enum status put_sobol(struct roots *roots, const struct index_plan *plan,
                             const struct uncertainty *u, struct error *err)
{
    struct analysis *analysis = roots->analysis;
    const char *first = analysis_text(
        analysis,
        "first order share of the variance of the mean absolute rank shift: Saltelli's estimator "
        "over n points; percentile bootstrap %s",
        analysis->interval);
    const char *total = analysis_text(
        analysis,
        "total share of the variance of the mean absolute rank shift, with all interactions: "
        "Jansen's estimator over n points; percentile bootstrap %s",
        analysis->interval);
    for (size_t i = 0; u->n_points > 0 && i < plan->n_vary; i++) {
        const struct subject subject = {.code = plan->root->code,
                                        .other = index_plan_choice_name(analysis->wave->form,
                                                                        plan->choice[i],
                                                                        analysis->out->arena)};
        TRY(analysis_put(analysis, "uncertainty", "first", subject,
                         share_of_variance(&u->sobol[i], true, first), err));
        TRY(analysis_put(analysis, "uncertainty", "total", subject,
                         share_of_variance(&u->sobol[i], false, total), err));
    }
    return OK;
}

/* --- one index after the other -----------------------------------------------------------------
 */

static void note_effects(struct roots *roots, const struct index_plan *plan,
                         const struct uncertainty *u)
{
    roots->is_examined |= u->n_points > 0 || plan->n_vary == 1;
    for (size_t i = 0; i < plan->n_vary; i++)
        roots->has_effect[plan->choice[i]] |=
            plan->n_vary == 1 ? u->all.mean > 0 : u->n_points > 0 && u->sobol[i].total > 0;
}

static void say_no_ranks(const struct roots *roots, const struct indicator *root)
{
    findings_add(roots->analysis->found, FINDING_WARNING, "no_ranks_drawn", root->at, NULL,
                 root->code,
                 "no draw gives any unit a rank on '%s': nothing tells how firm its ranks "
                 "are",
                 root->code);
}

static enum status examine(struct roots *roots, size_t nth, struct arena *arena, struct error *err)
{
    struct analysis *analysis = roots->analysis;
    const struct index_plan *plan = &roots->plans.plan[nth];
    struct index_model model;
    struct uncertainty u;
    struct uncertainty_request request = {.n_draws = roots->n_draws,
                                          .confidence = analysis->confidence,
                                          .threads = analysis->draw_threads};
    TRY(index_data_get(analysis->wave, plan, analysis->seed, arena, &model, err));
    TRY(given_slots(roots, nth, arena, &request.given, err));
    TRY(uncertainty_run(&model, request, arena, &u, err));
    if (u.n_ranked == 0)
        return OK;
    if (u.all.n == 0)
        say_no_ranks(roots, plan->root);
    note_effects(roots, plan, &u);
    TRY(put_score(&u, score_of(analysis->wave, plan->root), err));
    if (analysis->keeps_pairs)
        TRY(keep_pairs(&u, score_of(analysis->wave, plan->root), err));
    TRY(put_sources(roots, plan, &u, err));
    TRY(put_classes(roots, plan, &u, err));
    return put_sobol(roots, plan, &u, err);
}

/* A row of uncertainty.csv that moves nobody is a mistake; the default only offers. */
static void say_without_effect(const struct roots *roots)
{
    const struct form *form = roots->analysis->wave->form;
    for (size_t i = 0; i < form->n_uncertainty && roots->is_examined; i++) {
        const struct uncertainty_choice *row = &form->uncertainty[i];
        if (roots->has_effect[i] || row->at.file == NULL)
            continue;
        findings_add(roots->analysis->found, FINDING_ERROR, "uncertainty_without_effect", row->at,
                     NULL, NULL, "'%s' changes no rank of any index, in any draw; leave it out",
                     uncertainty_name(row->parameter));
    }
}

static enum status open_roots(struct roots *roots, struct error *err)
{
    const struct form *form = roots->analysis->wave->form;
    TRY(index_plans_get(form, roots->arena, &roots->plans, err));
    TRY(draw_table_get(form, roots->arena, &roots->table, err));
    roots->column = arena_array(roots->arena, roots->plans.n, size_t *);
    roots->has_effect = arena_array(roots->arena, form->n_uncertainty, bool);
    if (roots->column == NULL || roots->has_effect == NULL)
        return error_memory(err);
    for (size_t i = 0; i < roots->plans.n; i++)
        TRY(draw_table_slots(&roots->table, form, &roots->plans.plan[i], roots->arena,
                             &roots->column[i], err));
    return put_draws(roots, err);
}

static enum status run_roots(struct roots *roots, struct error *err)
{
    TRY(open_roots(roots, err));
    for (size_t i = 0; i < roots->plans.n; i++) {
        if (roots->plans.plan[i].n_vary == 0)
            continue;
        struct arena arena = {0};
        const enum status status = examine(roots, i, &arena, err);
        arena_release(&arena);
        if (status != OK)
            return status;
    }
    say_without_effect(roots);
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    struct arena arena = {0};
    struct roots roots = {.analysis = analysis,
                          .arena = &arena,
                          .n_draws =
                              analysis->given != NULL ? analysis->given->n : analysis->replicates};
    if (analysis->wave->n_rows < 2 || roots.n_draws == 0)
        return OK;
    const enum status status = run_roots(&roots, err);
    arena_release(&arena);
    return status;
}

const struct family family_uncertainty = {"uncertainty", "how sure is a unit's rank?", run};
