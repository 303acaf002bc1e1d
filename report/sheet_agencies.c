/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet_agencies.h"

#include "base/text.h"
#include "report/agency_formulas.h"
#include "report/book_check.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "report/sheet_ranks.h"
#include "store/names.h"

#include <string.h>

/* More rows than this a spreadsheet should not compute over each time it opens the file. */
enum { MOST_FORMULA_ROWS = 20000 };

/* What the rows are made from; in the draft's arena, but for the names. */
struct agencies {
    struct draft *draft;
    struct row_names *names;
    const char ***levels;                       /* of each grouping: what each level is called */
    const char **bands;                         /* what each band is called */
    int *decimals;                              /* of each score */
    const struct score *main;                   /* the first index at the top; NULL: none */
    struct row_formula *scores, rank, answered; /* how they are computed */
};

static const struct score *main_score(const struct wave *wave)
{
    for (size_t i = 0; i < wave->n_scores; i++) {
        if (wave->scores[i].index->parent == NULL)
            return &wave->scores[i];
    }
    return NULL;
}

static bool has_name(const struct wave *wave)
{
    return wave->form->settings.name_column != NULL;
}

static bool has_bands(const struct wave *wave, const struct score *score)
{
    return wave->form->settings.n_bands > 0 && score->index->is_percent_scale;
}

size_t agencies_group_column(const struct wave *wave, size_t group)
{
    return 1 + has_name(wave) + group;
}

size_t agencies_column(const struct wave *wave, size_t score)
{
    return agencies_group_column(wave, wave->n_groups) + score;
}

size_t agencies_find(const struct wave *wave, const struct indicator *index)
{
    for (size_t i = 0; wave->scores != NULL && i < wave->n_scores; i++)
        if (wave->scores[i].index == index)
            return i;
    return SIZE_MAX;
}

bool agencies_have_formulas(const struct report *report)
{
    return report->profile == PROFILE_REVIEW && report->feedback == NULL &&
           report->wave->n_rows > 0 && report->wave->n_rows <= MOST_FORMULA_ROWS;
}

static const char *range_of_column(struct draft *draft, size_t column)
{
    const size_t n_rows = draft->report->wave->n_rows;
    return draft_range(draft, draft_text(draft, TEXT_SHEET_AGENCIES), column, 0, n_rows);
}

const char *agencies_range(struct draft *draft, size_t score)
{
    return range_of_column(draft, agencies_column(draft->report->wave, score));
}

const char *agencies_keys_range(struct draft *draft)
{
    return range_of_column(draft, 0);
}

const char *agencies_own_range(struct draft *draft, size_t score)
{
    const char *range = agencies_range(draft, score), *own = strchr(range, '!');
    return own == NULL ? range : own + 1;
}

const char *agencies_range_of(struct draft *draft, const struct indicator *index)
{
    const size_t score = agencies_find(draft->report->wave, index);
    return score == SIZE_MAX || !agencies_have_formulas(draft->report)
               ? NULL
               : agencies_range(draft, score);
}

const char *agencies_cell_of(struct draft *draft, const struct indicator *index, size_t row)
{
    const struct wave *wave = draft->report->wave;
    const size_t score = agencies_find(wave, index);
    char name[CELL_NAME_SIZE];
    if (score == SIZE_MAX || !agencies_have_formulas(draft->report))
        return NULL;
    return draft_formula(draft, "'%s'!%s", draft_text(draft, TEXT_SHEET_AGENCIES),
                         cell_fixed(TABLE_FIRST_ROW + row, agencies_column(wave, score), name));
}

/* A spreadsheet compares texts without regard to case. */
static bool are_told_apart(struct draft *draft, const struct grouping *grouping)
{
    const char **levels = draft_levels(draft, grouping);
    for (size_t i = 0; levels != NULL && i < grouping->n_levels; i++) {
        levels[i] = text_folded(draft->arena, levels[i]);
        draft->is_out_of_memory |= levels[i] == NULL;
        if (levels[i] == NULL)
            return false;
        for (size_t j = 0; j < i; j++)
            if (strcmp(levels[i], levels[j]) == 0)
                return false;
    }
    return !draft->is_out_of_memory;
}

const char *agencies_levels_range(struct draft *draft, const struct grouping *grouping)
{
    const struct wave *wave = draft->report->wave;
    if (!agencies_have_formulas(draft->report) || !are_told_apart(draft, grouping))
        return NULL;
    return range_of_column(draft, agencies_group_column(wave, (size_t)(grouping - wave->groups)));
}

/* The name of the band a score falls in. */
static struct cell band_cell(const struct agencies *agencies, double x)
{
    const struct settings *settings = &agencies->draft->report->wave->form->settings;
    for (size_t b = settings->n_bands; b-- > 0;) {
        if (x >= settings->bands[b].from)
            return cell_text_or(agencies->bands[b], CELL_NOT_AVAILABLE);
    }
    return cell_missing(CELL_NOT_AVAILABLE);
}

static struct cell level_cell(const struct agencies *agencies, size_t group, size_t row)
{
    const struct grouping *grouping = &agencies->draft->report->wave->groups[group];
    const uint16_t level = grouping->level[row];
    if (level == NO_LEVEL)
        return cell_missing(CELL_NOT_AVAILABLE);
    return cell_text_or(agencies->levels[group][level], CELL_NOT_AVAILABLE);
}

/* With its interval, unless that holds no other place. */
static struct cell rank_cell(const struct agencies *agencies, size_t row)
{
    const struct score *score = agencies->main;
    if (score->rank == NULL || score->rank[row] == 0)
        return cell_missing(CELL_NOT_AVAILABLE);
    if (!ranks_have_interval(score))
        return cell_count(score->rank[row]);
    if (!ranks_has_row(score, row))
        return cell_missing(CELL_NOT_AVAILABLE);
    return cell_text(ranks_interval(agencies->draft, score, row));
}

static struct cell score_cell(const struct agencies *agencies, size_t score, size_t row)
{
    const struct score *of = &agencies->draft->report->wave->scores[score];
    struct cell cell = cell_with_formula(
        cell_number(of->value[row], agencies->decimals[score], CELL_NOT_AVAILABLE),
        row_formula_at(&agencies->scores[score], row));
    cell.is_array = cell.formula != NULL && formula_of_score_is_array(of->index);
    return cell;
}

/* Rank, band and number of answers of the first index. */
static void put_main(const struct agencies *agencies, size_t row, struct cell *cells)
{
    const struct score *score = agencies->main;
    *cells++ = cell_with_formula(rank_cell(agencies, row), row_formula_at(&agencies->rank, row));
    if (has_bands(agencies->draft->report->wave, score))
        *cells++ = band_cell(agencies, score->value[row]);
    *cells = cell_with_formula(cell_count(score->answered[row]),
                               row_formula_at(&agencies->answered, row));
}

static enum status write_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    struct agencies *agencies = context;
    const struct wave *wave = agencies->draft->report->wave;
    const char *key = NULL, *name = NULL;
    TRY(row_names_next(agencies->names, &key, &name, err));
    *cells++ = cell_text_or(draft_outside(agencies->draft, key), CELL_NOT_AVAILABLE);
    if (has_name(wave))
        *cells++ = cell_text_or(draft_outside(agencies->draft, name), CELL_NOT_AVAILABLE);
    for (size_t i = 0; i < wave->n_groups; i++)
        *cells++ = level_cell(agencies, i, row);
    for (size_t i = 0; i < wave->n_scores; i++)
        *cells++ = score_cell(agencies, i, row);
    if (agencies->main != NULL)
        put_main(agencies, row, cells);
    return OK;
}

static void close_names(void *context)
{
    row_names_close(((struct agencies *)context)->names);
}

/* The words that rows repeat, made once. */
static void make_words(struct agencies *agencies)
{
    struct draft *draft = agencies->draft;
    const struct wave *wave = draft->report->wave;
    const struct settings *settings = &wave->form->settings;
    agencies->levels = draft_array(draft, wave->n_groups, const char **);
    agencies->bands = draft_array(draft, settings->n_bands, const char *);
    agencies->decimals = draft_array(draft, wave->n_scores, int);
    if (draft->is_out_of_memory)
        return;
    for (size_t i = 0; i < wave->n_groups; i++)
        agencies->levels[i] = draft_levels(draft, &wave->groups[i]);
    for (size_t b = 0; b < settings->n_bands; b++)
        agencies->bands[b] = draft_band(draft, &settings->bands[b]);
    for (size_t i = 0; i < wave->n_scores; i++)
        agencies->decimals[i] = wave->scores[i].index->is_percent_scale ? 1 : 3;
}

/* A rank with its interval is a text that nobody computes. */
static void make_formulas(struct agencies *agencies)
{
    struct draft *draft = agencies->draft;
    const struct wave *wave = draft->report->wave;
    agencies->scores = draft_array(draft, wave->n_scores, struct row_formula);
    if (agencies->scores == NULL || !agencies_have_formulas(draft->report))
        return;
    for (size_t i = 0; i < wave->n_scores; i++)
        agencies->scores[i] = formula_of_score(draft, i);
    if (agencies->main == NULL)
        return;
    const size_t main = (size_t)(agencies->main - wave->scores);
    agencies->answered = formula_of_answered(draft, main);
    if (!ranks_have_interval(agencies->main))
        agencies->rank = formula_of_rank(draft, main);
}

static void make_columns(struct draft *draft, const struct score *main, struct table *table)
{
    const struct wave *wave = draft->report->wave;
    const char *key = wave->form->settings.unit_key;
    draft_header_column(draft, draft_outside(draft, key), key, table);
    if (has_name(wave))
        draft_header_column(draft, draft_text(draft, TEXT_COLUMN_NAME), key, table);
    for (size_t i = 0; i < wave->n_groups; i++)
        draft_header_column(draft, draft_indicator(draft, wave->groups[i].of),
                            wave->groups[i].of->code, table);
    for (size_t i = 0; i < wave->n_scores; i++)
        draft_number_column(draft, draft_indicator(draft, wave->scores[i].index),
                            wave->scores[i].index->code, table);
    if (main == NULL)
        return;
    const char *label = draft_indicator(draft, main->index);
    if (ranks_have_interval(main))
        draft_header_column(draft, SAY(draft, TEXT_COLUMN_RANK_INTERVAL, label), "rank", table);
    else
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_RANK, label), "rank", table);
    if (has_bands(wave, main))
        draft_header_column(draft, SAY(draft, TEXT_COLUMN_BAND, label), "band", table);
    draft_number_column(
        draft, SAY(draft, TEXT_COLUMN_ANSWERED, draft_count(draft, (double)main->n_items), label),
        "items", table);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct wave *wave = draft->report->wave;
    const size_t most = BOOK_ROWS - TABLE_FIRST_ROW;
    const char *all = draft_count(draft, (double)wave->n_rows);
    struct agencies *agencies = draft_array(draft, 1, struct agencies);
    if (agencies == NULL)
        return error_memory(err);
    *agencies = (struct agencies){.draft = draft, .main = main_score(wave)};
    make_words(agencies);
    make_formulas(agencies);
    make_columns(draft, agencies->main, table);
    TRY(draft_status(draft, err));
    table->is_plain = true;
    table->n_rows = wave->n_rows > most ? most : wave->n_rows;
    table->row = write_row;
    table->context = agencies;
    table->close = close_names;
    table->note = draft_text(draft, TEXT_AGENCIES_NOTE);
    if (wave->n_rows > most)
        table->sentence =
            SAY(draft, TEXT_AGENCIES_SENTENCE_CUT, draft_count(draft, (double)table->n_rows), all);
    else
        table->sentence =
            SAY(draft, TEXT_AGENCIES_SENTENCE, all, draft_count(draft, (double)wave->n_scores));
    return row_names_open(draft->report->store, wave, &agencies->names, err);
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_rows > 0 && report->wave->scores != NULL;
}

const struct sheet sheet_agencies = {.name = TEXT_SHEET_AGENCIES,
                                     .about = TEXT_ABOUT_AGENCIES,
                                     .is_review_only = true,
                                     .is_wanted = is_wanted,
                                     .build = build};
