/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"

#include "report/cell.h"

#include <math.h>

int agency_decimals(const struct indicator *index)
{
    return index->is_percent_scale ? 1 : 3;
}

static double score_of(const struct draft *draft, size_t s)
{
    const struct report *report = draft->report;
    return report->wave->scores[s].value[report->feedback->row];
}

struct cell agency_score(const struct draft *draft, size_t s)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    return cell_number(score_of(draft, s), agency_decimals(index), CELL_NOT_AVAILABLE);
}

static uint16_t level_of(const struct report *report, size_t group)
{
    return report->wave->groups[group - 1].level[report->feedback->row];
}

/* index/mean of all, or of the agency's group; NULL: there is none. */
static const struct figure *mean_of(struct draft *draft, size_t s, size_t group)
{
    const struct wave *wave = draft->report->wave;
    const char *code = wave->scores[s].index->code;
    if (group == FEEDBACK_ALL)
        return draft_figure(draft, "index/mean", code, NULL, NULL);
    const struct grouping *grouping = &wave->groups[group - 1];
    const char *level = figure_level(draft->arena, grouping->of->code,
                                     grouping->names[level_of(draft->report, group)]);
    draft->is_out_of_memory |= level == NULL;
    return level == NULL ? NULL : draft_figure(draft, "index/mean", code, NULL, level);
}

/* The figure to be shown, or why none is. */
static struct cell judged(struct draft *draft, size_t s, size_t group, const struct figure **out)
{
    const struct report *report = draft->report;
    *out = NULL;
    if (group != FEEDBACK_ALL && level_of(report, group) == NO_LEVEL)
        return cell_missing(CELL_NOT_APPLICABLE);
    if (feedback_is_withheld(report->feedback, report->wave, s, group))
        return cell_missing(CELL_WITHHELD);
    *out = mean_of(draft, s, group);
    return cell_value(*out);
}

struct cell agency_mean(struct draft *draft, size_t s, size_t group)
{
    const struct figure *figure;
    return judged(draft, s, group, &figure);
}

struct cell agency_mean_n(struct draft *draft, size_t s, size_t group)
{
    const struct figure *figure;
    const struct cell mean = judged(draft, s, group, &figure);
    return cell_is_number(mean.kind) ? cell_n(figure) : cell_missing(mean.kind);
}

struct cell agency_difference(struct draft *draft, size_t s, size_t group)
{
    const struct cell own = agency_score(draft, s), mean = agency_mean(draft, s, group);
    if (!cell_is_number(mean.kind))
        return cell_missing(mean.kind);
    if (!cell_is_number(own.kind))
        return cell_missing(own.kind);
    return cell_number(own.number - mean.number, own.decimals, CELL_NOT_AVAILABLE);
}

struct cell agency_band(struct draft *draft, size_t s)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    const double x = score_of(draft, s);
    if (!draft->report->wave->scores[s].index->is_percent_scale || settings->n_bands == 0)
        return cell_missing(CELL_NOT_APPLICABLE);
    for (size_t b = settings->n_bands; b-- > 0;)
        if (x >= settings->bands[b].from)
            return cell_text_or(draft_band(draft, &settings->bands[b]), CELL_NOT_AVAILABLE);
    return cell_missing(CELL_NOT_AVAILABLE);
}

size_t agency_main_group(const struct report *report)
{
    for (size_t group = 1; group <= report->wave->n_groups; group++)
        if (level_of(report, group) != NO_LEVEL)
            return group;
    return FEEDBACK_ALL;
}

const char *agency_level(struct draft *draft, size_t group)
{
    if (group == FEEDBACK_ALL || level_of(draft->report, group) == NO_LEVEL)
        return "";
    const struct grouping *grouping = &draft->report->wave->groups[group - 1];
    const uint16_t level = level_of(draft->report, group);
    return draft_label(draft, grouping->labels[level], grouping->names[level]);
}

const char *agency_group_label(struct draft *draft, size_t group)
{
    if (group == FEEDBACK_ALL || level_of(draft->report, group) == NO_LEVEL)
        return "";
    const struct grouping *grouping = &draft->report->wave->groups[group - 1];
    return SAY(draft, TEXT_AGENCY_GROUP, draft_indicator(draft, grouping->of),
               agency_level(draft, group));
}

bool agency_is_few(const struct draft *draft, const struct figure *figure)
{
    const double least = draft->report->wave->form->settings.min_cell;
    return figure != NULL && isfinite(figure->value) && isfinite(figure->n) &&
           figure->n - 1 < least;
}

struct cell agency_figure(const struct draft *draft, const struct figure *figure)
{
    return agency_is_few(draft, figure) ? cell_missing(CELL_WITHHELD) : cell_value(figure);
}

const char *agency_signed(struct draft *draft, double x, int decimals)
{
    const char *number = draft_number(draft, x, decimals);
    if (!(x > 0))
        return number;
    const char *text = arena_print(draft->arena, "+%s", number);
    draft->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}

static struct series bars_of(const struct table *table, size_t column, size_t n)
{
    return (struct series){
        .kind = SERIES_BARS, .x = {table->sheet, 0, 0, n}, .y = {table->sheet, column, 0, n}};
}

struct chart agency_bar_chart(const struct draft *draft, const struct table *table,
                              const struct agency_bars *bars)
{
    struct chart chart = {
        .kind = CHART_BARS,
        .title = bars->title,
        .alt = bars->alt,
        .x = {.title = draft_text(draft, TEXT_AGENCY_AXIS),
              .has_range = true,
              .low = 0,
              .high = 100},
        .y = {.title = draft_text(draft, TEXT_COLUMN_INDEX)},
        .series = {bars_of(table, bars->own, bars->n), bars_of(table, bars->other, bars->n)},
        .n_series = 2,
    };
    chart.series[0].name = bars->own_name;
    chart.series[1].name = bars->other_name;
    chart.series[1].shade = SHADE_OTHER;
    return chart;
}

const struct feedback_year *agency_last_year(const struct report *report)
{
    const struct feedback *feedback = report->feedback;
    for (size_t i = feedback->n_years; i-- > 0;)
        if (feedback->years[i].is_compared)
            return &feedback->years[i];
    return NULL;
}
