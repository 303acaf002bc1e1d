/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/severity.h"
#include "report/sheet.h"
#include "store/put.h"

#include <string.h>

/* How often one rule was broken, and the first time. */
struct broken {
    const char *kind, *rule, *example, *place;
    double n;
};

/* Few rules, many findings: found by looking through them, the last one first. */
struct tally {
    struct draft *draft;
    struct broken *list;
    size_t n, capacity, last;
};

static bool is_rule(const struct broken *broken, const char *kind, const char *rule)
{
    return broken->kind == kind && strcmp(broken->rule, rule) == 0;
}

/* The entry of that rule, or a new one without its example; NULL when memory runs out. */
static struct broken *find(struct tally *tally, const char *kind, const char *rule)
{
    if (tally->n > 0 && is_rule(&tally->list[tally->last], kind, rule))
        return &tally->list[tally->last];
    for (tally->last = 0; tally->last < tally->n; tally->last++) {
        if (is_rule(&tally->list[tally->last], kind, rule))
            return &tally->list[tally->last];
    }
    struct arena *arena = tally->draft->arena;
    struct broken *list =
        arena_grown(arena, tally->list, tally->n, &tally->capacity, struct broken);
    char *copy = arena_text(arena, rule);
    if (list == NULL || copy == NULL)
        return NULL;
    tally->list = list;
    list[tally->n] = (struct broken){.kind = kind, .rule = copy};
    return &list[tally->n++];
}

static enum status count(struct tally *tally, const char *kind, const char *rule, const char *text,
                         struct place at, struct error *err)
{
    struct broken *broken = find(tally, kind, rule);
    if (broken == NULL)
        return error_memory(err);
    if (broken->n++ > 0)
        return OK;
    char *copy = arena_text(tally->draft->arena, text == NULL ? "" : text);
    if (copy == NULL)
        return error_memory(err);
    broken->example = draft_outside(tally->draft, copy);
    broken->place = place_text(tally->draft, at);
    return OK;
}

/* A rule of rules.csv is about answers: how many do not meet it is a figure, withheld where it is
   few. A publication counts what was remarked on the tables and the export alone. */
static bool is_about_answers(const struct form *form, const char *rule)
{
    for (size_t i = 0; i < form->n_edit_rules; i++)
        if (strcmp(form->edit_rules[i].name, rule) == 0)
            return true;
    return false;
}

static enum status count_finding(void *context, const struct finding *finding, struct error *err)
{
    struct tally *tally = context;
    const struct report *report = tally->draft->report;
    if (report->profile == PROFILE_PUBLISH && is_about_answers(report->wave->form, finding->rule))
        return OK;
    return count(tally, severity_text(tally->draft, finding->severity), finding->rule,
                 finding->text, finding->at, err);
}

static enum status count_reject(void *context, const struct reject *reject, struct error *err)
{
    struct tally *tally = context;
    return count(tally, draft_text(tally->draft, TEXT_QUALITY_REJECT), reject->rule, reject->reason,
                 reject->at, err);
}

/* An example and its place are about a single answer: a publication has neither. */
enum { WITHOUT_EXAMPLE = 3 };

static bool has_examples(const struct draft *draft)
{
    return draft->report->profile != PROFILE_PUBLISH;
}

static void put(struct kept_rows *rows, const struct broken *broken)
{
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(broken->kind);
    cells[1] = cell_text_or(draft_outside(rows->draft, broken->rule), CELL_NOT_AVAILABLE);
    cells[2] = cell_count(broken->n);
    if (!has_examples(rows->draft))
        return;
    cells[3] = cell_text_or(broken->example, CELL_NOT_AVAILABLE);
    cells[4] = cell_text_or(broken->place, CELL_NOT_APPLICABLE);
}

static const char *sentence(struct draft *draft)
{
    const struct wave *wave = draft->report->wave;
    return SAY(draft, TEXT_QUALITY_SENTENCE, draft_count(draft, (double)wave->n_read),
               draft_count(draft, (double)wave->n_rows),
               draft_count(draft, (double)wave->n_rejected),
               draft_count(draft, (double)wave->finding_count[FINDING_ERROR]),
               draft_count(draft, (double)wave->finding_count[FINDING_WARNING]),
               draft_count(draft, (double)wave->finding_count[FINDING_INFO]));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_SEVERITY, false, 0},
                                                 {TEXT_COLUMN_RULE, false, 0},
                                                 {TEXT_COLUMN_COUNT, true, 0},
                                                 {TEXT_COLUMN_EXAMPLE, false, 90},
                                                 {TEXT_COLUMN_FIRST_PLACE, false, 0}};
    const struct report *report = draft->report;
    struct tally tally = {.draft = draft};
    TRY(store_each_reject(report->store, report->wave, count_reject, &tally, err));
    TRY(store_each_finding(report->store, report->wave, count_finding, &tally, err));
    table->sentence = sentence(draft);
    if (has_examples(draft))
        table->note = SAY(draft, TEXT_QUALITY_NOTE, draft_text(draft, TEXT_SHEET_REMARKS));
    draft_columns(draft, columns, has_examples(draft) ? COUNT(columns) : WITHOUT_EXAMPLE, table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < tally.n; i++)
        put(&rows, &tally.list[i]);
    if (tally.n == 0)
        put(&rows, &(struct broken){.kind = draft_text(draft, TEXT_QUALITY_NONE),
                                    .rule = cell_shorthand(CELL_NOT_APPLICABLE),
                                    .example = cell_shorthand(CELL_NOT_APPLICABLE)});
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_quality = {
    .name = TEXT_SHEET_QUALITY, .about = TEXT_ABOUT_QUALITY, .part = PART_RESPONSE, .build = build};
