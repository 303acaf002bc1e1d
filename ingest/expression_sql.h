/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_EXPRESSION_SQL_H
#define INGEST_EXPRESSION_SQL_H

/* XPath's operations spelt in SQL: each takes terms with their XPath types and gives one. All live
   in the arena; .sql is NULL when memory runs out. */

#include "base/arena.h"

enum sql_type {
    SQL_COLUMN_OF_NUMBERS, /* an answer typed INTEGER or REAL; NULL when empty */
    SQL_COLUMN_OF_TEXTS,   /* an answer typed TEXT; NULL when empty */
    SQL_TEXT,              /* never NULL */
    SQL_NUMBER,            /* REAL; NULL is "not a number" */
    SQL_CONDITION          /* 1 or 0, never NULL */
};

struct sql_term {
    const char *sql;
    enum sql_type type;
};

enum sql_operator {
    SQL_OR,
    SQL_AND,
    SQL_EQUAL,
    SQL_UNEQUAL,
    SQL_LESS,
    SQL_AT_MOST,
    SQL_GREATER,
    SQL_AT_LEAST,
    SQL_PLUS,
    SQL_LESS_BY,
    SQL_TIMES,
    SQL_DIVIDED_BY,
    SQL_MODULO
};

struct sql_term sql_text_literal(struct arena *arena, const char *text);
struct sql_term sql_number_literal(struct arena *arena, const char *digits);

struct sql_term sql_combine(struct arena *arena, enum sql_operator operation, struct sql_term left,
                            struct sql_term right);
struct sql_term sql_minus(struct arena *arena, struct sql_term term);

/* The functions of XLSForm; `a` has as many arguments as the function takes. */
struct sql_term sql_not(struct arena *arena, const struct sql_term *a);
struct sql_term sql_selected(struct arena *arena, const struct sql_term *a);
struct sql_term sql_count_selected(struct arena *arena, const struct sql_term *a);
struct sql_term sql_regex(struct arena *arena, const struct sql_term *a);
struct sql_term sql_if(struct arena *arena, const struct sql_term *a);
struct sql_term sql_coalesce(struct arena *arena, const struct sql_term *a);

/* 1 or 0: an empty text, zero and "not a number" are 0. */
struct sql_term sql_as_condition(struct arena *arena, struct sql_term term);

/* The value, NULL when empty. */
struct sql_term sql_as_value(struct arena *arena, struct sql_term term);

#endif
