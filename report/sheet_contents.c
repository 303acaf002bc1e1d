/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include <assert.h>

static const enum text parts[] = {
    [PART_RESULTS] = TEXT_PART_RESULTS,   [PART_START] = TEXT_PART_START,
    [PART_FIRMNESS] = TEXT_PART_FIRMNESS, [PART_TALKS] = TEXT_PART_TALKS,
    [PART_RESPONSE] = TEXT_PART_RESPONSE, [PART_REFERENCE] = TEXT_PART_REFERENCE,
};
static_assert(COUNT(parts) == PART_COUNT, "every part has its name");

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_SHEET, false, 0},
                                                 {TEXT_COLUMN_PART_OF_BOOK, false, 0},
                                                 {TEXT_COLUMN_SHOWS, false, 100}};
    table->is_prose = true;
    table->note = draft_text(draft, TEXT_NOTE_LINKS);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    size_t n = 0;
    const struct sheet *const *all = sheets(draft->report, &n);
    for (size_t i = 0; i < n; i++) {
        if (!sheet_is_wanted(all[i], draft))
            continue;
        struct cell *cells = kept_rows_add(&rows);
        const char *name = draft_text(draft, all[i]->name);
        cells[0] = cell_link(name, (struct target){.sheet = name});
        cells[1] = cell_text(draft_text(draft, parts[all[i]->part]));
        cells[2] = cell_text(draft_text(draft, all[i]->about));
    }
    table->sentence = SAY(draft, TEXT_CONTENTS_SENTENCE, draft_count(draft, (double)rows.n));
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_contents = {.name = TEXT_SHEET_CONTENTS,
                                     .about = TEXT_ABOUT_CONTENTS,
                                     .part = PART_START,
                                     .of = SHEET_OF_ALL,
                                     .build = build};
