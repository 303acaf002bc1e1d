/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "report/shown_figures.h"

/* Rows are asked for in their order; which figure is next. */
struct shown {
    struct draft *draft;
    const struct figure *next;
};

static enum status write_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    (void)err;
    struct shown *shown = context;
    struct draft *draft = shown->draft;
    if (row == 0)
        shown->next = draft->report->figures->list;
    while (!figure_is_shown(draft->report, shown->next))
        shown->next++;
    const struct figure *figure = shown->next++;
    cells[0] = cell_text(figure->id);
    cells[1] = cell_raw(figure, figure->value);
    cells[2] = cell_raw(figure, figure->low);
    cells[3] = cell_raw(figure, figure->high);
    cells[4] = cell_n(figure);
    cells[5] = cell_raw(figure, figure->se);
    cells[6] = cell_p(figure);
    cells[7] = cell_text_or(draft_outside(draft, figure->unit), CELL_NOT_APPLICABLE);
    cells[8] = cell_text_or(draft_outside(draft, figure->method), CELL_NOT_APPLICABLE);
    return OK;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_FIGURE, false, 0}, {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},     {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},       {TEXT_COLUMN_SE, true, 0},
        {TEXT_COLUMN_P, true, 0},       {TEXT_COLUMN_UNIT, false, 0},
        {TEXT_COLUMN_METHOD, false, 80}};
    struct shown *shown = draft_array(draft, 1, struct shown);
    TRY(draft_status(draft, err));
    shown->draft = draft;
    table->is_plain = true;
    table->n_rows = n_shown_figures(draft->report);
    table->sentence = SAY(draft, TEXT_FIGURES_SENTENCE, draft_count(draft, (double)table->n_rows));
    draft_columns(draft, columns, COUNT(columns), table);
    table->row = write_row;
    table->context = shown;
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->figures->n > 0;
}

const struct sheet sheet_figures = {.name = TEXT_SHEET_FIGURES,
                                    .about = TEXT_ABOUT_FIGURES,
                                    .of = SHEET_OF_ALL,
                                    .is_wanted = is_wanted,
                                    .build = build};
