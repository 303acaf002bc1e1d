/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "report/trace.h"

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
    while (trace_listed(draft->trace, shown->next).sheet == NULL)
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
    const struct target shown_at = trace_shown(draft->trace, figure);
    cells[8] = shown_at.sheet == NULL ? cell_missing(CELL_NOT_APPLICABLE)
                                      : cell_link(draft_place(draft, shown_at), shown_at);
    cells[9] = cell_text_or(draft_outside(draft, figure->method), CELL_NOT_APPLICABLE);
    for (size_t i = 0; i < 10; i++)
        cells[i].figure = NULL; /* the list does not lead to itself */
    return OK;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_FIGURE, false, 0}, {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},     {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},       {TEXT_COLUMN_SE, true, 0},
        {TEXT_COLUMN_P, true, 0},       {TEXT_COLUMN_UNIT, false, 0},
        {TEXT_COLUMN_SHOWN, false, 0},  {TEXT_COLUMN_METHOD, false, 200}};
    struct shown *shown = draft_array(draft, 1, struct shown);
    TRY(draft_status(draft, err));
    shown->draft = draft;
    table->is_plain = true;
    table->n_rows = trace_n_listed(draft->trace, draft->report);
    table->note = draft_text(draft, TEXT_FIGURES_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    table->n_printed = table->n_columns - 1; /* the methods are long, and many are alike */
    table->row = write_row;
    table->context = shown;
    return OK;
}

static enum status build_own(struct draft *draft, struct table *table, struct error *err)
{
    TRY(build(draft, table, err));
    table->sentence = SAY(draft, TEXT_FIGURES_SENTENCE, draft_count(draft, (double)table->n_rows));
    return OK;
}

static enum status build_talks(struct draft *draft, struct table *table, struct error *err)
{
    const struct settings *settings = &draft->report->wave->form->settings;
    TRY(build(draft, table, err));
    table->sentence =
        SAY(draft, TEXT_FIGURES_TALKS_SENTENCE, draft_count(draft, (double)table->n_rows),
            draft_label(draft, settings->title, settings->form_id));
    return OK;
}

static bool has_content(struct draft *draft)
{
    return trace_n_listed(draft->trace, draft->report) > 0;
}

const struct sheet sheet_figures = {.name = TEXT_SHEET_FIGURES,
                                    .about = TEXT_ABOUT_FIGURES,
                                    .part = PART_REFERENCE,
                                    .of = SHEET_OF_ALL,
                                    .has_content = has_content,
                                    .build = build_own};

const struct sheet sheet_figures_talks = {.name = TEXT_SHEET_FIGURES_TALKS,
                                          .about = TEXT_ABOUT_FIGURES_TALKS,
                                          .part = PART_REFERENCE,
                                          .of = SHEET_OF_DIALOGUES_BESIDE,
                                          .has_content = has_content,
                                          .build = build_talks};
