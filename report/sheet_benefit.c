/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/claim_rows.h"
#include "report/columns.h"
#include "report/scatter.h"
#include "report/sheet.h"
#include "report/unit_name.h"

#include <string.h>

static const char *pair_text(struct draft *draft, const struct indicator_pair *pair)
{
    return SAY(draft, TEXT_BENEFIT_PAIR, draft_indicator(draft, pair->x),
               draft_indicator(draft, pair->y));
}

static const char *number(struct draft *draft, const struct figure *figure)
{
    return draft_number(draft, figure->value, figure->decimals);
}

static struct cell *put(struct kept_rows *rows, const struct indicator_pair *pair,
                        enum text measure, double x, const struct figure *figure)
{
    struct draft *draft = rows->draft;
    return association_row(rows, pair_text(draft, pair), draft_text(draft, measure), x, figure);
}

/* How a spreadsheet computes a figure over the points of its chart. */
static void add_formula(struct draft *draft, struct cell *cells, const char *function,
                        const struct scatter *scatter)
{
    if (cells == NULL || scatter == NULL || scatter->n_points == 0)
        return;
    const char *sheet = draft_text(draft, TEXT_SHEET_POINTS);
    const char *x = draft_range(draft, sheet, 2, scatter->first_point, scatter->n_points);
    const char *y = draft_range(draft, sheet, 3, scatter->first_point, scatter->n_points);
    const char *formula = arena_print(draft->arena, "%s(%s,%s)", function, y, x);
    draft->is_out_of_memory |= formula == NULL;
    cells[ASSOCIATION_VALUE] = cell_with_formula(cells[ASSOCIATION_VALUE], formula);
}

static void put_pair(struct kept_rows *rows, const struct indicator_pair *pair,
                     const struct scatter *scatter)
{
    struct draft *draft = rows->draft;
    const char *y = pair->y->code, *x = pair->x->code;
    add_formula(draft, put(rows, pair, TEXT_BENEFIT_PEARSON, MISSING, pair->pearson), "CORREL",
                scatter);
    put(rows, pair, TEXT_BENEFIT_SPEARMAN, MISSING, pair->spearman);
    put(rows, pair, TEXT_BENEFIT_KENDALL, MISSING, pair->kendall);
    add_formula(draft, put(rows, pair, TEXT_BENEFIT_SLOPE, MISSING, pair->slope), "SLOPE", scatter);
    add_formula(draft,
                put(rows, pair, TEXT_BENEFIT_INTERCEPT, MISSING,
                    draft_figure(draft, "regression/intercept", y, x, NULL)),
                "INTERCEPT", scatter);
    add_formula(
        draft,
        put(rows, pair, TEXT_BENEFIT_R2, MISSING, draft_figure(draft, "regression/r2", y, x, NULL)),
        "RSQ", scatter);
}

/* The line without each of the agencies that decide most of it; a published report names none. */
static enum status put_influence(struct kept_rows *rows, const struct indicator_pair *pair,
                                 struct error *err)
{
    struct draft *draft = rows->draft;
    const char *start =
        figure_id(draft->arena, "influence", "slope", pair->y->code, pair->x->code, NULL);
    size_t at = 0;
    const struct figure *slope = NULL;
    if (start == NULL)
        return error_memory(err);
    while (draft->report->profile != PROFILE_PUBLISH &&
           (slope = next_figure_of_unit(draft, start, &at)) != NULL) {
        const char *unit = NULL;
        TRY(name_of_unit(draft, slope, &unit, err));
        const struct figure *cook = draft_figure(draft, "influence/cook", pair->y->code,
                                                 pair->x->code, strchr(slope->id, '|') + 1);
        const bool has_cook = cook != NULL && !is_missing(cook->value);
        association_row(rows, pair_text(draft, pair),
                        has_cook ? SAY(draft, TEXT_BENEFIT_WITHOUT_COOK, unit, number(draft, cook))
                                 : SAY(draft, TEXT_BENEFIT_WITHOUT, unit),
                        MISSING, slope);
    }
    return OK;
}

/* Only the charted pairs have their line in the table. Gives its first row. */
static size_t put_line(struct kept_rows *rows, const struct scatter *scatter)
{
    const size_t first = rows->n;
    for (size_t i = 0; i < SCATTER_LINE && scatter->has_line; i++)
        put(rows, &scatter->pair, TEXT_BENEFIT_LINE, scatter_places[i], scatter->line[i]);
    return first;
}

/* The line, or one of its limits, over the rows from `first`. */
static struct series line_series(struct draft *draft, enum series_kind kind, size_t first)
{
    static const struct {
        enum text name;
        size_t column;
    } drawn[] = {[SERIES_LINE] = {TEXT_BENEFIT_LINE, ASSOCIATION_VALUE},
                 [SERIES_LOW] = {TEXT_BENEFIT_LOW, ASSOCIATION_LOW},
                 [SERIES_HIGH] = {TEXT_BENEFIT_HIGH, ASSOCIATION_HIGH}};
    const char *sheet = draft_text(draft, TEXT_SHEET_BENEFIT);
    return (struct series){
        .kind = kind,
        .name = draft_text(draft, drawn[kind].name),
        .x = {sheet, ASSOCIATION_X, first, SCATTER_LINE},
        .y = {sheet, drawn[kind].column, first, SCATTER_LINE},
    };
}

static const char *interval(struct draft *draft, const struct figure *figure)
{
    return draft_interval(draft, figure, figure->decimals, false);
}

/* What the chart says, in numbers. */
static const char *alt_text(struct draft *draft, const struct scatter *scatter, const char *x,
                            const char *y)
{
    const struct figure *r = scatter->pair.pearson;
    const char *alt = scatter->n_points > 0
                          ? SAY(draft, TEXT_BENEFIT_ALT_POINTS,
                                draft_count(draft, (double)scatter->n_points), x, y)
                          : SAY(draft, TEXT_BENEFIT_ALT_NO_POINTS, x, y);
    if (r != NULL && !is_missing(r->value) && !is_missing(r->low))
        alt = draft_join(draft, alt,
                         SAY(draft, TEXT_BENEFIT_ALT_R, number(draft, r), interval(draft, r)));
    if (!scatter->has_line)
        return alt;
    const struct figure *from = scatter->line[0], *to = scatter->line[SCATTER_LINE - 1];
    return draft_join(draft, alt,
                      SAY(draft, TEXT_BENEFIT_ALT_LINE, number(draft, from), interval(draft, from),
                          number(draft, to), interval(draft, to)));
}

/* An index on 0-100 shows its whole scale. */
static struct axis axis_of(struct draft *draft, const struct indicator *index, const char *label)
{
    struct axis axis = {.title = label, .has_range = index->is_percent_scale, .high = 100};
    if (index->is_percent_scale)
        axis.title = SAY(draft, TEXT_BENEFIT_AXIS, label);
    return axis;
}

static struct chart chart_of(struct draft *draft, const struct scatter *scatter, size_t first_line)
{
    const char *x = draft_header(draft, draft_indicator(draft, scatter->pair.x));
    const char *y = draft_header(draft, draft_indicator(draft, scatter->pair.y));
    struct chart chart = {
        .kind = CHART_SCATTER,
        .title = draft_header(draft, SAY(draft, TEXT_BENEFIT_CHART_TITLE, y, x)),
        .alt = alt_text(draft, scatter, x, y),
        .x = axis_of(draft, scatter->pair.x, x),
        .y = axis_of(draft, scatter->pair.y, y),
    };
    if (scatter->n_points > 0) {
        const char *points = draft_text(draft, TEXT_SHEET_POINTS);
        chart.series[chart.n_series++] = (struct series){
            .kind = SERIES_POINTS,
            .name = draft_text(draft, TEXT_BENEFIT_AGENCIES),
            .x = {points, 2, scatter->first_point, scatter->n_points},
            .y = {points, 3, scatter->first_point, scatter->n_points},
        };
    }
    for (enum series_kind kind = SERIES_LINE; kind <= SERIES_HIGH && scatter->has_line; kind++)
        chart.series[chart.n_series++] = line_series(draft, kind, first_line);
    return chart;
}

static const char *sentence(struct draft *draft, const struct indicator_pairs *pairs)
{
    const struct indicator_pair *first = &pairs->list[0];
    const struct figure *r = first->pearson;
    if (r == NULL || is_missing(r->value) || is_missing(r->low))
        return SAY(draft, TEXT_BENEFIT_SENTENCE_NONE, draft_count(draft, (double)pairs->n));
    return SAY(draft, TEXT_BENEFIT_SENTENCE, draft_indicator(draft, first->x),
               draft_indicator(draft, first->y), number(draft, r), draft_confidence(draft),
               interval(draft, r), draft_count(draft, r->n));
}

static const struct scatter *scatter_of(const struct scatters *scatters,
                                        const struct indicator_pair *pair)
{
    for (size_t i = 0; i < scatters->n; i++) {
        if (scatters->list[i].pair.x == pair->x && scatters->list[i].pair.y == pair->y)
            return &scatters->list[i];
    }
    return NULL;
}

static void put_all(struct kept_rows *rows, const struct indicator_pairs *pairs,
                    struct table *table)
{
    struct draft *draft = rows->draft;
    const struct scatters scatters = scatters_of(draft);
    table->charts = draft_array(draft, SCATTER_MOST, struct chart);
    for (size_t i = 0; i < pairs->n && table->charts != NULL; i++) {
        const struct scatter *scatter = scatter_of(&scatters, &pairs->list[i]);
        put_pair(rows, &pairs->list[i], scatter);
        if (scatter != NULL)
            table->charts[table->n_charts++] = chart_of(draft, scatter, put_line(rows, scatter));
    }
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_ASSOCIATION, false, 0},
                                                 {TEXT_COLUMN_MEASURE, false, 0},
                                                 {TEXT_COLUMN_AT_X, true, 0},
                                                 {TEXT_COLUMN_VALUE, true, 0},
                                                 {TEXT_COLUMN_LOW, true, 0},
                                                 {TEXT_COLUMN_HIGH, true, 0},
                                                 {TEXT_COLUMN_N, true, 0},
                                                 {TEXT_COLUMN_P, true, 0},
                                                 {TEXT_COLUMN_FIGURE, false, 0}};
    const struct indicator_pairs pairs = indicator_pairs_of(draft);
    TRY(draft_status(draft, err));
    table->sentence = sentence(draft, &pairs);
    table->note = draft_text(draft, TEXT_BENEFIT_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_all(&rows, &pairs, table);
    TRY(claim_rows_put(&rows, err));
    for (size_t i = 0; i < pairs.n; i++)
        TRY(put_influence(&rows, &pairs.list[i], err));
    kept_rows_close(&rows, table);
    return OK;
}

static bool has_content(struct draft *draft)
{
    return indicator_pairs_of(draft).n > 0;
}

const struct sheet sheet_benefit = {.name = TEXT_SHEET_BENEFIT,
                                    .about = TEXT_ABOUT_BENEFIT,
                                    .has_content = has_content,
                                    .build = build};
