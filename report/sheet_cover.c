/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <string.h>

static void put(struct kept_rows *rows, enum text topic, const char *content)
{
    if (content == NULL || *content == '\0')
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(rows->draft, topic));
    cells[1] = cell_text(content);
}

/* The label of the indicator called by those n letters; else the letters. */
static const char *label_of(struct draft *draft, const char *code, size_t n)
{
    const struct form *form = draft->report->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (strncmp(form->indicators[i].code, code, n) == 0 && form->indicators[i].code[n] == '\0')
            return draft_indicator(draft, &form->indicators[i]);
    const char *kept = arena_text_n(draft->arena, code, n);
    draft->is_out_of_memory |= kept == NULL;
    return kept == NULL ? "" : kept;
}

/* "Full-time equivalents > 10" of "${fte} > 10". */
static const char *condition(struct draft *draft, const char *expression)
{
    const char *text = "", *at = expression;
    for (const char *open; text != NULL && (open = strstr(at, "${")) != NULL;) {
        const size_t n = strcspn(open + 2, "}");
        text = arena_print(draft->arena, "%s%.*s%s", text, (int)(open - at), at,
                           label_of(draft, open + 2, n));
        at = open + 2 + n + (open[2 + n] == '}');
    }
    text = text == NULL ? NULL : arena_print(draft->arena, "%s%s", text, at);
    draft->is_out_of_memory |= text == NULL;
    return draft_outside(draft, text);
}

static const char *population(struct draft *draft)
{
    const struct form *form = draft->report->wave->form;
    if (!form->has_register)
        return draft_text(draft, TEXT_COVER_POPULATION_ANSWERS);
    if (form->settings.frame == NULL)
        return draft_text(draft, TEXT_COVER_POPULATION_REGISTER);
    return SAY(draft, TEXT_COVER_POPULATION_FRAME, condition(draft, form->settings.frame));
}

/* What this is, and whose. */
static void put_survey(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct settings *settings = &draft->report->wave->form->settings;
    if (draft->report->wave->is_simulated)
        put(rows, TEXT_COVER_SIMULATED, draft_text(draft, TEXT_COVER_SIMULATED_TEXT));
    put(rows, TEXT_COVER_SURVEY, draft_label(draft, settings->title, settings->form_id));
    put(rows, TEXT_COVER_YEAR, draft_year(draft));
    put(rows, TEXT_COVER_CLOSED, draft_outside(draft, settings->closed));
    put(rows, TEXT_COVER_POPULATION, population(draft));
    put(rows, TEXT_COVER_PUBLISHER, draft_outside(draft, settings->publisher));
    put(rows, TEXT_COVER_CONTACT, draft_outside(draft, settings->contact));
    put(rows, TEXT_COVER_ACCESS, draft_outside(draft, settings->access_url));
    put(rows, TEXT_COVER_LICENCE, draft_outside(draft, settings->licence));
}

/* The way to a sheet that the workbook has. */
static void put_way(struct kept_rows *rows, enum text topic, const struct sheet *sheet)
{
    struct draft *draft = rows->draft;
    if (!sheet_is_wanted(sheet, draft))
        return;
    const char *name = draft_text(draft, sheet->name);
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(draft, topic));
    cells[1] = cell_link(SAY(draft, TEXT_COVER_TO_SHEET, name), (struct target){.sheet = name});
}

static void put_legend(struct kept_rows *rows)
{
    static const struct {
        enum cell_kind kind;
        enum text meaning;
    } legend[] = {{CELL_NOT_AVAILABLE, TEXT_COVER_X},
                  {CELL_WITHHELD, TEXT_COVER_C},
                  {CELL_NOT_APPLICABLE, TEXT_COVER_Z}};
    for (size_t i = 0; i < COUNT(legend); i++) {
        struct cell *cells = kept_rows_add(rows);
        cells[0] = cell_text(cell_shorthand(legend[i].kind));
        cells[1] = cell_text(draft_text(rows->draft, legend[i].meaning));
    }
}

/* Which program, which store and which answers stand behind the numbers. */
static void put_provenance(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const struct settings *settings = &report->wave->form->settings;
    put(rows, TEXT_COVER_MADE,
        SAY(draft, TEXT_COVER_MADE_TEXT, draft_outside(draft, report->program),
            draft_outside(draft, settings->form_id), draft_outside(draft, settings->version)));
    for (size_t i = 0; i < report->wave->n_sources; i++) {
        const struct source *source = &report->wave->sources[i];
        if (strcmp(source->role, "answers") == 0)
            put(rows, TEXT_COVER_DIGEST,
                SAY(draft, TEXT_COVER_DIGEST_TEXT, draft_outside(draft, source->name),
                    source->sha256));
    }
    if (report->store_path != NULL) {
        const char *slash = strrchr(report->store_path, '/');
        put(rows, TEXT_COVER_STORE,
            draft_outside(draft, slash == NULL ? report->store_path : slash + 1));
    }
}

/* "187 of the 212 agencies in the frame responded (88.2%)." */
static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    const char *n = draft_count(draft, (double)wave->n_rows);
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    if (rate == NULL || is_missing(rate->value))
        return SAY(draft, TEXT_COVER_SENTENCE_ALL, n);
    return SAY(draft, TEXT_COVER_SENTENCE, n, draft_count(draft, (double)wave->n_frame),
               draft_share(draft, rate->value, 1));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct settings *settings = &draft->report->wave->form->settings;
    table->title = draft_label(draft, settings->title, settings->form_id);
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_COVER_NOTE);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_survey(&rows);
    put_way(&rows, TEXT_COVER_BRIEF, &sheet_key_figures);
    put_way(&rows, TEXT_COVER_CLAIMS, &sheet_findings);
    put(&rows, TEXT_COVER_READ, draft_text(draft, TEXT_COVER_READ_TEXT));
    put(&rows, TEXT_COVER_INTERVALS,
        SAY(draft, TEXT_COVER_INTERVALS_TEXT, draft_confidence(draft)));
    put(&rows, TEXT_COVER_TRACE, draft_text(draft, TEXT_COVER_TRACE_TEXT));
    put_legend(&rows);
    put_provenance(&rows);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_cover = {
    .name = TEXT_SHEET_COVER, .about = TEXT_ABOUT_COVER, .part = PART_START, .build = build};
