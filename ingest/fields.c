/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fields.h"

#include "ingest/page_in.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROWS = 1024 };

/* What is being set up. */
struct making {
    struct fields *fields;
    struct wave *wave;
    const struct absent *absent;
    bool (*register_has)(void *context, const char *name);
    void *context;
    struct textset names; /* lower case, as SQLite compares them */
};

static const char *field_type(const struct field *field)
{
    switch (field->kind) {
    case FIELD_CHOICE:
        return field->codes != NULL && field->codes->list->are_names_integers ? "INTEGER" : "TEXT";
    case FIELD_INTEGER:
        return "INTEGER";
    case FIELD_DECIMAL:
        return "REAL";
    case FIELD_CALCULATED:
        return "ANY";
    default:
        return "TEXT";
    }
}

/* SQLite folds the case of ASCII letters in names. */
static enum status take_name(struct making *m, const char *name, struct place at, struct error *err)
{
    char folded[256];
    size_t n = 0;
    for (; name[n] != '\0' && n + 1 < sizeof folded; n++)
        folded[n] = name[n] >= 'A' && name[n] <= 'Z' ? (char)(name[n] - 'A' + 'a') : name[n];
    folded[n] = '\0';
    if (strcmp(folded, "line") == 0 || strcmp(folded, "unit_id") == 0)
        return error_at(err, ERR_TABLE, at,
                        _("'%s' is a name that the store uses itself: rename the question (the "
                          "header in the export may stay, in `column`)"),
                        name);
    const size_t before = m->names.n;
    uint32_t index;
    if (!textset_add(&m->names, folded, n, &index))
        return error_memory(err);
    if (m->names.n == before)
        return error_at(err, ERR_TABLE, at,
                        _("'%s' is the name of two columns, if case is ignored: the store cannot "
                          "tell them apart"),
                        name);
    return OK;
}

static enum status add_field(struct making *m, struct field field, const char *comment,
                             struct error *err)
{
    TRY(take_name(m, field.name, field.at, err));
    struct fields *fields = m->fields;
    field.cell = -1;
    fields->columns[fields->n] =
        (struct store_column){.name = field.name, .type = field_type(&field), .comment = comment};
    fields->list[fields->n++] = field;
    return OK;
}

static void hold(struct fields *fields, struct column *column, enum column_kind kind)
{
    column->kind = kind;
    fields->held[fields->n_held++] = column;
}

static enum status add_select(struct making *m, struct field *field, struct error *err)
{
    const struct form *form = m->wave->form;
    const struct choice_list *list = field->question->list;
    const bool is_one = field->question->type == QUESTION_SELECT_ONE;
    if (list->n > WIDE_LIMIT)
        return error_at(err, ERR_TABLE, field->at, _("the list '%s' has %zu choices (at most %d)"),
                        list->name, list->n, WIDE_LIMIT);
    field->kind = is_one ? FIELD_CHOICE : FIELD_CHOICES;
    field->codes = &m->fields->codes[list - form->lists];
    field->wanted = codes_wanted(list, form->settings.has_label_numbers, m->wave->arena);
    field->memory = &m->wave->columns[field->question->column];
    if (field->codes->list == NULL)
        TRY(codes_create(field->codes, list, form, m->absent, err));
    for (size_t i = 0; i < list->n && !is_one; i++)
        m->fields->names_room += strlen(list->choices[i].name) + 1;
    for (size_t i = 0; i < (is_one ? 1 : list->n); i++)
        hold(m->fields, &field->memory[i],
             is_one && codes_are_wide(list) ? COLUMN_WIDE : COLUMN_CODE);
    return field->wanted == NULL ? error_memory(err) : OK;
}

/* Whether the questionnaire says when it is asked or what is allowed. */
static bool is_checked(const struct question *question)
{
    for (const struct question *q = question; q != NULL; q = q->section)
        if (q->relevant != NULL || q->constraint != NULL || q->is_required)
            return true;
    return false;
}

static enum status add_question(struct making *m, const struct question *question,
                                struct error *err)
{
    static const enum field_kind kinds[] = {
        [QUESTION_INTEGER] = FIELD_INTEGER,
        [QUESTION_DECIMAL] = FIELD_DECIMAL,
        [QUESTION_TEXT] = FIELD_TEXT,
        [QUESTION_DATE] = FIELD_DATE,
        [QUESTION_CALCULATE] = FIELD_CALCULATED,
    };
    if (!question_has_answer(question->type))
        return OK;
    struct field field = {.name = question->name,
                          .header = question->header != NULL ? question->header : question->name,
                          .question = question,
                          .at = question->at};
    if (question->type == QUESTION_SELECT_ONE || question->type == QUESTION_SELECT_MULTIPLE) {
        TRY(add_select(m, &field, err));
    } else {
        const bool is_text = question->type == QUESTION_TEXT || question->type == QUESTION_DATE;
        field.kind = kinds[question->type];
        if (!is_text)
            field.memory = &m->wave->columns[question->column];
        else if (is_checked(question))
            field.memory = &m->fields->shadows[m->fields->n];
        if (field.memory != NULL)
            hold(m->fields, field.memory, is_text ? COLUMN_CODE : COLUMN_NUMBER);
    }
    const char *label = question->labels.text != NULL ? question->labels.text[0] : NULL;
    return add_field(m, field, label, err);
}

/* Whether the indicator takes its values from the export without a question. */
static bool is_from_export(const struct making *m, const struct indicator *indicator)
{
    return indicator->type != INDICATOR_AGGREGATE && indicator->question == NULL &&
           !m->register_has(m->context, indicator->source);
}

static bool is_number(const struct indicator *indicator)
{
    return indicator->type != INDICATOR_GROUP || indicator->breaks != NULL;
}

static struct field *find_field(const struct fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->list[i].name, name) == 0)
            return &fields->list[i];
    return NULL;
}

/* A column that several indicators share is a number when any of them needs one. */
static bool is_number_for_any(const struct making *m, const char *source)
{
    const struct form *form = m->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (is_from_export(m, &form->indicators[i]) && is_number(&form->indicators[i]) &&
            strcmp(form->indicators[i].source, source) == 0)
            return true;
    return false;
}

static enum status add_column(struct making *m, size_t index, struct error *err)
{
    const struct indicator *indicator = &m->wave->form->indicators[index];
    if (!is_from_export(m, indicator))
        return OK;
    if (m->wave->form->has_survey)
        return error_at(err, ERR_TABLE, indicator->at,
                        _("'%s' is neither a question of survey.csv nor a column of register.csv"),
                        indicator->source);
    if (find_field(m->fields, indicator->source) != NULL)
        return OK;
    struct field field = {.kind = FIELD_TEXT,
                          .name = indicator->source,
                          .header = indicator->source,
                          .at = indicator->at};
    if (is_number_for_any(m, indicator->source)) {
        field.kind = FIELD_DECIMAL;
        field.memory = &m->wave->numbers[index];
        hold(m->fields, field.memory, COLUMN_NUMBER);
    }
    return add_field(m, field, indicator->name, err);
}

/* Groups over texts, or over numbers without Breaks, gather their levels while reading. */
static void add_levels(struct making *m)
{
    const struct form *form = m->wave->form;
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *group = &form->indicators[i];
        if (group->type != INDICATOR_GROUP || group->breaks != NULL)
            continue;
        struct field *field =
            find_field(m->fields, group->question != NULL ? group->question->name : group->source);
        if (field != NULL && field->codes == NULL && field->levels == NULL)
            field->levels = &m->fields->levels[i];
    }
}

static size_t count_columns(const struct form *form)
{
    return form_count_columns(form) + form->n_indicators;
}

static bool allocate(struct making *m)
{
    const struct form *form = m->wave->form;
    struct arena *arena = m->wave->arena;
    struct fields *fields = m->fields;
    const size_t n = form->n_questions + form->n_indicators;
    m->wave->n_columns = form_count_columns(form);
    m->wave->columns = arena_array(arena, m->wave->n_columns, struct column);
    m->wave->numbers = arena_array(arena, form->n_indicators, struct column);
    fields->list = arena_array(arena, n, struct field);
    fields->columns = arena_array(arena, n, struct store_column);
    fields->codes = arena_array(arena, form->n_lists, struct codes);
    fields->n_codes = fields->codes == NULL ? 0 : form->n_lists;
    fields->levels = arena_array(arena, form->n_indicators, struct levels);
    fields->n_levels = fields->levels == NULL ? 0 : form->n_indicators;
    fields->shadows = arena_array(arena, n, struct column);
    fields->held = arena_array(arena, count_columns(form), struct column *);
    if (m->wave->columns == NULL)
        m->wave->n_columns = 0;
    return m->wave->columns != NULL && m->wave->numbers != NULL && fields->list != NULL &&
           fields->columns != NULL && fields->codes != NULL && fields->levels != NULL &&
           fields->shadows != NULL && fields->held != NULL;
}

static enum status make(struct making *m, struct error *err)
{
    const struct form *form = m->wave->form;
    if (!allocate(m))
        return error_memory(err);
    for (size_t i = 0; i < form->n_questions; i++)
        TRY(add_question(m, &form->questions[i], err));
    for (size_t i = 0; i < form->n_indicators; i++)
        TRY(add_column(m, i, err));
    add_levels(m);
    return OK;
}

enum status fields_create(struct fields *fields, struct wave *wave, const struct absent *absent,
                          bool (*register_has)(void *context, const char *name), void *context,
                          struct error *err)
{
    *fields = (struct fields){0};
    struct making m = {.fields = fields,
                       .wave = wave,
                       .absent = absent,
                       .register_has = register_has,
                       .context = context};
    const enum status status = make(&m, err);
    textset_release(&m.names);
    if (status != OK)
        fields_release(fields);
    return status;
}

void fields_release(struct fields *fields)
{
    for (size_t i = 0; i < fields->n_codes; i++)
        codes_release(&fields->codes[i]);
    for (size_t i = 0; i < fields->n_levels; i++)
        levels_release(&fields->levels[i]);
    for (size_t i = 0; i < fields->n; i++)
        free(fields->shadows[i].code);
    *fields = (struct fields){0};
}

static size_t cell_size(enum column_kind kind)
{
    static const size_t sizes[] = {[COLUMN_CODE] = sizeof(uint8_t),
                                   [COLUMN_WIDE] = sizeof(uint16_t),
                                   [COLUMN_NUMBER] = sizeof(double)};
    return sizes[kind];
}

static void *column_cells(const struct column *column)
{
    return column->kind == COLUMN_CODE   ? (void *)column->code
           : column->kind == COLUMN_WIDE ? (void *)column->wide
                                         : (void *)column->number;
}

static bool grow_column(struct column *column, size_t capacity)
{
    void *cells = realloc(column_cells(column), capacity * cell_size(column->kind));
    if (cells == NULL)
        return false;
    if (column->kind == COLUMN_CODE)
        column->code = cells;
    else if (column->kind == COLUMN_WIDE)
        column->wide = cells;
    else
        column->number = cells;
    return true;
}

static bool grow_counts(uint32_t **counts, size_t capacity)
{
    uint32_t *grown = realloc(*counts, capacity * sizeof *grown);
    if (grown != NULL)
        *counts = grown;
    return grown != NULL;
}

enum status fields_reserve(struct fields *fields, struct wave *wave, size_t n, struct error *err)
{
    if (n <= fields->capacity)
        return OK;
    size_t capacity = fields->capacity == 0 ? FIRST_ROWS : 2 * fields->capacity;
    if (capacity < n)
        capacity = n;
    if (!grow_counts(&wave->unit, capacity) || !grow_counts(&wave->line, capacity))
        return error_memory(err);
    const size_t n_sure = n - n / 16; /* of an estimate: what is used in any case */
    page_in(wave->unit, n_sure * sizeof *wave->unit);
    page_in(wave->line, n_sure * sizeof *wave->line);
    for (size_t i = 0; i < fields->n_held; i++) {
        if (!grow_column(fields->held[i], capacity))
            return error_memory(err);
        page_in(column_cells(fields->held[i]), n_sure * cell_size(fields->held[i]->kind));
    }
    fields->capacity = capacity;
    return OK;
}

void fields_move_row(struct fields *fields, struct wave *wave, size_t from, size_t to)
{
    wave->unit[to] = wave->unit[from];
    wave->line[to] = wave->line[from];
    for (size_t i = 0; i < fields->n_held; i++) {
        const size_t size = cell_size(fields->held[i]->kind);
        char *cells = column_cells(fields->held[i]);
        memmove(cells + to * size, cells + from * size, size);
    }
    for (size_t i = 0; i < fields->n; i++)
        if (fields->list[i].levels != NULL)
            fields->list[i].levels->level[to] = fields->list[i].levels->level[from];
}

enum missing field_reason(const struct field *field, size_t row)
{
    const struct column *column = field->memory;
    if (column->kind == COLUMN_CODE)
        return code_reason(column->code[row]);
    if (column->kind == COLUMN_WIDE)
        return codes_reason(column->wide[row]);
    return missing_reason(column->number[row]);
}

void field_set_missing(const struct field *field, size_t row, enum missing reason)
{
    const size_t n = field->kind == FIELD_CHOICES ? field->codes->list->n : 1;
    for (size_t i = 0; i < n; i++) {
        struct column *column = &field->memory[i];
        if (column->kind == COLUMN_CODE)
            column->code[row] = CODE_MISSING(reason);
        else if (column->kind == COLUMN_WIDE)
            column->wide[row] = WIDE_MISSING(reason);
        else
            column->number[row] = missing_because(reason);
    }
    if (field->levels != NULL)
        field->levels->level[row] = NO_LEVEL;
}
