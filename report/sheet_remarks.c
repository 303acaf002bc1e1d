/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/severity.h"
#include "report/sheet.h"
#include "store/put.h"

/* More than anyone reads; findings.csv and rejects.csv have all. */
enum { MOST_REMARKS = 2000 };

struct remarks {
    struct kept_rows rows;
    size_t n, n_rejects;
};

/* A copy of a borrowed text, fit for a cell. */
static const char *copied(struct draft *draft, const char *text)
{
    char *copy = arena_text(draft->arena, text == NULL ? "" : text);
    draft->is_out_of_memory |= copy == NULL;
    return copy == NULL ? "" : draft_outside(draft, copy);
}

static enum status take_reject(void *context, const struct reject *reject, struct error *err)
{
    struct remarks *remarks = context;
    struct draft *draft = remarks->rows.draft;
    remarks->n_rejects++;
    if (remarks->rows.n == MOST_REMARKS)
        return OK;
    struct cell *cells = kept_rows_add(&remarks->rows);
    cells[0] = cell_text(draft_text(draft, TEXT_QUALITY_REJECT));
    cells[1] = cell_text_or(copied(draft, reject->rule), CELL_NOT_AVAILABLE);
    cells[2] = cell_text_or(place_text(draft, reject->at), CELL_NOT_APPLICABLE);
    cells[3] = cell_missing(CELL_NOT_APPLICABLE);
    cells[4] = cell_missing(CELL_NOT_APPLICABLE);
    cells[5] = cell_text_or(copied(draft, reject->reason), CELL_NOT_AVAILABLE);
    return draft_status(draft, err);
}

static enum status take_finding(void *context, const struct finding *finding, struct error *err)
{
    struct remarks *remarks = context;
    struct draft *draft = remarks->rows.draft;
    remarks->n++;
    if (remarks->rows.n == MOST_REMARKS)
        return OK;
    struct cell *cells = kept_rows_add(&remarks->rows);
    cells[0] = cell_text(severity_text(draft, finding->severity));
    cells[1] = cell_text_or(copied(draft, finding->rule), CELL_NOT_AVAILABLE);
    cells[2] = cell_text_or(place_text(draft, finding->at), CELL_NOT_APPLICABLE);
    cells[3] = cell_text_or(copied(draft, finding->unit), CELL_NOT_APPLICABLE);
    cells[4] = cell_text_or(copied(draft, finding->question), CELL_NOT_APPLICABLE);
    cells[5] = cell_text_or(copied(draft, finding->text), CELL_NOT_AVAILABLE);
    return draft_status(draft, err);
}

static void put_nothing(struct kept_rows *rows)
{
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_text(rows->draft, TEXT_QUALITY_NONE));
    for (size_t i = 1; i < rows->n_columns; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
}

static const char *sentence(struct draft *draft, const struct remarks *remarks)
{
    const size_t all = remarks->n + remarks->n_rejects;
    if (all > remarks->rows.n)
        return SAY(draft, TEXT_REMARKS_SENTENCE_CUT, draft_count(draft, (double)remarks->rows.n),
                   draft_count(draft, (double)all));
    return SAY(draft, TEXT_REMARKS_SENTENCE, draft_count(draft, (double)remarks->n),
               draft_count(draft, (double)remarks->n_rejects));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_SEVERITY, false, 0}, {TEXT_COLUMN_RULE, false, 0},
        {TEXT_COLUMN_PLACE, false, 0},    {TEXT_COLUMN_UNIT_KEY, false, 0},
        {TEXT_COLUMN_QUESTION, false, 0}, {TEXT_COLUMN_MESSAGE, false, 90}};
    const struct report *report = draft->report;
    struct remarks remarks = {0};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    TRY(kept_rows_open(draft, table, &remarks.rows, err));
    TRY(store_each_reject(report->store, report->wave, take_reject, &remarks, err));
    TRY(store_each_finding(report->store, report->wave, take_finding, &remarks, err));
    table->sentence = sentence(draft, &remarks);
    table->note = draft_text(draft, TEXT_REMARKS_NOTE);
    if (remarks.rows.n == 0)
        put_nothing(&remarks.rows);
    kept_rows_close(&remarks.rows, table);
    return OK;
}

const struct sheet sheet_remarks = {.name = TEXT_SHEET_REMARKS,
                                    .about = TEXT_ABOUT_REMARKS,
                                    .part = PART_RESPONSE,
                                    .of = SHEET_OF_ALL,
                                    .is_review_only = true,
                                    .build = build};
