/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/permutation.h"

#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/pair.h"

/* Rows where both are present, about their means: of r only the sum of products changes. */
struct rows {
    double *x, *y, *dealt;
    size_t n;
    struct pair moments;
};

static enum status rows_get(struct arena *arena, const struct permutation_request *q,
                            struct rows *out)
{
    *out = (struct rows){.x = arena_array(arena, q->n, double),
                         .y = arena_array(arena, q->n, double),
                         .dealt = arena_array(arena, q->n, double)};
    return out->x == NULL || out->y == NULL || out->dealt == NULL ? ERR_MEMORY : OK;
}

static void rows_take(struct rows *rows, const struct permutation_request *q)
{
    pair_add_columns(&rows->moments, q->x, q->y, q->n);
    for (size_t i = 0; i < q->n; i++) {
        if (is_missing(q->x[i]) || is_missing(q->y[i]))
            continue;
        rows->x[rows->n] = q->x[i] - rows->moments.mean_x;
        rows->y[rows->n++] = q->y[i] - rows->moments.mean_y;
    }
}

/* The sum of products with y in a random order: Fisher & Yates, from the inside out. */
static double dealt_product(struct rows *rows, struct random *r)
{
    for (size_t i = 0; i < rows->n; i++) {
        const size_t at = random_below(r, i + 1);
        rows->dealt[i] = rows->dealt[at];
        rows->dealt[at] = rows->y[i];
    }
    double sum = 0;
    for (size_t i = 0; i < rows->n; i++)
        sum += rows->x[i] * rows->dealt[i];
    return sum;
}

static void count_replicates(struct rows *rows, const struct permutation_request *q,
                             struct permutation *out)
{
    const double scale = sqrt(rows->moments.xx) * sqrt(rows->moments.yy);
    const double slack = 1e-12 * scale, seen = rows->moments.xy;
    size_t two_sided = 1, greater = 1, less = 1;
    for (size_t replicate = 0; replicate < q->replicates; replicate++) {
        struct random r = random_stream(q->seed, replicate);
        const double product = dealt_product(rows, &r);
        two_sided += fabs(product) >= fabs(seen) - slack;
        greater += product >= seen - slack;
        less += product <= seen + slack;
    }
    const double all = (double)q->replicates + 1;
    out->two_sided = (double)two_sided / all;
    out->greater = (double)greater / all;
    out->less = (double)less / all;
}

enum status permutation_correlation(struct permutation_request request, struct permutation *out,
                                    struct error *err)
{
    struct arena scratch = {0};
    struct rows rows;
    *out = (struct permutation){.two_sided = MISSING, .greater = MISSING, .less = MISSING};
    const enum status status = rows_get(&scratch, &request, &rows);
    if (status == OK) {
        rows_take(&rows, &request);
        out->n = rows.n;
        if (request.replicates > 0 && !is_missing(pair_correlation(rows.moments)))
            count_replicates(&rows, &request, out);
    }
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}
