/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CONCLUDE_H
#define INGEST_CONCLUDE_H

/* What the first rows of an export show of how it is written, and the findings that say so.

       TRY(conclude_decimal(&look, settings->decimal, &mark, err));
       conclude_languages(&look, form);                                                     */

#include "ingest/fields.h"
#include "ingest/peek.h"

struct look { /* all borrowed */
    const struct peek *peek;
    const struct fields *fields; /* matched with the header */
    size_t n_cells;              /* of the header */
    struct findings *found;
};

/* The decimal mark: as `said` in settings, or, when that is 0, as the numbers show. ERR_MEMORY. */
MUST_CHECK enum status conclude_decimal(const struct look *look, char said, char *mark,
                                        struct error *err);

/* In which languages of the form answers to a select_one are labels: an info for each. */
void conclude_languages(const struct look *look, const struct form *form);

#endif
