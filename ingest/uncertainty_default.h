/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_UNCERTAINTY_DEFAULT_H
#define INGEST_UNCERTAINTY_DEFAULT_H

/* What is varied in a folder without uncertainty.csv; what has no effect there is left out. */

#include "store/form.h"

struct arena;

/* Fills form->uncertainty. ERR_MEMORY. */
MUST_CHECK enum status uncertainty_default(struct arena *arena, struct form *form,
                                           struct error *err);

#endif
