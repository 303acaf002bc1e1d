/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SAV_H
#define REPORT_SAV_H

/* answers.sav: the answers for who goes on in SPSS, PSPP or R, one row per unit that answered.

       TRY(sav_write("out/2022/answers.sav", (struct sav_source){
           .wave = wave, .store = store, .language = LANGUAGE_SV}, err));

   Key, groups, numbers of the register, weight, answers, and the indices with their ranks; labels
   in the report's language. Choices are numbers (report/sav_codes.h), a select_multiple is a
   variable 0/1 per option, and why there is no answer is a user-missing value with its label. Texts
   and dates have no room for it: without an answer they are blank. What a name or a label may hold
   is cut or changed (report/sav_name.h).

   There is no clock in it: the file was made on the day on which the field work closed.         */

#include "report/report.h"

/* Rows up to which the file is cheap beside the rest of a report; for more it has to be asked for.
 */
enum { SAV_MOST_ROWS = 2000 };

/* All borrowed. */
struct sav_source {
    const struct wave *wave; /* with its scores and groups; the answers are read from the store */
    struct store *store;
    enum language language;
};

/* The file appears at `path` whole or not at all. ERR_WRITE, ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status sav_write(const char *path, struct sav_source source, struct error *err);

#endif
