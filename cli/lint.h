/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_LINT_H
#define CLI_LINT_H

/* How 'mognad lint' tells what is wrong with workbooks. */

#include "lint/lint.h"

#include <stdio.h>

struct linted {
    const char *path;
    struct arena arena;
    struct lint_report report; /* in the arena */
    enum status status;        /* of reading; not OK: err says why, and the report says nothing */
    struct error err;
};

/* Whether nothing is wrong; tips are wrong too when `is_strict`. */
bool linted_is_clean(const struct linted *one, bool is_strict);

/* By severity, then by rule: what is wrong, where, what to do, who asks for it. */
void linted_print(const struct linted *one, FILE *file);

/* All of them. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status linted_print_json(const struct linted *all, size_t n, FILE *file,
                                         struct error *err);

#endif
