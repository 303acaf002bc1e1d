/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/expression_sql.h"

#include <stdbool.h>
#include <string.h>

static struct sql_term made(enum sql_type type, const char *sql)
{
    return (struct sql_term){sql, type};
}

/* The term as a text: '' when empty; numbers without needless digits, as XPath writes them. */
static const char *as_text(struct arena *arena, struct sql_term term)
{
    switch (term.type) {
    case SQL_TEXT:
        return term.sql;
    case SQL_COLUMN_OF_TEXTS:
        return arena_print(arena, "ifnull(%s,'')", term.sql);
    case SQL_CONDITION:
        return arena_print(arena, "iif(%s,'true','false')", term.sql);
    default:
        return arena_print(arena, "iif(%s IS NULL,'',printf('%%.15g',%s))", term.sql, term.sql);
    }
}

/* The term as a REAL: NULL when it is empty or no number. */
static const char *as_number(struct arena *arena, struct sql_term term)
{
    switch (term.type) {
    case SQL_NUMBER:
        return term.sql;
    case SQL_COLUMN_OF_NUMBERS:
    case SQL_CONDITION:
        return arena_print(arena, "CAST(%s AS REAL)", term.sql);
    default:
        return arena_print(arena, "mognad_number(%s)", term.sql);
    }
}

struct sql_term sql_as_condition(struct arena *arena, struct sql_term term)
{
    switch (term.type) {
    case SQL_CONDITION:
        return term;
    case SQL_NUMBER:
        return made(SQL_CONDITION, arena_print(arena, "ifnull(%s<>0,0)", term.sql));
    case SQL_TEXT:
        return made(SQL_CONDITION, arena_print(arena, "(%s<>'')", term.sql));
    default:
        return made(SQL_CONDITION, arena_print(arena, "(ifnull(%s,'')<>'')", term.sql));
    }
}

struct sql_term sql_as_value(struct arena *arena, struct sql_term term)
{
    if (term.type == SQL_TEXT)
        return made(SQL_TEXT, arena_print(arena, "nullif(%s,'')", term.sql));
    return term;
}

struct sql_term sql_text_literal(struct arena *arena, const char *text)
{
    char *sql = arena_array(arena, 2 * strlen(text) + 3, char);
    if (sql == NULL)
        return made(SQL_TEXT, NULL);
    char *out = sql;
    *out++ = '\'';
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\'')
            *out++ = '\'';
        *out++ = *c;
    }
    *out = '\'';
    return made(SQL_TEXT, sql);
}

struct sql_term sql_number_literal(struct arena *arena, const char *digits)
{
    return made(SQL_NUMBER, arena_print(arena, "CAST(%s AS REAL)", digits));
}

/* `format` with two %s for terms that are already spelt; NULL when one of them is. */
__attribute__((format(printf, 3, 0))) static struct sql_term
write_two(struct arena *arena, enum sql_type type, const char *format, const char *left,
          const char *right)
{
    if (left == NULL || right == NULL)
        return made(type, NULL);
    return made(type, arena_print(arena, format, left, right));
}

static struct sql_term equality(struct arena *arena, bool is_equal, struct sql_term left,
                                struct sql_term right)
{
    if (left.type == SQL_CONDITION || right.type == SQL_CONDITION)
        return write_two(arena, SQL_CONDITION, is_equal ? "(%s=%s)" : "(%s<>%s)",
                         sql_as_condition(arena, left).sql, sql_as_condition(arena, right).sql);
    if (left.type == SQL_NUMBER || right.type == SQL_NUMBER)
        return write_two(arena, SQL_CONDITION, is_equal ? "ifnull(%s=%s,0)" : "ifnull(%s<>%s,1)",
                         as_number(arena, left), as_number(arena, right));
    return write_two(arena, SQL_CONDITION, is_equal ? "(%s=%s)" : "(%s<>%s)", as_text(arena, left),
                     as_text(arena, right));
}

static struct sql_term comparison(struct arena *arena, const char *format, struct sql_term left,
                                  struct sql_term right)
{
    return write_two(arena, SQL_CONDITION, format, as_number(arena, left), as_number(arena, right));
}

static struct sql_term arithmetic(struct arena *arena, const char *format, struct sql_term left,
                                  struct sql_term right)
{
    return write_two(arena, SQL_NUMBER, format, as_number(arena, left), as_number(arena, right));
}

/* The remainder with the sign of the dividend, which SQLite's % has for integers only. */
static struct sql_term remainder_of(struct arena *arena, struct sql_term left,
                                    struct sql_term right)
{
    const char *a = as_number(arena, left), *b = as_number(arena, right);
    if (a == NULL || b == NULL)
        return made(SQL_NUMBER, NULL);
    return made(SQL_NUMBER, arena_print(arena, "(%s-%s*CAST(%s/%s AS INTEGER))", a, b, a, b));
}

struct sql_term sql_combine(struct arena *arena, enum sql_operator operation, struct sql_term left,
                            struct sql_term right)
{
    switch (operation) {
    case SQL_OR:
        return write_two(arena, SQL_CONDITION, "(%s OR %s)", sql_as_condition(arena, left).sql,
                         sql_as_condition(arena, right).sql);
    case SQL_AND:
        return write_two(arena, SQL_CONDITION, "(%s AND %s)", sql_as_condition(arena, left).sql,
                         sql_as_condition(arena, right).sql);
    case SQL_EQUAL:
    case SQL_UNEQUAL:
        return equality(arena, operation == SQL_EQUAL, left, right);
    case SQL_LESS:
        return comparison(arena, "ifnull(%s<%s,0)", left, right);
    case SQL_AT_MOST:
        return comparison(arena, "ifnull(%s<=%s,0)", left, right);
    case SQL_GREATER:
        return comparison(arena, "ifnull(%s>%s,0)", left, right);
    case SQL_AT_LEAST:
        return comparison(arena, "ifnull(%s>=%s,0)", left, right);
    case SQL_PLUS:
        return arithmetic(arena, "(%s+%s)", left, right);
    case SQL_LESS_BY:
        return arithmetic(arena, "(%s-%s)", left, right);
    case SQL_TIMES:
        return arithmetic(arena, "(%s*%s)", left, right);
    case SQL_DIVIDED_BY:
        return arithmetic(arena, "(%s/%s)", left, right);
    case SQL_MODULO:
        break;
    }
    return remainder_of(arena, left, right);
}

struct sql_term sql_minus(struct arena *arena, struct sql_term term)
{
    const char *number = as_number(arena, term);
    return made(SQL_NUMBER, number == NULL ? NULL : arena_print(arena, "(-%s)", number));
}

struct sql_term sql_not(struct arena *arena, const struct sql_term *a)
{
    const char *condition = sql_as_condition(arena, a[0]).sql;
    return made(SQL_CONDITION,
                condition == NULL ? NULL : arena_print(arena, "(NOT %s)", condition));
}

struct sql_term sql_selected(struct arena *arena, const struct sql_term *a)
{
    return write_two(arena, SQL_CONDITION, "(instr(' '||%s||' ',' '||%s||' ')>0)",
                     as_text(arena, a[0]), as_text(arena, a[1]));
}

struct sql_term sql_count_selected(struct arena *arena, const struct sql_term *a)
{
    const char *text = as_text(arena, a[0]);
    if (text == NULL)
        return made(SQL_NUMBER, NULL);
    return made(SQL_NUMBER,
                arena_print(arena,
                            "iif(%s='',0.0,CAST(length(%s)-length(replace(%s,' ',''))+1 AS REAL))",
                            text, text, text));
}

struct sql_term sql_regex(struct arena *arena, const struct sql_term *a)
{
    return write_two(arena, SQL_CONDITION, "mognad_regex(%s,%s)", as_text(arena, a[0]),
                     as_text(arena, a[1]));
}

struct sql_term sql_if(struct arena *arena, const struct sql_term *a)
{
    const bool is_number = a[1].type == SQL_NUMBER && a[2].type == SQL_NUMBER;
    const char *condition = sql_as_condition(arena, a[0]).sql;
    const char *yes = is_number ? a[1].sql : as_text(arena, a[1]);
    const char *no = is_number ? a[2].sql : as_text(arena, a[2]);
    if (condition == NULL || yes == NULL || no == NULL)
        return made(SQL_TEXT, NULL);
    return made(is_number ? SQL_NUMBER : SQL_TEXT,
                arena_print(arena, "iif(%s,%s,%s)", condition, yes, no));
}

struct sql_term sql_coalesce(struct arena *arena, const struct sql_term *a)
{
    return write_two(arena, SQL_TEXT, "ifnull(nullif(%s,''),%s)", as_text(arena, a[0]),
                     as_text(arena, a[1]));
}
