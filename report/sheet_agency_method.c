/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

static void put(struct kept_rows *rows, enum text topic, const char *content)
{
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(rows->draft, topic));
    cells[1] = cell_text(content);
}

static bool has_rank_intervals(const struct report *report)
{
    for (size_t s = 0; s < report->wave->n_scores; s++)
        if (report->wave->scores[s].rank_low != NULL)
            return true;
    return false;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct report *report = draft->report;
    const char *least = draft_count(draft, report->wave->form->settings.min_cell);
    table->sentence = SAY(draft, TEXT_AGENCY_METHOD_SENTENCE, least);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put(&rows, TEXT_METHOD_SCALE, draft_text(draft, TEXT_METHOD_SCALE_TEXT));
    put(&rows, TEXT_AGENCY_METHOD_MEANS, draft_text(draft, TEXT_AGENCY_METHOD_MEANS_TEXT));
    put(&rows, TEXT_AGENCY_METHOD_RANK,
        draft_text(draft, has_rank_intervals(report) ? TEXT_AGENCY_METHOD_RANK_INTERVAL
                                                     : TEXT_AGENCY_METHOD_RANK_TEXT));
    put(&rows, TEXT_AGENCY_METHOD_SMALL, SAY(draft, TEXT_AGENCY_METHOD_SMALL_TEXT, least));
    put(&rows, TEXT_AGENCY_METHOD_QUESTIONS, draft_text(draft, TEXT_AGENCY_METHOD_QUESTIONS_TEXT));
    if (agency_last_year(report) != NULL)
        put(&rows, TEXT_AGENCY_METHOD_YEARS, draft_text(draft, TEXT_AGENCY_METHOD_YEARS_TEXT));
    put(&rows, TEXT_METHOD_MADE, draft_outside(draft, report->program));
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_agency_method = {
    .name = TEXT_SHEET_METHOD, .about = TEXT_ABOUT_METHOD, .part = PART_REFERENCE, .build = build};
