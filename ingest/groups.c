/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/groups.h"

#include "ingest/say.h"

#include <stdlib.h>
#include <string.h>

struct making {
    struct wave *wave;
    const struct fields *fields;
    const struct frame *frame;
    struct findings *found;
    struct grouping *group; /* being made */
    size_t index;           /* of its indicator */
};

static const char *source_name(const struct indicator *indicator)
{
    return indicator->question != NULL ? indicator->question->name : indicator->source;
}

/* The indicator takes its values from the register. */
static bool is_from_register(const struct frame *frame, size_t index)
{
    return frame->is_there && frame->column[index] >= 0;
}

static size_t unit_of(const struct making *m, size_t row)
{
    return m->wave->unit[row] - m->frame->first_unit;
}

/* Room for the levels' names and counts, and for the level of every row. */
static enum status allocate(struct making *m, size_t n_levels, struct error *err)
{
    struct grouping *group = m->group;
    struct arena *arena = m->wave->arena;
    group->n_levels = n_levels;
    group->names = arena_array(arena, n_levels, const char *);
    group->labels = arena_array(arena, n_levels, struct labels);
    group->n_units = arena_array(arena, n_levels, size_t);
    group->level = malloc((m->wave->n_rows + 1) * sizeof *group->level);
    const bool is_register = is_from_register(m->frame, m->index);
    group->unit_level = is_register ? arena_array(arena, m->wave->n_frame, uint16_t) : NULL;
    return group->names == NULL || group->labels == NULL || group->n_units == NULL ||
                   group->level == NULL || (is_register && group->unit_level == NULL)
               ? error_memory(err)
               : OK;
}

uint16_t group_class_of(const struct indicator *group, double x)
{
    if (is_missing(x))
        return NO_LEVEL;
    size_t i = 0;
    while (i < group->n_breaks && x > group->breaks[i])
        i++;
    return (uint16_t)i;
}

static enum status name_classes(struct making *m, struct error *err)
{
    for (size_t i = 0; i < m->group->n_levels; i++) {
        char name[INDICATOR_CLASS_SIZE];
        indicator_class_name(m->group->of, i, name);
        m->group->names[i] = arena_text(m->wave->arena, name);
        if (m->group->names[i] == NULL)
            return error_memory(err);
    }
    return OK;
}

/* The column of numbers over the rows; shared by the indicators of one source. */
static const struct column *number_column(const struct making *m)
{
    const struct indicator *of = m->group->of;
    const struct form *form = m->wave->form;
    if (of->question != NULL)
        return wave_column(m->wave, of);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (m->wave->numbers[i].kind == COLUMN_NUMBER &&
            strcmp(form->indicators[i].source, of->source) == 0)
            return &m->wave->numbers[i];
    return NULL;
}

static enum status make_classes(struct making *m, struct error *err)
{
    const struct indicator *of = m->group->of;
    TRY(allocate(m, of->n_breaks + 1, err));
    TRY(name_classes(m, err));
    if (is_from_register(m->frame, m->index)) {
        const double *number = m->frame->numbers[m->frame->column[m->index]];
        size_t n = 0;
        for (size_t unit = 0; unit < m->frame->keys.n; unit++) {
            if (!m->frame->is_in[unit])
                continue;
            const uint16_t level = group_class_of(of, number[unit]);
            m->group->unit_level[n++] = level;
            if (level != NO_LEVEL)
                m->group->n_units[level]++;
        }
        for (size_t row = 0; row < m->wave->n_rows; row++)
            m->group->level[row] = group_class_of(of, number[unit_of(m, row)]);
        return OK;
    }
    const struct column *column = number_column(m);
    for (size_t row = 0; row < m->wave->n_rows; row++)
        m->group->level[row] = column != NULL && column->kind == COLUMN_NUMBER
                                   ? group_class_of(of, column->number[row])
                                   : NO_LEVEL;
    return OK;
}

/* The level that each choice of the list makes; NO_LEVEL for those that are no answer. */
static size_t number_choices(const struct choice_list *list, uint16_t *level)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        level[i] = list->choices[i].reason == ANSWERED ? (uint16_t)n++ : NO_LEVEL;
    return n;
}

static void name_choices(struct making *m, const struct choice_list *list, const uint16_t *level)
{
    for (size_t i = 0; i < list->n; i++)
        if (level[i] != NO_LEVEL) {
            m->group->names[level[i]] = list->choices[i].name;
            m->group->labels[level[i]] = list->choices[i].labels;
        }
}

static size_t choice_at(const struct column *column, size_t row)
{
    return column->kind == COLUMN_CODE ? column->code[row] : column->wide[row];
}

static enum status make_choices(struct making *m, struct error *err)
{
    const struct choice_list *list = m->group->of->question->list;
    const struct column *column = wave_column(m->wave, m->group->of);
    uint16_t *level = arena_array(m->wave->arena, list->n, uint16_t);
    if (level == NULL)
        return error_memory(err);
    TRY(allocate(m, number_choices(list, level), err));
    name_choices(m, list, level);
    for (size_t row = 0; row < m->wave->n_rows; row++) {
        const size_t choice = choice_at(column, row);
        m->group->level[row] = choice < list->n ? level[choice] : NO_LEVEL;
    }
    return OK;
}

/* Texts met, on their way to levels. */
struct texts {
    const struct levels *levels;
    size_t *n_units;  /* by text: of the frame, or rows where there is no frame */
    uint16_t *level;  /* by text: the level it makes; NO_LEVEL while it has none */
    uint32_t *sorted; /* the texts that are not in the list, by their bytes */
    size_t n_sorted;
};

static enum status count_texts(const struct making *m, struct texts *texts, struct error *err)
{
    const struct levels *levels = texts->levels;
    struct arena *arena = m->wave->arena;
    texts->n_units = arena_array(arena, levels->set.n, size_t);
    texts->level = arena_array(arena, levels->set.n, uint16_t);
    texts->sorted = arena_array(arena, levels->set.n, uint32_t);
    if (texts->n_units == NULL || texts->level == NULL || texts->sorted == NULL)
        return error_memory(err);
    const bool is_register = is_from_register(m->frame, m->index);
    const size_t n = is_register ? m->frame->keys.n : m->wave->n_rows;
    for (size_t i = 0; i < n; i++)
        if (levels->level[i] != NO_LEVEL && (!is_register || m->frame->is_in[i]))
            texts->n_units[levels->level[i]]++;
    for (size_t i = 0; i < levels->set.n; i++)
        texts->level[i] = NO_LEVEL;
    return OK;
}

static int by_bytes(const void *a, const void *b, void *context)
{
    const struct textset *set = context;
    return strcmp(textset_text(set, *(const uint32_t *)a), textset_text(set, *(const uint32_t *)b));
}

/* Texts that somebody has and that are in no list become levels of their own, after the list's. */
static void sort_rest(struct texts *texts, const bool *is_listed)
{
    for (uint32_t i = 0; i < texts->levels->set.n; i++)
        if (texts->n_units[i] > 0 && !is_listed[i])
            texts->sorted[texts->n_sorted++] = i;
    qsort_r(texts->sorted, texts->n_sorted, sizeof *texts->sorted, by_bytes,
            (void *)&texts->levels->set);
}

/* Gives the texts of listed choices their levels; returns how many levels the list makes. */
static size_t take_list(struct texts *texts, const struct choice_list *list, uint16_t *of_choice,
                        bool *is_listed)
{
    if (list == NULL)
        return 0;
    const size_t n = number_choices(list, of_choice);
    for (size_t i = 0; i < list->n; i++) {
        const char *name = list->choices[i].name;
        const uint32_t text = textset_find(&texts->levels->set, name, strlen(name));
        if (text == TEXTSET_NONE)
            continue;
        is_listed[text] = true;
        texts->level[text] = of_choice[i];
    }
    return n;
}

static void warn_unlisted(const struct making *m, const char *text, const struct choice_list *list)
{
    const char *quote = say_quote(m->found->arena, text, strlen(text));
    if (quote == NULL) {
        m->found->is_out_of_memory = true;
        return;
    }
    findings_add(m->found, FINDING_WARNING, "not_in_list", m->group->of->at, NULL,
                 source_name(m->group->of),
                 "'%s' in the column '%s' is not in the list '%s', which names the levels of %s",
                 quote, source_name(m->group->of), list->name, m->group->of->code);
}

static enum status name_rest(struct making *m, struct texts *texts, size_t n_listed,
                             const struct choice_list *list, struct error *err)
{
    for (size_t i = 0; i < texts->n_sorted; i++) {
        const char *text = textset_text(&texts->levels->set, texts->sorted[i]);
        m->group->names[n_listed + i] = arena_text(m->wave->arena, text);
        if (m->group->names[n_listed + i] == NULL)
            return error_memory(err);
        texts->level[texts->sorted[i]] = (uint16_t)(n_listed + i);
        if (list != NULL)
            warn_unlisted(m, text, list);
    }
    return OK;
}

static void fill_levels(struct making *m, const struct texts *texts)
{
    const bool is_register = is_from_register(m->frame, m->index);
    for (size_t i = 0; i < texts->levels->set.n && is_register; i++)
        if (texts->level[i] != NO_LEVEL)
            m->group->n_units[texts->level[i]] += texts->n_units[i];
    size_t n = 0;
    for (size_t unit = 0; is_register && unit < m->frame->keys.n; unit++) {
        const uint16_t text = texts->levels->level[unit];
        if (m->frame->is_in[unit])
            m->group->unit_level[n++] = text == NO_LEVEL ? NO_LEVEL : texts->level[text];
    }
    for (size_t row = 0; row < m->wave->n_rows; row++) {
        const uint16_t text = texts->levels->level[is_register ? unit_of(m, row) : row];
        m->group->level[row] = text == NO_LEVEL ? NO_LEVEL : texts->level[text];
    }
}

static enum status make_texts(struct making *m, const struct levels *levels, struct error *err)
{
    const struct indicator *of = m->group->of;
    struct texts texts = {.levels = levels};
    if (levels->is_too_many)
        return error_at(err, ERR_TABLE, of->at,
                        is_from_register(m->frame, m->index)
                            ? _("the Group '%s' takes its values from the column '%s' of the "
                                "register, which has more than %d different texts: too many for a "
                                "Group")
                            : _("the Group '%s' takes its values from the column '%s' of the "
                                "answers, which has more than %d different texts: too many for a "
                                "Group"),
                        of->code, source_name(of), NO_LEVEL);
    TRY(count_texts(m, &texts, err));
    bool *is_listed = arena_array(m->wave->arena, levels->set.n, bool);
    uint16_t *of_choice = arena_array(m->wave->arena, of->list != NULL ? of->list->n : 0, uint16_t);
    if (is_listed == NULL || of_choice == NULL)
        return error_memory(err);
    const size_t n_listed = take_list(&texts, of->list, of_choice, is_listed);
    sort_rest(&texts, is_listed);
    TRY(allocate(m, n_listed + texts.n_sorted, err));
    if (of->list != NULL)
        name_choices(m, of->list, of_choice);
    TRY(name_rest(m, &texts, n_listed, of->list, err));
    fill_levels(m, &texts);
    return OK;
}

/* The levels gathered over the export's column. */
static const struct levels *export_levels(const struct making *m)
{
    const char *name = source_name(m->group->of);
    for (size_t i = 0; i < m->fields->n; i++)
        if (strcmp(m->fields->list[i].name, name) == 0)
            return m->fields->list[i].levels;
    return NULL;
}

static enum status make_group(struct making *m, struct error *err)
{
    const struct indicator *of = m->group->of;
    if (of->breaks != NULL)
        return make_classes(m, err);
    if (is_from_register(m->frame, m->index))
        return make_texts(m, &m->frame->levels[m->index], err);
    if (of->question != NULL && of->question->type == QUESTION_SELECT_ONE)
        return make_choices(m, err);
    const struct levels *levels = export_levels(m);
    if (levels == NULL)
        return error_at(err, ERR_TABLE, of->at, _("the column '%s' has no categories to group by"),
                        source_name(of));
    return make_texts(m, levels, err);
}

static size_t count_groups(const struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_indicators; i++)
        n += form->indicators[i].type == INDICATOR_GROUP;
    return n;
}

enum status groups_make(struct wave *wave, const struct fields *fields, const struct frame *frame,
                        struct findings *found, struct error *err)
{
    const struct form *form = wave->form;
    struct making m = {.wave = wave, .fields = fields, .frame = frame, .found = found};
    wave->groups = arena_array(wave->arena, count_groups(form), struct grouping);
    if (wave->groups == NULL)
        return error_memory(err);
    for (m.index = 0; m.index < form->n_indicators; m.index++) {
        if (form->indicators[m.index].type != INDICATOR_GROUP)
            continue;
        m.group = &wave->groups[wave->n_groups++];
        m.group->of = &form->indicators[m.index];
        TRY(make_group(&m, err));
    }
    return OK;
}

/* The numbers of another indicator of the same source; NULL when there are none yet. */
static const struct column *shared_numbers(const struct wave *wave, size_t index)
{
    const struct indicator *indicators = wave->form->indicators;
    for (size_t i = 0; i < wave->form->n_indicators; i++)
        if (i != index && wave->numbers[i].kind == COLUMN_NUMBER &&
            strcmp(indicators[i].source, indicators[index].source) == 0)
            return &wave->numbers[i];
    return NULL;
}

static enum status copy_numbers(struct wave *wave, const struct frame *frame, size_t index,
                                struct error *err)
{
    const double *by_unit = frame->numbers[frame->column[index]];
    double *number = malloc((wave->n_rows + 1) * sizeof *number);
    if (number == NULL)
        return error_memory(err);
    for (size_t row = 0; row < wave->n_rows; row++)
        number[row] = by_unit[wave->unit[row] - frame->first_unit];
    wave->numbers[index] = (struct column){.kind = COLUMN_NUMBER, .number = number};
    return OK;
}

enum status groups_put_numbers(struct wave *wave, const struct frame *frame, struct error *err)
{
    for (size_t i = 0; i < wave->form->n_indicators; i++) {
        const struct indicator *indicator = &wave->form->indicators[i];
        if (indicator->type == INDICATOR_AGGREGATE || indicator->type == INDICATOR_GROUP ||
            indicator->question != NULL || wave->numbers[i].kind == COLUMN_NUMBER)
            continue;
        const struct column *shared = shared_numbers(wave, i);
        if (shared != NULL)
            wave->numbers[i] = *shared;
        else if (is_from_register(frame, i))
            TRY(copy_numbers(wave, frame, i, err));
    }
    return OK;
}
