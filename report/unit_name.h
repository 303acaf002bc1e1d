/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_UNIT_NAME_H
#define REPORT_UNIT_NAME_H

/* Figures about single units: their ids go on with "|unit=KEY". */

#include "report/draft.h"

/* The next figure from *at whose id is `start` and then "|unit=...", moving *at behind it; NULL
   after the last. `start` is measure and subject as in figure_id: "influence/cook/Y~X". */
const struct figure *next_figure_of_unit(struct draft *draft, const char *start, size_t *at);

/* What the unit of such a figure is called: its name where the form has names, else its key. In the
   draft's arena. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status name_of_unit(struct draft *draft, const struct figure *figure,
                                    const char **out, struct error *err);

#endif
