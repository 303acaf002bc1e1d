/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

/* An index beside the agency's group in one grouping. Returns whether its mean is shown. */
static bool put(struct kept_rows *rows, size_t s, size_t group)
{
    struct draft *draft = rows->draft;
    const struct wave *wave = draft->report->wave;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, wave->scores[s].index));
    cells[1] = cell_text(draft_indicator(draft, wave->groups[group - 1].of));
    cells[2] = cell_text_or(agency_level(draft, group), CELL_NOT_APPLICABLE);
    cells[3] = agency_score(draft, s);
    cells[4] = agency_mean(draft, s, group);
    cells[5] = agency_difference(draft, s, group);
    cells[6] = agency_mean_n(draft, s, group);
    return cell_is_number(cells[4].kind);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 40},     {TEXT_COLUMN_GROUPING, false, 40},
        {TEXT_COLUMN_OWN_GROUP, false, 40}, {TEXT_COLUMN_OWN_SCORE, true, 0},
        {TEXT_COLUMN_GROUP_MEAN, true, 0},  {TEXT_COLUMN_GROUP_FROM, true, 0},
        {TEXT_COLUMN_GROUP_N, true, 0}};
    const struct wave *wave = draft->report->wave;
    size_t n_shown = 0;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t s = 0; s < wave->n_scores; s++)
        for (size_t group = 1; group <= wave->n_groups; group++)
            n_shown += put(&rows, s, group);
    table->sentence =
        SAY(draft, TEXT_AGENCY_GROUPS_SENTENCE, draft_count(draft, (double)n_shown),
            draft_count(draft, (double)rows.n), draft_count(draft, wave->form->settings.min_cell));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_scores > 0 && agency_main_group(report) != FEEDBACK_ALL;
}

const struct sheet sheet_agency_groups = {.name = TEXT_SHEET_AGENCY_GROUPS,
                                          .about = TEXT_ABOUT_AGENCY_GROUPS,
                                          .part = PART_RESULTS,
                                          .is_wanted = is_wanted,
                                          .build = build};
