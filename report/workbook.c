/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/workbook.h"

#include "report/book.h"
#include "report/chart_parts.h"
#include "report/sheet.h"
#include "report/trace.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

// a sheet a line
// clang-format off
static const struct sheet *const list[] = {
    &sheet_cover,
    &sheet_talks_cover,
    &sheet_contents,
    &sheet_key_figures,
    &sheet_findings,
    &sheet_robustness,
    &sheet_indices,
    &sheet_index_charts,
    &sheet_agencies,
    &sheet_item_scores,
    &sheet_weights,
    &sheet_benefit,
    &sheet_points,
    &sheet_correlations,
    &sheet_matrix,
    &sheet_groups,
    &sheet_group_grid,
    &sheet_group_charts,
    &sheet_differences,
    &sheet_trend,
    &sheet_trend_levels,
    &sheet_items,
    &sheet_answer_charts,
    &sheet_reliability,
    &sheet_coherence,
    &sheet_uncertainty,
    &sheet_ranks,
    &sheet_themes,
    &sheet_contact,
    &sheet_together,
    &sheet_saturation,
    &sheet_agreement,
    &sheet_needs,
    &sheet_talks,
    &sheet_network,
    &sheet_central,
    &sheet_response,
    &sheet_composition,
    &sheet_unanswered,
    &sheet_quality,
    &sheet_remarks,
    &sheet_figures,
    &sheet_figures_talks,
    &sheet_check,
    &sheet_definitions,
    &sheet_sources,
    &sheet_method,
    &sheet_declaration,
};

/* For one agency. */
static const struct sheet *const agency_list[] = {
    &sheet_agency_cover,
    &sheet_contents,
    &sheet_agency_brief,
    &sheet_agency_results,
    &sheet_agency_groups,
    &sheet_agency_years,
    &sheet_agency_questions,
    &sheet_agency_remarks,
    &sheet_definitions,
    &sheet_agency_method,
};
// clang-format on

const struct sheet *const *sheets(const struct report *report, size_t *n)
{
    *n = report->feedback == NULL ? COUNT(list) : COUNT(agency_list);
    return report->feedback == NULL ? list : agency_list;
}

/* The report that the sheet is about, in that report's workbook; NULL: none. */
static const struct report *report_of(const struct sheet *sheet, const struct report *report)
{
    const bool is_dialogues = report->wave->form->dialogues != NULL;
    switch (sheet->of) {
    case SHEET_OF_SURVEY:
        return is_dialogues ? NULL : report;
    case SHEET_OF_DIALOGUES:
        return is_dialogues ? report : report->beside;
    case SHEET_OF_DIALOGUES_ALONE:
        return is_dialogues ? report : NULL;
    case SHEET_OF_DIALOGUES_BESIDE:
        return is_dialogues ? NULL : report->beside;
    case SHEET_OF_ALL:
        break;
    }
    return report;
}

bool sheet_is_wanted(const struct sheet *sheet, struct draft *draft)
{
    const struct report *of = report_of(sheet, draft->report);
    struct draft asking = {.report = of, .arena = draft->arena, .trace = draft->trace};
    if (of == NULL || (sheet->is_review_only && of->profile != PROFILE_REVIEW))
        return false;
    if (sheet->is_wanted != NULL && !sheet->is_wanted(of))
        return false;
    const bool has_content = sheet->has_content == NULL || sheet->has_content(&asking);
    draft->is_out_of_memory |= asking.is_out_of_memory;
    return has_content;
}

bool report_has_figures(const struct report *report, const char *beginning)
{
    const size_t n = strlen(beginning);
    for (size_t i = 0; i < report->figures->n; i++) {
        if (strncmp(report->figures->list[i].id, beginning, n) == 0)
            return true;
    }
    return false;
}

/* The sheet's name as the name of a table: "Samband_i_diagram". */
static const char *table_name(struct draft *draft, const char *sheet)
{
    char *name = draft_array(draft, strlen(sheet) + 1, char);
    if (name == NULL)
        return "";
    strcpy(name, sheet);
    for (char *at = name; *at != '\0'; at++) {
        if ((unsigned char)*at < 0x80 && !isalnum((unsigned char)*at))
            *at = '_';
    }
    return name;
}

/* Beside their names, which the contents group in the same way. */
static const int colours[] = {
    [PART_RESULTS] = 0x0B5394, [PART_START] = 0x404040,    [PART_FIRMNESS] = 0x7F6000,
    [PART_TALKS] = 0x38761D,   [PART_RESPONSE] = 0x85200C, [PART_REFERENCE] = 0x999999,
};
static_assert(COUNT(colours) == PART_COUNT, "every part has its colour");

static const char *title_of(struct draft *draft, const char *sheet)
{
    const struct feedback *feedback = draft->report->feedback;
    if (feedback == NULL)
        return SAY(draft, TEXT_TITLE_YEAR, sheet, draft_year(draft));
    return SAY(draft, TEXT_TITLE_AGENCY, sheet, draft_year(draft),
               draft_header(draft, feedback->name));
}

static bool has_limits(const struct draft *draft, const struct table *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (table->columns[i].header == draft_text(draft, TEXT_COLUMN_LOW))
            return true;
    return false;
}

/* How to read the table: the sheet's own words, else what the limits are; then the signs. */
static const char *note(struct draft *draft, const struct table *table)
{
    if (table->is_prose && table->note != NULL)
        return table->note;
    const char *own = table->note;
    if (own == NULL)
        own = has_limits(draft, table) ? SAY(draft, TEXT_NOTE_INTERVALS, draft_confidence(draft))
                                       : "";
    return draft_join(draft, own, draft_text(draft, TEXT_NOTE_SIGNS));
}

enum status sheet_build(const struct sheet *sheet, struct draft *draft, struct table *table,
                        struct error *err)
{
    const bool is_contents = sheet == &sheet_contents;
    draft->report = report_of(sheet, draft->report);
    *table = (struct table){.sheet = draft_text(draft, sheet->name)};
    table->name = table_name(draft, table->sheet);
    table->title = title_of(draft, table->sheet);
    table->back = draft_text(draft, is_contents ? TEXT_TO_COVER : TEXT_TO_CONTENTS);
    table->back_to.sheet = draft_text(draft, is_contents ? TEXT_SHEET_COVER : TEXT_SHEET_CONTENTS);
    table->trace = draft->trace;
    table->tab_colour = colours[sheet->part];
    TRY(sheet->build(draft, table, err));
    for (size_t c = 0; c < table->n_charts; c++)
        table->charts[c].alt = draft_cut(draft, table->charts[c].alt, CHART_ALT_LIMIT);
    const struct wave *wave = draft->report->wave;
    const enum text simulated =
        wave->form->dialogues == NULL ? TEXT_SIMULATED : TEXT_SIMULATED_TALKS;
    table->note = note(draft, table);
    for (size_t i = 0; i < table->n_charts; i++)
        table->charts[i].alt = alt_fit(draft, table->charts[i].alt);
    if (wave->is_simulated)
        table->sentence = draft_join(draft, draft_text(draft, simulated), table->sentence);
    return draft_status(draft, err);
}

/* Adds the sheet, if it is part of the report. */
static enum status add_sheet(const struct sheet *sheet, const struct draft *whole,
                             struct book *book, struct error *err)
{
    struct arena arena = {0};
    struct draft draft = {.report = whole->report, .arena = &arena, .trace = whole->trace};
    struct table table = {0};
    const bool is_wanted = sheet_is_wanted(sheet, &draft);
    enum status status = draft_status(&draft, err);
    if (status == OK && is_wanted)
        status = sheet_build(sheet, &draft, &table, err);
    if (status == OK && is_wanted)
        status = book_add(book, &table, err);
    if (status == OK)
        status = draft_status(&draft, err);
    table_close(&table);
    arena_release(&arena);
    return status;
}

static enum status add_sheets(const struct draft *whole, struct book *book, struct error *err)
{
    size_t n = 0;
    const struct sheet *const *all = sheets(whole->report, &n);
    for (size_t i = 0; i < n; i++)
        TRY(add_sheet(all[i], whole, book, err));
    return OK;
}

/* The day the field work closed, else the end of the year: never today. */
static const char *date_of(const struct report *report, struct arena *arena)
{
    const struct settings *settings = &report->wave->form->settings;
    if (settings->closed != NULL)
        return settings->closed;
    return arena_print(arena, "%04d-12-31", settings->wave > 1900 ? settings->wave : 2000);
}

/* The survey's title, and whose workbook it is. */
static const char *report_title(struct draft *draft)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    const struct feedback *feedback = draft->report->feedback;
    const char *title = draft_label(draft, settings->title, settings->form_id);
    if (feedback == NULL)
        return title;
    return SAY(draft, TEXT_TITLE_AGENCY_BOOK, draft_header(draft, feedback->name), title);
}

static enum status write_book(struct draft *draft, const char *path, struct error *err)
{
    static const char *const tags[LANGUAGE_COUNT] = {
        [LANGUAGE_SV] = "sv-SE", [LANGUAGE_EN] = "en-GB"};
    const struct report *report = draft->report;
    const struct settings *settings = &report->wave->form->settings;
    const char *publisher = settings->publisher;
    const struct book_about about = {
        .title = draft_header(draft, report_title(draft)),
        .subject = draft_text(draft, TEXT_SUBJECT),
        .author = publisher == NULL ? NULL : draft_header(draft, publisher),
        .language = tags[report->language],
        .date = date_of(report, draft->arena),
        .is_review = report->profile == PROFILE_REVIEW && report->feedback == NULL,
    };
    if (report->feedback == NULL) /* else no sheet lists figures */
        draft->is_out_of_memory |= (draft->trace = trace_create(report, draft->arena)) == NULL;
    TRY(draft_status(draft, err));
    struct book *book = NULL;
    TRY(book_open(path, &about, &book, err));
    enum status status = add_sheets(draft, book, err);
    if (status == OK)
        status = book_finish(book, err);
    book_close(book);
    return status;
}

enum status report_write_workbook(const struct report *report, const char *path, struct error *err)
{
    struct arena arena = {0};
    struct draft draft = {.report = report, .arena = &arena};
    const enum status status = write_book(&draft, path, err);
    arena_release(&arena);
    return status;
}
