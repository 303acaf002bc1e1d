/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_FILE, false, 0},     {TEXT_COLUMN_ROLE, false, 0},
        {TEXT_COLUMN_ROWS, true, 0},      {TEXT_COLUMN_BYTES, true, 0},
        {TEXT_COLUMN_ENCODING, false, 0}, {TEXT_COLUMN_DIGEST, false, 70}};
    const struct wave *wave = draft->report->wave;
    table->sentence =
        SAY(draft, TEXT_SOURCES_SENTENCE, draft_count(draft, (double)wave->n_sources));
    table->note = draft_text(draft, TEXT_SOURCES_NOTE);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_sources; i++) {
        const struct source *source = &wave->sources[i];
        struct cell *cells = kept_rows_add(&rows);
        cells[0] = cell_text(draft_outside(draft, source->name));
        cells[1] = cell_text_or(draft_outside(draft, source->role), CELL_NOT_AVAILABLE);
        cells[2] = cell_count((double)source->rows);
        cells[3] = cell_count((double)source->bytes);
        cells[4] = cell_text_or(draft_outside(draft, source->encoding), CELL_NOT_AVAILABLE);
        cells[5] = cell_text_or(source->sha256, CELL_NOT_AVAILABLE);
    }
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_sources > 0;
}

const struct sheet sheet_sources = {.name = TEXT_SHEET_SOURCES,
                                    .about = TEXT_ABOUT_SOURCES,
                                    .part = PART_REFERENCE,
                                    .of = SHEET_OF_ALL,
                                    .is_wanted = is_wanted,
                                    .build = build};
