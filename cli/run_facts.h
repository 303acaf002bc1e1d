/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_RUN_FACTS_H
#define CLI_RUN_FACTS_H

/* What the figures of a run depend on besides the files it reads: versions, the options that were
   given, and what was in force whether given or not. Clocks, paths that nobody typed and the number
   of threads are not among it.

       struct run_facts facts;
       run_facts_make(options, settings, &facts);
       store_put_run(store, wave, facts.list, facts.n, err);                                     */

#include "cli/options.h"
#include "cli/versions.h"
#include "store/put.h"

enum { MOST_OPTIONS = 13, MOST_IN_FORCE = 5, NUMBER_TEXT = 32 };

struct run_facts {
    struct run_pair libraries[LIBRARY_COUNT];
    struct run_pair options[MOST_OPTIONS]; /* as typed */
    size_t n_options;
    struct run_pair in_force[MOST_IN_FORCE]; /* seed, replicates, resample, confidence, min_cell */
    size_t n_in_force;
    struct run_fact list[1 + LIBRARY_COUNT + MOST_OPTIONS + MOST_IN_FORCE]; /* all of them, what is
                                                             in force as "in_force.seed" */
    size_t n;
    char text[MOST_IN_FORCE][NUMBER_TEXT]; /* private: numbers as text */
    char typed[2][NUMBER_TEXT];
    char name[MOST_IN_FORCE][NUMBER_TEXT];
};

/* Texts are borrowed from `options` and live in *out, which must not move. */
void run_facts_make(const struct options *options, const struct settings *settings,
                    struct run_facts *out);

#endif
