/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlations.h"
#include "analysis/family.h"
#include "analysis/kinship.h"

#include <stdlib.h>

static enum status put_pair(struct analysis *analysis, enum correlation_kind kind,
                            const struct score *a, const struct score *b,
                            const struct correlation *r, struct error *err)
{
    const bool is_pearson = kind == CORRELATION_PEARSON;
    struct figure figure = figure_of(r->value, (double)r->n);
    figure.low = r->low;
    figure.high = r->high;
    figure.p = r->p;
    figure.unit = "r";
    figure.decimals = 2;
    figure.method = analysis_text(
        analysis, "%s over units with both scores; p two-sided, t on n - 2; Fisher z %s%s",
        is_pearson ? "Pearson's r" : "Spearman's rho, mid-ranks", analysis->interval,
        kinship_text(kinship_of(a->index, b->index)));
    return analysis_put(analysis, "correlation", is_pearson ? "pearson" : "spearman",
                        (struct subject){.code = a->index->code, .other = b->index->code}, figure,
                        err);
}

static enum status put_kind(struct analysis *analysis, enum correlation_kind kind,
                            const double *const *columns, struct correlation *r, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t k = wave->n_scores;
    TRY(correlation_matrix((struct correlation_request){.columns = columns,
                                                        .n = wave->n_rows,
                                                        .k = k,
                                                        .kind = kind,
                                                        .confidence = analysis->confidence},
                           r, err));
    for (size_t i = 0; i < k; i++)
        for (size_t j = i + 1; j < k; j++)
            TRY(put_pair(analysis, kind, &wave->scores[i], &wave->scores[j], &r[i * k + j], err));
    return OK;
}

/* An analyst must know why a row of the table is empty. */
static void say_constant(struct analysis *analysis, const struct score *score)
{
    const size_t n_rows = analysis->wave->n_rows;
    double first = MISSING;
    size_t n = 0;
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        if (is_missing(x))
            continue;
        if (n++ > 0 && x != first)
            return;
        first = x;
    }
    if (n >= 2)
        findings_add(analysis->found, FINDING_INFO, "constant_index", score->index->at, NULL,
                     score->index->code,
                     "every unit has the same score for '%s': it goes with nothing",
                     score->index->code);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t k = wave->n_scores;
    const double **columns = calloc(k + 1, sizeof *columns);
    struct correlation *r = calloc(k * k + 1, sizeof *r);
    enum status status = columns == NULL || r == NULL ? error_memory(err) : OK;
    for (size_t i = 0; status == OK && i < k; i++)
        columns[i] = wave->scores[i].value;
    for (size_t i = 0; status == OK && k > 1 && i < k; i++)
        say_constant(analysis, &wave->scores[i]);
    if (status == OK)
        status = put_kind(analysis, CORRELATION_PEARSON, columns, r, err);
    if (status == OK)
        status = put_kind(analysis, CORRELATION_SPEARMAN, columns, r, err);
    free(r);
    free(columns);
    return status;
}

const struct family family_correlations = {"correlations", "which indices go together?", run};
