/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_REPORT_MAKE_REPORT_H
#define TESTS_REPORT_MAKE_REPORT_H

/* A wave so small that every number in its report can be checked by hand: four agencies, two
   indices (INCITAMENT of two questions, NYTTA of one), two sizes, one hypothesis. What a store
   would hold of it stands in make_report.c too: link that before the libraries.

       struct arena arena = {0};
       struct report report;
       make_report(&arena, LANGUAGE_SV, &report);                                              */

#include "report/report.h"

void make_report(struct arena *arena, enum language language, struct report *out);

/* The same wave, with `n` agencies that repeat the first four. */
void make_long_report(struct arena *arena, size_t n, struct report *out);

#endif
