/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

enum { INDEX, OWN, ALL, GROUP };

/* The indices at the top on 0-100 that have both a score and a mean of all: a chart draws from
   numbers alone. */
static bool is_shown(struct draft *draft, size_t s)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    return index->parent == NULL && index->is_percent_scale &&
           cell_is_number(agency_score(draft, s).kind) &&
           cell_is_number(agency_mean(draft, s, FEEDBACK_ALL).kind);
}

static void put(struct kept_rows *rows, size_t s, size_t group)
{
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[INDEX] = cell_text(draft_indicator(draft, draft->report->wave->scores[s].index));
    cells[OWN] = agency_score(draft, s);
    cells[ALL] = agency_mean(draft, s, FEEDBACK_ALL);
    if (group != FEEDBACK_ALL)
        cells[GROUP] = agency_mean(draft, s, group);
}

/* "Mognad: 39,8 (alla 56,6)", of each. */
static const char *alt(struct draft *draft, size_t n)
{
    const char *list = "";
    for (size_t s = 0; s < draft->report->wave->n_scores; s++) {
        if (!is_shown(draft, s))
            continue;
        const char *one = SAY(draft, TEXT_AGENCY_BRIEF_ALT_ONE,
                              draft_indicator(draft, draft->report->wave->scores[s].index),
                              draft_number(draft, agency_score(draft, s).number, 1),
                              draft_number(draft, agency_mean(draft, s, FEEDBACK_ALL).number, 1));
        list = alt_list(draft, list, one);
    }
    return SAY(draft, TEXT_AGENCY_BRIEF_ALT, draft_count(draft, (double)n), list);
}

static void add_chart(struct draft *draft, struct table *table, size_t n)
{
    const struct agency_bars bars = {
        .title = SAY(draft, TEXT_AGENCY_BRIEF_CHART,
                     draft_header(draft, draft->report->feedback->name), draft_year(draft)),
        .alt = alt(draft, n),
        .own_name = draft_text(draft, TEXT_COLUMN_OWN_SCORE),
        .other_name = draft_text(draft, TEXT_COLUMN_MEAN_ALL),
        .own = OWN,
        .other = ALL,
        .n = n,
    };
    table->charts = draft_array(draft, 1, struct chart);
    if (table->charts != NULL)
        table->charts[table->n_charts++] = agency_bar_chart(draft, table, &bars);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_INDEX, false, 40},
                                                 {TEXT_COLUMN_OWN_SCORE, true, 0},
                                                 {TEXT_COLUMN_MEAN_ALL, true, 0}};
    const struct report *report = draft->report;
    const size_t group = agency_main_group(report);
    size_t n_above = 0;
    draft_columns(draft, columns, COUNT(columns), table);
    if (group != FEEDBACK_ALL)
        draft_number_column(draft,
                            SAY(draft, TEXT_COLUMN_MEAN_GROUP, agency_group_label(draft, group)),
                            "mean", table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t s = 0; s < report->wave->n_scores; s++) {
        if (!is_shown(draft, s))
            continue;
        put(&rows, s, group);
        n_above += agency_difference(draft, s, FEEDBACK_ALL).number > 0;
    }
    table->sentence = SAY(draft, TEXT_AGENCY_BRIEF_SENTENCE, draft_count(draft, (double)n_above),
                          draft_count(draft, (double)rows.n));
    add_chart(draft, table, rows.n);
    kept_rows_close(&rows, table);
    return OK;
}

static bool has_content(struct draft *draft)
{
    for (size_t s = 0; s < draft->report->wave->n_scores; s++)
        if (is_shown(draft, s))
            return true;
    return false;
}

const struct sheet sheet_agency_brief = {.name = TEXT_SHEET_AGENCY_BRIEF,
                                         .about = TEXT_ABOUT_AGENCY_BRIEF,
                                         .part = PART_RESULTS,
                                         .has_content = has_content,
                                         .build = build};
