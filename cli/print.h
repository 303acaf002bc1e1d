/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

/* What the commands have to say to a person, and as JSON to a machine. */

#include "base/finding.h"
#include "cli/job.h"
#include "cli/options.h"

#include <stdio.h>

/* "surveys/2022/answers.csv:118:7: error: '7' is not an answer to q06 ... [not_an_answer]", a line;
   a fault without its rule. */
void print_finding(const struct finding *finding, FILE *file);

/* What a run has done with one wave: units, rows, findings, files. */
void print_summary(const struct job *job, const struct options *options, FILE *file);

/* How a check of one wave ended: one line. */
void print_verdict(const struct job *job, FILE *file);

/* "sv" when messages are Swedish, else "en": for labels that stand among them. */
const char *message_language(void);

#endif
