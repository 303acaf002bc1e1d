/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_HYPOTHESES_H
#define INGEST_HYPOTHESES_H

/* hypotheses.csv: the claims that the report makes and how each is tested.

   test                    y  x    group                          further
   correlation             1  1    -                              controls, alternative
   correlation_difference  2  1    -                              alternative
   mean_difference         1  -    a Group, or an index cut at    levels of a Group, cut,
                                   its Strong or at cut           alternative
   equivalence             1  1    -                              margin (needed), controls
   proportion              1  -    -                              cut (else y's Strong), null,
                                                                  alternative
   regression              1  1..  -                              controls, alternative
   interaction             1  1    a Group                        levels, controls, alternative

   With an alternative other than two-sided two levels are compared, the first with the second. The
   alternative of a proportion says which side of the cut is counted (less: below it); the claim is
   that a share above null of the units is there. */

#include "ingest/labels.h"
#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout hypotheses_layout;

/* Takes and checks all rows; the indicators must be there. ERR_MEMORY. */
MUST_CHECK enum status hypotheses_take(const struct reading *in, const struct table *table,
                                       struct form *form, struct error *err);

#endif
