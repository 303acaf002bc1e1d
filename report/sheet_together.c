/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

struct closest {
    size_t a, b;
    const struct figure *segments;
};

static void put_pair(struct kept_rows *rows, size_t a, size_t b, struct closest *closest)
{
    struct draft *draft = rows->draft;
    const char *one = talks(draft)->codes[a].name, *other = talks(draft)->codes[b].name;
    const struct figure *segments = draft_figure(draft, "dialogue/cooccurrence", one, other, NULL);
    if (segments == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(talk_code(draft, a));
    cells[1] = cell_text(talk_code(draft, b));
    cells[2] = cell_value(draft_figure(draft, "dialogue/cooccurrence_sessions", one, other, NULL));
    cells[3] = cell_value(segments);
    cells[4] = cell_n(segments);
    cells[5] = cell_value(draft_figure(draft, "dialogue/overlap", one, other, NULL));
    if (draft->report->profile == PROFILE_REVIEW)
        cells[5] =
            cell_with_formula(cells[5], draft_formula(draft, "%s/%s", kept_rows_cell(rows, 3),
                                                      kept_rows_cell(rows, 4)));
    cells[6] = cell_id(segments);
    if (closest->segments == NULL || segments->value > closest->segments->value)
        *closest = (struct closest){a, b, segments};
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_THEME_A, false, 40}, {TEXT_COLUMN_THEME_B, false, 40},
        {TEXT_COLUMN_TALKS, true, 0},     {TEXT_COLUMN_SEGMENTS, true, 0},
        {TEXT_COLUMN_OF_EITHER, true, 0}, {TEXT_COLUMN_OVERLAP, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    const size_t n_codes = talks(draft)->n_codes;
    struct closest closest = {0};
    table->is_plain = true;
    table->sentence = ""; /* until there is a pair */
    table->note = draft_text(draft, TEXT_TOGETHER_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t a = 0; a < n_codes; a++)
        for (size_t b = a + 1; b < n_codes; b++)
            put_pair(&rows, a, b, &closest);
    if (closest.segments != NULL)
        table->sentence = SAY(draft, TEXT_TOGETHER_SENTENCE, draft_count(draft, (double)rows.n),
                              talk_code(draft, closest.a), talk_code(draft, closest.b),
                              draft_count(draft, closest.segments->value));
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "dialogue/cooccurrence/");
}

const struct sheet sheet_together = {.name = TEXT_SHEET_TOGETHER,
                                     .about = TEXT_ABOUT_TOGETHER,
                                     .part = PART_TALKS,
                                     .of = SHEET_OF_DIALOGUES,
                                     .is_wanted = is_wanted,
                                     .build = build};
