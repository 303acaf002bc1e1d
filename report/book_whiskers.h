/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_BOOK_WHISKERS_H
#define REPORT_BOOK_WHISKERS_H

/* Intervals whose lengths stand in cells, around each value of a chart's last series. libxlsxwriter
   has no call for them; they are put into the finished package (report/package.h). */

#include "base/arena.h"
#include "report/chart.h"

#include <stdbool.h>

bool chart_has_whiskers(const struct chart *chart);

/* The element c:errBars of the last series (ISO/IEC 29500-1, 21.2.2.55), in the arena; NULL when
   memory runs out. The chart has whiskers. */
const char *whiskers_xml(struct arena *arena, const struct chart *chart);

/* The text of the chart's part in front of whose last occurrence that element stands. */
const char *whiskers_place(const struct chart *chart);

#endif
