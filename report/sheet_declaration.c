/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/shown_figures.h"

#include <string.h>

static const char *accuracy(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    const char *n = draft_count(draft, (double)wave->n_rows);
    const char *response =
        rate == NULL || is_missing(rate->value)
            ? SAY(draft, TEXT_COVER_SENTENCE_ALL, n)
            : SAY(draft, TEXT_COVER_SENTENCE, n, draft_count(draft, (double)wave->n_frame),
                  draft_share(draft, rate->value, 1));
    const char *said = SAY(draft, TEXT_DECLARATION_RELIABILITY_TEXT, response);
    if (!report_has_figures(draft->report, "uncertainty/"))
        return said;
    return draft_join(draft, said, draft_text(draft, TEXT_DECLARATION_RANKS));
}

static const char *timeliness(struct draft *draft)
{
    const char *closed = draft->report->wave->form->settings.closed;
    const char *year = draft_year(draft);
    return closed == NULL ? SAY(draft, TEXT_DECLARATION_TIMELINESS_YEAR, year)
                          : SAY(draft, TEXT_DECLARATION_TIMELINESS_TEXT, year, closed);
}

/* The questions that an earlier wave has too, each once. */
static size_t count_common(const struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_crosswalk; i++) {
        bool is_new = true;
        for (size_t j = 0; j < i && is_new; j++)
            is_new = strcmp(form->crosswalk[i].variable, form->crosswalk[j].variable) != 0;
        n += is_new;
    }
    return n;
}

/* What is open, and how much a publication withholds. */
static const char *access(struct draft *draft)
{
    const struct report *report = draft->report;
    const char *said = draft_text(draft, TEXT_DECLARATION_ACCESS_TEXT);
    if (report->profile != PROFILE_PUBLISH)
        return said;
    return draft_join(draft, said,
                      SAY(draft, TEXT_DECLARATION_WITHHELD,
                          draft_count(draft, (double)n_withheld_figures(report)),
                          draft_count(draft, (double)report->figures->n)));
}

static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    const char *share = rate == NULL || is_missing(rate->value)
                            ? cell_shorthand(CELL_NOT_APPLICABLE)
                            : draft_share(draft, rate->value, 1);
    return SAY(draft, TEXT_DECLARATION_SENTENCE, share,
               draft_count(draft, (double)wave->n_rejected),
               draft_count(draft, (double)wave->finding_count[FINDING_ERROR]));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_HEADING, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct settings *settings = &draft->report->wave->form->settings;
    const size_t n_common = count_common(draft->report->wave->form);
    const struct {
        enum text heading;
        const char *content;
    } list[] = {
        {TEXT_DECLARATION_RELEVANCE, SAY(draft, TEXT_DECLARATION_RELEVANCE_TEXT,
                                         draft_label(draft, settings->title, settings->form_id))},
        {TEXT_DECLARATION_RELIABILITY, accuracy(draft)},
        {TEXT_DECLARATION_TIMELINESS, timeliness(draft)},
        {TEXT_DECLARATION_ACCESS, access(draft)},
        {TEXT_DECLARATION_COMPARABILITY,
         SAY(draft, TEXT_DECLARATION_COMPARABILITY_TEXT, draft_count(draft, (double)n_common))},
    };
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_DECLARATION_NOTE);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < COUNT(list); i++) {
        struct cell *cells = kept_rows_add(&rows);
        cells[0] = cell_text(draft_text(draft, list[i].heading));
        cells[1] = cell_text(list[i].content);
    }
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_declaration = {.name = TEXT_SHEET_DECLARATION,
                                        .about = TEXT_ABOUT_DECLARATION,
                                        .part = PART_REFERENCE,
                                        .build = build};
