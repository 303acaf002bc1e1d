/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/trace.h"

#include "base/text.h"
#include "report/shown_figures.h"
#include "report/text.h"

#include <string.h>

/* The figures of one report, and the sheet that lists them. */
struct listing {
    const struct report *of; /* NULL: no report */
    const char *sheet;
    size_t n;             /* rows of the sheet */
    uint32_t *row;        /* of each figure in the sheet, from 1; 0: it is not listed */
    struct target *shown; /* the cell that was the first to show each */
    size_t *expected;     /* the newest expectation about each; 0: none */
};

/* That a sheet shows a figure. */
struct expectation {
    struct target target; /* of row 0 until it is met */
    size_t next;          /* another about the same figure; 0: none */
};

struct anchor {
    const void *of;
    struct target target;
};

struct trace {
    struct arena *arena;
    struct listing listings[2]; /* of the workbook's report, and of the dialogues beside it */
    struct trace_formula *formulas;
    size_t n_formulas, formulas_capacity;
    struct expectation *expectations;
    size_t n_expectations, expectations_capacity;
    struct anchor *anchors;
    size_t n_anchors, anchors_capacity;
};

/* Begins the list of all figures of a report that may be shown. */
static bool open_listing(struct listing *listing, const struct report *of, const char *sheet,
                         struct arena *arena)
{
    const struct figures *figures = of->figures;
    listing->row = arena_array(arena, figures->n, uint32_t);
    listing->shown = arena_array(arena, figures->n, struct target);
    listing->expected = arena_array(arena, figures->n, size_t);
    if (listing->row == NULL || listing->shown == NULL || listing->expected == NULL)
        return false;
    listing->of = of;
    listing->sheet = sheet;
    for (size_t i = 0; i < figures->n; i++)
        if (figure_is_shown(of, &figures->list[i]))
            listing->row[i] = (uint32_t)++listing->n;
    return true;
}

struct trace *trace_create(const struct report *report, struct arena *arena)
{
    struct trace *trace = arena_new(arena, struct trace);
    const char *own = report_text(report->language, TEXT_SHEET_FIGURES);
    const char *dialogues = report_text(report->language, TEXT_SHEET_FIGURES_TALKS);
    if (trace == NULL || !open_listing(&trace->listings[0], report, own, arena))
        return NULL;
    trace->arena = arena;
    if (report->wave->form->dialogues == NULL && report->beside != NULL &&
        !open_listing(&trace->listings[1], report->beside, dialogues, arena))
        return NULL;
    return trace;
}

/* The listing that the figure belongs to, and its place there in *at; NULL when none does. */
static const struct listing *listing_of(const struct trace *trace, const struct figure *figure,
                                        size_t *at)
{
    for (size_t i = 0; trace != NULL && figure != NULL && i < COUNT(trace->listings); i++) {
        const struct listing *listing = &trace->listings[i];
        if (listing->of == NULL)
            continue;
        const uintptr_t first = (uintptr_t)listing->of->figures->list;
        *at = ((uintptr_t)figure - first) / sizeof *figure;
        if ((uintptr_t)figure >= first && *at < listing->of->figures->n)
            return listing;
    }
    return NULL;
}

static enum status note_formula(struct trace *trace, const struct table *table, struct target at,
                                const struct cell *cell, struct error *err)
{
    struct trace_formula *list = arena_grown(trace->arena, trace->formulas, trace->n_formulas,
                                             &trace->formulas_capacity, struct trace_formula);
    const char *column = arena_text(trace->arena, table->columns[at.column].header);
    if (list == NULL || column == NULL)
        return error_memory(err);
    trace->formulas = list;
    list[trace->n_formulas++] = (struct trace_formula){.at = at,
                                                       .column = column,
                                                       .cell = {.kind = cell->kind,
                                                                .decimals = cell->decimals,
                                                                .number = cell->number,
                                                                .figure = cell->figure}};
    return OK;
}

/* A row of the sheet shows the figure: what was expected of it is met by the first. */
static void meet(struct trace *trace, const struct table *table, size_t row, size_t expected)
{
    for (size_t i = expected; i != 0; i = trace->expectations[i - 1].next) {
        struct target *target = &trace->expectations[i - 1].target;
        if (target->row == 0 && strcmp(target->sheet, table->sheet) == 0)
            target->row = row + 1;
    }
}

enum status trace_note(struct trace *trace, const struct table *table, size_t row,
                       const struct cell *cells, struct error *err)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        size_t at = 0;
        const struct listing *listing =
            cells[i].kind == CELL_TEXT ? NULL : listing_of(trace, cells[i].figure, &at);
        const struct target here = {.sheet = table->sheet, .row = row + 1, .column = i};
        if (listing != NULL)
            meet(trace, table, row, listing->expected[at]);
        if (listing != NULL && listing->shown[at].sheet == NULL)
            listing->shown[at] = here;
        if (listing != NULL && listing->row[at] != 0 && cells[i].formula != NULL &&
            cell_is_number(cells[i].kind))
            TRY(note_formula(trace, table, here, &cells[i], err));
    }
    return OK;
}

struct target trace_listed(const struct trace *trace, const struct figure *figure)
{
    size_t at = 0;
    const struct listing *listing = listing_of(trace, figure, &at);
    if (listing == NULL || listing->row[at] == 0)
        return (struct target){0};
    return (struct target){.sheet = listing->sheet, .row = listing->row[at]};
}

size_t trace_n_listed(const struct trace *trace, const struct report *of)
{
    for (size_t i = 0; trace != NULL && i < COUNT(trace->listings); i++)
        if (trace->listings[i].of == of)
            return trace->listings[i].n;
    return 0;
}

struct target trace_shown(const struct trace *trace, const struct figure *figure)
{
    size_t at = 0;
    const struct listing *listing = listing_of(trace, figure, &at);
    const struct target nowhere = {0};
    return listing == NULL ? nowhere : listing->shown[at];
}

size_t trace_expect(struct trace *trace, struct target target)
{
    size_t at = 0;
    const struct listing *listing = listing_of(trace, target.shows, &at);
    struct expectation *list = arena_grown(trace->arena, trace->expectations, trace->n_expectations,
                                           &trace->expectations_capacity, struct expectation);
    if (list == NULL)
        return 0;
    trace->expectations = list;
    struct expectation *expectation = &list[trace->n_expectations++];
    *expectation = (struct expectation){.target = {.sheet = target.sheet}};
    if (listing == NULL)
        return trace->n_expectations;
    for (size_t i = listing->expected[at]; i != 0; i = list[i - 1].next)
        if (strcmp(list[i - 1].target.sheet, target.sheet) == 0)
            expectation->target.row = list[i - 1].target.row;
    expectation->next = listing->expected[at];
    listing->expected[at] = trace->n_expectations;
    return trace->n_expectations;
}

struct target trace_met(const struct trace *trace, size_t expected)
{
    return trace->expectations[expected - 1].target;
}

bool trace_put_anchor(struct trace *trace, const void *of, struct target target)
{
    struct anchor *list = arena_grown(trace->arena, trace->anchors, trace->n_anchors,
                                      &trace->anchors_capacity, struct anchor);
    if (list == NULL)
        return false;
    trace->anchors = list;
    list[trace->n_anchors++] = (struct anchor){of, target};
    return true;
}

struct target trace_anchor(const struct trace *trace, const void *of)
{
    for (size_t i = 0; trace != NULL && of != NULL && i < trace->n_anchors; i++)
        if (trace->anchors[i].of == of)
            return trace->anchors[i].target;
    return (struct target){0};
}

const struct trace_formula *trace_formulas(const struct trace *trace, size_t *n)
{
    *n = trace == NULL ? 0 : trace->n_formulas;
    return trace == NULL ? NULL : trace->formulas;
}
