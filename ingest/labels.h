/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LABELS_H
#define INGEST_LABELS_H

/* Texts in the languages of the form: from columns "label" and "label::Svenska (sv)". The language
   of a column without one is the default_language. */

#include "ingest/table.h"
#include "store/form.h"

/* Gathers the languages of all headers into in->languages. `wanted` is the entry default_language,
   which may be blank: then the first language met, else "default". ERR_MEMORY. */
MUST_CHECK enum status labels_languages(struct reading *in, const struct table *const *tables,
                                        size_t n_tables, struct entry wanted, struct error *err);

struct label_cell {
    const struct table *table;
    size_t row;
    int column; /* of the layout; has languages */
};

/* The texts of one column with languages in one row; out->text is NULL when all are blank.
   ERR_MEMORY. */
MUST_CHECK enum status labels_read(const struct reading *in, struct label_cell from,
                                   struct labels *out, struct error *err);

/* One text in the default language and no other. ERR_MEMORY. */
MUST_CHECK enum status labels_of(const struct reading *in, const char *text, struct labels *out,
                                 struct error *err);

/* Adds the text in a language that labels_languages has gathered. ERR_MEMORY. */
MUST_CHECK enum status labels_put(const struct reading *in, const char *language, const char *text,
                                  struct labels *out, struct error *err);

/* Whether a column's language (NULL: none given) is the default_language. */
bool labels_is_default(const struct languages *languages, const char *language);

#endif
