/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet_item_scores.h"

#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/workbook.h"
#include "store/names.h"

/* With more rows the scores are numbers alone. 10,000 agencies with 104 items and 19 indices are
   17 MB, which LibreOffice 7.4 reads in 39 s and computes anew in 18 s. */
enum { MOST_LIVE_ROWS = 10000 };

struct item_rows {
    struct draft *draft;
    struct row_names *names;
    int *decimals; /* of each item */
};

bool workbook_wants_items(const struct wave *wave)
{
    return wave->n_rows > 0 && wave->n_rows <= MOST_LIVE_ROWS;
}

bool item_scores_are_shown(const struct report *report)
{
    return agencies_have_formulas(report) && report->wave->n_items > 0 &&
           workbook_wants_items(report->wave);
}

size_t item_scores_find(const struct wave *wave, const struct indicator *item)
{
    for (size_t i = 0; i < wave->n_items; i++)
        if (wave->items[i].index == item)
            return i;
    return SIZE_MAX;
}

static bool has_name(const struct wave *wave)
{
    return wave->form->settings.name_column != NULL;
}

size_t item_scores_column(const struct wave *wave, size_t item)
{
    return 1 + has_name(wave) + item;
}

const char *item_scores_range(struct draft *draft, size_t item)
{
    const struct wave *wave = draft->report->wave;
    return draft_range(draft, draft_text(draft, TEXT_SHEET_ITEM_SCORES),
                       item_scores_column(wave, item), 0, wave->n_rows);
}

static enum cell_kind kind_of_missing(double x)
{
    const enum missing reason = missing_reason(x);
    return reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE ? CELL_NOT_APPLICABLE
                                                                           : CELL_NOT_AVAILABLE;
}

static enum status write_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    const struct item_rows *rows = context;
    const struct wave *wave = rows->draft->report->wave;
    const char *key = NULL, *name = NULL;
    TRY(row_names_next(rows->names, &key, &name, err));
    *cells++ = cell_text_or(draft_outside(rows->draft, key), CELL_NOT_AVAILABLE);
    if (has_name(wave))
        *cells++ = cell_text_or(draft_outside(rows->draft, name), CELL_NOT_AVAILABLE);
    for (size_t i = 0; i < wave->n_items; i++) {
        const double x = wave->items[i].value[row];
        *cells++ = cell_number(x, rows->decimals[i], kind_of_missing(x));
    }
    return OK;
}

static void close_names(void *context)
{
    row_names_close(((struct item_rows *)context)->names);
}

/* An item runs 0-100 unless its rule says otherwise. */
static int decimals_of(const struct indicator *item)
{
    return item->normalise == NORMALISE_ZSCORE || item->normalise == NORMALISE_NONE ? 3 : 1;
}

static void make_columns(struct draft *draft, struct item_rows *rows, struct table *table)
{
    const struct wave *wave = draft->report->wave;
    const char *key = wave->form->settings.unit_key;
    draft_header_column(draft, draft_outside(draft, key), key, table);
    if (has_name(wave))
        draft_header_column(draft, draft_text(draft, TEXT_COLUMN_NAME), key, table);
    for (size_t i = 0; i < wave->n_items && !draft->is_out_of_memory; i++) {
        const struct indicator *item = wave->items[i].index;
        draft_number_column(draft, draft_indicator(draft, item), item->code, table);
        rows->decimals[i] = decimals_of(item);
    }
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct wave *wave = draft->report->wave;
    struct item_rows *rows = draft_array(draft, 1, struct item_rows);
    int *decimals = draft_array(draft, wave->n_items, int);
    if (rows == NULL || decimals == NULL)
        return error_memory(err);
    *rows = (struct item_rows){.draft = draft, .decimals = decimals};
    make_columns(draft, rows, table);
    TRY(draft_status(draft, err));
    table->is_plain = table->is_in_order = true;
    table->n_rows = wave->n_rows;
    table->row = write_row;
    table->context = rows;
    table->close = close_names;
    table->sentence = SAY(draft, TEXT_ITEM_SCORES_SENTENCE, draft_text(draft, TEXT_SHEET_AGENCIES));
    return row_names_open(draft->report->store, wave, &rows->names, err);
}

const struct sheet sheet_item_scores = {.name = TEXT_SHEET_ITEM_SCORES,
                                        .about = TEXT_ABOUT_ITEM_SCORES,
                                        .is_review_only = true,
                                        .is_wanted = item_scores_are_shown,
                                        .build = build};
