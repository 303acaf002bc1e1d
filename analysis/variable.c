/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/variable.h"

#include "analysis/raw.h"
#include "store/network.h"

#include <stdlib.h>

struct score *score_of(const struct wave *wave, const struct indicator *aggregate)
{
    for (size_t i = 0; i < wave->n_scores && wave->scores != NULL; i++)
        if (wave->scores[i].index == aggregate)
            return &wave->scores[i];
    return NULL;
}

/* A Denominator or Other indicator: no rule of the index tree applies. */
static enum status open_raw(const struct wave *wave, const struct indicator *indicator,
                            struct item *out, struct error *err)
{
    *out = (struct item){.of = indicator};
    out->value = malloc((wave->n_rows + 1) * sizeof *out->value);
    if (out->value == NULL)
        return error_memory(err);
    raw_numbers(wave, indicator, out->value);
    return OK;
}

static enum status open_one(struct variables *set, const struct indicator *indicator,
                            struct findings *found, struct error *err)
{
    struct item *item = &set->item[set->n];
    const int measure = network_measure_of(set->wave->form, indicator);
    if (measure >= 0) {
        item->of = indicator;
        set->score[set->n] = set->wave->network->of_row[measure];
        return OK;
    }
    if (indicator->type == INDICATOR_AGGREGATE) {
        item->of = indicator;
        set->score[set->n] = score_of(set->wave, indicator)->value;
        return OK;
    }
    if (indicator->type != INDICATOR_ITEM)
        return open_raw(set->wave, indicator, item, err);
    return item_open(set->wave, indicator, (struct item_options){.found = found}, item, err);
}

enum status variables_open(const struct wave *wave, struct indicator *const *indicators, size_t n,
                           struct findings *found, struct variables *out, struct error *err)
{
    *out = (struct variables){.wave = wave};
    out->item = calloc(n + 1, sizeof *out->item);
    out->score = calloc(n + 1, sizeof *out->score);
    enum status status = out->item == NULL || out->score == NULL ? error_memory(err) : OK;
    for (size_t i = 0; i < n && status == OK; i++) {
        status = open_one(out, indicators[i], found, err);
        out->n += status == OK;
    }
    if (status != OK)
        variables_close(out);
    return status;
}

void variables_close(struct variables *set)
{
    for (size_t i = 0; i < set->n; i++)
        item_close(&set->item[i]);
    free(set->item);
    free(set->score);
    *set = (struct variables){0};
}

void variables_fill_rows(const struct variables *set, size_t first, size_t n, double *out)
{
    for (size_t v = 0; v < set->n; v++) {
        if (set->score[v] == NULL) {
            item_fill(&set->item[v], first, n, out + v, set->n);
            continue;
        }
        for (size_t i = 0; i < n; i++)
            out[i * set->n + v] = set->score[v][first + i];
    }
}

enum status variables_column(struct variables *set, size_t variable, const double **out,
                             struct error *err)
{
    struct item *item = &set->item[variable];
    if (set->score[variable] == NULL && item->value == NULL) {
        item->value = malloc((set->wave->n_rows + 1) * sizeof *item->value);
        if (item->value == NULL)
            return error_memory(err);
        item_fill(item, 0, set->wave->n_rows, item->value, 1);
    }
    *out = set->score[variable] != NULL ? set->score[variable] : item->value;
    return OK;
}
