/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LOG_H
#define INGEST_LOG_H

/* Findings and rejected rows on their way into the store: a hostile file may have a million of
   them, so they are put away a thousand at a time.

       struct log log;
       log_open(&log);
       findings_add(&log.found, ...);
       log_reject(&log, rows, reject, key, question);
       if (log_is_full(&log)) TRY(log_put(&log, store, wave, err));     puts and empties
       log_release(&log);                                                                   */

#include "base/finding.h"
#include "ingest/rows.h"
#include "store/put.h"

struct log {
    struct arena arena;
    struct findings found; /* in the arena */
    struct reject *rejects;
    size_t n_rejects, capacity;
    size_t n_bytes; /* of the rejected rows */
};

void log_open(struct log *log);
void log_release(struct log *log); /* may be repeated */

/* What a row is rejected for. */
struct refusal {
    enum severity severity;
    const char *rule;   /* a literal */
    struct place at;    /* where in the row */
    const char *unit;   /* key, or NULL */
    const char *reason; /* the message */
};

/* Keeps the row that starts at `byte` of the file as a reject of that role ("register" or
   "answers"), and its reason as a finding. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status log_reject(struct log *log, struct rows *rows, const char *role,
                                  const struct row *row, struct refusal refusal, struct error *err);

/* What every row must have. */
struct row_shape {
    const char *role;
    size_t n_cells;       /* of the header */
    size_t n_named;       /* of them until the last that has a name */
    int key;              /* cell of the unit's key */
    const char *key_name; /* its header */
    bool has_told_ends;   /* that rows are longer or shorter by empty cells */
};

/* Rejects a row that is malformed, has another number of cells than the header, or no key; *is_fit
   says whether it was none of these. A delimiter at the end of rows or of the header does no harm:
   empty cells beyond the header's are passed over, and cells below headers without a name may be
   left out, with one info for all; a quote kept as text is a warning. Every cell below a name is
   there in a row that fits. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status log_check_row(struct log *log, struct rows *rows, const struct row *row,
                                     struct row_shape *shape, bool *is_fit, struct error *err);

/* As say_quote. Lives until the log is emptied; shortage of memory is noted in log->found. */
const char *log_quote(struct log *log, const char *text, size_t n);

bool log_is_full(const struct log *log);

/* Puts all into the store, counts the findings in the wave, and empties the log. */
MUST_CHECK enum status log_put(struct log *log, struct store *store, struct wave *wave,
                               struct error *err);

#endif
