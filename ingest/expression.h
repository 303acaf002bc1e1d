/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_EXPRESSION_H
#define INGEST_EXPRESSION_H

/* XLSForm expressions turned into SQL, for SQLite to evaluate.

       const char *sql = expression_condition("${fte} > 10", &scope, &arena, found);
       if (sql != NULL) ... "SELECT ... WHERE " sql

   Known: ${name}, . (the question itself), 'text', "text", numbers, = != < <= > >=, and, or, not(),
   + - * div mod, selected(), count-selected(), regex(), if(), coalesce(), and parentheses.

   Meaning is XPath's: an empty answer is '' under = and != (so ${q} != 'a' holds where q is empty)
   and false under < <= > >=; a text that is no number is false under these too. Two answers are
   compared as texts under = and !=, an answer and a number as numbers. div and mod work on reals;
   a division by zero has no value. A condition is 1 or 0, never NULL; a value is NULL when empty.

   The SQL calls mognad_regex(text, pattern) and mognad_number(text), which every store knows.    */

#include "base/arena.h"
#include "base/finding.h"

#include <stdbool.h>
#include <stddef.h>

/* A column as SQL sees it. */
struct expression_column {
    const char *sql; /* the quoted name, or any SQL without side effects */
    bool is_number;  /* typed INTEGER or REAL; else TEXT */
};

/* What names mean, and where the expression stands. */
struct expression_scope {
    struct place at;  /* the cell, for messages */
    const char *self; /* what '.' means; NULL: '.' is a fault */
    /* Fills *column; false when there is no such name. */
    bool (*find)(void *context, const char *name, struct expression_column *column);
    void *context;
    const char *const *names; /* all names, for "did you mean"; may be NULL */
    size_t n_names;
};

/* The condition or the value as SQL in the arena; NULL with a fault in `found` (rule "expression",
   naming the character) when the text is no such expression, or when memory runs out
   (found->is_out_of_memory). `text` is valid UTF-8. */
const char *expression_condition(const char *text, const struct expression_scope *scope,
                                 struct arena *arena, struct findings *found);
const char *expression_value(const char *text, const struct expression_scope *scope,
                             struct arena *arena, struct findings *found);

#endif
