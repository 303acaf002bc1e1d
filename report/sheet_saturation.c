/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

#include <string.h>

enum { ORDER, SESSION, EVENT, DATE, NEW, MET };

/* The session of a figure dialogue/new_codes/NAME; the figures come in the order of the dates. */
static size_t session_of(struct draft *draft, const struct figure *figure)
{
    const struct dialogues *d = talks(draft);
    size_t i = 0;
    while (i < d->n_sessions &&
           talk_figure(draft, "dialogue/new_codes", d->sessions[i].name, TALK_ALL) != figure)
        i++;
    return i;
}

static void put(struct kept_rows *rows, const struct figure *figure)
{
    struct draft *draft = rows->draft;
    const size_t i = session_of(draft, figure);
    if (i == talks(draft)->n_sessions)
        return;
    const struct dialogue_session *session = &talks(draft)->sessions[i];
    struct cell *cells = kept_rows_add(rows);
    cells[ORDER] = cell_count((double)rows->n);
    cells[SESSION] = cell_text_or(draft_outside(draft, session->name), CELL_NOT_AVAILABLE);
    cells[EVENT] = cell_text(talk_event(draft, session->event));
    cells[DATE] = cell_text_or(session->date, CELL_NOT_AVAILABLE);
    cells[NEW] = cell_value(figure);
    cells[MET] = cell_value(talk_figure(draft, "dialogue/saturation", session->name, TALK_ALL));
    if (draft->report->profile == PROFILE_REVIEW)
        cells[MET] = cell_with_formula(
            cells[MET], draft_formula(draft, "SUM(%s)", kept_rows_range(rows, NEW, 0)));
    cells[MET + 1] = cell_id(figure);
}

static const char *sentence(struct draft *draft, const struct kept_rows *rows)
{
    const struct figure *since =
        draft_figure(draft, "dialogue/sessions_without_new", NULL, NULL, NULL);
    const double met = rows->n > 0 ? rows->cells[(rows->n - 1) * rows->n_columns + MET].number : 0;
    const char *of = draft_count(draft, (double)talks(draft)->n_codes);
    if (since == NULL || !(since->value > 0))
        return SAY(draft, TEXT_SATURATION_SENTENCE_NONE, draft_count(draft, met), of);
    return SAY(draft, since->value == 1 ? TEXT_SATURATION_SENTENCE_ONE : TEXT_SATURATION_SENTENCE,
               draft_count(draft, since->value), draft_count(draft, met), of);
}

static void add_chart(struct draft *draft, struct table *table)
{
    struct chart *chart = draft_array(draft, 1, struct chart);
    if (chart == NULL)
        return;
    *chart = (struct chart){
        .kind = CHART_SCATTER,
        .title = draft_text(draft, TEXT_SATURATION_CHART),
        .alt = SAY(draft, TEXT_SATURATION_ALT, table->sentence),
        .x = {.title = draft_text(draft, TEXT_COLUMN_TALK_NUMBER),
              .has_range = true,
              .low = 0,
              .high = (double)table->n_rows + 1},
        .y = {.title = draft_text(draft, TEXT_SATURATION_AXIS),
              .has_range = true,
              .low = 0,
              .high = (double)talks(draft)->n_codes + 1},
        .series = {{.kind = SERIES_LINE,
                    .name = draft_text(draft, TEXT_COLUMN_MET),
                    .x = {table->sheet, ORDER, 0, table->n_rows},
                    .y = {table->sheet, MET, 0, table->n_rows}},
                   {.kind = SERIES_POINTS,
                    .name = draft_text(draft, TEXT_COLUMN_NEW),
                    .x = {table->sheet, ORDER, 0, table->n_rows},
                    .y = {table->sheet, NEW, 0, table->n_rows}}},
        .n_series = 2,
    };
    table->charts = chart;
    table->n_charts = 1;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_TALK_NUMBER, true, 0},  {TEXT_COLUMN_TALK, false, 0},
        {TEXT_COLUMN_LIFE_EVENT, false, 40}, {TEXT_COLUMN_DATE, false, 0},
        {TEXT_COLUMN_NEW, true, 0},          {TEXT_COLUMN_MET, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    static const char measure[] = "dialogue/new_codes/";
    const struct figures *figures = draft->report->figures;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < figures->n; i++)
        if (strncmp(figures->list[i].id, measure, sizeof measure - 1) == 0)
            put(&rows, &figures->list[i]);
    table->sentence = sentence(draft, &rows);
    table->note = draft_text(draft, TEXT_SATURATION_NOTE);
    kept_rows_close(&rows, table);
    add_chart(draft, table);
    return OK;
}

const struct sheet sheet_saturation = {.name = TEXT_SHEET_SATURATION,
                                       .about = TEXT_ABOUT_SATURATION,
                                       .part = PART_TALKS,
                                       .of = SHEET_OF_DIALOGUES,
                                       .build = build};
