/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_FINDING_H
#define BASE_FINDING_H

/* What was found wrong or odd in the input, listed all at once, in the order met.

       struct findings found = {.arena = &arena};
       findings_add(&found, FINDING_ERROR, "not_an_answer", at, unit, question,
                    "'%s' is not an answer to %s", cell, name);

   A *fault* is in the folder's own tables and stops the run; *error*, *warning* and *info* are
   about answers and register rows, or only of note, and never stop it.

   A fault is printed and forgotten: its text is in the user's language, _("..."). All others are
   kept, in the store, findings.csv and the workbook, which may not depend on the locale: their
   texts, and every text that becomes a part of one, are English, without _.                   */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

enum severity { FINDING_FAULT, FINDING_ERROR, FINDING_WARNING, FINDING_INFO, SEVERITY_COUNT };

/* "fault", "error", "warning", "info": as in files. */
const char *severity_name(enum severity severity);

struct finding {
    enum severity severity;
    const char *rule;     /* stable id of what was broken, [a-z0-9_]+ or the name of a rule */
    struct place at;      /* copied into the arena; column may be 0 */
    const char *unit;     /* key of the unit, or NULL */
    const char *question; /* name of the question or column, or NULL */
    const char *text;     /* the message, without its place */
};

struct findings {
    struct arena *arena; /* borrowed; holds the texts */
    struct finding *list;
    size_t n, capacity;
    size_t count[SEVERITY_COUNT];
    bool is_out_of_memory; /* a finding could not be kept: the caller must stop the run */
    const char *last_file; /* the last copied file name, shared by the findings of one file */
};

/* Adds a finding; all texts are copied. `rule` must be a literal or live as long as the arena.
   Out of memory is noted in `found`. */
void findings_add(struct findings *found, enum severity severity, const char *rule, struct place at,
                  const char *unit, const char *question, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/* ERR_MEMORY when a finding was lost, ERR_TABLE with the first fault's text when there are
   faults, else OK. */
MUST_CHECK enum status findings_status(const struct findings *found, struct error *err);

#endif
