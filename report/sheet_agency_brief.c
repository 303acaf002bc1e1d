/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

/* The indices at the top that have both a score and a mean of all: a chart draws from numbers
   alone. */
static bool is_shown(struct draft *draft, size_t s)
{
    return draft->report->wave->scores[s].index->parent == NULL &&
           cell_is_number(agency_score(draft, s).kind) &&
           cell_is_number(agency_mean(draft, s, FEEDBACK_ALL).kind);
}

static void put(struct kept_rows *rows, size_t s, size_t group)
{
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, draft->report->wave->scores[s].index));
    cells[1] = agency_score(draft, s);
    cells[2] = agency_mean(draft, s, FEEDBACK_ALL);
    if (group != FEEDBACK_ALL)
        cells[3] = agency_mean(draft, s, group);
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
