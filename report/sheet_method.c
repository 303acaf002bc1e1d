/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/shown_figures.h"

static void put(struct kept_rows *rows, enum text topic, const char *content)
{
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(rows->draft, topic));
    cells[1] = cell_text(content);
}

/* "Låg (från 0), Medel (från 40), Hög (från 70)" */
static const char *band_list(struct draft *draft, const struct settings *settings)
{
    const char *all = "";
    for (size_t b = 0; b < settings->n_bands; b++) {
        const struct band *band = &settings->bands[b];
        const int decimals = band->from == floor(band->from) ? 0 : 1;
        const char *one = SAY(draft, TEXT_METHOD_BAND, draft_band(draft, band),
                              draft_number(draft, band->from, decimals));
        all = b == 0 ? one : SAY(draft, TEXT_LIST, all, one);
    }
    return all;
}

static void put_cuts(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct settings *settings = &draft->report->wave->form->settings;
    put(rows, TEXT_METHOD_STRONG,
        settings->n_bands == 0 ? draft_text(draft, TEXT_METHOD_STRONG_NO_BANDS)
                               : SAY(draft, TEXT_METHOD_STRONG_TEXT, band_list(draft, settings)));
}

static bool has_uncertainty(const struct draft *draft)
{
    return report_has_figures(draft->report, "uncertainty/");
}

static void put_statistics(struct kept_rows *rows)
{
    const bool is_published = rows->draft->report->profile == PROFILE_PUBLISH;
    const struct {
        enum text topic, content;
    } list[] = {
        {TEXT_METHOD_MEANS, TEXT_METHOD_MEANS_TEXT},
        {TEXT_METHOD_SHARES, TEXT_METHOD_SHARES_TEXT},
        {TEXT_METHOD_CORRELATIONS, TEXT_METHOD_CORRELATIONS_TEXT},
        {TEXT_METHOD_REGRESSION, TEXT_METHOD_REGRESSION_TEXT},
        {TEXT_METHOD_RELIABILITY, TEXT_METHOD_RELIABILITY_TEXT},
        {TEXT_METHOD_COHERENCE, TEXT_METHOD_COHERENCE_TEXT},
        {TEXT_METHOD_MISSING,
         is_published ? TEXT_METHOD_MISSING_PUBLISHED_TEXT : TEXT_METHOD_MISSING_TEXT},
    };
    for (size_t i = 0; i < COUNT(list); i++)
        put(rows, list[i].topic, draft_text(rows->draft, list[i].content));
    if (report_has_figures(rows->draft->report, "group_difference/"))
        put(rows, TEXT_METHOD_DIFFERENCES, draft_text(rows->draft, TEXT_METHOD_DIFFERENCES_TEXT));
    if (report_has_figures(rows->draft->report, "trend/"))
        put(rows, TEXT_METHOD_TREND, draft_text(rows->draft, TEXT_METHOD_TREND_TEXT));
}

static void put_claims(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const double alpha = 1 - draft->report->wave->form->settings.confidence;
    if (!report_has_figures(draft->report, "hypothesis/"))
        return;
    put(rows, TEXT_METHOD_CLAIMS,
        SAY(draft, TEXT_METHOD_CLAIMS_TEXT, draft_number(draft, alpha, 2)));
    put(rows, TEXT_METHOD_FIRMNESS, draft_text(draft, TEXT_METHOD_FIRMNESS_TEXT));
    put(rows, TEXT_METHOD_EFFECTS, draft_text(draft, TEXT_METHOD_EFFECTS_TEXT));
}

/* "Storlek, Departement": the groupings that answers are weighed by. */
static const char *strata(struct draft *draft, const struct settings *settings)
{
    const char *all = draft_indicator(draft, settings->strata[0]);
    for (size_t i = 1; i < settings->n_strata; i++) {
        all = arena_print(draft->arena, "%s, %s", all, draft_indicator(draft, settings->strata[i]));
        draft->is_out_of_memory |= all == NULL;
        if (all == NULL)
            return "";
    }
    return all;
}

static void put_response(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const struct wave *wave = draft->report->wave;
    const struct settings *settings = &wave->form->settings;
    const struct figure *effective = draft_figure(draft, "weight/n_eff", NULL, NULL, NULL);
    if (wave->form->has_register)
        put(rows, TEXT_METHOD_RESPONSE, draft_text(draft, TEXT_METHOD_RESPONSE_TEXT));
    if (settings->n_strata == 0 || effective == NULL || is_missing(effective->value))
        return;
    put(rows, TEXT_METHOD_WEIGHTS,
        SAY(draft, settings->n_strata == 1 ? TEXT_METHOD_WEIGHTS_TEXT : TEXT_METHOD_RAKED_TEXT,
            strata(draft, settings), draft_number(draft, effective->value, 1),
            draft_count(draft, (double)wave->n_rows)));
}

/* What is withheld, and in a publication how much. */
static const char *small_groups(struct draft *draft)
{
    const struct report *report = draft->report;
    const char *least = draft_count(draft, report->wave->form->settings.min_cell);
    if (report->profile != PROFILE_PUBLISH)
        return SAY(draft, TEXT_METHOD_SMALL_TEXT, least);
    return SAY(draft, TEXT_METHOD_SMALL_PUBLISHED_TEXT, least,
               draft_count(draft, (double)n_withheld_figures(report)),
               draft_count(draft, (double)report->figures->n));
}

static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    size_t n_items = 0;
    for (size_t i = 0; i < wave->form->n_indicators; i++)
        n_items += wave->form->indicators[i].type == INDICATOR_ITEM;
    return SAY(draft, TEXT_METHOD_SENTENCE, draft_count(draft, (double)wave->n_scores),
               draft_count(draft, (double)n_items), draft_count(draft, (double)wave->n_rows));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_TOPIC, false, 0},
                                                 {TEXT_COLUMN_CONTENT, false, 100}};
    const struct report *report = draft->report;
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_METHOD_NOTE);
    table->is_prose = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put(&rows, TEXT_METHOD_SCALE, draft_text(draft, TEXT_METHOD_SCALE_TEXT));
    put_cuts(&rows);
    put_response(&rows);
    put_claims(&rows);
    put_statistics(&rows);
    if (report->profile == PROFILE_REVIEW)
        put(&rows, TEXT_METHOD_FORMULAS, draft_text(draft, TEXT_METHOD_FORMULAS_TEXT));
    if (report->wave->network != NULL)
        put(&rows, TEXT_METHOD_NETWORK, draft_text(draft, TEXT_METHOD_NETWORK_TEXT));
    if (has_uncertainty(draft))
        put(&rows, TEXT_METHOD_UNCERTAINTY, draft_text(draft, TEXT_METHOD_UNCERTAINTY_TEXT));
    put(&rows, TEXT_METHOD_SMALL, small_groups(draft));
    put(&rows, TEXT_METHOD_MADE, draft_outside(draft, report->program));
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_method = {
    .name = TEXT_SHEET_METHOD, .about = TEXT_ABOUT_METHOD, .part = PART_REFERENCE, .build = build};
