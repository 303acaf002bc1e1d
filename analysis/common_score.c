/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/common.h"

#include "analysis/family.h"
#include "analysis/variable.h"

#include <stdlib.h>

/* The index on the items in common is computed by the one engine there is (family_indices), over a
   wave that has the later form without the other items, and in its columns the answers as they
   were, or as they became. */
struct part {
    const struct wave *wave;
    const struct common_items *common;
    enum common_side side;
    struct arena arena;
    struct form form;
    struct wave of; /* the wave of the items in common */
};

/* --- the form ----------------------------------------------------------------------------------
 */

static struct indicator *copy_of(const struct part *part, const struct indicator *indicator)
{
    return indicator == NULL ? NULL
                             : &part->form.indicators[indicator - part->common->form->indicators];
}

static bool is_common(const struct common_items *common, const struct indicator *item)
{
    for (size_t i = 0; i < common->n; i++)
        if (common->list[i].later == item)
            return true;
    return false;
}

/* Whether an item in common is the child, or below it. */
static bool has_common(const struct common_items *common, const struct indicator *child)
{
    if (child->type != INDICATOR_AGGREGATE)
        return is_common(common, child);
    for (size_t i = 0; i < common->n; i++)
        for (const struct indicator *up = common->list[i].later; up != NULL; up = up->parent)
            if (up == child)
                return true;
    return false;
}

/* What is not below the index is no index any longer. */
static enum status prune(struct part *part, const struct indicator *from, struct error *err)
{
    struct indicator *to = copy_of(part, from);
    const bool is_root = from == part->common->index;
    to->parent = is_root ? NULL : copy_of(part, from->parent);
    to->denominator = copy_of(part, from->denominator);
    to->impute_group = NULL;
    if (from->type != INDICATOR_AGGREGATE)
        return OK;
    bool is_kept = false;
    for (const struct indicator *up = from; up != NULL; up = up->parent)
        is_kept |= up == part->common->index;
    if (!is_kept || !has_common(part->common, from)) {
        to->type = INDICATOR_OTHER;
        return OK;
    }
    to->children = arena_array(&part->arena, from->n_children, struct indicator *);
    if (to->children == NULL)
        return error_memory(err);
    to->n_children = 0;
    for (size_t i = 0; i < from->n_children; i++)
        if (has_common(part->common, from->children[i]))
            to->children[to->n_children++] = copy_of(part, from->children[i]);
    return OK;
}

static enum status make_form(struct part *part, struct error *err)
{
    const struct form *form = part->common->form;
    part->form = *form;
    part->form.indicators = arena_array(&part->arena, form->n_indicators, struct indicator);
    if (part->form.indicators == NULL)
        return error_memory(err);
    memcpy(part->form.indicators, form->indicators, form->n_indicators * sizeof *form->indicators);
    for (size_t i = 0; i < form->n_indicators; i++)
        TRY(prune(part, &form->indicators[i], err));
    return OK;
}

/* --- the answers -------------------------------------------------------------------------------
 */

/* Which code of a row of the earlier wave; codes from `limit` on are reasons. */
static uint16_t code_at(const struct column *column, size_t row)
{
    if (column->kind == COLUMN_WIDE)
        return column->wide[row];
    const uint8_t code = column->code[row];
    return code_is_choice(code) ? code : WIDE_MISSING(code_reason(code));
}

static enum missing wide_reason(uint16_t code)
{
    return (enum missing)(code - WIDE_MISSING(ANSWERED));
}

/* By code of the earlier list, the code of the later one, wide. */
static uint16_t *map_of(struct part *part, const struct common_item *item)
{
    const struct choice_list *from = item->path.from->list, *to = item->later->question->list;
    uint16_t *map = arena_array(&part->arena, from->n, uint16_t);
    for (size_t i = 0; map != NULL && i < from->n; i++) {
        const size_t choice = crossing_choice(&item->path, &from->choices[i], to);
        const enum missing reason = from->choices[i].reason;
        map[i] = choice != NO_CHOICE  ? (uint16_t)choice
                 : reason != ANSWERED ? WIDE_MISSING(reason)
                                      : WIDE_MISSING(MISSING_INVALID);
    }
    return map;
}

static bool make_column(struct column *out, enum column_kind kind, size_t n_rows)
{
    out->kind = kind;
    if (kind == COLUMN_WIDE)
        return (out->wide = calloc(n_rows + 1, sizeof *out->wide)) != NULL;
    if (kind == COLUMN_NUMBER)
        return (out->number = calloc(n_rows + 1, sizeof *out->number)) != NULL;
    return (out->code = calloc(n_rows + 1, sizeof *out->code)) != NULL;
}

static void put_code(struct column *column, size_t row, uint16_t code)
{
    if (column->kind == COLUMN_WIDE)
        column->wide[row] = code;
    else
        column->code[row] = code < WIDE_LIMIT ? (uint8_t)code : CODE_MISSING(wide_reason(code));
}

static enum status recode_one(struct part *part, const struct common_item *item,
                              const struct column *from, struct column *to, struct error *err)
{
    const uint16_t *map = map_of(part, item);
    const bool is_wide = item->later->question->list->n > CODE_LIMIT;
    const size_t n_rows = part->wave->n_rows;
    if (map == NULL || !make_column(to, is_wide ? COLUMN_WIDE : COLUMN_CODE, n_rows)) {
        to->kind = COLUMN_ABSENT;
        return error_memory(err);
    }
    for (size_t row = 0; row < n_rows; row++) {
        const uint16_t code = code_at(from, row);
        put_code(to, row, code < WIDE_LIMIT ? map[code] : code);
    }
    return OK;
}

/* An option is chosen when any that became it was. */
static enum status recode_options(struct part *part, const struct common_item *item,
                                  const struct column *from, struct column *to, struct error *err)
{
    const uint16_t *map = map_of(part, item);
    const size_t n_from = item->path.from->list->n, n_to = item->later->question->list->n;
    const size_t n_rows = part->wave->n_rows;
    for (size_t option = 0; option < n_to; option++)
        if (map == NULL || !make_column(&to[option], COLUMN_CODE, n_rows)) {
            to[option].kind = COLUMN_ABSENT;
            return error_memory(err);
        }
    for (size_t option = 0; option < n_to && n_from > 0; option++)
        for (size_t row = 0; row < n_rows; row++)
            to[option].code[row] = code_is_choice(from[0].code[row]) ? 0 : from[0].code[row];
    for (size_t option = 0; option < n_from; option++)
        for (size_t row = 0; map[option] < n_to && row < n_rows; row++)
            if (from[option].code[row] == 1)
                to[map[option]].code[row] = 1;
    return OK;
}

static enum status recode_numbers(struct part *part, const struct common_item *item,
                                  const struct column *from, struct column *to, struct error *err)
{
    const size_t n_rows = part->wave->n_rows;
    if (!make_column(to, COLUMN_NUMBER, n_rows)) {
        to->kind = COLUMN_ABSENT;
        return error_memory(err);
    }
    for (size_t row = 0; row < n_rows; row++)
        to->number[row] = crossing_number(&item->path, from->number[row]);
    return OK;
}

/* The answers to the item's question as the later wave would have them. Several items may have one
   question. */
static enum status make_answers(struct part *part, const struct common_item *item,
                                struct error *err)
{
    const struct question *question = item->later->question;
    struct column *to = &part->of.columns[question->column];
    const struct column *from = &part->wave->columns[item->path.from->column];
    if (part->side == COMMON_LATER) {
        const bool is_multiple = question->type == QUESTION_SELECT_MULTIPLE;
        memcpy(to, &part->wave->columns[question->column],
               (is_multiple ? question->list->n : 1) * sizeof *to);
        return OK;
    }
    if (to->kind != COLUMN_ABSENT || from->kind == COLUMN_ABSENT)
        return OK;
    if (question->type == QUESTION_SELECT_MULTIPLE)
        return recode_options(part, item, from, to, err);
    if (question->list != NULL)
        return recode_one(part, item, from, to, err);
    return recode_numbers(part, item, from, to, err);
}

/* Numbers of the register, by the name of their column; borrowed. */
static enum status make_numbers(struct part *part, struct error *err)
{
    const struct form *form = part->common->form, *own = part->wave->form;
    part->of.numbers = arena_array(&part->arena, form->n_indicators, struct column);
    if (part->of.numbers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators && part->wave->numbers != NULL; i++) {
        const struct indicator *wanted = &form->indicators[i];
        for (size_t k = 0; k < own->n_indicators && wanted->question == NULL; k++)
            if (own->indicators[k].source != NULL && wanted->source != NULL &&
                strcmp(own->indicators[k].source, wanted->source) == 0 &&
                part->wave->numbers[k].kind == COLUMN_NUMBER)
                part->of.numbers[i] = part->wave->numbers[k];
    }
    return OK;
}

static enum status make_wave(struct part *part, struct error *err)
{
    part->of = (struct wave){.form = &part->form,
                             .arena = &part->arena,
                             .n_frame = part->wave->n_frame,
                             .n_rows = part->wave->n_rows,
                             .n_columns = form_count_columns(part->common->form)};
    part->of.columns = arena_array(&part->arena, part->of.n_columns, struct column);
    if (part->of.columns == NULL)
        return error_memory(err);
    for (size_t i = 0; i < part->common->n; i++)
        TRY(make_answers(part, &part->common->list[i], err));
    return make_numbers(part, err);
}

/* What is another wave's is not freed with this one. */
static void release(struct part *part)
{
    part->of.numbers = NULL;
    if (part->side == COMMON_LATER)
        part->of.n_columns = 0;
    wave_release(&part->of);
    arena_release(&part->arena);
}

static enum status score(struct part *part, int threads, double *out, struct error *err)
{
    struct findings found = {.arena = &part->arena};
    TRY(make_form(part, err));
    TRY(make_wave(part, err));
    struct analysis analysis = {.wave = &part->of, .found = &found, .threads = threads};
    TRY(family_indices.run(&analysis, err));
    const struct score *score = score_of(&part->of, copy_of(part, part->common->index));
    memcpy(out, score->value, part->of.n_rows * sizeof *out);
    return OK;
}

enum status common_score(const struct wave *wave, const struct common_items *common,
                         enum common_side side, int threads, double *out, struct error *err)
{
    struct part part = {.wave = wave, .common = common, .side = side};
    if (common->n == 0) {
        for (size_t row = 0; row < wave->n_rows; row++)
            out[row] = MISSING;
        return OK;
    }
    const enum status status = score(&part, threads, out, err);
    release(&part);
    return status;
}
