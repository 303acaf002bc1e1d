/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SETTINGS_H
#define INGEST_SETTINGS_H

/* settings.csv: what the wave is called, who is asked, and how its indices are computed by
   default. */

#include "ingest/labels.h"
#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout settings_layout;

/* What blank cells of indices.csv mean. */
struct index_defaults {
    enum normalise normalise;
    enum aggregate aggregate;
    enum policy policy;
    enum treat treat;
    enum impute impute;
    const char *impute_group; /* code of a Group; NULL: over all units */
    double min_share;
    struct place impute_at;
};

/* What the folder holds; KIND_SURVEY when the table does not say, or says something else. */
enum wave_kind settings_kind(const struct table *table);

/* The entry default_language, which decides how all tables are read; blank when there is none. */
struct entry settings_language(const struct table *table);

/* The entry strata, to be taken once indices.csv is (ingest/strata.h); blank when there is none. */
struct entry settings_strata(const struct table *table);

/* The entries cooperation and cooperation_group, likewise (ingest/cooperation_source.h). */
struct entry settings_cooperation(const struct table *table, bool is_group);

/* Checks and takes the one row. What depends on the register is checked by form_read. ERR_MEMORY.
 */
MUST_CHECK enum status settings_take(const struct reading *in, const struct table *table,
                                     struct settings *out, struct index_defaults *defaults,
                                     struct error *err);

#endif
