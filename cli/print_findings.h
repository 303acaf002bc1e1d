/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PRINT_FINDINGS_H
#define CLI_PRINT_FINDINGS_H

/* Findings as a compiler tells of errors: the place, what is wrong, the cell underlined in its row,
   how often, and what to do.

       surveys/2022/answers.csv:118:7: error: 'nein' is not an answer to q06 (want 1..5)
   [not_an_answer] 118 | 2021006073;4;3;2;1;5;nein;3; |                      ^~~~ = 3 such: also
   121:7 'nej', 140:7 '9' = mend the cell, add the choice to choices.csv ... */

#include "cli/job.h"

#include <stdio.h>

/* Faults of the folder's tables, each with its excerpt, in the order met. Memory that runs out
   costs excerpts, never a message. */
void print_faults(const struct findings *faults, FILE *file);

/* All findings of the wave in the store: by severity, those alike together. */
MUST_CHECK enum status print_findings(const struct job *job, struct store *store, FILE *file,
                                      struct error *err);

#endif
