/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FOREIGN_LABELS_H
#define INGEST_FOREIGN_LABELS_H

/* What an SPSS file says of its values, held against the codebook.

   A value is read as the choice of that name; one that is no name is read by its label, when that
   is a choice's. What the file declares missing counts as no answer unless the codebook knows it.
   Where the two do not say the same, the codebook decides and a finding tells:

     label_contradicts  error    the value's label is another choice's
     label_differs      warning  the value's label is no choice's
     read_by_label      info     the value is no choice's name, its label is
     user_missing       info     declared missing by the file alone                             */

#include "base/finding.h"
#include "ingest/fields.h"
#include "ingest/rows.h"

/* Prepares the fields, whose cells are known, for the rows to come; does nothing for a CSV file.
   ERR_MEMORY. */
MUST_CHECK enum status foreign_labels_join(const struct rows *rows, struct fields *fields,
                                           struct findings *found, struct error *err);

#endif
