/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/draw_table.h"

#include <string.h>

/* A table that grows. */
struct maker {
    const struct form *form;
    struct arena *arena;
    struct draw_table *table;
    size_t capacity;
};

static bool is_rule(enum vary kind)
{
    return kind == VARY_NORMALISE || kind == VARY_AGGREGATE || kind == VARY_TREAT ||
           kind == VARY_IMPUTE || kind == VARY_MISSING;
}

/* The name of the column that a slot of a variation stands in; NULL when memory runs out. */
static const char *name_of(const struct form *form, struct arena *arena,
                           const struct index_plan *plan, size_t vary, size_t nth)
{
    const struct variation *v = &plan->vary[vary];
    const char *name = index_plan_choice_name(form, plan->choice[vary], arena);
    if (name == NULL || is_rule(v->kind) || v->kind == VARY_UNITS || v->kind == VARY_ANSWERS)
        return name;
    const struct indicator *about = v->kind == VARY_WEIGHT ? plan->node[v->node[nth]] : plan->root;
    return arena_print(arena, "%s/%s", name, about->code);
}

static size_t find(const struct draw_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->n_columns && strcmp(table->column[i].name, name) != 0)
        i++;
    return i;
}

/* "own" and the values of the row, or "" and the codes of what may be left out. */
static enum status put_words(const struct maker *m, const struct index_plan *plan, size_t vary,
                             struct draw_column *column, struct error *err)
{
    const struct variation *v = &plan->vary[vary];
    const struct uncertainty_choice *row = &m->form->uncertainty[plan->choice[vary]];
    column->is_rule = is_rule(v->kind);
    if (!column->is_rule && v->kind != VARY_ITEM_OUT && v->kind != VARY_BLOCK_OUT)
        return OK;
    const size_t n = column->is_rule ? v->n_values : v->n_nodes;
    const char **words = arena_array(m->arena, n + 1, const char *);
    if (words == NULL)
        return error_memory(err);
    words[0] = column->is_rule ? uncertainty_value_name(row->parameter, UNCERTAINTY_OWN) : "";
    for (size_t i = 0; i < n; i++)
        words[i + 1] = column->is_rule ? uncertainty_value_name(row->parameter, v->values[i])
                                       : plan->node[v->node[i]]->code;
    column->words = words;
    column->n_words = n + 1;
    return OK;
}

static enum status add_columns(struct maker *m, const struct index_plan *plan, size_t vary,
                               struct error *err)
{
    for (size_t nth = 0; nth < variation_count_slots(&plan->vary[vary]); nth++) {
        struct draw_table *table = m->table;
        const char *name = name_of(m->form, m->arena, plan, vary, nth);
        if (name == NULL)
            return error_memory(err);
        if (find(table, name) < table->n_columns)
            continue; /* shared with an earlier root */
        table->column = arena_grown(m->arena, table->column, table->n_columns, &m->capacity,
                                    struct draw_column);
        if (table->column == NULL)
            return error_memory(err);
        table->column[table->n_columns] = (struct draw_column){.name = name};
        TRY(put_words(m, plan, vary, &table->column[table->n_columns], err));
        table->n_columns++;
    }
    return OK;
}

/* Row by row of uncertainty.csv, and within it root by root. */
static enum status add_all(struct maker *m, const struct index_plans *plans, struct error *err)
{
    for (size_t choice = 0; choice < m->form->n_uncertainty; choice++)
        for (size_t i = 0; i < plans->n; i++)
            for (size_t v = 0; v < plans->plan[i].n_vary; v++)
                if (plans->plan[i].choice[v] == choice)
                    TRY(add_columns(m, &plans->plan[i], v, err));
    return OK;
}

enum status draw_table_get(const struct form *form, struct arena *arena, struct draw_table *out,
                           struct error *err)
{
    struct index_plans plans;
    struct maker m = {.form = form, .arena = arena, .table = out};
    *out = (struct draw_table){0};
    TRY(index_plans_get(form, arena, &plans, err));
    return add_all(&m, &plans, err);
}

enum status draw_table_slots(const struct draw_table *table, const struct form *form,
                             const struct index_plan *plan, struct arena *arena, size_t **out,
                             struct error *err)
{
    *out = arena_array(arena, plan->n_slots, size_t);
    if (*out == NULL)
        return error_memory(err);
    for (size_t v = 0; v < plan->n_vary; v++)
        for (size_t nth = 0; nth < variation_count_slots(&plan->vary[v]); nth++) {
            const char *name = name_of(form, arena, plan, v, nth);
            if (name == NULL)
                return error_memory(err);
            (*out)[plan->vary[v].slot + nth] = find(table, name);
        }
    return OK;
}

double draw_table_to_slot(const struct draw_column *column, double value)
{
    return column->is_rule ? value - 1 : value;
}

double draw_table_from_slot(const struct draw_column *column, double slot)
{
    return column->is_rule ? slot + 1 : slot;
}
