/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a spreadsheet computes, beside what the program did: a reviewer sees in one row whether any
   formula of the workbook gives another number. */
#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/trace.h"

enum { CELL_AT, COLUMN, ID, OURS, THEIRS, DIFFERENCE, AGREES, N_COLUMNS };

/* Numbers agree when they differ by no more than this, of themselves or of 1. */
static const char tolerance[] = "1E-9";

struct checking {
    struct draft *draft;
    const struct trace_formula *list;
    size_t n;
};

/* The cells that compare: in that row of the sheet. */
static void put_comparison(struct draft *draft, size_t row, struct cell *cells)
{
    char ours[CELL_NAME_SIZE], theirs[CELL_NAME_SIZE], difference[CELL_NAME_SIZE];
    cell_name(TABLE_FIRST_ROW + row, OURS, ours);
    cell_name(TABLE_FIRST_ROW + row, THEIRS, theirs);
    cell_name(TABLE_FIRST_ROW + row, DIFFERENCE, difference);
    const char *apart = arena_print(draft->arena, "ABS(%s-%s)", theirs, ours);
    const char *agrees =
        arena_print(draft->arena, "IF(%s<=%s*MAX(1,ABS(%s)),1,0)", difference, tolerance, ours);
    draft->is_out_of_memory |= apart == NULL || agrees == NULL;
    cells[DIFFERENCE] = (struct cell){.kind = CELL_DIFFERENCE, .number = 0, .formula = apart};
    cells[AGREES] = (struct cell){.kind = CELL_AGREEMENT, .number = 1, .formula = agrees};
}

/* How many of the rows below agree, which should be all. */
static void put_all(const struct checking *checking, struct cell *cells)
{
    struct draft *draft = checking->draft;
    const double n = (double)checking->n;
    const char *range = draft_range(draft, draft_text(draft, TEXT_SHEET_CHECK), AGREES, 1,
                                    checking->n > 0 ? checking->n : 1);
    const char *count = arena_print(draft->arena, "COUNTIF(%s,1)", range);
    draft->is_out_of_memory |= count == NULL;
    cells[CELL_AT] = cell_text(draft_text(draft, TEXT_CHECK_ALL));
    cells[COLUMN] = cells[ID] = cell_missing(CELL_NOT_APPLICABLE);
    cells[OURS] = cell_count(n);
    cells[THEIRS] = cell_with_formula(cell_count(n), count);
}

static void put_formula(struct draft *draft, const struct trace_formula *formula,
                        struct cell *cells)
{
    cells[CELL_AT] = cell_link(draft_place(draft, formula->at), formula->at);
    cells[COLUMN] = cell_text(formula->column);
    cells[ID] = cell_id(formula->cell.figure);
    cells[OURS] = cells[THEIRS] = formula->cell;
    cells[THEIRS].formula = draft_reference(draft, formula->at);
    cells[THEIRS].target = formula->at;
    cells[THEIRS].figure = NULL;
}

static enum status write_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    const struct checking *checking = context;
    struct draft *draft = checking->draft;
    if (row == 0)
        put_all(checking, cells);
    else
        put_formula(draft, &checking->list[row - 1], cells);
    put_comparison(draft, row, cells);
    return draft_status(draft, err);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[N_COLUMNS] = {
        {TEXT_COLUMN_CHECK_CELL, false, 0},  {TEXT_COLUMN_CHECK_COLUMN, false, 40},
        {TEXT_COLUMN_FIGURE, false, 0},      {TEXT_COLUMN_CHECK_OURS, true, 0},
        {TEXT_COLUMN_CHECK_THEIRS, true, 0}, {TEXT_COLUMN_CHECK_DIFFERENCE, true, 0},
        {TEXT_COLUMN_CHECK_AGREES, true, 0}};
    struct checking *checking = draft_array(draft, 1, struct checking);
    TRY(draft_status(draft, err));
    checking->draft = draft;
    checking->list = trace_formulas(draft->trace, &checking->n);
    table->is_plain = true;
    table->n_rows = checking->n + 1;
    table->sentence = SAY(draft, TEXT_CHECK_SENTENCE, draft_count(draft, (double)checking->n));
    table->note = draft_text(draft, TEXT_CHECK_NOTE);
    draft_columns(draft, columns, N_COLUMNS, table);
    table->row = write_row;
    table->context = checking;
    return OK;
}

const struct sheet sheet_check = {.name = TEXT_SHEET_CHECK,
                                  .about = TEXT_ABOUT_CHECK,
                                  .part = PART_REFERENCE,
                                  .is_review_only = true,
                                  .is_wanted = agencies_have_formulas,
                                  .build = build};
