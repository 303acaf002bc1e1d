/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/coherence.h"
#include "analysis/family.h"
#include "analysis/gather.h"
#include "analysis/raw.h"
#include "stats/correlation.h"

#include <stdlib.h>

struct audit {
    struct analysis *analysis;
    const struct coherence_limits *limits;
    const char *method[COHERENCE_CHECK_COUNT]; /* what the numbers of a verdict mean */
    const struct indicator *size;              /* NULL: none */
    double *log_size;                          /* per row */
    struct indicator **part;                   /* room for all indicators */
};

/* One index under audit: its n parts, and itself behind them, over the units that have both of a
   pair. */
struct audited {
    const struct indicator *index;
    struct indicator **part;
    size_t n;
    struct pairs pairs;
};

static void say_methods(struct audit *audit)
{
    const struct coherence_limits *l = audit->limits;
    struct analysis *analysis = audit->analysis;
    audit->method[COHERENCE_ITEM_INDEX] =
        analysis_text(analysis,
                      "verdict on r: 0 ok; %d dominates, above %g; %d under-represented, from -%g "
                      "to %g; %d contradicts, below -%g",
                      AUDIT_DOMINATES, l->dominates, AUDIT_UNDER_REPRESENTED, l->weak, l->weak,
                      AUDIT_CONTRADICTS, l->weak);
    audit->method[COHERENCE_PAIR] = analysis_text(
        analysis, "verdict on r: 0 ok; %d redundant, above %g", AUDIT_REDUNDANT, l->redundant);
    audit->method[COHERENCE_SIZE] =
        analysis_text(analysis, "verdict on r: 0 ok; %d follows size, above %g or below -%g",
                      AUDIT_FOLLOWS_SIZE, l->size, l->size);
    audit->method[COHERENCE_ALPHA] =
        analysis_text(analysis, "verdict on alpha/complete: 0 ok; %d unreliable, below %g",
                      AUDIT_UNRELIABLE, l->alpha);
    audit->method[COHERENCE_ITEMS] =
        analysis_text(analysis, "verdict on the number of items: 0 ok; %d few items, below %d",
                      AUDIT_FEW_ITEMS, l->items);
    audit->method[COHERENCE_COVERAGE] =
        analysis_text(analysis, "verdict on the share: 0 ok; %d low coverage, below %g",
                      AUDIT_LOW_COVERAGE, l->coverage);
}

static enum coherence_verdict on_part(const struct coherence_limits *limits, double r)
{
    if (r > limits->dominates)
        return AUDIT_DOMINATES;
    if (r < -limits->weak)
        return AUDIT_CONTRADICTS;
    return r <= limits->weak ? AUDIT_UNDER_REPRESENTED : AUDIT_OK;
}

static enum coherence_verdict verdict_on(const struct coherence_limits *limits,
                                         enum coherence_check check, double value)
{
    switch (check) {
    case COHERENCE_ITEM_INDEX:
        return on_part(limits, value);
    case COHERENCE_PAIR:
        return value > limits->redundant ? AUDIT_REDUNDANT : AUDIT_OK;
    case COHERENCE_SIZE:
        return fabs(value) > limits->size ? AUDIT_FOLLOWS_SIZE : AUDIT_OK;
    case COHERENCE_ALPHA:
        return value < limits->alpha ? AUDIT_UNRELIABLE : AUDIT_OK;
    case COHERENCE_ITEMS:
        return value < limits->items ? AUDIT_FEW_ITEMS : AUDIT_OK;
    default:
        return value < limits->coverage ? AUDIT_LOW_COVERAGE : AUDIT_OK;
    }
}

/* The verdict on a figure; it is missing where the figure is, for the same reason. */
static enum status put_verdict(const struct audit *audit, enum coherence_check check,
                               struct subject subject, const struct figure *on, struct error *err)
{
    struct analysis *analysis = audit->analysis;
    const double value =
        is_missing(on->value) ? MISSING : (double)verdict_on(audit->limits, check, on->value);
    struct figure figure = figure_of(value, on->n);
    subject.group = figure_level(analysis->out->arena, "check", coherence_check_name(check));
    if (subject.group == NULL)
        return error_memory(err);
    figure.unit = "verdict";
    figure.decimals = 0;
    figure.status = on->status;
    figure.method = audit->method[check];
    return analysis_put(analysis, "coherence", "verdict", subject, figure, err);
}

/* A figure of the audit's own, coherence/CHECK/SUBJECT, and the verdict on it. */
static enum status put_checked(const struct audit *audit, enum coherence_check check,
                               struct subject subject, struct figure figure, struct error *err)
{
    TRY(analysis_put(audit->analysis, "coherence", coherence_check_name(check), subject, figure,
                     err));
    return put_verdict(audit, check, subject, &figure, err);
}

static struct figure r_figure(struct correlation r, const char *method)
{
    struct figure figure = figure_of_r(r);
    figure.method = method;
    return figure;
}

static struct correlation r_of(const struct audit *audit, const struct audited *index, size_t i,
                               size_t j)
{
    const struct pair *pair = pairs_at(&index->pairs, i, j);
    return correlation_of(pair_correlation(*pair), pair->n, audit->analysis->confidence);
}

static enum status put_parts(const struct audit *audit, const struct audited *index,
                             struct error *err)
{
    for (size_t i = 0; i < index->n; i++) {
        const struct subject subject = {.code = index->part[i]->code, .other = index->index->code};
        struct figure figure =
            r_figure(r_of(audit, index, i, index->n),
                     "Pearson's r of the part and its index, which it is part of, over the units "
                     "that have both; Fisher's z interval");
        if (index->n < 2) { /* r is 1 whatever the part is */
            figure.value = figure.low = figure.high = figure.p = MISSING;
            figure.status = "z";
        }
        TRY(put_checked(audit, COHERENCE_ITEM_INDEX, subject, figure, err));
    }
    return OK;
}

/* The pair that goes together most, of i < j; false when none has an r. */
static bool find_closest(const struct audit *audit, const struct audited *index, size_t *first,
                         size_t *second)
{
    double highest = -INFINITY;
    for (size_t j = 0; j < index->n; j++)
        for (size_t i = 0; i < j; i++) {
            const double r = r_of(audit, index, i, j).value;
            if (!(r > highest))
                continue;
            highest = r;
            *first = i;
            *second = j;
        }
    return highest > -INFINITY;
}

/* Of all pairs those that say the same, and the closest one. */
static enum status put_pairs(const struct audit *audit, const struct audited *index,
                             struct error *err)
{
    size_t first = 0, second = 0;
    if (!find_closest(audit, index, &first, &second))
        return OK;
    for (size_t j = 0; j < index->n; j++)
        for (size_t i = 0; i < j; i++) {
            const struct correlation r = r_of(audit, index, i, j);
            const bool is_closest = i == first && j == second;
            if (!is_closest && !(r.value > audit->limits->redundant))
                continue;
            const struct subject subject = {index->part[i]->code, index->part[j]->code, NULL};
            TRY(put_checked(audit, COHERENCE_PAIR, subject,
                            r_figure(r, "Pearson's r of two parts of one index, over the units "
                                        "that have both: the closest pair of the index, and all "
                                        "above the limit; Fisher's z interval"),
                            err));
        }
    return OK;
}

static enum status put_size(const struct audit *audit, const struct audited *index,
                            struct error *err)
{
    const struct analysis *analysis = audit->analysis;
    const struct score *score = score_of(analysis->wave, index->index);
    if (audit->size == NULL)
        return OK;
    const struct correlation r = correlation_pearson(score->value, audit->log_size,
                                                     analysis->wave->n_rows, analysis->confidence);
    return put_checked(audit, COHERENCE_SIZE,
                       (struct subject){.code = index->index->code, .other = audit->size->code},
                       r_figure(r, "Pearson's r of the index and the natural logarithm of size, "
                                   "over the units that have both; Fisher's z interval"),
                       err);
}

static size_t count_items(const struct indicator *index)
{
    size_t n = 0;
    for (size_t i = 0; i < index->n_children; i++) {
        const struct indicator *child = index->children[i];
        if (child->weight > 0)
            n += child->type == INDICATOR_AGGREGATE ? count_items(child) : 1;
    }
    return n;
}

static enum status put_items(const struct audit *audit, const struct audited *index,
                             struct error *err)
{
    struct figure figure = figure_of((double)count_items(index->index), MISSING);
    figure.unit = "count";
    figure.method = "items with a weight below the index, at any level";
    return put_checked(audit, COHERENCE_ITEMS, (struct subject){.code = index->index->code}, figure,
                       err);
}

static enum status put_alpha(const struct audit *audit, const struct audited *index,
                             struct error *err)
{
    const struct subject subject = {.code = index->index->code};
    const char *id =
        figure_id(audit->analysis->out->arena, "alpha", "complete", subject.code, NULL, NULL);
    if (id == NULL)
        return error_memory(err);
    const struct figure *alpha = figures_find(audit->analysis->out, id);
    return alpha == NULL ? OK : put_verdict(audit, COHERENCE_ALPHA, subject, alpha, err);
}

static enum status put_coverage(const struct audit *audit, const struct indicator *of, size_t hits,
                                struct error *err)
{
    const struct wave *wave = audit->analysis->wave;
    const struct subject subject = {.code = of->code};
    const struct share share = {
        .hits = hits,
        .n = wave->n_rows,
        .population = wave->n_frame,
        .method = analysis_text(audit->analysis,
                                "units with a value as normalised (imputed ones too) / units that "
                                "answered; %s",
                                audit->analysis->share_method)};
    TRY(analysis_put_share(audit->analysis, "coherence", coherence_check_name(COHERENCE_COVERAGE),
                           subject, share, err));
    const struct figures *figures = audit->analysis->out;
    return put_verdict(audit, COHERENCE_COVERAGE, subject, &figures->list[figures->n - 1], err);
}

/* An index below another is a part of that one too, and is counted here only. */
static enum status put_coverages(const struct audit *audit, const struct audited *index,
                                 struct error *err)
{
    for (size_t i = 0; i < index->n; i++)
        if (index->part[i]->type != INDICATOR_AGGREGATE)
            TRY(put_coverage(audit, index->part[i], pairs_at(&index->pairs, i, i)->n, err));
    return put_coverage(audit, index->index, pairs_at(&index->pairs, index->n, index->n)->n, err);
}

static enum status put_index(const struct audit *audit, const struct audited *index,
                             struct error *err)
{
    TRY(put_items(audit, index, err));
    TRY(put_alpha(audit, index, err));
    TRY(put_size(audit, index, err));
    TRY(put_parts(audit, index, err));
    TRY(put_pairs(audit, index, err));
    return put_coverages(audit, index, err);
}

static enum status run_index(const struct audit *audit, const struct indicator *of,
                             struct error *err)
{
    struct analysis *analysis = audit->analysis;
    struct audited index = {.index = of, .part = audit->part};
    struct arena arena = {0};
    struct variables set;
    for (size_t i = 0; i < of->n_children; i++)
        if (of->children[i]->weight > 0)
            index.part[index.n++] = of->children[i];
    index.part[index.n] = (struct indicator *)of;
    TRY(variables_open(analysis->wave, index.part, index.n + 1, NULL, &set, err));
    enum status status = gather_pairs(&arena, &set, analysis->threads, &index.pairs, err);
    if (status == OK)
        status = put_index(audit, &index, err);
    arena_release(&arena);
    variables_close(&set);
    return status;
}

/* The first Denominator of the index table: what others are divided by is how large a unit is. */
static const struct indicator *find_size(const struct form *form)
{
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_DENOMINATOR)
            return &form->indicators[i];
    return NULL;
}

/* Sizes spread over factors of a thousand: as they are, r would be that of the few largest. */
static void take_logarithms(const struct audit *audit)
{
    const struct wave *wave = audit->analysis->wave;
    if (audit->size == NULL)
        return;
    raw_numbers(wave, audit->size, audit->log_size);
    for (size_t row = 0; row < wave->n_rows; row++)
        audit->log_size[row] = audit->log_size[row] > 0 ? log(audit->log_size[row]) : MISSING;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    struct audit audit = {.analysis = analysis,
                          .limits = &form->settings.coherence,
                          .size = find_size(form),
                          .log_size = malloc((analysis->wave->n_rows + 1) * sizeof(double)),
                          .part = calloc(form->n_indicators + 1, sizeof(struct indicator *))};
    enum status status = audit.log_size == NULL || audit.part == NULL ? error_memory(err) : OK;
    const struct indicator *index;
    if (status == OK) {
        say_methods(&audit);
        take_logarithms(&audit);
    }
    for (size_t at = 0; status == OK && (index = next_aggregate(form, &at)) != NULL;)
        status = run_index(&audit, index, err);
    free(audit.log_size);
    free(audit.part);
    return status;
}

const struct family family_coherence = {
    "coherence", "is each index the even sum of its parts, and of nothing else?", run};
