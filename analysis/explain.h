/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_EXPLAIN_H
#define ANALYSIS_EXPLAIN_H

/* Where a figure, or the score of a single unit, comes from: from a wave that has been computed.

       struct explanation e = {.arena = &arena};
       TRY(explain_figure(&source, "index/mean/MOGNAD", &e, err));
       TRY(explain_score(&source, "202100-6073", "MOGNAD", &e, err));

   Any figure can be explained: of a family that nothing is known of here, by the parts of its id.
   Where arithmetic is shown it is made anew from the answers, and e.reproduced says whether it
   comes to the figure.                                                                         */

#include "analysis/analysis.h"
#include "analysis/explanation.h"
#include "store/store.h"

struct explain_source {
    struct wave *wave;             /* with its scores, and with answers (analysis_options.
                                      keep_answers) unless has_answers is false */
    const struct figures *figures; /* of the wave */
    struct store *store;           /* holds the wave */
    struct analysis_source asks;   /* as for analysis_run */
    const char *language;          /* "sv" or "en": of labels */
    bool has_answers;
    bool is_full; /* name the units */
};

/* ERR_USAGE for an id that no figure has, naming the nearest; ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status explain_figure(const struct explain_source *source, const char *id,
                                      struct explanation *out, struct error *err);

/* How the score of the unit with that key on an index, or an item, came about. ERR_USAGE for a key
   or a code that is not there, naming the nearest; ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status explain_score(const struct explain_source *source, const char *key,
                                     const char *code, struct explanation *out, struct error *err);

#endif
