/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/trend.h"

#include <stdlib.h>
#include <string.h>

enum status trend_open(const struct form *const *forms, size_t n, struct trend_source source,
                       struct trend *out, struct error *err)
{
    *out = (struct trend){.n = n, .source = source};
    out->waves = calloc(n + 1, sizeof *out->waves);
    out->forms = calloc(n + 1, sizeof *out->forms);
    if (out->waves == NULL || out->forms == NULL) {
        trend_close(out);
        return error_memory(err);
    }
    for (size_t i = 0; i < n; i++)
        out->waves[i].form = out->forms[i] = forms[i];
    return OK;
}

void trend_close(struct trend *trend)
{
    for (size_t i = 0; i < trend->n && trend->waves != NULL; i++) {
        struct trend_wave *wave = &trend->waves[i];
        for (size_t k = 0; k < wave->n_columns; k++)
            free(wave->columns[k].value);
        free(wave->columns);
        free(wave->steps);
        free(wave->unit);
    }
    free(trend->waves);
    free(trend->forms);
    *trend = (struct trend){0};
}

size_t trend_earlier(size_t later, size_t out[2])
{
    size_t n = 0;
    if (later > 1)
        out[n++] = 0;
    if (later > 0)
        out[n++] = later - 1;
    return n;
}

const double *trend_column(const struct trend *trend, size_t i, const char *code, int beside)
{
    const struct trend_wave *wave = &trend->waves[i];
    for (size_t k = 0; k < wave->n_columns; k++)
        if (wave->columns[k].beside == beside && strcmp(wave->columns[k].code, code) == 0)
            return wave->columns[k].value;
    return NULL;
}

double *trend_add_column(struct trend *trend, size_t i, size_t n_rows, const char *code, int beside)
{
    struct trend_wave *wave = &trend->waves[i];
    if (wave->n_columns == wave->capacity) {
        const size_t capacity = 2 * wave->capacity + 8;
        struct trend_column *grown = realloc(wave->columns, capacity * sizeof *grown);
        if (grown == NULL)
            return NULL;
        wave->columns = grown;
        wave->capacity = capacity;
    }
    double *value = malloc((n_rows + 1) * sizeof *value);
    if (value != NULL)
        wave->columns[wave->n_columns++] = (struct trend_column){code, beside, value};
    return value;
}
