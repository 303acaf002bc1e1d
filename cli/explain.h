/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

/* How 'mognad explain' tells an explanation, and lists figures. */

#include "analysis/explanation.h"
#include "cli/options.h"
#include "store/put.h"
#include "store/wave.h"

#include <stdio.h>

/* What is explained, and where it was made. */
struct explained {
    const char *from; /* the folder or store, as the user named it */
    const char *form; /* form_id */
    int year;
    bool is_simulated;
    bool is_stored;               /* read from a store, not computed from the folder */
    const struct source *sources; /* n_sources */
    size_t n_sources;
    const struct run_fact *facts; /* n_facts: versions and options */
    size_t n_facts;
    const char *language; /* of labels and sentences: "sv" or "en" */
};

/* To stdout, below 100 columns. ERR_MEMORY. */
MUST_CHECK enum status explained_print(const struct explained *of, const struct explanation *e,
                                       bool is_full, struct error *err);

/* All of it. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status explained_print_json(const struct explained *of, const struct explanation *e,
                                            FILE *file, struct error *err);

/* Without a pattern the families with what they say and how many figures they have; with one the
   figures whose id it is in, whatever its case. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status explained_list(const struct explained *of, const struct figures *figures,
                                      const char *pattern, const struct options *options,
                                      struct error *err);

#endif
