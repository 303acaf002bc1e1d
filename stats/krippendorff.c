/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/krippendorff.h"

#include <stdbool.h>

#include "base/missing.h"
#include "stats/bootstrap.h"

/* The units with two codings or more, their categories one after the other, and room for one
   computation: bootstrap hands its statistic the data alone, one draw after the other. */
struct pairable {
    enum level level;
    size_t n_units, n_categories;
    const double *value; /* n_categories */
    size_t *start;       /* n_units + 1: where each unit's codings begin */
    uint32_t *category;  /* of each coding */
    double *count;       /* room, n_categories: codings of the drawn units */
    double *position;    /* room, n_categories: where a category stands at this level */
};

static size_t n_codings_of(struct codings codings, const struct categories *of, size_t unit)
{
    size_t n = 0;
    for (size_t coder = 0; coder < codings.n_coders; coder++)
        n += of->index[unit * codings.n_coders + coder] != NOT_CODED;
    return n;
}

static enum status pairable_get(struct codings codings, struct arena *arena, struct pairable *out,
                                struct error *err)
{
    struct categories of;
    TRY(codings_number(codings, arena, &of, err));
    out->value = of.value;
    out->n_categories = of.n;
    out->start = arena_array(arena, codings.n_units + 1, size_t);
    out->category = arena_array(arena, codings.n_units * codings.n_coders, uint32_t);
    out->count = arena_array(arena, of.n, double);
    out->position = arena_array(arena, of.n, double);
    if (out->start == NULL || out->category == NULL || out->count == NULL || out->position == NULL)
        return error_memory(err);
    size_t n = 0;
    for (size_t unit = 0; unit < codings.n_units; unit++) {
        if (n_codings_of(codings, &of, unit) < 2)
            continue;
        for (size_t coder = 0; coder < codings.n_coders; coder++) {
            const uint32_t category = of.index[unit * codings.n_coders + coder];
            if (category != NOT_CODED)
                out->category[n++] = category;
        }
        out->start[++out->n_units] = n;
    }
    return OK;
}

static void count_categories(const struct pairable *p, const uint32_t *unit, size_t n)
{
    for (size_t c = 0; c < p->n_categories; c++)
        p->count[c] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = p->start[unit[i]]; j < p->start[unit[i] + 1]; j++)
            p->count[p->category[j]]++;
}

/* An ordinal category stands where the middle of its codings would, all of them in a row. */
static void place_categories(const struct pairable *p)
{
    double before = 0;
    for (size_t c = 0; c < p->n_categories; c++) {
        p->position[c] = p->level == LEVEL_ORDINAL ? before + p->count[c] / 2 : p->value[c];
        before += p->count[c];
    }
}

static double difference(const struct pairable *p, size_t c, size_t k)
{
    if (c == k)
        return 0;
    if (p->level == LEVEL_NOMINAL)
        return 1;
    const double apart = p->position[c] - p->position[k];
    if (p->level != LEVEL_RATIO)
        return apart * apart;
    const double relative = apart / (p->position[c] + p->position[k]);
    return relative * relative;
}

static double observed(const struct pairable *p, const uint32_t *unit, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t from = p->start[unit[i]], to = p->start[unit[i] + 1];
        double within = 0;
        for (size_t a = from; a < to; a++)
            for (size_t b = from; b < a; b++)
                within += difference(p, p->category[a], p->category[b]);
        sum += within / (double)(to - from - 1);
    }
    return 2 * sum;
}

/* 1 - observed (n - 1) / expected, over the units drawn. */
static double alpha_of(const uint32_t *unit, size_t n, const void *data)
{
    const struct pairable *p = data;
    double n_codings = 0, expected = 0;
    count_categories(p, unit, n);
    place_categories(p);
    for (size_t c = 0; c < p->n_categories; c++) {
        n_codings += p->count[c];
        for (size_t k = 0; k < c; k++)
            if (p->count[c] > 0 && p->count[k] > 0)
                expected += 2 * p->count[c] * p->count[k] * difference(p, c, k);
    }
    return expected > 0 ? 1 - observed(p, unit, n) * (n_codings - 1) / expected : MISSING;
}

static size_t n_categories_used(const struct pairable *p)
{
    size_t n = 0;
    for (size_t c = 0; c < p->n_categories; c++)
        p->count[c] = 0;
    for (size_t i = 0; i < p->start[p->n_units]; i++)
        n += p->count[p->category[i]]++ == 0;
    return n;
}

static bool has_negative(const struct pairable *p)
{
    for (size_t i = 0; i < p->start[p->n_units]; i++)
        if (p->value[p->category[i]] < 0)
            return true;
    return false;
}

static enum status estimate(const struct krippendorff_request *request, const struct pairable *p,
                            struct krippendorff *out, struct error *err)
{
    struct bootstrap b;
    TRY(bootstrap_interval((struct bootstrap_request){.statistic = alpha_of,
                                                      .data = p,
                                                      .n_units = p->n_units,
                                                      .replicates = request->replicates,
                                                      .seed = request->seed,
                                                      .confidence = request->confidence},
                           &b, err));
    out->value = b.value;
    out->se = b.se;
    out->low = b.low;
    out->high = b.high;
    out->percentile_low = b.percentile_low;
    out->percentile_high = b.percentile_high;
    return OK;
}

enum status krippendorff_alpha(struct krippendorff_request request, struct krippendorff *out,
                               struct error *err)
{
    struct arena scratch = {0};
    struct pairable p = {.level = request.level};
    *out = (struct krippendorff){MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, 0, 0, 0};
    enum status status = pairable_get(request.codings, &scratch, &p, err);
    if (status == OK) {
        out->n_units = p.n_units;
        out->n_codings = p.start[p.n_units];
        out->n_categories = n_categories_used(&p);
        if (request.level != LEVEL_RATIO || !has_negative(&p))
            status = estimate(&request, &p, out, err);
    }
    arena_release(&scratch);
    return status;
}
