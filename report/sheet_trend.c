/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/comparability.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"
#include "report/trend_years.h"

#include <string.h>

/* One index since one year, on all questions or on those in common. */
struct compared {
    struct draft *draft;
    const struct indicator *index;
    int since, now;
    bool is_common;
};

/* A figure of the comparison; wave 0: about both years. */
static const struct figure *figure_about(const struct compared *c, const char *measure, int wave)
{
    struct draft *draft = c->draft;
    const char *group = trend_year_group(draft, "since", c->since);
    const char *at = wave == 0 ? "" : arena_print(draft->arena, ";wave=%d", wave);
    const char *questions = c->is_common ? ";questions=common" : "";
    const char *all = at == NULL ? NULL : arena_print(draft->arena, "%s%s%s", group, at, questions);
    draft->is_out_of_memory |= all == NULL;
    return all == NULL ? NULL : draft_figure(draft, measure, c->index->code, NULL, all);
}

/* About its items, whichever questions the row is about. */
static const struct figure *about_items(const struct compared *c, const char *measure)
{
    return comparability_figure(c->draft, c->index, c->since, measure);
}

static const struct figure *mean_in(const struct compared *c, int year)
{
    if (c->is_common)
        return figure_about(c, "trend/mean", year);
    return draft_figure(c->draft, "trend/mean", c->index->code, NULL,
                        trend_year_group(c->draft, "wave", year));
}

/* In a published report few who came or left could be told from what the others are. */
static bool is_withheld(const struct compared *c)
{
    const double least = c->draft->report->wave->form->settings.min_cell;
    if (c->draft->report->profile != PROFILE_PUBLISH)
        return false;
    for (int i = 0; i < 2; i++) {
        const struct figure *part = figure_about(c, i == 0 ? "trend/entering" : "trend/leaving", 0);
        if (part != NULL && part->n > 0 && part->n < least)
            return true;
    }
    return false;
}

enum { PANEL_FIRST = 12, PANEL_END = 22 };

static void put_panel(const struct compared *c, struct cell *cells)
{
    const struct figure *panel = figure_about(c, "trend/panel_change", 0);
    cells[12] = cell_value(panel);
    cells[13] = cell_beside(panel, panel == NULL ? MISSING : panel->low);
    cells[14] = cell_beside(panel, panel == NULL ? MISSING : panel->high);
    cells[15] = cell_p(panel);
    cells[16] = cell_p(figure_about(c, "trend/panel_wilcoxon", 0));
    cells[17] = cell_n(panel);
    cells[18] = cell_value(figure_about(c, "trend/staying", 0));
    cells[19] = cell_value(figure_about(c, "trend/entering", 0));
    cells[20] = cell_value(figure_about(c, "trend/leaving", 0));
    cells[21] = cell_value(figure_about(c, "trend/restructured", 0));
    for (size_t i = PANEL_FIRST; i < PANEL_END && is_withheld(c); i++)
        cells[i] = cell_missing(CELL_WITHHELD);
}

/* The change is a difference of two cells; on all questions this year's mean is the agencies'. */
static void add_formulas(const struct kept_rows *rows, const struct compared *c, struct cell *cells)
{
    enum { THEN = 4, NOW, CHANGE, N_NOW = 11 };
    struct draft *draft = rows->draft;
    if (!agencies_have_formulas(draft->report))
        return;
    const char *scores = c->is_common ? NULL : agencies_range_of(draft, c->index);
    cells[NOW] = cell_with_formula(cells[NOW], formula_mean(draft, scores));
    cells[N_NOW] = cell_with_formula(cells[N_NOW], formula_n(draft, scores));
    cells[CHANGE] =
        cell_with_formula(cells[CHANGE], draft_formula(draft, "%s-%s", kept_rows_cell(rows, NOW),
                                                       kept_rows_cell(rows, THEN)));
}

static void put_row(struct kept_rows *rows, const struct compared *c)
{
    struct draft *draft = rows->draft;
    const struct figure *change = figure_about(c, "trend/change", 0);
    const struct figure *then = mean_in(c, c->since), *now = mean_in(c, c->now);
    if (change == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, c->index));
    cells[1] = cell_text(trend_year_text(draft, c->since));
    cells[2] = cell_text(
        draft_text(draft, c->is_common ? TEXT_TREND_QUESTIONS_COMMON : TEXT_TREND_QUESTIONS_ALL));
    cells[3] = cell_text(comparability_text(draft, c->index, c->since, c->is_common));
    cells[4] = cell_value(then);
    cells[5] = cell_value(now);
    cells[6] = cell_value(change);
    cells[7] = cell_beside(change, change->low);
    cells[8] = cell_beside(change, change->high);
    cells[9] = cell_p(change);
    cells[10] = cell_n(then);
    cells[11] = cell_n(now);
    add_formulas(rows, c, cells);
    put_panel(c, cells);
    cells[22] = c->is_common ? cell_missing(CELL_NOT_APPLICABLE)
                             : cell_value(about_items(c, "trend/item_change"));
    cells[23] = cell_id(change);
}

/* --- the sentence ------------------------------------------------------------------------------
 */

static const char *signed_number(struct draft *draft, const struct figure *figure)
{
    const char *number = draft_number(draft, figure->value, figure->decimals);
    if (!(figure->value > 0))
        return number;
    const char *text = arena_print(draft->arena, "+%s", number);
    draft->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}

/* The index that comes first, since the year before. */
static const char *sentence(const struct compared *first, size_t n_rows)
{
    struct draft *draft = first->draft;
    struct compared c = *first;
    if (c.index == NULL)
        return SAY(draft, TEXT_TREND_SENTENCE_NONE, draft_count(draft, (double)n_rows));
    c.is_common = false;
    const struct figure *all = figure_about(&c, "trend/change", 0);
    c.is_common = true;
    const struct figure *common = figure_about(&c, "trend/change", 0);
    if (all == NULL || common == NULL || is_missing(common->value))
        return SAY(draft, TEXT_TREND_SENTENCE_NONE, draft_count(draft, (double)n_rows));
    const char *index = draft_indicator(draft, c.index), *since = trend_year_text(draft, c.since);
    const char *n = draft_count(draft, common->n), *by = signed_number(draft, common);
    const bool has_width = !is_missing(common->low) && common->low < common->high;
    const char *text =
        has_width ? SAY(draft, TEXT_TREND_SENTENCE, index, since, by, draft_confidence(draft),
                        draft_interval(draft, common, common->decimals, false), n)
                  : SAY(draft, TEXT_TREND_SENTENCE_EXACT, index, since, by, n);
    const char *more = comparability_is_zero(about_items(&c, "trend/break"))
                           ? draft_text(draft, TEXT_TREND_SENTENCE_SAME)
                           : SAY(draft, TEXT_TREND_SENTENCE_ALL, signed_number(draft, all));
    return draft_join(draft, text, more);
}

static void put_index(struct kept_rows *rows, const struct indicator *index, struct compared *first)
{
    struct draft *draft = rows->draft;
    const struct trend_years years = trend_years_of(draft, "trend/change", index, "since");
    struct compared c = {
        .draft = draft, .index = index, .now = draft->report->wave->form->settings.wave};
    for (size_t i = years.n; i-- > 0;) {
        c.since = years.list[i];
        for (int common = 0; common < 2; common++) {
            c.is_common = common == 1;
            put_row(rows, &c);
        }
        if (first->index == NULL)
            *first = c;
    }
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 40},        {TEXT_COLUMN_SINCE, false, 0},
        {TEXT_COLUMN_QUESTIONS, false, 0},     {TEXT_COLUMN_COMPARABLE, false, 44},
        {TEXT_COLUMN_MEAN_THEN, true, 0},      {TEXT_COLUMN_MEAN_NOW, true, 0},
        {TEXT_COLUMN_CHANGE, true, 0},         {TEXT_COLUMN_LOW, true, 0},
        {TEXT_COLUMN_HIGH, true, 0},           {TEXT_COLUMN_P, true, 0},
        {TEXT_COLUMN_N_THEN, true, 0},         {TEXT_COLUMN_N_NOW, true, 0},
        {TEXT_COLUMN_PANEL_CHANGE, true, 0},   {TEXT_COLUMN_PANEL_LOW, true, 0},
        {TEXT_COLUMN_PANEL_HIGH, true, 0},     {TEXT_COLUMN_PANEL_P, true, 0},
        {TEXT_COLUMN_PANEL_WILCOXON, true, 0}, {TEXT_COLUMN_PANEL_N, true, 0},
        {TEXT_COLUMN_PART_STAYING, true, 0},   {TEXT_COLUMN_PART_ENTERING, true, 0},
        {TEXT_COLUMN_PART_LEAVING, true, 0},   {TEXT_COLUMN_PART_RESTRUCTURED, true, 0},
        {TEXT_COLUMN_PART_ITEMS, true, 0},     {TEXT_COLUMN_FIGURE, false, 0},
    };
    const struct form *form = draft->report->wave->form;
    struct compared first = {.draft = draft};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_AGGREGATE)
            put_index(&rows, &form->indicators[i], &first);
    table->sentence = sentence(&first, rows.n);
    table->note = draft_text(draft, TEXT_TREND_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "trend/change/");
}

const struct sheet sheet_trend = {
    .name = TEXT_SHEET_TREND, .about = TEXT_ABOUT_TREND, .is_wanted = is_wanted, .build = build};
