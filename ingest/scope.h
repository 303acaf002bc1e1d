/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SCOPE_H
#define INGEST_SCOPE_H

/* Checks the expressions of a form: names that mean nothing, choices that a list does not have,
   and whatever ingest/expression.h finds wrong. */

#include "ingest/table.h"
#include "store/form.h"

enum scope_names {
    SCOPE_QUESTIONS, /* of the form */
    SCOPE_REGISTER,  /* columns of the register */
    SCOPE_ALL        /* both, and the codes of indices.csv */
};

struct scope_expression {
    const char *text;
    struct place at;
    enum scope_names names;
    const struct question *self; /* what '.' means; NULL: nothing */
    bool is_value;               /* a calculation; else a condition */
};

/* What is wrong goes to in->found. ERR_MEMORY. */
MUST_CHECK enum status scope_check(const struct reading *in, const struct form *form,
                                   struct scope_expression expression, struct error *err);

#endif
