/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_COOPERATION_SOURCE_H
#define INGEST_COOPERATION_SOURCE_H

/* Where a survey folder says who co-operates with whom: cooperation.csv, or the setting
   `cooperation`, which names a question. Here their tables are checked, before any answer is read;
   ingest/cooperation.h reads the ties. */

#include "ingest/table.h"
#include "store/form.h"

enum {
    COOPERATION_FROM,
    COOPERATION_TO,
    COOPERATION_AREA,
    COOPERATION_WEIGHT,
    COOPERATION_COLUMNS
};

/* Of cooperation.csv; its rows are answers, and only its header is a table of the folder's own. */
extern const struct table_layout cooperation_layout;

/* Fills form->cooperation from the table and the two settings, once the indicators are known:
     question  a select_multiple; not together with the table
     group     a Group that is known of units that did not answer too; without one the Group
               `department`, if there is such a one
   ERR_MEMORY. */
MUST_CHECK enum status cooperation_take(const struct reading *in, const struct table *table,
                                        struct entry question, struct entry group,
                                        struct form *form, struct error *err);

#endif
