/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FORMULAS_H
#define INGEST_FORMULAS_H

/* The questionnaire's expressions as SQL over the answer table. */

#include "base/arena.h"
#include "base/error.h"
#include "ingest/fields.h"

/* An expression of `question` as SQL in the arena.
     is_value  a calculation; else a condition (1 or 0)
   ERR_TABLE when it cannot be used; ERR_MEMORY. */
MUST_CHECK enum status formula_sql(const struct fields *fields, const struct question *question,
                                   const char *text, bool is_value, struct arena *arena,
                                   const char **out, struct error *err);

/* Whether the question is asked: its own `relevant` and those of the sections around it; NULL when
   there is none. */
MUST_CHECK enum status formula_relevant(const struct fields *fields,
                                        const struct question *question, struct arena *arena,
                                        const char **out, struct error *err);

/* A quoted name in the arena; NULL when memory runs out. */
const char *formula_quoted(struct arena *arena, const char *name);

#endif
