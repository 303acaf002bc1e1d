/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/scope.h"

#include "ingest/choices.h"
#include "ingest/expression.h"
#include "ingest/lexer.h"

#include <string.h>

struct scope {
    const struct reading *in;
    const struct form *form;
    struct scope_expression expression;
    const char **names;
    size_t n_names;
};

static bool is_number(const struct question *question)
{
    return question->type == QUESTION_INTEGER || question->type == QUESTION_DECIMAL ||
           (question->type == QUESTION_SELECT_ONE && question->list != NULL &&
            question->list->are_names_integers);
}

static bool find_name(void *context, const char *name, struct expression_column *column)
{
    const struct scope *scope = context;
    const struct question *question = form_question(scope->form, name);
    *column = (struct expression_column){"x", false};
    for (size_t i = 0; i < scope->n_names; i++)
        if (strcmp(scope->names[i], name) == 0) {
            column->is_number = question != NULL && is_number(question);
            return true;
        }
    return false;
}

/* ERR_MEMORY. */
static enum status gather_names(struct scope *scope, struct arena *arena)
{
    const struct form *form = scope->form;
    const enum scope_names which = scope->expression.names;
    scope->names = arena_array(
        arena, form->n_questions + form->n_register_names + form->n_indicators, const char *);
    if (scope->names == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; which != SCOPE_REGISTER && i < form->n_questions; i++)
        if (question_has_answer(form->questions[i].type))
            scope->names[scope->n_names++] = form->questions[i].name;
    for (size_t i = 0; which != SCOPE_QUESTIONS && i < form->n_register_names; i++)
        scope->names[scope->n_names++] = form->register_names[i];
    for (size_t i = 0; which == SCOPE_ALL && i < form->n_indicators; i++)
        scope->names[scope->n_names++] = form->indicators[i].code;
    return OK;
}

static bool is_sign(const struct token *token, const char *sign)
{
    return (token->kind == TOKEN_SIGN || token->kind == TOKEN_WORD) && token->n == strlen(sign) &&
           memcmp(token->text, sign, token->n) == 0;
}

/* The select that the token stands for, or the Group of such a name; NULL when there is none. */
static const struct choice_list *list_of(const struct scope *scope, const struct token *token,
                                         struct arena *arena)
{
    const struct question *question = NULL;
    const struct indicator *group = NULL;
    if (token->kind == TOKEN_SELF)
        question = scope->expression.self;
    if (token->kind == TOKEN_COLUMN) {
        const char *name = arena_text_n(arena, token->text, token->n);
        question = name == NULL ? NULL : form_question(scope->form, name);
        group = name == NULL || question != NULL ? NULL : form_indicator(scope->form, name);
    }
    if (question != NULL)
        return question->list;
    return group == NULL ? NULL : group->list;
}

/* A choice that the list does not have can never be the answer: a misspelt 'yes' would silently ask
   nobody. */
static void check_choice(const struct scope *scope, const struct token *column,
                         const struct token *text, struct arena *arena)
{
    const struct choice_list *list = list_of(scope, column, arena);
    const char *name = arena_text_n(arena, text->text, text->n);
    if (list == NULL || name == NULL || name[0] == '\0' || choices_find(list, name) != NULL)
        return;
    table_fault(scope->in, scope->expression.at,
                _("list '%s' has no choice '%s'%s (character %td "
                  "of '%s')"),
                list->name, name, choices_say_nearest(arena, name, list),
                text->from - scope->expression.text + 1, scope->expression.text);
}

/* Looks at every ${q} = 'x', 'x' = ${q} and selected(${q}, 'x'). */
static void check_choices(const struct scope *scope, struct arena *arena)
{
    const char *rest = scope->expression.text;
    struct token last[5] = {{0}}; /* last[4] is the newest */
    do {
        memmove(last, last + 1, 4 * sizeof *last);
        last[4] = lexer_next(&rest);
        const bool is_compared = is_sign(&last[3], "=") || is_sign(&last[3], "!=");
        const bool is_selected =
            is_sign(&last[0], "selected") && is_sign(&last[1], "(") && is_sign(&last[3], ",");
        if (last[4].kind == TOKEN_TEXT && (is_compared || is_selected))
            check_choice(scope, &last[2], &last[4], arena);
        else if (last[2].kind == TOKEN_TEXT && is_compared)
            check_choice(scope, &last[4], &last[2], arena);
    } while (last[4].kind != TOKEN_END && last[4].kind != TOKEN_BAD);
}

enum status scope_check(const struct reading *in, const struct form *form,
                        struct scope_expression expression, struct error *err)
{
    struct arena scratch = {0};
    struct scope scope = {in, form, expression, NULL, 0};
    enum status status = gather_names(&scope, &scratch);
    if (status != OK) {
        arena_release(&scratch);
        return error_memory(err);
    }
    const struct expression_scope names = {.at = expression.at,
                                           .self = expression.self == NULL ? NULL
                                                                           : expression.self->name,
                                           .find = find_name,
                                           .context = &scope,
                                           .names = scope.names,
                                           .n_names = scope.n_names};
    const char *sql = expression.is_value
                          ? expression_value(expression.text, &names, &scratch, in->found)
                          : expression_condition(expression.text, &names, &scratch, in->found);
    if (sql != NULL)
        check_choices(&scope, &scratch);
    arena_release(&scratch);
    return in->found->is_out_of_memory ? error_memory(err) : OK;
}
