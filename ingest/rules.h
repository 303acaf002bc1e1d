/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_RULES_H
#define INGEST_RULES_H

/* Cells that hold a rule of one of the closed lists, in settings.csv and in indices.csv alike. As
   in ingest/value.h, a blank cell or a fault leaves *out and returns false. */

#include "base/method.h"
#include "base/missing.h"
#include "ingest/table.h"

/* A rule of that list, by name. */
bool rules_method(const struct reading *in, struct entry entry, enum method_list list, int *out);

/* none, mean, median, or with the code of a Group: mean:GROUP; *group is NULL without. */
bool rules_impute(const struct reading *in, struct entry entry, enum impute *out,
                  const char **group);

/* A share from 0 to 1. */
bool rules_share(const struct reading *in, struct entry entry, double *out);

/* The missing reason of that name; 0 when blank or a fault. */
int rules_reason(const struct reading *in, struct entry entry);

#endif
