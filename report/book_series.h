/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_SERIES_H
#define REPORT_BOOK_SERIES_H

/* Draws the series of a chart (report/chart.h) into a chart of libxlsxwriter. */

#include "report/chart.h"

#include <stdbool.h>
#include <xlsxwriter.h>

/* All series, and the legend of those that have a name of their own; a mark takes two of the
   library's: one that draws it, and a last one for its whiskers. False when memory runs out. */
bool chart_draw_series(lxw_chart *drawn, const struct chart *chart);

/* Sets a name, whatever it begins with: the library's own functions take one with '=' in front for
   a formula. False when memory runs out. */
bool chart_set_name(lxw_chart_title *title, const char *name);

#endif
