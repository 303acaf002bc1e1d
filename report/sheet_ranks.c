/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet_ranks.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "store/names.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_OF_PLACE = 1, COLUMN_OF_RANK = 4, COLUMN_OF_MEDIAN, COLUMN_OF_LOW, COLUMN_OF_HIGH };

/* More units than this are a smear in a chart, and more rows a burden to open. */
enum { MOST_IN_CHART = 500, MOST_ROWS = 100000 };

bool ranks_have_interval(const struct score *score)
{
    return score->rank != NULL && score->rank_median != NULL && score->rank_low != NULL &&
           score->rank_high != NULL && score->rank_class != NULL;
}

bool ranks_has_row(const struct score *score, size_t row)
{
    return score->rank[row] > 0 && !is_missing(score->rank_median[row]) &&
           !is_missing(score->rank_low[row]) && !is_missing(score->rank_high[row]);
}

const char *ranks_interval(struct draft *draft, const struct score *score, size_t row)
{
    const double low = floor(score->rank_low[row]), high = ceil(score->rank_high[row]);
    const char *rank = draft_count(draft, score->rank[row]);
    if (low == score->rank[row] && high == score->rank[row])
        return rank;
    return SAY(draft, TEXT_RANK_INTERVAL, rank, draft_count(draft, low), draft_count(draft, high));
}

/* A unit on its way into the table. */
struct unit {
    size_t row;
    double median;
    uint32_t rank;
    const char *key, *name;
};

static int compare(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    if (x->median != y->median)
        return x->median < y->median ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static const char *copied(struct draft *draft, const char *text)
{
    char *copy = arena_text(draft->arena, text == NULL ? "" : text);
    draft->is_out_of_memory |= copy == NULL;
    return copy == NULL ? "" : draft_outside(draft, copy);
}

/* The names of all rows of the wave, n_rows. */
static enum status read_units(struct draft *draft, struct unit *units, struct error *err)
{
    const struct wave *wave = draft->report->wave;
    struct row_names *names = NULL;
    TRY(row_names_open(draft->report->store, wave, &names, err));
    enum status status = OK;
    for (size_t row = 0; row < wave->n_rows && status == OK; row++) {
        const char *key = NULL, *name = NULL;
        status = row_names_next(names, &key, &name, err);
        if (status == OK)
            units[row] =
                (struct unit){.row = row, .key = copied(draft, key), .name = copied(draft, name)};
    }
    row_names_close(names);
    return status;
}

static void put_unit(struct kept_rows *rows, const struct score *score, const struct unit *unit,
                     size_t place)
{
    const bool has_name = rows->draft->report->wave->form->settings.name_column != NULL;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(rows->draft, score->index));
    cells[COLUMN_OF_PLACE] = cell_count((double)place);
    cells[2] = cell_text_or(unit->key, CELL_NOT_AVAILABLE);
    cells[3] = cell_text_or(has_name ? unit->name : unit->key, CELL_NOT_AVAILABLE);
    cells[COLUMN_OF_RANK] = cell_count(unit->rank);
    cells[COLUMN_OF_MEDIAN] = cell_number(unit->median, 1, CELL_NOT_AVAILABLE);
    cells[COLUMN_OF_LOW] = cell_number(score->rank_low[unit->row], 0, CELL_NOT_AVAILABLE);
    cells[COLUMN_OF_HIGH] = cell_number(score->rank_high[unit->row], 0, CELL_NOT_AVAILABLE);
    cells[8] = score->rank_class[unit->row] == 0 ? cell_missing(CELL_NOT_AVAILABLE)
                                                 : cell_count(score->rank_class[unit->row]);
}

/* The units of one index, sorted by their median rank; how many. */
static size_t put_index(struct kept_rows *rows, const struct score *score, const struct unit *units)
{
    const struct wave *wave = rows->draft->report->wave;
    struct unit *sorted = draft_array(rows->draft, wave->n_rows, struct unit);
    size_t n = 0;
    for (size_t row = 0; row < wave->n_rows && sorted != NULL; row++) {
        if (!ranks_has_row(score, row))
            continue;
        sorted[n] = units[row];
        sorted[n].median = score->rank_median[row];
        sorted[n++].rank = score->rank[row];
    }
    if (n > 1)
        qsort(sorted, n, sizeof *sorted, compare);
    for (size_t i = 0; i < n; i++)
        put_unit(rows, score, &sorted[i], i + 1);
    return n;
}

/* What the table says of one index. */
struct summary {
    const struct score *score;
    size_t first, n; /* rows */
    size_t n_wide;   /* units whose interval holds more than their rank */
    double widest;   /* places from the lower to the upper limit */
    uint32_t n_classes;
};

static struct summary summarise(const struct wave *wave, const struct score *score)
{
    struct summary s = {.score = score};
    for (size_t row = 0; row < wave->n_rows; row++) {
        if (!ranks_has_row(score, row))
            continue;
        const double width = score->rank_high[row] - score->rank_low[row];
        s.n_wide += width > 0;
        s.widest = width > s.widest ? width : s.widest;
        s.n_classes = score->rank_class[row] > s.n_classes ? score->rank_class[row] : s.n_classes;
        s.n++;
    }
    return s;
}

static const char *sentence(struct draft *draft, const struct summary *s)
{
    return SAY(draft, TEXT_RANKS_SENTENCE, draft_indicator(draft, s->score->index),
               draft_count(draft, (double)s->n_wide), draft_count(draft, (double)s->n),
               draft_count(draft, ceil(s->widest)), draft_count(draft, s->n_classes));
}

static struct series series_of(struct draft *draft, const struct summary *s, enum series_kind kind,
                               enum text name, size_t column)
{
    const char *sheet = draft_text(draft, TEXT_SHEET_RANKS);
    return (struct series){.kind = kind,
                           .name = draft_text(draft, name),
                           .x = {sheet, COLUMN_OF_PLACE, s->first, s->n},
                           .y = {sheet, column, s->first, s->n}};
}

static void add_chart(struct draft *draft, const struct summary *s, struct table *table)
{
    const char *index = draft_header(draft, draft_indicator(draft, s->score->index));
    table->charts = draft_array(draft, 1, struct chart);
    if (table->charts == NULL)
        return;
    table->n_charts = 1;
    table->charts[0] = (struct chart){
        .kind = CHART_RANKS,
        .title = draft_header(draft, SAY(draft, TEXT_RANKS_CHART_TITLE, index)),
        .alt =
            SAY(draft, TEXT_RANKS_ALT, draft_count(draft, (double)s->n), index, sentence(draft, s)),
        .x = {.title = draft_text(draft, TEXT_RANKS_AXIS_UNITS)},
        .y = {.title = draft_text(draft, TEXT_RANKS_AXIS_RANK),
              .has_range = s->n > 1,
              .low = 1,
              .high = (double)s->n},
        .series = {series_of(draft, s, SERIES_HIGH, TEXT_RANKS_HIGH, COLUMN_OF_HIGH),
                   series_of(draft, s, SERIES_LOW, TEXT_RANKS_LOW, COLUMN_OF_LOW),
                   series_of(draft, s, SERIES_POINTS, TEXT_RANKS_MEDIAN, COLUMN_OF_MEDIAN)},
        .n_series = 3,
    };
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 0},       {TEXT_COLUMN_PLACE_IN_ORDER, true, 0},
        {TEXT_COLUMN_UNIT_KEY, false, 0},    {TEXT_COLUMN_NAME, false, 0},
        {TEXT_COLUMN_NOMINAL_RANK, true, 0}, {TEXT_COLUMN_MEDIAN_RANK, true, 0},
        {TEXT_COLUMN_RANK_LOW, true, 0},     {TEXT_COLUMN_RANK_HIGH, true, 0},
        {TEXT_COLUMN_RANK_CLASS, true, 0}};
    const struct wave *wave = draft->report->wave;
    struct summary first = {0};
    bool is_cut = false;
    struct unit *units = draft_array(draft, wave->n_rows, struct unit);
    if (units == NULL)
        return error_memory(err);
    TRY(read_units(draft, units, err));
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct score *score = &wave->scores[i];
        if (!ranks_have_interval(score))
            continue;
        is_cut |= rows.n > 0 && rows.n + wave->n_rows > MOST_ROWS;
        const size_t at = rows.n, n = is_cut ? 0 : put_index(&rows, score, units);
        if (first.score != NULL || n == 0)
            continue;
        first = summarise(wave, score);
        first.first = at;
    }
    if (first.score == NULL) /* there is a row, or the sheet would not be wanted */
        return error_memory(err);
    table->sentence = sentence(draft, &first);
    table->note = draft_text(draft, TEXT_RANKS_NOTE);
    if (is_cut)
        table->note = draft_join(draft, table->note, draft_text(draft, TEXT_RANKS_SENTENCE_CUT));
    if (first.n <= MOST_IN_CHART)
        add_chart(draft, &first, table);
    kept_rows_close(&rows, table);
    return OK;
}

/* A row at least, which a table needs. */
static bool is_wanted(const struct report *report)
{
    const struct wave *wave = report->wave;
    for (size_t i = 0; i < wave->n_scores; i++) {
        const struct score *score = &wave->scores[i];
        for (size_t row = 0; ranks_have_interval(score) && row < wave->n_rows; row++)
            if (ranks_has_row(score, row))
                return true;
    }
    return false;
}

const struct sheet sheet_ranks = {.name = TEXT_SHEET_RANKS,
                                  .about = TEXT_ABOUT_RANKS,
                                  .part = PART_FIRMNESS,
                                  .is_review_only = true,
                                  .is_wanted = is_wanted,
                                  .build = build};
