/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_REPORT_MAKE_REPORT_H
#define TESTS_REPORT_MAKE_REPORT_H

/* A wave so small that every number in its report can be checked by hand: four agencies, two
   indices (INCITAMENT of two questions, NYTTA of one), two sizes, one hypothesis; its units, two
   findings and a reject stand in a temporary store.

       struct arena arena = {0};
       struct report report;
       make_report(&arena, LANGUAGE_SV, &report);
       ...
       drop_report(&report);
       arena_release(&arena);                                                                  */

#include "report/report.h"

void make_report(struct arena *arena, enum language language, struct report *out);

/* The same wave, with `n` agencies that repeat the first four. */
void make_long_report(struct arena *arena, size_t n, struct report *out);

/* What the first agency of make_report is told; the report's feedback from then on. */
void make_feedback(struct arena *arena, struct report *report);

/* Closes the store; the rest is the arena's. */
void drop_report(const struct report *report);

#endif
