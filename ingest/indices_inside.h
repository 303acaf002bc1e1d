/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_INDICES_INSIDE_H
#define INGEST_INDICES_INSIDE_H

/* What the parts of the reader of indices.csv share: row i of the table is form->indicators[i]. */

#include "ingest/indices.h"

enum {
    INDEX_CODE,
    INDEX_NAME,
    INDEX_LABEL,
    INDEX_LEVEL,
    INDEX_PARENT,
    INDEX_DIRECTION,
    INDEX_WEIGHT,
    INDEX_TYPE,
    INDEX_DENOMINATOR,
    INDEX_UNIT,
    INDEX_TARGET,
    INDEX_SOURCE,
    INDEX_BREAKS,
    INDEX_NORMALISE,
    INDEX_LOW,
    INDEX_HIGH,
    INDEX_AGGREGATE,
    INDEX_MISSING,
    INDEX_MIN_SHARE,
    INDEX_STRONG,
    INDEX_TREAT,
    INDEX_IMPUTE,
    INDEX_COLUMN_COUNT
};

struct indices {
    const struct reading *in;
    const struct table *table;
    const struct index_defaults *defaults;
    struct form *form;
    bool *is_known; /* of every row: its type is one of the closed list */
    bool is_cut;    /* the tree had a circle and is not what was meant */
};

static inline struct entry index_entry(const struct indices *work, size_t i, int column)
{
    return table_entry(work->table, i, column);
}

/* The indicator that the entry names; a fault and NULL when there is none. `type` is what it must
   be. */
struct indicator *index_named(const struct indices *work, struct entry entry, const char *code,
                              enum indicator_type type);

/* indices_tree.c: parents, children, weights; whether indices are on 0-100. ERR_MEMORY. */
MUST_CHECK enum status indices_link_tree(struct indices *work, struct error *err);
void indices_check_tree(const struct indices *work);

/* indices_source.c: columns, breaks, lists of levels. ERR_MEMORY. */
MUST_CHECK enum status indices_make_questions(const struct indices *work, struct error *err);
MUST_CHECK enum status indices_link_sources(const struct indices *work, struct error *err);

/* indices_rules.c: how an item is turned to 0-100, and how an index is made of its children. */
void indices_take_rules(const struct indices *work);
void indices_check_rules(const struct indices *work);

#endif
