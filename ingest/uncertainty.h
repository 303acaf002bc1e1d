/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_UNCERTAINTY_H
#define INGEST_UNCERTAINTY_H

/* uncertainty.csv: what an uncertainty analysis varies, and about which indices.

   parameter    values                                    range           levels
   weight       -                                         f of w(1 +- f)  indices whose children are
                                                                          weighed
   normalise    own, goalposts, minmax, zscore, ...       -               indices above the items
   treat        own, none, winsorise                      -               indices above the items
   impute       own, none, mean, median                   -               indices above the items
   aggregate    own, amean, gmean, hmean                  -               indices
   missing      own, available, complete, zero            -               indices
   item_out     -                                         -               indices above the items
   block_out    -                                         -               indices of indices
   units        -                                         -               -
   answers      -                                         -               -

   `values` are the rules that a replicate chooses among, of which "own" is that of indices.csv; a
   rule that is not an item's own is taken with its defaults. `levels` holds codes of indices and
   levels of the tree, from 2 for an index whose children are items, with ';' between; blank: all
   on which the row has an effect, of the rules of items the roots.

   A row, a value or an index without effect is a fault. Without the table: weights up to 25 per
   cent up or down, own, minmax or percentile, missing items imputed by their means or not, one item
   left out, units and missing answers drawn anew. */

#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout uncertainty_layout;

/* Takes and checks all rows; the indicators must be there. ERR_MEMORY. */
MUST_CHECK enum status uncertainty_take(const struct reading *in, const struct table *table,
                                        struct form *form, struct error *err);

#endif
