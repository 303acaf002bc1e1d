/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the talks are, and how to read what is made of them. */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

#include <string.h>

static void put(struct kept_rows *rows, enum text topic, const char *content)
{
    if (content == NULL || content[0] == '\0')
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(rows->draft, topic));
    cells[1] = cell_text(content);
}

/* "Having a child (4 talks, 23 participants), ..." */
static const char *events(struct draft *draft)
{
    const struct dialogues *d = talks(draft);
    const char *all = "";
    for (size_t event = 0; event < d->n_events; event++) {
        const struct figure *sessions = talk_figure(draft, "dialogue/sessions", NULL, event);
        const struct figure *people = talk_figure(draft, "dialogue/participants", NULL, event);
        const bool is_known = people != NULL && !is_missing(people->value);
        const char *one =
            SAY(draft, TEXT_TALKS_EVENT, talk_event(draft, event),
                draft_count(draft, sessions == NULL ? 0 : sessions->value),
                is_known ? draft_count(draft, people->value) : cell_shorthand(CELL_NOT_AVAILABLE));
        all = event == 0 ? one : SAY(draft, TEXT_TALKS_LIST, all, one);
    }
    return all;
}

/* "2021-02-03 to 2021-04-24" */
static const char *dates(struct draft *draft)
{
    const struct dialogues *d = talks(draft);
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < d->n_sessions; i++) {
        const char *date = d->sessions[i].date;
        if (date != NULL && (first == NULL || strcmp(date, first) < 0))
            first = date;
        if (date != NULL && (last == NULL || strcmp(date, last) > 0))
            last = date;
    }
    return first == NULL ? NULL : SAY(draft, TEXT_INTERVAL_SIGNED, first, last);
}

static void put_about(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct settings *settings = &draft->report->wave->form->settings;
    if (draft->report->wave->is_simulated)
        put(rows, TEXT_TALKS_SIMULATED, draft_text(draft, TEXT_TALKS_SIMULATED_TEXT));
    put(rows, TEXT_TALKS_TITLE, draft_label(draft, settings->title, settings->form_id));
    put(rows, TEXT_TALKS_EVENTS, events(draft));
    put(rows, TEXT_TALKS_DATES, dates(draft));
    put(rows, TEXT_COVER_PUBLISHER, draft_outside(draft, settings->publisher));
    put(rows, TEXT_COVER_CONTACT, draft_outside(draft, settings->contact));
}

static void put_method(struct kept_rows *rows)
{
    static const struct {
        enum text topic, content;
    } list[] = {
        {TEXT_TALKS_COUNTS, TEXT_TALKS_COUNTS_TEXT},
        {TEXT_TALKS_OCCURS, TEXT_TALKS_OCCURS_TEXT},
        {TEXT_TALKS_FACETS, TEXT_TALKS_FACETS_TEXT},
        {TEXT_TALKS_AGREEMENT, TEXT_TALKS_AGREEMENT_TEXT},
        {TEXT_TALKS_SATURATION, TEXT_TALKS_SATURATION_TEXT},
        {TEXT_TALKS_PERSONAL, TEXT_TALKS_PERSONAL_TEXT},
    };
    for (size_t i = 0; i < COUNT(list); i++)
        put(rows, list[i].topic, draft_text(rows->draft, list[i].content));
}

static const char *total(struct draft *draft, const char *measure)
{
    const struct figure *figure = draft_figure(draft, measure, NULL, NULL, NULL);
    return figure == NULL || is_missing(figure->value) ? cell_shorthand(CELL_NOT_AVAILABLE)
                                                       : draft_count(draft, figure->value);
}

static const char *sentence(struct draft *draft)
{
    return SAY(draft, TEXT_TALKS_SENTENCE, total(draft, "dialogue/sessions"),
               total(draft, "dialogue/participants"),
               draft_count(draft, (double)talks(draft)->n_events));
}

static enum status build_as(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    table->is_prose = true;
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_TALKS_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_about(&rows);
    put_method(&rows);
    put(&rows, TEXT_COVER_MADE, draft_outside(draft, draft->report->program));
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_talks = {.name = TEXT_SHEET_TALKS,
                                  .about = TEXT_ABOUT_TALKS,
                                  .part = PART_TALKS,
                                  .of = SHEET_OF_DIALOGUES,
                                  .build = build_as};

/* The first sheet of a workbook about nothing else. */
static enum status build_cover(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct settings *settings = &draft->report->wave->form->settings;
    table->title = draft_label(draft, settings->title, settings->form_id);
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_TALKS_NOTE);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_about(&rows);
    put(&rows, TEXT_COVER_READ, draft_text(draft, TEXT_COVER_READ_TEXT));
    put(&rows, TEXT_COVER_TRACE, draft_text(draft, TEXT_COVER_TRACE_TEXT));
    put(&rows, TEXT_TALKS_LEGEND, draft_text(draft, TEXT_TALKS_LEGEND_TEXT));
    put(&rows, TEXT_COVER_LICENCE, draft_outside(draft, settings->licence));
    put(&rows, TEXT_COVER_MADE, draft_outside(draft, draft->report->program));
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_talks_cover = {.name = TEXT_SHEET_COVER,
                                        .about = TEXT_ABOUT_COVER,
                                        .part = PART_START,
                                        .of = SHEET_OF_DIALOGUES_ALONE,
                                        .build = build_cover};
