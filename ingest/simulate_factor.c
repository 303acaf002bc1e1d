/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_factor.h"

#include "base/missing.h"
#include "base/text.h"

#include <string.h>

static const size_t NO_INPUT = SIZE_MAX;

/* The factors on the way down to the one that is being made. */
struct sim_visit {
    const struct indicator *index;
    const struct sim_visit *outer;
};

static size_t input_named(const struct sim_builder *b, const char *text)
{
    size_t i = 0;
    while (i < b->n_inputs && strcmp(b->inputs[i].text, text) != 0)
        i++;
    return i < b->n_inputs ? i : NO_INPUT;
}

static size_t add_input(struct sim_builder *b, const struct sim_input *input)
{
    struct sim_input *inputs =
        arena_grown(b->arena, b->inputs, b->n_inputs, &b->capacity, struct sim_input);
    if (inputs == NULL || b->n_inputs == SIM_INPUTS_LIMIT) {
        b->faults->is_out_of_memory = true;
        return NO_INPUT;
    }
    b->inputs = inputs;
    b->inputs[b->n_inputs] = *input;
    return b->n_inputs++;
}

/* ---- factors */

static void fault_circle(struct sim_builder *b, const struct indicator *index,
                         struct simulation_row *row)
{
    const char *path = index->code;
    for (const struct sim_visit *v = b->visit; v != NULL && path != NULL; v = v->outer) {
        path = arena_print(b->arena, "%s <- %s", v->index->code, path);
        if (v->index == index)
            break;
    }
    if (path == NULL)
        b->faults->is_out_of_memory = true;
    else
        simulation_fault(b->faults, row, row->on_column, _("a factor cannot depend on itself: %s"),
                         path);
}

static double persistence(struct sim_builder *b, const char *name)
{
    struct simulation_row *row = simulation_find(b->table, SIMULATION_PERSISTENCE, name, "");
    if (row == NULL)
        row = simulation_find(b->table, SIMULATION_PERSISTENCE, "", "");
    if (row == NULL)
        return 0;
    row->is_used = true;
    return row->value;
}

void sim_factor_make(struct sim_builder *b, const struct indicator *index, struct sim_factor *out)
{
    const char *name = index == NULL ? "response" : index->code;
    const double kept = persistence(b, name);
    *out =
        (struct sim_factor){.name = random_name(name), .kept = sqrt(kept), .fresh = sqrt(1 - kept)};
    struct simulation_row *last = NULL;
    for (size_t i = 0; i < b->table->n; i++) {
        struct simulation_row *row = &b->table->rows[i];
        const bool is_ours = index == NULL
                                 ? row->kind == SIMULATION_RESPONSE && *row->name == '\0'
                                 : row->kind == SIMULATION_FACTOR && strcmp(row->name, name) == 0;
        if (!is_ours)
            continue;
        sim_terms_add(b, row, &out->terms);
        last = row;
    }
    sim_terms_close(b, last, name, &out->terms);
}

static size_t factor_input(struct sim_builder *b, const struct indicator *index,
                           struct simulation_row *row)
{
    const size_t known = input_named(b, index->code);
    if (known != NO_INPUT)
        return known;
    for (const struct sim_visit *v = b->visit; v != NULL; v = v->outer)
        if (v->index == index) {
            fault_circle(b, index, row);
            return NO_INPUT;
        }
    const struct sim_visit visit = {index, b->visit};
    b->visit = &visit;
    struct sim_input input = {.text = index->code};
    sim_factor_make(b, index, &input.factor);
    b->visit = visit.outer;
    return add_input(b, &input);
}

/* ---- what the register says */

static void fault_unknown(struct sim_builder *b, struct simulation_row *row, const char *column)
{
    const struct form *form = b->form;
    if (b->frame->path == NULL) {
        simulation_fault(b->faults, row, row->on_column,
                         _("there is no index '%s', and no register to take it from"), column);
        return;
    }
    const char **names =
        arena_array(b->arena, form->n_indicators + b->frame->n_columns, const char *);
    if (names == NULL) {
        b->faults->is_out_of_memory = true;
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_AGGREGATE)
            names[n++] = form->indicators[i].code;
    for (size_t i = 0; i < b->frame->n_columns; i++)
        names[n++] = b->frame->headers[i];
    const char *nearest = text_nearest(column, names, n);
    if (nearest != NULL)
        simulation_fault(b->faults, row, row->on_column,
                         _("'%s' is neither an index nor a column of %s; did you mean '%s'?"),
                         column, b->frame->path, nearest);
    else
        simulation_fault(b->faults, row, row->on_column,
                         _("'%s' is neither an index nor a column of %s"), column, b->frame->path);
}

/* The register column with the n bytes at `text` as its header, or SIM_NO_COLUMN with a fault. */
static size_t column_of(struct sim_builder *b, struct simulation_row *row, const char *text,
                        size_t n)
{
    const char *header = arena_text_n(b->arena, text, n);
    if (header == NULL) {
        b->faults->is_out_of_memory = true;
        return SIM_NO_COLUMN;
    }
    const size_t column = sim_frame_column(b->frame, header);
    if (column == SIM_NO_COLUMN)
        fault_unknown(b, row, header);
    return column;
}

static double *levels_of(struct sim_builder *b, struct simulation_row *row, const char *text)
{
    const char *level = strchr(text, '=') + 1;
    const size_t column = column_of(b, row, text, (size_t)(level - 1 - text));
    if (column == SIM_NO_COLUMN)
        return NULL;
    double *values = sim_frame_levels(b->frame, column, level, b->arena);
    if (values == NULL) {
        b->faults->is_out_of_memory = true;
        return NULL;
    }
    for (size_t i = 0; i < b->frame->n_units; i++)
        if (values[i] > 0)
            return values;
    const char *nearest = sim_frame_nearest_level(b->frame, column, level);
    if (nearest != NULL)
        simulation_fault(b->faults, row, row->on_column,
                         _("no unit of the frame has '%s' in the column %s; did you mean '%s'?"),
                         level, b->frame->headers[column], nearest);
    else
        simulation_fault(b->faults, row, row->on_column,
                         _("no unit of the frame has '%s' in the column %s"), level,
                         b->frame->headers[column]);
    return NULL;
}

/* Many rows have the same condition, and one row stands for many questions. */
const double *sim_condition(struct sim_builder *b, struct simulation_row *row)
{
    for (size_t i = 0; i < b->n_conditions; i++)
        if (strcmp(b->conditions[i].text, row->on) == 0)
            return b->conditions[i].values;
    if (strchr(row->on, '=') == NULL) {
        simulation_fault(b->faults, row, row->on_column, _("'%s' is not of the form column=level"),
                         row->on);
        return NULL;
    }
    struct sim_input *conditions = arena_grown(b->arena, b->conditions, b->n_conditions,
                                               &b->conditions_capacity, struct sim_input);
    const double *values = levels_of(b, row, row->on);
    if (conditions == NULL)
        b->faults->is_out_of_memory = true;
    if (conditions == NULL || values == NULL)
        return NULL;
    b->conditions = conditions;
    b->conditions[b->n_conditions++] = (struct sim_input){.text = row->on, .values = values};
    return values;
}

static bool has_number(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_missing(values[i]))
            return true;
    return false;
}

static double *numbers_of(struct sim_builder *b, struct simulation_row *row, const char *text)
{
    const size_t n = strlen(text);
    const bool is_log = n > 5 && strncmp(text, "log(", 4) == 0 && text[n - 1] == ')';
    const size_t column = is_log ? column_of(b, row, text + 4, n - 5) : column_of(b, row, text, n);
    if (column == SIM_NO_COLUMN)
        return NULL;
    double *values = sim_frame_numbers(b->frame, column, b->arena);
    if (values == NULL) {
        b->faults->is_out_of_memory = true;
        return NULL;
    }
    const char *header = b->frame->headers[column];
    if (!has_number(values, b->frame->n_units)) {
        simulation_fault(b->faults, row, row->on_column,
                         _("the column %s holds no numbers; for categories write %s=LEVEL"), header,
                         header);
        return NULL;
    }
    for (size_t i = 0; is_log && i < b->frame->n_units; i++)
        values[i] = values[i] > 0 ? log(values[i]) : MISSING;
    return values;
}

static size_t register_input(struct sim_builder *b, struct simulation_row *row, const char *text)
{
    const size_t known = input_named(b, text);
    if (known != NO_INPUT)
        return known;
    double *values = strchr(text, '=') != NULL ? levels_of(b, row, text) : numbers_of(b, row, text);
    if (values == NULL)
        return NO_INPUT;
    if (!sim_standardise(values, b->frame->n_units)) {
        simulation_fault(b->faults, row, row->on_column,
                         _("'%s' is the same for every unit of the frame, so this row changes "
                           "nothing"),
                         text);
        return NO_INPUT;
    }
    return add_input(b, &(struct sim_input){.text = text, .values = values});
}

/* ---- terms */

static void add_term(struct sim_builder *b, const uint16_t *inputs, size_t n, double weight,
                     struct sim_terms *terms)
{
    struct sim_term *list =
        arena_grown(b->arena, terms->list, terms->n, &terms->capacity, struct sim_term);
    if (list == NULL) {
        b->faults->is_out_of_memory = true;
        return;
    }
    terms->list = list;
    terms->list[terms->n++] = (struct sim_term){inputs, n, weight};
}

void sim_terms_add(struct sim_builder *b, struct simulation_row *row, struct sim_terms *terms)
{
    const size_t room = strlen(row->on) + 1;
    char *text = arena_text(b->arena, row->on);
    uint16_t *inputs = arena_array(b->arena, room, uint16_t);
    if (text == NULL || inputs == NULL) {
        b->faults->is_out_of_memory = true;
        return;
    }
    row->is_used = true;
    terms->squares += row->value * row->value;
    size_t n = 0;
    for (char *part = text; part != NULL;) {
        char *star = strchr(part, '*');
        if (star != NULL)
            *star = '\0';
        size_t length;
        char *name = part + (text_trimmed(part, &length) - part);
        name[length] = '\0';
        const struct indicator *index = form_indicator(b->form, name);
        const bool is_index = index != NULL && index->type == INDICATOR_AGGREGATE;
        const size_t input = is_index ? factor_input(b, index, row) : register_input(b, row, name);
        if (input == NO_INPUT)
            return;
        inputs[n++] = (uint16_t)input;
        part = star == NULL ? NULL : star + 1;
    }
    add_term(b, inputs, n, row->value, terms);
}

void sim_terms_add_factor(struct sim_builder *b, const struct indicator *index, double weight,
                          struct simulation_row *row, struct sim_terms *terms)
{
    uint16_t *input = arena_new(b->arena, uint16_t);
    const size_t slot = factor_input(b, index, row);
    if (input == NULL)
        b->faults->is_out_of_memory = true;
    if (input == NULL || slot == NO_INPUT)
        return;
    *input = (uint16_t)slot;
    terms->squares += weight * weight;
    add_term(b, input, 1, weight, terms);
}

void sim_terms_close(struct sim_builder *b, struct simulation_row *row, const char *what,
                     struct sim_terms *terms)
{
    static const double rounding = 1e-9;
    if (terms->squares > 1 + rounding && row != NULL)
        simulation_fault(b->faults, row, row->value_column,
                         _("the squares of all that %s depends on add up to %g; they may come to 1 "
                           "at most"),
                         what, terms->squares);
    terms->residual = terms->squares < 1 ? sqrt(1 - terms->squares) : 0;
}

/* ---- drawing */

struct sim_streams sim_streams(uint64_t seed, int wave, const char *key)
{
    struct random unit = random_stream(seed, random_name(key));
    const uint64_t unit_bits = random_bits(&unit);
    struct random of_wave = random_stream(unit_bits, (uint64_t)wave);
    return (struct sim_streams){unit_bits, random_bits(&of_wave)};
}

static double first_normal(uint64_t seed, uint64_t name)
{
    struct random r = random_stream(seed, name);
    return random_normal(&r);
}

double sim_factor_draw(const struct sim_factor *factor, struct sim_streams streams, const double *x)
{
    const double own = factor->kept * first_normal(streams.unit, factor->name) +
                       factor->fresh * first_normal(streams.wave, factor->name);
    return sim_terms_sum(&factor->terms, x) + factor->terms.residual * own;
}

void sim_inputs_draw(const struct sim_input *inputs, size_t n, struct sim_streams streams,
                     size_t unit, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = inputs[i].values != NULL ? inputs[i].values[unit]
                                        : sim_factor_draw(&inputs[i].factor, streams, x);
}
