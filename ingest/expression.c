/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recursive descent over XPath's precedence: each rule returns its SQL with its XPath type. */
#include "ingest/expression.h"

#include "base/text.h"
#include "ingest/expression_sql.h"
#include "ingest/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DEEPEST = 40 };

struct parser {
    const char *text, *rest;
    struct token token; /* the one to be taken next */
    const struct expression_scope *scope;
    struct arena *arena;
    struct findings *found;
    int depth;
    bool is_failed;
};

static struct sql_term parse_or(struct parser *p);

/* Notes the first fault; what follows from it is not told. */
__attribute__((format(printf, 3, 4))) static struct sql_term
fail(struct parser *p, const struct token *at, const char *format, ...)
{
    if (!p->is_failed) {
        char message[256];
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(message, sizeof message, format, arguments);
        va_end(arguments);
        findings_add(p->found, FINDING_FAULT, "expression", p->scope->at, NULL, NULL,
                     _("%s (character %td of '%s')"), message, at->from - p->text + 1, p->text);
    }
    p->is_failed = true;
    return (struct sql_term){0};
}

static void advance(struct parser *p)
{
    p->token = lexer_next(&p->rest);
    if (p->token.kind == TOKEN_BAD)
        fail(p, &p->token, _("'%.*s' cannot be read"), (int)(p->token.n < 40 ? p->token.n : 40),
             p->token.text);
}

static bool is_token(const struct parser *p, enum token_kind kind, const char *text)
{
    return !p->is_failed && p->token.kind == kind && p->token.n == strlen(text) &&
           memcmp(p->token.text, text, p->token.n) == 0;
}

static bool take(struct parser *p, enum token_kind kind, const char *text)
{
    if (!is_token(p, kind, text))
        return false;
    advance(p);
    return true;
}

static void want(struct parser *p, const char *sign)
{
    if (!p->is_failed && !take(p, TOKEN_SIGN, sign))
        fail(p, &p->token, _("'%s' is missing here"), sign);
}

static char *token_text(struct parser *p, const struct token *token)
{
    return arena_text_n(p->arena, token->text, token->n);
}

static struct sql_term checked(struct parser *p, struct sql_term term)
{
    if (term.sql != NULL || p->is_failed)
        return term;
    p->found->is_out_of_memory = true;
    p->is_failed = true;
    return term;
}

static struct sql_term unknown_column(struct parser *p, const struct token *token, const char *name)
{
    const char *nearest = text_nearest(name, p->scope->names, p->scope->n_names);
    if (nearest != NULL)
        return fail(p, token, _("there is no '%s'; did you mean '%s'?"), name, nearest);
    return fail(p, token, _("there is no '%s'"), name);
}

static struct sql_term parse_column(struct parser *p)
{
    const struct token token = p->token;
    advance(p);
    const char *name = token.kind == TOKEN_SELF ? p->scope->self : token_text(p, &token);
    if (name == NULL && token.kind == TOKEN_SELF)
        return fail(p, &token, _("'.' has no meaning here"));
    struct expression_column column = {0};
    if (name == NULL)
        return checked(p, (struct sql_term){0});
    if (!p->scope->find(p->scope->context, name, &column))
        return unknown_column(p, &token, name);
    return checked(p, (struct sql_term){column.sql, column.is_number ? SQL_COLUMN_OF_NUMBERS
                                                                     : SQL_COLUMN_OF_TEXTS});
}

static const struct function {
    const char *name;
    size_t n_arguments;
    struct sql_term (*write)(struct arena *arena, const struct sql_term *arguments);
} functions[] = {
    {"not", 1, sql_not},
    {"selected", 2, sql_selected},
    {"count-selected", 1, sql_count_selected},
    {"regex", 2, sql_regex},
    {"if", 3, sql_if},
    {"coalesce", 2, sql_coalesce},
};

static const struct function *function_of(struct parser *p, const struct token *token)
{
    const char *names[COUNT(functions)];
    for (size_t i = 0; i < COUNT(functions); i++) {
        names[i] = functions[i].name;
        if (strlen(names[i]) == token->n && memcmp(names[i], token->text, token->n) == 0)
            return &functions[i];
    }
    const char *name = token_text(p, token);
    const char *nearest = name == NULL ? NULL : text_nearest(name, names, COUNT(names));
    if (nearest != NULL)
        fail(p, token, _("there is no function '%s'; did you mean '%s'?"), name, nearest);
    else
        fail(p, token, _("there is no function '%.*s' here"), (int)token->n, token->text);
    return NULL;
}

static struct sql_term parse_call(struct parser *p)
{
    enum { MOST_ARGUMENTS = 3 };
    const struct token token = p->token;
    const struct function *function = function_of(p, &token);
    if (function == NULL)
        return (struct sql_term){0};
    advance(p);
    want(p, "(");
    struct sql_term arguments[MOST_ARGUMENTS] = {0};
    size_t n = 0;
    do {
        if (n == function->n_arguments)
            break;
        arguments[n++] = parse_or(p);
    } while (take(p, TOKEN_SIGN, ","));
    if (!p->is_failed && (n != function->n_arguments || !is_token(p, TOKEN_SIGN, ")")))
        return fail(p, &token, _("%s() takes %zu arguments"), function->name,
                    function->n_arguments);
    want(p, ")");
    if (p->is_failed)
        return (struct sql_term){0};
    return checked(p, function->write(p->arena, arguments));
}

static struct sql_term parse_literal(struct parser *p)
{
    const struct token token = p->token;
    advance(p);
    const char *text = token_text(p, &token);
    if (text == NULL)
        return checked(p, (struct sql_term){0});
    return checked(p, token.kind == TOKEN_TEXT ? sql_text_literal(p->arena, text)
                                               : sql_number_literal(p->arena, text));
}

static struct sql_term parse_primary(struct parser *p)
{
    if (take(p, TOKEN_SIGN, "(")) {
        const struct sql_term inner = parse_or(p);
        want(p, ")");
        return inner;
    }
    switch (p->token.kind) {
    case TOKEN_COLUMN:
    case TOKEN_SELF:
        return parse_column(p);
    case TOKEN_TEXT:
    case TOKEN_NUMBER:
        return parse_literal(p);
    case TOKEN_WORD:
        return parse_call(p);
    case TOKEN_END:
        return fail(p, &p->token, _("something is missing at the end"));
    default:
        return fail(p, &p->token, _("'%.*s' does not fit here"), (int)p->token.n, p->token.text);
    }
}

static struct sql_term parse_unary(struct parser *p)
{
    if (p->is_failed)
        return (struct sql_term){0};
    if (++p->depth > DEEPEST)
        return fail(p, &p->token, _("too deeply nested"));
    struct sql_term term;
    if (take(p, TOKEN_SIGN, "-")) {
        term = parse_unary(p);
        if (!p->is_failed)
            term = checked(p, sql_minus(p->arena, term));
    } else {
        term = parse_primary(p);
    }
    p->depth--;
    return term;
}

/* Operators by precedence, loosest first; each level is left-associative. */
static const struct operation {
    enum token_kind kind;
    const char *text;
    int level;
    enum sql_operator sql;
} operations[] = {
    {TOKEN_WORD, "or", 0, SQL_OR},      {TOKEN_WORD, "and", 1, SQL_AND},
    {TOKEN_SIGN, "=", 2, SQL_EQUAL},    {TOKEN_SIGN, "!=", 2, SQL_UNEQUAL},
    {TOKEN_SIGN, "<", 3, SQL_LESS},     {TOKEN_SIGN, "<=", 3, SQL_AT_MOST},
    {TOKEN_SIGN, ">", 3, SQL_GREATER},  {TOKEN_SIGN, ">=", 3, SQL_AT_LEAST},
    {TOKEN_SIGN, "+", 4, SQL_PLUS},     {TOKEN_SIGN, "-", 4, SQL_LESS_BY},
    {TOKEN_SIGN, "*", 5, SQL_TIMES},    {TOKEN_WORD, "div", 5, SQL_DIVIDED_BY},
    {TOKEN_WORD, "mod", 5, SQL_MODULO},
};
enum { TIGHTEST = 5 };

static const struct operation *take_operator(struct parser *p, int level)
{
    for (size_t i = 0; i < COUNT(operations); i++)
        if (operations[i].level == level && take(p, operations[i].kind, operations[i].text))
            return &operations[i];
    return NULL;
}

static struct sql_term parse_level(struct parser *p, int level)
{
    struct sql_term left = level == TIGHTEST ? parse_unary(p) : parse_level(p, level + 1);
    const struct operation *operation;
    while (!p->is_failed && (operation = take_operator(p, level)) != NULL) {
        const struct sql_term right =
            level == TIGHTEST ? parse_unary(p) : parse_level(p, level + 1);
        if (p->is_failed)
            break;
        left = checked(p, sql_combine(p->arena, operation->sql, left, right));
    }
    return left;
}

static struct sql_term parse_or(struct parser *p)
{
    return parse_level(p, 0);
}

static struct sql_term parse_all(struct parser *p)
{
    enum { LONGEST_SQL = 50000 };
    advance(p);
    const struct sql_term term = parse_or(p);
    if (!p->is_failed && p->token.kind != TOKEN_END)
        return fail(p, &p->token, _("'%.*s' does not fit here"), (int)p->token.n, p->token.text);
    if (!p->is_failed && strlen(term.sql) > LONGEST_SQL)
        return fail(p, &p->token, _("too complicated"));
    return term;
}

static struct parser parser_of(const char *text, const struct expression_scope *scope,
                               struct arena *arena, struct findings *found)
{
    return (struct parser){
        .text = text, .rest = text, .scope = scope, .arena = arena, .found = found};
}

const char *expression_condition(const char *text, const struct expression_scope *scope,
                                 struct arena *arena, struct findings *found)
{
    struct parser p = parser_of(text, scope, arena, found);
    const struct sql_term term = parse_all(&p);
    return p.is_failed ? NULL : checked(&p, sql_as_condition(arena, term)).sql;
}

const char *expression_value(const char *text, const struct expression_scope *scope,
                             struct arena *arena, struct findings *found)
{
    struct parser p = parser_of(text, scope, arena, found);
    const struct sql_term term = parse_all(&p);
    return p.is_failed ? NULL : checked(&p, sql_as_value(arena, term)).sql;
}
