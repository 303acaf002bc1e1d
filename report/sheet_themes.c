/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

enum { THEME, PART_OF, SESSIONS, OF_SESSIONS, SESSIONS_ANY, FIRST_EVENT };

static void put_theme(struct kept_rows *rows, size_t code)
{
    struct draft *draft = rows->draft;
    const struct dialogues *d = talks(draft);
    const struct dialogue_code *of = &d->codes[code];
    const struct figure *sessions = talk_figure(draft, "dialogue/sessions", of->name, TALK_ALL);
    struct cell *cells = kept_rows_add(rows);
    cells[THEME] = cell_text(talk_code(draft, code));
    cells[PART_OF] = of->parent == NO_CODE ? cell_missing(CELL_NOT_APPLICABLE)
                                           : cell_text(talk_code(draft, of->parent));
    cells[SESSIONS] = cell_value(sessions);
    cells[OF_SESSIONS] = cell_n(sessions);
    cells[SESSIONS_ANY] =
        cell_value(talk_figure(draft, "dialogue/sessions_any", of->name, TALK_ALL));
    struct cell *next = cells + FIRST_EVENT;
    for (size_t event = 0; event < d->n_events; event++)
        *next++ = cell_value(talk_figure(draft, "dialogue/sessions", of->name, event));
    *next++ = cell_value(talk_figure(draft, "dialogue/segments", of->name, TALK_ALL));
    *next++ = cell_value(talk_figure(draft, "dialogue/segments_any", of->name, TALK_ALL));
    *next++ = talk_verdict(draft, code);
    *next = cell_id(sessions);
}

/* Themes that occur in half of the talks or more. */
static size_t count_frequent(struct draft *draft)
{
    const struct dialogues *d = talks(draft);
    size_t n = 0;
    for (size_t code = 0; code < d->n_codes; code++) {
        const struct figure *sessions =
            talk_figure(draft, "dialogue/sessions", d->codes[code].name, TALK_ALL);
        n += sessions != NULL && sessions->n > 0 && 2 * sessions->value >= sessions->n;
    }
    return n;
}

static const char *value_of(struct draft *draft, const char *measure)
{
    const struct figure *figure = talk_figure(draft, measure, NULL, TALK_ALL);
    return draft_count(draft, figure == NULL ? 0 : figure->value);
}

static const char *sentence(struct draft *draft)
{
    return SAY(draft, TEXT_THEMES_SENTENCE, value_of(draft, "dialogue/sessions"),
               value_of(draft, "dialogue/segments"), value_of(draft, "dialogue/coders"),
               draft_count(draft, (double)count_frequent(draft)),
               draft_count(draft, (double)talks(draft)->n_codes));
}

static void add_columns(struct draft *draft, struct table *table)
{
    static const struct column_text before[] = {{TEXT_COLUMN_THEME, false, 40},
                                                {TEXT_COLUMN_PART_OF, false, 40},
                                                {TEXT_COLUMN_TALKS, true, 0},
                                                {TEXT_COLUMN_OF_TALKS, true, 0},
                                                {TEXT_COLUMN_TALKS_ANY, true, 0}};
    static const struct column_text after[] = {{TEXT_COLUMN_SEGMENTS, true, 0},
                                               {TEXT_COLUMN_SEGMENTS_ANY, true, 0},
                                               {TEXT_COLUMN_AGREEMENT, false, 0},
                                               {TEXT_COLUMN_FIGURE, false, 0}};
    const struct dialogues *d = talks(draft);
    draft_columns(draft, before, COUNT(before), table);
    for (size_t event = 0; event < d->n_events; event++) {
        const struct figure *n = talk_figure(draft, "dialogue/sessions", NULL, event);
        draft_number_column(draft,
                            SAY(draft, TEXT_COLUMN_TALKS_ABOUT, talk_event(draft, event),
                                draft_count(draft, n == NULL ? 0 : n->value)),
                            d->events[event].name, table);
    }
    draft_columns(draft, after, COUNT(after), table);
}

static void add_chart(struct draft *draft, struct table *table)
{
    struct chart *chart = draft_array(draft, 1, struct chart);
    const struct figure *n = talk_figure(draft, "dialogue/sessions", NULL, TALK_ALL);
    if (chart == NULL || n == NULL || !(n->value > 0))
        return;
    *chart = (struct chart){
        .kind = CHART_BARS,
        .title = draft_text(draft, TEXT_THEMES_CHART),
        .alt = SAY(draft, TEXT_THEMES_ALT, draft_count(draft, n->value), table->sentence),
        .x = {.title = draft_text(draft, TEXT_COLUMN_TALKS),
              .has_range = true,
              .low = 0,
              .high = n->value},
        .y = {.title = draft_text(draft, TEXT_COLUMN_THEME)},
        .series = {{.kind = SERIES_BARS,
                    .name = draft_text(draft, TEXT_COLUMN_TALKS),
                    .x = {table->sheet, THEME, 0, table->n_rows},
                    .y = {table->sheet, SESSIONS, 0, table->n_rows}}},
        .n_series = 1,
    };
    table->charts = chart;
    table->n_charts = 1;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    add_columns(draft, table);
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_THEMES_NOTE);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t code = 0; code < talks(draft)->n_codes; code++)
        put_theme(&rows, code);
    kept_rows_close(&rows, table);
    add_chart(draft, table);
    return OK;
}

const struct sheet sheet_themes = {.name = TEXT_SHEET_THEMES,
                                   .about = TEXT_ABOUT_THEMES,
                                   .part = PART_TALKS,
                                   .of = SHEET_OF_DIALOGUES,
                                   .build = build};
