/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <string.h>

static void put(struct kept_rows *rows, const char *topic, const char *content)
{
    if (content == NULL || *content == '\0')
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(topic);
    cells[1] = cell_text(content);
}

static void put_about(struct kept_rows *rows, enum text topic, const char *content)
{
    put(rows, draft_text(rows->draft, topic), content);
}

/* Whose it is, and of which survey. */
static void put_survey(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const struct settings *settings = &report->wave->form->settings;
    const struct feedback *feedback = report->feedback;
    if (report->wave->is_simulated)
        put_about(rows, TEXT_COVER_SIMULATED, draft_text(draft, TEXT_COVER_SIMULATED_TEXT));
    put_about(rows, TEXT_AGENCY_NAME, draft_outside(draft, feedback->name));
    if (strcmp(feedback->name, feedback->key) != 0)
        put_about(rows, TEXT_AGENCY_KEY, draft_outside(draft, feedback->key));
    put_about(rows, TEXT_COVER_SURVEY, draft_label(draft, settings->title, settings->form_id));
    put_about(rows, TEXT_COVER_YEAR, draft_year(draft));
    put_about(rows, TEXT_COVER_CLOSED, draft_outside(draft, settings->closed));
    put_about(rows, TEXT_COVER_PUBLISHER, draft_outside(draft, settings->publisher));
    put_about(rows, TEXT_COVER_CONTACT, draft_outside(draft, settings->contact));
    put_about(rows, TEXT_COVER_ACCESS, draft_outside(draft, settings->access_url));
}

/* "Storlek: 50-100, Departement: ...": every group that it belongs to. */
static const char *groups(struct draft *draft)
{
    const char *all = "";
    for (size_t group = 1; group <= draft->report->wave->n_groups; group++) {
        const char *one = agency_group_label(draft, group);
        if (*one != '\0')
            all = *all == '\0' ? one : SAY(draft, TEXT_AGENCY_AND, all, one);
    }
    return all;
}

static const char *last_year(struct draft *draft)
{
    const struct feedback *feedback = draft->report->feedback;
    static const enum text said[] = {
        [PAST_THERE] = TEXT_AGENCY_PAST_THERE,
        [PAST_SILENT] = TEXT_AGENCY_PAST_SILENT,
        [PAST_RESTRUCTURED] = TEXT_AGENCY_PAST_RESTRUCTURED,
    };
    const char *all = "";
    for (size_t i = 0; i < feedback->n_years; i++) {
        const char *year = arena_print(draft->arena, "%d", feedback->years[i].year);
        draft->is_out_of_memory |= year == NULL;
        const char *one = SAY(draft, said[feedback->years[i].past], year == NULL ? "" : year);
        all = draft_join(draft, all, one);
    }
    return *all == '\0' ? draft_text(draft, TEXT_AGENCY_PAST_NONE) : all;
}

/* What is compared with what, and what is not shown. */
static void put_comparison(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct wave *wave = draft->report->wave;
    put_about(rows, TEXT_AGENCY_COMPARED,
              SAY(draft, TEXT_AGENCY_COMPARED_TEXT, draft_count(draft, (double)wave->n_rows)));
    put_about(rows, TEXT_AGENCY_GROUPS, groups(draft));
    put_about(rows, TEXT_AGENCY_PAST, last_year(draft));
    put_about(
        rows, TEXT_AGENCY_OTHERS,
        SAY(draft, TEXT_AGENCY_OTHERS_TEXT, draft_count(draft, wave->form->settings.min_cell)));
    put_about(rows, TEXT_COVER_READ, draft_text(draft, TEXT_AGENCY_READ_TEXT));
}

static void put_legend(struct kept_rows *rows)
{
    static const struct {
        enum cell_kind kind;
        enum text meaning;
    } legend[] = {{CELL_NOT_AVAILABLE, TEXT_COVER_X},
                  {CELL_WITHHELD, TEXT_AGENCY_C},
                  {CELL_NOT_APPLICABLE, TEXT_COVER_Z}};
    for (size_t i = 0; i < COUNT(legend); i++)
        put(rows, cell_shorthand(legend[i].kind), draft_text(rows->draft, legend[i].meaning));
}

static void put_provenance(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const struct settings *settings = &report->wave->form->settings;
    put_about(rows, TEXT_COVER_MADE,
              SAY(draft, TEXT_COVER_MADE_TEXT, draft_outside(draft, report->program),
                  draft_outside(draft, settings->form_id),
                  draft_outside(draft, settings->version)));
    for (size_t i = 0; i < report->wave->n_sources; i++) {
        const struct source *source = &report->wave->sources[i];
        if (strcmp(source->role, "answers") == 0)
            put_about(rows, TEXT_COVER_DIGEST,
                      SAY(draft, TEXT_COVER_DIGEST_TEXT, draft_outside(draft, source->name),
                          source->sha256));
    }
}

static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    return SAY(draft, TEXT_AGENCY_COVER_SENTENCE,
               draft_outside(draft, draft->report->feedback->name),
               draft_count(draft, (double)wave->n_rows), draft_count(draft, (double)wave->n_frame));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct settings *settings = &draft->report->wave->form->settings;
    table->title =
        SAY(draft, TEXT_TITLE_AGENCY_BOOK, draft_header(draft, draft->report->feedback->name),
            draft_label(draft, settings->title, settings->form_id));
    table->sentence = sentence(draft);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_survey(&rows);
    put_comparison(&rows);
    put_legend(&rows);
    put_provenance(&rows);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_agency_cover = {
    .name = TEXT_SHEET_COVER, .about = TEXT_ABOUT_AGENCY_COVER, .part = PART_START, .build = build};
