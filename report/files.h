/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_FILES_H
#define REPORT_FILES_H

/* The open data of a wave, as CSV files. A file appears at `path` whole or not at all.

       TRY(files_put_figures("out/2022/figures.csv", wave, figures, err));

   What each column means stands in report/data_tables.c.

   All fail with ERR_WRITE when the file cannot be written.                                     */

#include "store/figure.h"
#include "store/store.h"
#include "store/wave.h"

/* wave,id,value,n,se,low,high,p,status,unit,decimals,method: a row per figure, in their order. What
   is missing is empty; `wave` is the year. A withheld figure ("c") has its status alone. */
MUST_CHECK enum status files_put_figures(const char *path, const struct wave *wave,
                                         const struct figures *figures, struct error *err);

/* unit,code,value,answered,items,rank,status,rank_median,rank_low,rank_high,rank_class,rank_mean,
   above_next: the units in the order of their answers and for each the indices in the form's order,
   then the normalised items where the wave has them. `answered` and `items` count the items below,
   before imputation. A missing value has neither rank nor value, and status z when the unit was not
   asked or the index does not apply to it, else x. The last six are empty without an uncertainty
   analysis. */
MUST_CHECK enum status files_put_scores(const char *path, struct store *store,
                                        const struct wave *wave, struct error *err);

/* code,unit,other,above,below: of every index with an uncertainty analysis and every two of its
   units, the one of the better published rank first, the share of replicates in which the first
   stands above the other, and below; the rest is ties, and replicates in which one has no rank.
   Nothing but the header where pairs were not kept (score->above). */
MUST_CHECK enum status files_put_pairs(const char *path, struct store *store,
                                       const struct wave *wave, struct error *err);

/* severity,rule,file,line,column,unit,question,text: as store_each_finding gives them, with files
   of the survey folder named within it. */
MUST_CHECK enum status files_put_findings(const char *path, struct store *store,
                                          const struct wave *wave, struct error *err);

/* file,line,column,byte,rule,reason,raw: as store_each_reject gives them. `raw` is the whole row.
 */
MUST_CHECK enum status files_put_rejects(const char *path, struct store *store,
                                         const struct wave *wave, struct error *err);

/* Every section, question, choice and index of the form, a row each, with its wording and rules:
   the columns of DATA_CODEBOOK (report/data_table.h). */
MUST_CHECK enum status files_put_codebook(const char *path, const struct form *form,
                                          struct error *err);

#endif
