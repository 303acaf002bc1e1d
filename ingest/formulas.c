/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/formulas.h"

#include "ingest/expression.h"
#include "store/sql.h"

#include <string.h>

struct scope {
    const struct formulas *in;
    bool is_out_of_memory;
};

static bool is_number(const struct field *field)
{
    return field->kind == FIELD_INTEGER || field->kind == FIELD_DECIMAL ||
           (field->kind == FIELD_CHOICE && field->codes->list->are_names_integers);
}

static bool find(void *context, const char *name, struct expression_column *column)
{
    struct scope *scope = context;
    const struct fields *fields = scope->in->fields;
    for (size_t i = 0; i < fields->n; i++) {
        if (strcmp(fields->list[i].name, name) != 0)
            continue;
        *column = (struct expression_column){sql_name_in(scope->in->arena, name),
                                             is_number(&fields->list[i])};
        scope->is_out_of_memory |= column->sql == NULL;
        return column->sql != NULL;
    }
    return false;
}

/* One expression by one of expression.h's translators. */
static enum status
translate(const struct formulas *in, const struct question *question, const char *text,
          const char *(*translator)(const char *text, const struct expression_scope *scope,
                                    struct arena *arena, struct findings *found),
          const char **out, struct error *err)
{
    struct scope scope = {in, false};
    struct findings found = {.arena = in->arena};
    const struct expression_scope names = {
        .at = question->at, .self = question->name, .find = find, .context = &scope};
    *out = NULL;
    if (text == NULL)
        return OK;
    *out = translator(text, &names, in->arena, &found);
    if (scope.is_out_of_memory)
        return error_memory(err);
    TRY(findings_status(&found, err));
    return *out == NULL ? error_memory(err) : OK;
}

enum status formula_value(const struct formulas *in, const struct question *question,
                          const char **out, struct error *err)
{
    return translate(in, question, question->calculation, expression_value, out, err);
}

enum status formula_constraint(const struct formulas *in, const struct question *question,
                               const char **out, struct error *err)
{
    return translate(in, question, question->constraint, expression_condition, out, err);
}

enum status formula_relevant(const struct formulas *in, const struct question *question,
                             const char **out, struct error *err)
{
    *out = NULL;
    for (const struct question *q = question; q != NULL; q = q->section) {
        const char *sql = NULL;
        if (q->relevant == NULL)
            continue;
        TRY(translate(in, q, q->relevant, expression_condition, &sql, err));
        *out = *out == NULL ? sql : arena_print(in->arena, "(%s) AND (%s)", *out, sql);
        if (*out == NULL)
            return error_memory(err);
    }
    return OK;
}
