/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_LINT_H
#define LINT_LINT_H

/* What is wrong with a workbook for those who read it with a screen reader, with weak sight, with
   another program or with a program of their own.

       struct lint_report report = {.arena = &arena};
       TRY(lint_file("report.xlsx", &report, err));
       for (size_t i = 0; i < report.n; i++)
           ... report.list[i].rule, .sheet, .cell, .text ...

   The rules are a closed list, lint/rules.def; docs/lint.md shows it. Findings are for printing:
   their texts are in the user's language. They come in the order of the rules, and of one rule in
   the order of the workbook. */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* An error keeps somebody from what the workbook says, or says it wrongly; a warning makes it hard;
   a tip is a convention of published statistics that a workbook may have reasons to leave. */
enum lint_severity { LINT_ERROR, LINT_WARNING, LINT_TIP, LINT_SEVERITY_COUNT };

enum lint_rule {
#define RULE(rule, id, severity, source, what, remedy) rule,
#include "lint/rules.def"
#undef RULE
    RULE_COUNT
};

struct lint_rule_about {
    const char *id; /* stable, [a-z0-9_]+ */
    enum lint_severity severity;
    const char *source;        /* who asks for it: names and numbers, in no language */
    const char *what, *remedy; /* N_: a sentence each */
};

const struct lint_rule_about *lint_about(enum lint_rule rule);
const char *lint_severity_name(enum lint_severity severity); /* "error", "warning", "tip" */

struct lint_finding {
    enum lint_rule rule;
    const char *sheet; /* its name, or NULL: of the workbook */
    const char *cell;  /* "B7", "B7:C9", or NULL: of the sheet */
    const char *text;  /* what is there, in a few words */
};

/* Of one rule the first findings are kept, all are counted. */
enum { LINT_KEPT = 1000 };

struct lint_report {
    struct arena *arena; /* borrowed; holds the texts */
    struct lint_finding *list;
    size_t n, capacity;
    size_t of_rule[RULE_COUNT];
    size_t count[LINT_SEVERITY_COUNT]; /* all, also those that are not kept */
    bool is_out_of_memory;
    /* what was looked at */
    size_t n_sheets, n_cells;
};

/* Checks a workbook.
     ERR_OPEN  there is no such file, it is no regular file, or it may not be read
     ERR_READ  it is no workbook (.xlsx, .xlsm), it is damaged, or refused as harmful
     ERR_MEMORY */
MUST_CHECK enum status lint_file(const char *path, struct lint_report *report, struct error *err);

#endif
