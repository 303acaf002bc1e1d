/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FORMULAS_H
#define INGEST_FORMULAS_H

/* The questionnaire's expressions as SQL over the answer table. */

#include "base/arena.h"
#include "base/error.h"
#include "ingest/fields.h"

/* Where expressions find their names, and where their SQL is put. */
struct formulas {
    const struct fields *fields; /* borrowed, as the arena */
    struct arena *arena;
};

/* The question's calculation or constraint as SQL; NULL when it has none. ERR_TABLE when it cannot
   be used; ERR_MEMORY. */
MUST_CHECK enum status formula_value(const struct formulas *in, const struct question *question,
                                     const char **out, struct error *err);
MUST_CHECK enum status formula_constraint(const struct formulas *in,
                                          const struct question *question, const char **out,
                                          struct error *err);

/* Whether the question is asked: its own `relevant` and those of the sections around it; NULL when
   there is none. */
MUST_CHECK enum status formula_relevant(const struct formulas *in, const struct question *question,
                                        const char **out, struct error *err);

#endif
