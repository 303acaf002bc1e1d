/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/scatter.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "store/names.h"

static const char *copied(struct draft *draft, const char *text)
{
    char *copy = arena_text(draft->arena, text == NULL ? "" : text);
    draft->is_out_of_memory |= copy == NULL;
    return copy == NULL ? "" : draft_outside(draft, copy);
}

static void put_point(struct kept_rows *rows, const struct scatter *scatter, size_t row,
                      const char *title, const char *name)
{
    struct draft *draft = rows->draft;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(title);
    cells[1] = cell_text_or(copied(draft, name), CELL_NOT_AVAILABLE);
    cells[2] = cell_with_formula(cell_number(scatter->x->value[row], 1, CELL_NOT_AVAILABLE),
                                 agencies_cell_of(draft, scatter->x->index, row));
    cells[3] = cell_with_formula(cell_number(scatter->y->value[row], 1, CELL_NOT_AVAILABLE),
                                 agencies_cell_of(draft, scatter->y->index, row));
}

/* One pass over the units per chart, so that each chart's points stand together. */
static enum status put_points(struct kept_rows *rows, const struct scatter *scatter,
                              struct error *err)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const char *title = SAY(draft, TEXT_BENEFIT_PAIR, draft_indicator(draft, scatter->pair.x),
                            draft_indicator(draft, scatter->pair.y));
    struct row_names *names = NULL;
    TRY(row_names_open(report->store, report->wave, &names, err));
    const char *key = NULL, *name = NULL;
    enum status status = OK;
    for (size_t row = 0; row < report->wave->n_rows && status == OK; row++) {
        status = row_names_next(names, &key, &name, err);
        if (status == OK && scatter_has_point(scatter, row))
            put_point(rows, scatter, row, title, name);
    }
    row_names_close(names);
    return status;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_CHART, false, 0},
                                                 {TEXT_COLUMN_UNIT_KEY, false, 0},
                                                 {TEXT_COLUMN_X, true, 0},
                                                 {TEXT_COLUMN_Y, true, 0}};
    const struct scatters scatters = scatters_of(draft);
    draft_columns(draft, columns, COUNT(columns), table);
    table->sentence =
        SAY(draft, TEXT_POINTS_SENTENCE, draft_count(draft, (double)scatters.n_points),
            draft_text(draft, TEXT_SHEET_BENEFIT));
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < scatters.n; i++) {
        if (scatters.list[i].n_points > 0)
            TRY(put_points(&rows, &scatters.list[i], err));
    }
    kept_rows_close(&rows, table);
    return OK;
}

static bool has_content(struct draft *draft)
{
    return scatters_of(draft).n_points > 0;
}

const struct sheet sheet_points = {.name = TEXT_SHEET_POINTS,
                                   .about = TEXT_ABOUT_POINTS,
                                   .part = PART_REFERENCE,
                                   .is_review_only = true,
                                   .has_content = has_content,
                                   .build = build};
