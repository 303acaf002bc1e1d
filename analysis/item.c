/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/item.h"

#include "analysis/goalposts.h"
#include "analysis/notice.h"
#include "analysis/raw.h"
#include "stats/denominate.h"
#include "stats/frequency.h"
#include "stats/impute.h"
#include "stats/normalise.h"
#include "stats/treat.h"

#include <stdlib.h>

static const struct grouping *grouping_of(const struct wave *wave, const struct indicator *group)
{
    for (size_t i = 0; i < wave->n_groups; i++)
        if (wave->groups[i].of == group)
            return &wave->groups[i];
    return NULL;
}

static enum status impute(const struct wave *wave, const struct indicator *indicator, double *x,
                          struct error *err)
{
    const struct grouping *groups = grouping_of(wave, indicator->impute_group);
    struct impute_rule rule = {.centre = indicator->impute};
    uint32_t *group = NULL;
    if (indicator->impute_group != NULL && groups != NULL) {
        group = malloc((wave->n_rows + 1) * sizeof *group);
        if (group == NULL)
            return error_memory(err);
        for (size_t row = 0; row < wave->n_rows; row++)
            group[row] = groups->level[row];
        rule.group = group;
        rule.n_groups = groups->n_levels;
    }
    struct imputed done;
    const enum status status = impute_column(x, wave->n_rows, rule, &done, err);
    free(group);
    return status;
}

static void say_constant(struct findings *found, const struct indicator *indicator)
{
    if (found != NULL)
        findings_add(found, FINDING_ERROR, "constant_indicator", indicator->at, NULL,
                     indicator->code,
                     "'%s' has no two different values, so '%s' cannot place its units: it is "
                     "missing for all; give it goalposts, or leave it out",
                     indicator->code, method_name(METHOD_NORMALISE, (int)indicator->normalise));
}

static enum status normalise(const struct indicator *indicator, double *x, size_t n,
                             struct findings *found, struct error *err)
{
    struct normalise_rule rule = {.method = indicator->normalise,
                                  .direction = indicator->direction < 0 ? -1 : 1,
                                  .low = indicator->low,
                                  .high = indicator->high};
    if (rule.method == NORMALISE_GOALPOSTS)
        goalposts_of(indicator, &rule.low, &rule.high);
    const bool is_ranked = rule.method == NORMALISE_RANK || rule.method == NORMALISE_PERCENTILE;
    struct arena arena = {0};
    struct sort_room room;
    const enum status status = is_ranked ? sort_room_get(&arena, n, &room, err) : OK;
    if (status == OK && !normalise_column(x, n, rule, is_ranked ? &room : NULL))
        say_constant(found, indicator);
    arena_release(&arena);
    return status;
}

/* Imputes, treats and normalises n_rows values, as far as asked. */
static enum status run_stages(const struct wave *wave, const struct indicator *indicator,
                              struct item_options options, double *x, struct error *err)
{
    if (options.stage == STAGE_DENOMINATED)
        return OK;
    if (indicator->impute != IMPUTE_NONE)
        TRY(impute(wave, indicator, x, err));
    if (options.stage == STAGE_IMPUTED)
        return OK;
    if (indicator->treat == TREAT_WINSORISE) {
        struct treated done;
        TRY(treat_column(x, wave->n_rows, &done, err));
    }
    if (options.stage == STAGE_TREATED)
        return OK;
    return normalise(indicator, x, wave->n_rows, options.found, err);
}

static void say_without_values(struct findings *found, const struct indicator *indicator)
{
    if (found != NULL)
        findings_add(found, FINDING_WARNING, "indicator_without_values", indicator->at, NULL,
                     indicator->code, "no unit has a value for '%s'", indicator->code);
}

/* --- items that are written out ----------------------------------------------------------------
 */

static enum status denominate_item(const struct wave *wave, const struct indicator *indicator,
                                   double *x, struct findings *found, struct error *err)
{
    double *denominator = malloc((wave->n_rows + 1) * sizeof *denominator);
    if (denominator == NULL)
        return error_memory(err);
    raw_numbers(wave, indicator->denominator, denominator);
    struct notice notice = {found, wave, indicator, "zero_denominator", 0};
    for (size_t row = 0; row < wave->n_rows; row++)
        if (denominator[row] == 0 && !is_missing(x[row]) && notice_is_listed(&notice))
            findings_add(found, FINDING_ERROR, notice.rule, notice_place(&notice, row), NULL,
                         indicator->code,
                         "'%s' cannot be divided by '%s', which is 0: it counts "
                         "as missing",
                         indicator->code, indicator->denominator->code);
    notice_end(&notice);
    denominate(x, denominator, wave->n_rows);
    free(denominator);
    return OK;
}

static enum status fill_column(const struct wave *wave, const struct indicator *indicator,
                               struct item_options options, struct item *out, struct error *err)
{
    raw_numbers(wave, indicator, out->value);
    if (indicator->denominator != NULL)
        TRY(denominate_item(wave, indicator, out->value, options.found, err));
    goalposts_check_column(wave, indicator, out->value, options.found);
    size_t n_answered = 0;
    for (size_t row = 0; row < wave->n_rows; row++)
        n_answered += out->answered[row] = !is_missing(out->value[row]);
    if (n_answered == 0 && wave->n_rows > 0)
        say_without_values(options.found, indicator);
    return run_stages(wave, indicator, options, out->value, err);
}

static enum status open_column(const struct wave *wave, const struct indicator *indicator,
                               struct item_options options, struct item *out, struct error *err)
{
    out->value = malloc((wave->n_rows + 1) * sizeof *out->value);
    out->answered = malloc(wave->n_rows + 1);
    const enum status status = out->value == NULL || out->answered == NULL
                                   ? error_memory(err)
                                   : fill_column(wave, indicator, options, out, err);
    if (status != OK)
        item_close(out);
    return status;
}

/* --- items that are tables ---------------------------------------------------------------------
 */

/* Whether the rule needs only to know which values occur, not how often. */
static bool is_blind_to_counts(const struct indicator *indicator)
{
    return indicator->impute == IMPUTE_NONE && indicator->treat == TREAT_NONE &&
           (indicator->normalise == NORMALISE_GOALPOSTS ||
            indicator->normalise == NORMALISE_MINMAX || indicator->normalise == NORMALISE_NONE);
}

/* Normalises the values of the codes that occur, each once. */
static enum status stages_of_codes(const struct indicator *indicator, struct item_options options,
                                   const size_t *count, double *table, struct error *err)
{
    if (options.stage != STAGE_NORMALISED)
        return OK;
    double x[CODES];
    size_t n = 0;
    for (size_t code = 0; code < CODES; code++)
        if (count[code] > 0)
            x[n++] = table[code];
    TRY(normalise(indicator, x, n, options.found, err));
    n = 0;
    for (size_t code = 0; code < CODES; code++)
        if (count[code] > 0)
            table[code] = x[n++];
    return OK;
}

/* Writes the column out, takes it through its stages, and reads the codes' values back. */
static enum status stages_of_rows(const struct wave *wave, struct item *item,
                                  struct item_options options, struct error *err)
{
    double *x = malloc((wave->n_rows + 1) * sizeof *x);
    if (x == NULL)
        return error_memory(err);
    item_fill(item, 0, wave->n_rows, x, 1);
    const enum status status = run_stages(wave, item->of, options, x, err);
    if (status == OK)
        for (size_t row = 0; row < wave->n_rows; row++)
            item->table[item->code[row]] = x[row];
    free(x);
    return status;
}

static enum status open_table(const struct wave *wave, struct item_options options,
                              struct item *out, struct error *err)
{
    size_t count[FREQUENCY_CODES] = {0};
    size_t n_answered = 0;
    frequency_count(out->code, wave->n_rows, count);
    wave_code_values(out->of, out->table);
    goalposts_check_codes(wave, out->of, out->code, count, out->table, options.found);
    for (size_t code = 0; code < CODES; code++) {
        out->is_answered[code] = !is_missing(out->table[code]);
        n_answered += out->is_answered[code] ? count[code] : 0;
    }
    if (n_answered == 0 && wave->n_rows > 0)
        say_without_values(options.found, out->of);
    if (is_blind_to_counts(out->of))
        return stages_of_codes(out->of, options, count, out->table, err);
    return stages_of_rows(wave, out, options, err);
}

/* --- the item ----------------------------------------------------------------------------------
 */

static bool is_table(const struct wave *wave, const struct indicator *indicator)
{
    const struct column *column = wave_column(wave, indicator);
    return column != NULL && column->kind == COLUMN_CODE && !is_sum_of_options(indicator) &&
           indicator->denominator == NULL &&
           (indicator->impute == IMPUTE_NONE || indicator->impute_group == NULL);
}

enum status item_open(const struct wave *wave, const struct indicator *indicator,
                      struct item_options options, struct item *out, struct error *err)
{
    out->of = indicator;
    out->code = NULL;
    out->value = NULL;
    out->answered = NULL;
    if (!is_table(wave, indicator))
        return open_column(wave, indicator, options, out, err);
    out->code = wave_column(wave, indicator)->code;
    return open_table(wave, options, out, err);
}

void item_close(struct item *item)
{
    free(item->value);
    free(item->answered);
    item->value = NULL;
    item->answered = NULL;
    item->code = NULL;
}

void item_fill(const struct item *item, size_t first, size_t n, double *out, size_t stride)
{
    if (item->code != NULL) {
        const uint8_t *code = item->code + first;
        for (size_t i = 0; i < n; i++)
            out[i * stride] = item->table[code[i]];
        return;
    }
    const double *value = item->value + first;
    for (size_t i = 0; i < n; i++)
        out[i * stride] = value[i];
}

enum status item_stage(const struct wave *wave, const struct indicator *indicator, enum stage stage,
                       double *out, struct error *err)
{
    struct item item;
    TRY(item_open(wave, indicator, (struct item_options){.stage = stage}, &item, err));
    item_fill(&item, 0, wave->n_rows, out, 1);
    item_close(&item);
    return OK;
}
