/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/item_columns.h"

#include "base/missing.h"
#include "stats/impute.h"
#include "stats/treat.h"

#include <string.h>

/* minmax and zscore that a draw brings in have their defaults; the item's own has what it says. */
static struct normalise_rule rule_of(const struct item_source *source, enum normalise method)
{
    struct normalise_rule rule = source->normalise;
    if (method == source->normalise.method)
        return rule;
    rule.method = method;
    rule.low = method == NORMALISE_GOALPOSTS ? source->goal_low : MISSING;
    rule.high = method == NORMALISE_GOALPOSTS ? source->goal_high : MISSING;
    return rule;
}

static bool is_percent_scale(const struct normalise_rule *rule)
{
    return rule->method == NORMALISE_GOALPOSTS || rule->method == NORMALISE_PERCENTILE ||
           (rule->method == NORMALISE_MINMAX && !(rule->low < 0 || rule->low > 0) &&
            !(rule->high < 100 || rule->high > 100));
}

static void lay_on_1_to_100(double *x, size_t n, const struct normalise_rule *rule)
{
    double min = MISSING, max = MISSING;
    if (rule->method == NORMALISE_RANK)
        return;
    for (size_t i = 0; i < n; i++) {
        min = fmin(min, x[i]);
        max = fmax(max, x[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]))
            continue;
        if (is_percent_scale(rule))
            x[i] = 1 + 0.99 * x[i];
        else
            x[i] = max > min ? 1 + 99 * ((x[i] - min) / (max - min)) : 1;
    }
}

static enum status work_out(struct arena *arena, const struct item_source *source,
                            struct item_rules rules, double *x, struct error *err)
{
    const struct normalise_rule rule = rule_of(source, rules.normalise);
    const bool is_left = rule.method == NORMALISE_GOALPOSTS && rules.treat != source->treat;
    const enum treat treat = is_left ? source->treat : rules.treat;
    struct sort_room room;
    struct imputed imputed;
    struct treated treated;
    if (rules.impute != IMPUTE_NONE)
        TRY(impute_column(x, source->n,
                          (struct impute_rule){rules.impute, source->group, source->n_groups},
                          &imputed, err));
    if (treat == TREAT_WINSORISE)
        TRY(treat_column(x, source->n, &treated, err));
    TRY(sort_room_get(arena, source->n, &room, err));
    normalise_column(x, source->n, rule, &room);
    if (rules.is_positive)
        lay_on_1_to_100(x, source->n, &rule);
    return OK;
}

/* What a column is, as composite.h wants it. x becomes 0 where it is missing. */
static enum status put_column(struct arena *arena, double *x, size_t n, bool wants_log,
                              struct composite_column *out, struct error *err)
{
    double *there = arena_array(arena, n, double), *counts = arena_array(arena, n, double);
    double *logs = wants_log ? arena_array(arena, n, double) : NULL;
    if (there == NULL || counts == NULL || (wants_log && logs == NULL))
        return error_memory(err);
    size_t n_there = 0, n_counts = 0, n_positive = 0;
    for (size_t i = 0; i < n; i++) {
        const enum missing reason = missing_reason(x[i]);
        const bool leaves = reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE;
        n_there += reason == ANSWERED;
        n_counts += !leaves;
        there[i] = reason == ANSWERED ? 1 : 0;
        counts[i] = leaves ? 0 : 1;
        x[i] = reason == ANSWERED ? x[i] : 0;
        n_positive += x[i] > 0;
        if (wants_log && x[i] > 0)
            logs[i] = log(x[i]);
    }
    *out = (struct composite_column){.x = x,
                                     .log = logs,
                                     .there = n_there == n ? NULL : there,
                                     .counts = n_counts == n ? NULL : counts,
                                     .is_positive = n_positive == n_there};
    return OK;
}

enum status item_option_prepare(struct arena *arena, const struct item_source *source,
                                struct item_rules rules, struct item_columns *options,
                                struct error *err)
{
    struct composite_column *column = &options->column[item_option_of(rules)];
    if (column->x != NULL)
        return OK;
    double *x = arena_array(arena, source->n, double);
    if (x == NULL)
        return error_memory(err);
    if (source->n > 0)
        memcpy(x, source->x, source->n * sizeof *x);
    struct arena scratch = {0};
    const enum status status = work_out(&scratch, source, rules, x, err);
    arena_release(&scratch);
    return status == OK ? put_column(arena, x, source->n, rules.is_positive, column, err) : status;
}
