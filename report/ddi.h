/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DDI_H
#define REPORT_DDI_H

/* codebook.xml: the wave as archives of survey data describe one, in DDI-Codebook 2.5
   (https://ddialliance.org/Specification/DDI-Codebook/2.5/).

       TRY(ddi_write("out/2022/codebook.xml", (struct ddi_source){
           .wave = wave, .counts = counts, .figures = figures, .program = "mognad 0.1.0"}, err));

   The study with title, producer, universe and response rate; every question as a variable with
   wording, choices and how often each was chosen; the indices as variables derived of them, with
   their formula. Texts of the form come in every language that it has of Swedish and English.   */

#include "report/report.h"
#include "store/answer_counts.h"

/* All borrowed. */
struct ddi_source {
    const struct wave *wave;
    const struct answer_count *counts; /* of wave's columns */
    const struct figures *figures;
    const char *program; /* name and version */
};

/* The file appears at `path` whole or not at all. ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status ddi_write(const char *path, struct ddi_source source, struct error *err);

#endif
