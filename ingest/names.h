/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_NAMES_H
#define INGEST_NAMES_H

/* Names of questions and codes of indices: what they may be made of, and that each is there once.
   SQLite folds the case of column names, so names that differ only in case are refused.

       struct names names = {.arena = arena};
       TRY(names_add(in, &names, (struct name){"q1", at}, err));                                */

#include "ingest/table.h"

struct name {
    const char *text;
    struct place at;
};

struct names {
    struct arena *arena;
    struct name *list;
    const char **folded;
    size_t n, capacity, folded_capacity;
};

/* Adds a name; one that is there already is a fault that says where. ERR_MEMORY. */
MUST_CHECK enum status names_add(const struct reading *in, struct names *names, struct name name,
                                 struct error *err);

/* A fault when the name could not be written in a list, in an expression or as question/option, or
   is kept for columns of our own. */
void names_check(const struct reading *in, const char *name, struct place at);

#endif
