/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_PUT_H
#define STORE_PUT_H

/* What analysis/ and cli/ put into the store, and what report/ gets from it, besides the answers
   (ingest/ streams those: store/answers.h). */

#include "store/store.h"

/* The scores of wave->scores as score_<form>_<wave>: one row per row of answers. */
MUST_CHECK enum status store_put_scores(struct store *store, const struct wave *wave,
                                        struct error *err);

/* All figures of the wave; replaces those that were there. */
MUST_CHECK enum status store_put_figures(struct store *store, const struct wave *wave,
                                         const struct figures *figures, struct error *err);

/* From now on findings and rejects are kept with the names that files have within their survey
   folder ("answers.csv"), so that a store does not depend on where the program was started. Without
   it they stay as the user named them. */
void store_name_files_within(struct store *store);

/* Adds findings to the wave's, in their order. */
MUST_CHECK enum status store_put_findings(struct store *store, const struct wave *wave,
                                          const struct findings *found, struct error *err);

/* Calls `each` for the findings of the wave: by severity, then in the order they were put. The
   finding is borrowed for the call; a status other than OK ends the walk and is returned. */
MUST_CHECK enum status store_each_finding(struct store *store, const struct wave *wave,
                                          enum status (*each)(void *context,
                                                              const struct finding *finding,
                                                              struct error *err),
                                          void *context, struct error *err);

/* A row of the answers (or of the register) that could not be taken. */
struct reject {
    const char *role;   /* "register" or "answers" */
    struct place at;    /* first line of the row */
    uint64_t byte;      /* offset of the row in the file */
    const char *rule;   /* as in findings */
    const char *reason; /* the message */
    const char *raw;    /* the row as it stands in the file, in UTF-8 */
};

/* Adds rejects to the wave's. */
MUST_CHECK enum status store_put_rejects(struct store *store, const struct wave *wave,
                                         const struct reject *rejects, size_t n, struct error *err);

/* Likewise for the rejects of the wave, in the order of their files and lines. */
MUST_CHECK enum status store_each_reject(struct store *store, const struct wave *wave,
                                         enum status (*each)(void *context,
                                                             const struct reject *reject,
                                                             struct error *err),
                                         void *context, struct error *err);

/* How the wave was computed: a version or an option, by name. */
struct run_fact {
    const char *name; /* "mognad", "sqlite", "option.seed" ... */
    const char *value;
};

/* Replaces what the store knows of the wave's run. */
MUST_CHECK enum status store_put_run(struct store *store, const struct wave *wave,
                                     const struct run_fact *facts, size_t n, struct error *err);

/* The version of SQLite that is running, for store_put_run. */
const char *store_library_version(void);

#endif
