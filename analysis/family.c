/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"

#include "stats/proportion.h"

#include <stdarg.h>
#include <stdio.h>

/* Answers and weights near the largest number there is make sums that are none. */
static void drop_infinite(struct analysis *analysis, struct figure *figure)
{
    const bool is_infinite = isinf(figure->value);
    if (is_infinite && !analysis->is_overflow_told)
        findings_add(analysis->found, FINDING_WARNING, "overflow",
                     (struct place){analysis->wave->answers_path, 0, 0}, NULL, NULL,
                     "the figure %s is larger than any number that can be held, and so may others "
                     "be: answers or weights are too large",
                     figure->id == NULL ? "" : figure->id);
    analysis->is_overflow_told |= is_infinite;
    if (is_infinite)
        figure->value = MISSING;
    if (is_infinite || isinf(figure->low) || isinf(figure->high))
        figure->low = figure->high = MISSING;
    if (is_infinite || isinf(figure->se))
        figure->se = MISSING;
    if (is_infinite)
        figure->p = MISSING;
}

enum status analysis_put(struct analysis *analysis, const char *family, const char *measure,
                         struct subject subject, struct figure figure, struct error *err)
{
    figure.id = figure_id(analysis->out->arena, family, measure, subject.code, subject.other,
                          subject.group);
    drop_infinite(analysis, &figure);
    return figures_put(analysis->out, figure, err);
}

enum status analysis_unit(struct analysis *analysis, size_t row, const char **out,
                          struct error *err)
{
    const struct analysis_source *source = &analysis->source;
    struct arena *arena = analysis->out->arena;
    if (source->unit != NULL)
        return source->unit(source->context, row, arena, out, err);
    *out = arena_print(arena, "line %u", analysis->wave->line[row]);
    return *out == NULL ? error_memory(err) : OK;
}

enum status analysis_put_count(struct analysis *analysis, const char *family, const char *measure,
                               struct subject subject, struct count count, struct error *err)
{
    struct figure figure = figure_of(count.value, count.n);
    figure.unit = "count";
    figure.decimals = 0;
    figure.method = count.method;
    figure.status = count.status;
    return analysis_put(analysis, family, measure, subject, figure, err);
}

enum status analysis_put_share(struct analysis *analysis, const char *family, const char *measure,
                               struct subject subject, struct share share, struct error *err)
{
    const struct proportion p =
        proportion_estimate(share.hits, share.n, share.population, analysis->confidence);
    struct figure figure = figure_of(p.value, (double)share.n);
    figure.low = p.low;
    figure.high = p.high;
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = share.method;
    return analysis_put(analysis, family, measure, subject, figure, err);
}

const char *analysis_text(struct analysis *analysis, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = n < 0 ? NULL : arena_array(analysis->out->arena, (size_t)n + 1, char);
    analysis->is_out_of_memory |= text == NULL;
    if (text == NULL)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)n + 1, format, arguments);
    va_end(arguments);
    return text;
}

const struct indicator *next_aggregate(const struct form *form, size_t *at)
{
    while (*at < form->n_indicators) {
        const struct indicator *indicator = &form->indicators[(*at)++];
        if (indicator->type == INDICATOR_AGGREGATE)
            return indicator;
    }
    return NULL;
}

const char *index_unit(const struct indicator *index)
{
    return index->is_percent_scale ? "0-100" : "";
}
