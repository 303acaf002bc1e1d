/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CROSSING_H
#define REPORT_CROSSING_H

/* Links between the sheets of a report: from an index to what it is made of, from that to the
   questions, from a claim to what bears it out, and back.

       cells[0] = cell_of_index(draft, name, index);                   leads to its definition
       cells[2] = cell_of_evidence(draft, h);

   Where a sheet is not part of the report, or nothing traces the workbook, they are plain texts. */

#include "report/draft.h"

/* The text leads to the indicator's row among the definitions. */
struct cell cell_of_index(struct draft *draft, const char *text, const struct indicator *indicator);

/* Of the sheet of definitions: the indicator's code leads to its row among the indices, or to the
   first about its question. */
struct cell cell_of_definition(struct draft *draft, const struct indicator *indicator);

/* Of the sheet of questions: the question's name leads to the definition of the first indicator
   that is made of it. */
struct cell cell_of_question(struct draft *draft, const struct question *question);

/* Notes that what is said of the question begins in that row of the sheet of questions. */
void note_question(struct draft *draft, const struct question *question, size_t row);

/* The claim's id leads to the first check of the claim; there it leads to the claim. */
struct cell cell_of_claim(struct draft *draft, const struct hypothesis *h);
struct cell cell_of_check(struct draft *draft, const struct hypothesis *h);

/* The sheet that shows what the claim rests on leads to the row; [z] when that is none but the
   sheet of checks itself and `is_check`, [x] when the claim has not been tested. */
struct cell cell_of_evidence(struct draft *draft, const struct hypothesis *h, bool is_check);

#endif
