/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FINDING_GROUPS_H
#define STORE_FINDING_GROUPS_H

/* Findings that say the same of many cells, together: of one rule, about one file and question. A
   finding that names no unit is about the file as a whole; such are together only when they say
   the same.

       static enum status print(void *context, struct grouped_finding of, struct error *err) ...
       TRY(store_each_grouped_finding(store, wave, 9, print, file, err));                         */

#include "store/store.h"

/* One of a group. All is borrowed for the call. */
struct grouped_finding {
    const struct finding *finding;
    size_t position; /* in its group, from 1 */
    size_t n;        /* findings in the group */
};

/* Calls `each` for the first `most` (at least 1) of every group: groups by severity, then as their
   first was put; within a group likewise. A status other than OK ends the walk and is returned. */
MUST_CHECK enum status store_each_grouped_finding(
    struct store *store, const struct wave *wave, size_t most,
    enum status (*each)(void *context, struct grouped_finding of, struct error *err), void *context,
    struct error *err);

#endif
