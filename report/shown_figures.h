/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHOWN_FIGURES_H
#define REPORT_SHOWN_FIGURES_H

/* The figures that a report may show: a published one has none that names a unit, as
   "hypothesis/leave_one_out_low/H1|unit=202100-1234" does. */

#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

bool figure_is_shown(const struct report *report, const struct figure *figure);

/* How many figures stand in the report without their numbers, status "c". */
size_t n_withheld_figures(const struct report *report);

#endif
