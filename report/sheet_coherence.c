/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/crossing.h"
#include "report/kept_rows.h"
#include "report/sheet.h"

#include "store/coherence.h"

#include <assert.h>

/* How a verdict is worded, and what to do about it. */
static const struct {
    enum text verdict, advice;
} words[] = {
    [AUDIT_OK] = {TEXT_COHERENCE_VERDICT_OK, TEXT_COHERENCE_ADVICE_OK},
    [AUDIT_DOMINATES] = {TEXT_COHERENCE_VERDICT_DOMINATES, TEXT_COHERENCE_ADVICE_DOMINATES},
    [AUDIT_UNDER_REPRESENTED] = {TEXT_COHERENCE_VERDICT_UNDER, TEXT_COHERENCE_ADVICE_UNDER},
    [AUDIT_CONTRADICTS] = {TEXT_COHERENCE_VERDICT_CONTRADICTS, TEXT_COHERENCE_ADVICE_CONTRADICTS},
    [AUDIT_REDUNDANT] = {TEXT_COHERENCE_VERDICT_REDUNDANT, TEXT_COHERENCE_ADVICE_REDUNDANT},
    [AUDIT_FOLLOWS_SIZE] = {TEXT_COHERENCE_VERDICT_SIZE, TEXT_COHERENCE_ADVICE_SIZE},
    [AUDIT_UNRELIABLE] = {TEXT_COHERENCE_VERDICT_UNRELIABLE, TEXT_COHERENCE_ADVICE_UNRELIABLE},
    [AUDIT_FEW_ITEMS] = {TEXT_COHERENCE_VERDICT_FEW, TEXT_COHERENCE_ADVICE_FEW},
    [AUDIT_LOW_COVERAGE] = {TEXT_COHERENCE_VERDICT_COVERAGE, TEXT_COHERENCE_ADVICE_COVERAGE},
};
static_assert(sizeof words / sizeof *words == COHERENCE_VERDICT_COUNT,
              "every verdict needs its words");

static const enum text check_text[] = {
    [COHERENCE_ITEM_INDEX] = TEXT_COHERENCE_CHECK_ITEM_INDEX,
    [COHERENCE_PAIR] = TEXT_COHERENCE_CHECK_PAIR,
    [COHERENCE_SIZE] = TEXT_COHERENCE_CHECK_SIZE,
    [COHERENCE_ALPHA] = TEXT_COHERENCE_CHECK_ALPHA,
    [COHERENCE_ITEMS] = TEXT_COHERENCE_CHECK_ITEMS,
    [COHERENCE_COVERAGE] = TEXT_COHERENCE_CHECK_COVERAGE,
};
static_assert(sizeof check_text / sizeof *check_text == COHERENCE_CHECK_COUNT,
              "every check needs its name");

/* The sheet in the making, and what its sentence counts. */
struct audit {
    struct kept_rows rows;
    const char *accepted[COHERENCE_CHECK_COUNT]; /* which values pass */
    const struct indicator *size;                /* NULL: none */
    size_t n_judged, n_remarks;                  /* of all indices */
    size_t n_own;                                /* remarks on the index at hand */
    const struct indicator *worst;               /* with the most remarks; NULL: none, or several */
    size_t n_worst;
};

/* What one row is about: the subject of a figure, and what the row calls it. */
struct row {
    enum coherence_check check;
    const struct indicator *index;
    const char *part;
    const char *subject, *other; /* other may be NULL */
    const char *measure;         /* "coherence/pair" */
};

static void say_accepted(struct draft *draft, const char **accepted)
{
    const struct coherence_limits *l = &draft->report->wave->form->settings.coherence;
    accepted[COHERENCE_ITEM_INDEX] =
        SAY(draft, TEXT_COHERENCE_ACCEPTED_BETWEEN, draft_number(draft, l->weak, 2),
            draft_number(draft, l->dominates, 2));
    accepted[COHERENCE_PAIR] =
        SAY(draft, TEXT_COHERENCE_ACCEPTED_MOST, draft_number(draft, l->redundant, 2));
    accepted[COHERENCE_SIZE] = SAY(draft, TEXT_INTERVAL_SIGNED, draft_number(draft, -l->size, 2),
                                   draft_number(draft, l->size, 2));
    accepted[COHERENCE_ALPHA] =
        SAY(draft, TEXT_COHERENCE_ACCEPTED_LEAST, draft_number(draft, l->alpha, 2));
    accepted[COHERENCE_ITEMS] =
        SAY(draft, TEXT_COHERENCE_ACCEPTED_LEAST, draft_count(draft, l->items));
    accepted[COHERENCE_COVERAGE] =
        SAY(draft, TEXT_COHERENCE_ACCEPTED_LEAST, draft_share(draft, l->coverage, 0));
}

static const struct figure *verdict_of(struct draft *draft, const struct row *row)
{
    const char *level = figure_level(draft->arena, "check", coherence_check_name(row->check));
    if (level == NULL) {
        draft->is_out_of_memory = true;
        return NULL;
    }
    return draft_figure(draft, "coherence/verdict", row->subject, row->other, level);
}

static void put_verdict(struct audit *audit, struct cell *cells, const struct figure *verdict)
{
    struct draft *draft = audit->rows.draft;
    const bool is_known =
        verdict != NULL && verdict->value >= 0 && verdict->value < COHERENCE_VERDICT_COUNT;
    cells[0] = cells[1] = cell_value(is_known ? NULL : verdict);
    if (!is_known)
        return;
    const enum coherence_verdict found = (enum coherence_verdict)verdict->value;
    cells[0] = cell_text(draft_text(draft, words[found].verdict));
    cells[1] = cell_text(draft_text(draft, words[found].advice));
    audit->n_judged++;
    audit->n_own += found != AUDIT_OK;
}

/* One check, if it was made. */
static void put(struct audit *audit, const struct row *row)
{
    struct draft *draft = audit->rows.draft;
    const struct figure *figure = draft_figure(draft, row->measure, row->subject, row->other, NULL);
    const struct figure *verdict = verdict_of(draft, row);
    if (figure == NULL || verdict == NULL)
        return;
    struct cell *cells = kept_rows_add(&audit->rows);
    cells[0] = cell_of_index(draft, draft_indicator(draft, row->index), row->index);
    cells[1] = cell_text(row->part);
    cells[2] = cell_text(draft_text(draft, check_text[row->check]));
    cells_put_estimate(cells + 3, figure);
    cells[7] = cell_text(audit->accepted[row->check]);
    put_verdict(audit, cells + 8, verdict);
    cells[10] = cell_id(figure);
}

static void put_whole(struct audit *audit, const struct indicator *index)
{
    struct draft *draft = audit->rows.draft;
    struct row row = {.index = index,
                      .part = draft_text(draft, TEXT_RELIABILITY_WHOLE),
                      .subject = index->code,
                      .check = COHERENCE_ITEMS,
                      .measure = "coherence/items"};
    put(audit, &row);
    row.check = COHERENCE_ALPHA;
    row.measure = "alpha/complete";
    put(audit, &row);
    row.check = COHERENCE_COVERAGE;
    row.measure = "coherence/coverage";
    put(audit, &row);
    if (audit->size == NULL)
        return;
    row.check = COHERENCE_SIZE;
    row.measure = "coherence/size";
    row.other = audit->size->code;
    put(audit, &row);
}

/* An index below the index has its coverage among its own rows. */
static void put_part(struct audit *audit, const struct indicator *index,
                     const struct indicator *part)
{
    struct row row = {.index = index,
                      .part = draft_indicator(audit->rows.draft, part),
                      .subject = part->code,
                      .other = index->code,
                      .check = COHERENCE_ITEM_INDEX,
                      .measure = "coherence/item_index"};
    put(audit, &row);
    if (part->type == INDICATOR_AGGREGATE)
        return;
    row.check = COHERENCE_COVERAGE;
    row.measure = "coherence/coverage";
    row.other = NULL;
    put(audit, &row);
}

static void put_pair(struct audit *audit, const struct indicator *index, const struct indicator *a,
                     const struct indicator *b)
{
    struct draft *draft = audit->rows.draft;
    const struct row row = {.index = index,
                            .part = SAY(draft, TEXT_COHERENCE_PAIR, draft_indicator(draft, a),
                                        draft_indicator(draft, b)),
                            .subject = a->code,
                            .other = b->code,
                            .check = COHERENCE_PAIR,
                            .measure = "coherence/pair"};
    if (draft_figure(draft, row.measure, row.subject, row.other, NULL) != NULL)
        put(audit, &row);
}

static void put_index(struct audit *audit, const struct indicator *index)
{
    audit->n_own = 0;
    put_whole(audit, index);
    for (size_t i = 0; i < index->n_children; i++)
        put_part(audit, index, index->children[i]);
    for (size_t j = 0; j < index->n_children; j++)
        for (size_t i = 0; i < j; i++)
            put_pair(audit, index, index->children[i], index->children[j]);
    audit->n_remarks += audit->n_own;
    if (audit->n_own == audit->n_worst)
        audit->worst = NULL;
    if (audit->n_own > audit->n_worst) {
        audit->worst = index;
        audit->n_worst = audit->n_own;
    }
}

static const char *sentence(struct draft *draft, const struct audit *audit)
{
    const char *judged = draft_count(draft, (double)audit->n_judged);
    if (audit->n_judged == 0)
        return draft_text(draft, TEXT_COHERENCE_SENTENCE_NONE);
    if (audit->n_remarks == 0)
        return SAY(draft, TEXT_COHERENCE_SENTENCE_CLEAN, judged);
    const char *remarks = draft_count(draft, (double)audit->n_remarks);
    if (audit->worst == NULL)
        return SAY(draft, TEXT_COHERENCE_SENTENCE_REMARKS, remarks, judged);
    if (audit->n_remarks == 1)
        return SAY(draft, TEXT_COHERENCE_SENTENCE_ONE, judged,
                   draft_indicator(draft, audit->worst));
    return SAY(draft, TEXT_COHERENCE_SENTENCE, remarks, judged,
               draft_indicator(draft, audit->worst), draft_count(draft, (double)audit->n_worst));
}

static const struct indicator *find_size(const struct form *form)
{
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_DENOMINATOR)
            return &form->indicators[i];
    return NULL;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_INDEX, false, 0},     {TEXT_COLUMN_PART, false, 0},
        {TEXT_COLUMN_CHECK, false, 0},     {TEXT_COLUMN_VALUE, true, 0},
        {TEXT_COLUMN_LOW, true, 0},        {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_N, true, 0},          {TEXT_COLUMN_ACCEPTED, false, 0},
        {TEXT_COLUMN_JUDGEMENT, false, 0}, {TEXT_COLUMN_ADVICE, false, 60},
        {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct audit audit = {.size = find_size(wave->form)};
    say_accepted(draft, audit.accepted);
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    TRY(kept_rows_open(draft, table, &audit.rows, err));
    for (size_t i = 0; i < wave->n_scores; i++)
        put_index(&audit, wave->scores[i].index);
    kept_rows_close(&audit.rows, table);
    table->sentence = sentence(draft, &audit);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "coherence/");
}

const struct sheet sheet_coherence = {.name = TEXT_SHEET_COHERENCE,
                                      .about = TEXT_ABOUT_COHERENCE,
                                      .part = PART_FIRMNESS,
                                      .is_wanted = is_wanted,
                                      .build = build};
