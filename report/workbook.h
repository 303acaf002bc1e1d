/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

/* Writes a wave's report as a workbook.

       const struct report report = {.wave = &wave, .figures = &figures, .store = store,
                                     .language = LANGUAGE_SV, .profile = PROFILE_REVIEW,
                                     .program = "mognad 0.1.0", .store_path = "out/mognad.db"};
       TRY(report_write_workbook(&report, "out/2022/report.xlsx", err));

   Needs: wave->scores and the figures of that wave as analysis_run leaves them (the answers in
   memory may be gone), and in the store, under wave->id, the units, findings and rejects.
   LC_NUMERIC is C. Nothing is changed, so two reports may be written at once from two threads.

   The file appears at `path` whole or not at all. Its bytes depend on the report and the version of
   libxlsxwriter alone. ERR_BOOK names the sheet and cell of what a workbook cannot hold; ERR_WRITE,
   ERR_STORE, ERR_MEMORY. */

#include "report/report.h"

MUST_CHECK enum status report_write_workbook(const struct report *report, const char *path,
                                             struct error *err);

/* Whether a workbook of the wave computes with its items' scores, so that wave->items is to be
   filled: when its rows are not too many. */
bool workbook_wants_items(const struct wave *wave);

#endif
