/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "report/summary_formulas.h"

/* One row: who was asked, who answered, and what that does to the composition. NULL: does not
   apply. */
struct responded {
    const char *grouping, *group;
    const struct figure *frame, *answered, *rate;
    const struct figure *of_frame, *of_answered, *difference, *weight;
    bool is_level; /* of a grouping: the last four apply */
};

static struct cell level_cell(const struct responded *r, const struct figure *figure)
{
    return r->is_level && figure != NULL ? cell_value(figure) : cell_missing(CELL_NOT_APPLICABLE);
}

enum {
    RESPONSE_GROUP = 1,
    RESPONSE_FRAME,
    RESPONSE_ANSWERED,
    RESPONSE_RATE,
    RESPONSE_OF_FRAME = 7,
    RESPONSE_OF_ANSWERED,
    RESPONSE_DIFFERENCE,
    RESPONSE_ID = 11
};

static void add_rate(const struct kept_rows *rows, struct cell *cells)
{
    if (agencies_have_formulas(rows->draft->report))
        cells[RESPONSE_RATE] = cell_with_formula(
            cells[RESPONSE_RATE],
            draft_formula(rows->draft, "%s/%s", kept_rows_cell(rows, RESPONSE_ANSWERED),
                          kept_rows_cell(rows, RESPONSE_FRAME)));
}

static void put(struct kept_rows *rows, const struct responded *r)
{
    struct cell *cells = kept_rows_add(rows);
    *cells++ = cell_text(r->grouping);
    *cells++ = cell_text_or(r->group, CELL_NOT_AVAILABLE);
    *cells++ = r->frame == NULL ? cell_n(r->rate) : cell_value(r->frame);
    *cells++ = cell_value(r->answered);
    *cells++ = cell_value(r->rate);
    *cells++ = cell_beside(r->rate, r->rate == NULL ? MISSING : r->rate->low);
    *cells++ = cell_beside(r->rate, r->rate == NULL ? MISSING : r->rate->high);
    *cells++ = level_cell(r, r->of_frame);
    *cells++ = level_cell(r, r->of_answered);
    *cells++ = level_cell(r, r->difference);
    *cells++ = level_cell(r, r->weight);
    *cells = cell_id(r->rate);
    add_rate(rows, cells - RESPONSE_ID);
}

static void put_all(struct kept_rows *rows)
{
    struct draft *draft = rows->draft;
    const char *all = draft_text(draft, TEXT_RESPONSE_ALL);
    const struct responded responded = {
        .grouping = all,
        .group = all,
        .frame = draft_figure(draft, "response/frame", NULL, NULL, NULL),
        .answered = draft_figure(draft, "response/n", NULL, NULL, NULL),
        .rate = draft_figure(draft, "response/rate", NULL, NULL, NULL)};
    put(rows, &responded);
}

static void put_section(struct kept_rows *rows, const struct question *section,
                        struct extreme *lowest)
{
    struct draft *draft = rows->draft;
    const char *label = draft_label(draft, section->labels, section->name);
    const struct responded responded = {
        .grouping = draft_text(draft, TEXT_RESPONSE_SECTION),
        .group = label,
        .answered = draft_figure(draft, "response/section_answered", section->name, NULL, NULL),
        .rate = draft_figure(draft, "response/section", section->name, NULL, NULL)};
    if (responded.rate == NULL || is_missing(responded.rate->value))
        return;
    put(rows, &responded);
    extreme_take(lowest, responded.rate, label, EXTREME_LOWEST);
}

static void put_level(struct kept_rows *rows, const struct grouping *grouping, size_t level,
                      const char *name, struct extreme *lowest)
{
    struct draft *draft = rows->draft;
    const char *code = grouping->of->code;
    const char *group = figure_level(draft->arena, code, grouping->names[level]);
    draft->is_out_of_memory |= group == NULL;
    const struct responded r = {
        .grouping = draft_indicator(draft, grouping->of),
        .group = name,
        .frame = draft_figure(draft, "group/frame", code, NULL, group),
        .answered = draft_figure(draft, "group/answered", code, NULL, group),
        .rate = draft_figure(draft, "response/rate", NULL, NULL, group),
        .of_frame = draft_figure(draft, "composition/frame", code, NULL, group),
        .of_answered = draft_figure(draft, "composition/answered", code, NULL, group),
        .difference = draft_figure(draft, "composition/difference", code, NULL, group),
        .weight = draft_figure(draft, "weight/level", code, NULL, group),
        .is_level = true};
    if (r.frame != NULL && r.frame->value == 0 && (r.answered == NULL || r.answered->value == 0))
        return; /* a level that no unit has */
    put(rows, &r);
    const int least = draft->report->wave->form->settings.min_cell;
    if (r.rate == NULL || is_missing(r.rate->value) || r.rate->n < least)
        return;
    extreme_take(lowest, r.rate, SAY(draft, TEXT_RESPONSE_GROUP, r.grouping, name), EXTREME_LOWEST);
}

/* Whether each level has units in the frame: then the rows are all that shares are of. */
static bool are_in_frame(const struct grouping *grouping)
{
    for (size_t i = 0; i < grouping->n_levels; i++)
        if (grouping->n_units[i] == 0)
            return false;
    return true;
}

/* Gives the rows of a grouping, from `first`, their formulas: how many agencies answered, the
   shares, and the difference between these. */
static void add_shares(struct kept_rows *rows, const struct grouping *grouping, size_t first)
{
    struct draft *draft = rows->draft;
    if (!agencies_have_formulas(draft->report) || rows->n == first)
        return;
    struct kept_rows shown = *rows; /* up to one row after the other */
    const char *levels = agencies_levels_range(draft, grouping);
    const char *frame = kept_rows_range(rows, RESPONSE_FRAME, first);
    const char *answered = kept_rows_range(rows, RESPONSE_ANSWERED, first);
    const bool is_whole = are_in_frame(grouping);
    for (size_t row = first; row < rows->n; row++) {
        struct cell *cells = rows->cells + row * rows->n_columns;
        shown.n = row + 1;
        const char *units = kept_rows_cell(&shown, RESPONSE_FRAME);
        const char *n = kept_rows_cell(&shown, RESPONSE_ANSWERED);
        cells[RESPONSE_ANSWERED] = cell_with_formula(
            cells[RESPONSE_ANSWERED],
            formula_group_size(draft, levels, kept_rows_cell(&shown, RESPONSE_GROUP)));
        if (!is_whole)
            continue;
        cells[RESPONSE_OF_FRAME] = cell_with_formula(
            cells[RESPONSE_OF_FRAME], draft_formula(draft, "%s/SUM(%s)", units, frame));
        cells[RESPONSE_OF_ANSWERED] = cell_with_formula(
            cells[RESPONSE_OF_ANSWERED], draft_formula(draft, "%s/SUM(%s)", n, answered));
        cells[RESPONSE_DIFFERENCE] = cell_with_formula(
            cells[RESPONSE_DIFFERENCE],
            draft_formula(draft, "%s-%s", kept_rows_cell(&shown, RESPONSE_OF_ANSWERED),
                          kept_rows_cell(&shown, RESPONSE_OF_FRAME)));
    }
}

static const char *lowest_groups(struct draft *draft, const struct extreme *lowest)
{
    const char *rate = draft_share(draft, lowest->figure->value, 1);
    if (lowest->n == 1)
        return SAY(draft, TEXT_RESPONSE_SENTENCE_GROUP, lowest->name, rate,
                   draft_count(draft, lowest->figure->n));
    if (lowest->n == 2)
        return SAY(draft, TEXT_RESPONSE_SENTENCE_TWO_GROUPS, lowest->name, lowest->another_name,
                   rate);
    return SAY(draft, TEXT_RESPONSE_SENTENCE_GROUPS, draft_count(draft, (double)lowest->n), rate);
}

/* Where in the questionnaire fewest have answered; "" where that is no news. */
static const char *lowest_section(struct draft *draft, const struct extreme *lowest, double rate)
{
    if (lowest->figure == NULL || lowest->n > 1 || lowest->figure->value >= rate)
        return "";
    return SAY(draft, TEXT_RESPONSE_SENTENCE_SECTION, lowest->name,
               draft_share(draft, lowest->figure->value, 1));
}

/* The groups and sections with the lowest rates. */
struct lowest {
    struct extreme group, section;
};

static const char *sentence(struct draft *draft, const struct lowest *lowest)
{
    const struct wave *wave = draft->report->wave;
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    const char *n = draft_count(draft, (double)wave->n_rows);
    if (rate == NULL || is_missing(rate->value))
        return SAY(draft, TEXT_RESPONSE_SENTENCE_NONE, n);
    const char *text = SAY(draft, TEXT_RESPONSE_SENTENCE, draft_share(draft, rate->value, 1), n,
                           draft_count(draft, (double)wave->n_frame));
    if (lowest->group.figure != NULL && lowest->group.figure->value < rate->value)
        text = draft_join(draft, text, lowest_groups(draft, &lowest->group));
    return text;
}

static const char *note(struct draft *draft, const struct lowest *lowest)
{
    const struct figure *rate = draft_figure(draft, "response/rate", NULL, NULL, NULL);
    if (rate == NULL || is_missing(rate->value))
        return NULL;
    return draft_join(draft, lowest_section(draft, &lowest->section, rate->value),
                      draft_text(draft, TEXT_RESPONSE_MEANING));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_GROUPING, false, 0},   {TEXT_COLUMN_GROUP, false, 0},
        {TEXT_COLUMN_FRAME, true, 0},       {TEXT_COLUMN_ANSWERED_N, true, 0},
        {TEXT_COLUMN_RATE, true, 0},        {TEXT_COLUMN_LOW, true, 0},
        {TEXT_COLUMN_HIGH, true, 0},        {TEXT_COLUMN_OF_FRAME, true, 0},
        {TEXT_COLUMN_OF_ANSWERS, true, 0},  {TEXT_COLUMN_DIFFERENCE, true, 0},
        {TEXT_COLUMN_UNIT_WEIGHT, true, 0}, {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct lowest lowest = {0};
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put_all(&rows);
    for (size_t i = 0; i < wave->form->n_questions; i++)
        if (wave->form->questions[i].type == QUESTION_BEGIN_GROUP)
            put_section(&rows, &wave->form->questions[i], &lowest.section);
    for (size_t i = 0; i < wave->n_groups; i++) {
        const char **levels = draft_levels(draft, &wave->groups[i]);
        const size_t before = rows.n;
        for (size_t j = 0; j < wave->groups[i].n_levels && levels != NULL; j++)
            put_level(&rows, &wave->groups[i], j, levels[j], &lowest.group);
        add_shares(&rows, &wave->groups[i], before);
    }
    table->sentence = sentence(draft, &lowest);
    table->note = note(draft, &lowest);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_response = {.name = TEXT_SHEET_RESPONSE,
                                     .about = TEXT_ABOUT_RESPONSE,
                                     .part = PART_RESPONSE,
                                     .build = build};
