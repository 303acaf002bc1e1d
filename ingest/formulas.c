/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/formulas.h"

#include "ingest/expression.h"
#include "store/sql.h"

#include <string.h>

struct scope {
    const struct fields *fields;
    struct arena *arena;
    bool is_out_of_memory;
};

const char *formula_quoted(struct arena *arena, const char *name)
{
    struct sql sql = {0};
    sql_name(&sql, name);
    const char *copy = sql.is_out_of_memory ? NULL : arena_text(arena, sql.text);
    sql_release(&sql);
    return copy;
}

static bool is_number(const struct field *field)
{
    return field->kind == FIELD_INTEGER || field->kind == FIELD_DECIMAL ||
           (field->kind == FIELD_CHOICE && field->codes->list->are_names_integers);
}

static bool find(void *context, const char *name, struct expression_column *column)
{
    struct scope *scope = context;
    for (size_t i = 0; i < scope->fields->n; i++) {
        const struct field *field = &scope->fields->list[i];
        if (strcmp(field->name, name) != 0)
            continue;
        *column = (struct expression_column){formula_quoted(scope->arena, name), is_number(field)};
        scope->is_out_of_memory |= column->sql == NULL;
        return column->sql != NULL;
    }
    return false;
}

enum status formula_sql(const struct fields *fields, const struct question *question,
                        const char *text, bool is_value, struct arena *arena, const char **out,
                        struct error *err)
{
    struct scope scope = {fields, arena, false};
    struct findings found = {.arena = arena};
    const struct expression_scope in = {
        .at = question->at, .self = question->name, .find = find, .context = &scope};
    *out = is_value ? expression_value(text, &in, arena, &found)
                    : expression_condition(text, &in, arena, &found);
    if (scope.is_out_of_memory)
        return error_memory(err);
    TRY(findings_status(&found, err));
    return *out == NULL ? error_memory(err) : OK;
}

enum status formula_relevant(const struct fields *fields, const struct question *question,
                             struct arena *arena, const char **out, struct error *err)
{
    *out = NULL;
    for (const struct question *q = question; q != NULL; q = q->section) {
        const char *sql = NULL;
        if (q->relevant == NULL)
            continue;
        TRY(formula_sql(fields, q, q->relevant, false, arena, &sql, err));
        *out = *out == NULL ? sql : arena_print(arena, "(%s) AND (%s)", *out, sql);
        if (*out == NULL)
            return error_memory(err);
    }
    return OK;
}
