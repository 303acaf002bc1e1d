/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_UNCERTAINTY_H
#define STATS_UNCERTAINTY_H

/* How much the ranks of an index depend on the choices behind it: Monte Carlo over all of them
   together (Saisana, Saltelli & Tarantola 2005; OECD & JRC 2008, "Handbook on Constructing
   Composite Indicators", step 7), and variance-based sensitivity (stats/sobol.h).

       struct uncertainty u;
       TRY(uncertainty_run(&model, (struct uncertainty_request){.n_draws = 2000, .threads = 2},
                           &arena, &u, err));

   Draws are numbered, and what is drawn depends on (seed, number) alone. So do the results: they
   are the same from any number of threads. Memory does not grow with the draws.                 */

#include "stats/rank_counts.h"
#include "stats/replicate.h"
#include "stats/sobol.h"

enum {
    UNCERTAINTY_APART_MAX = 500, /* draws for each source alone */
    UNCERTAINTY_SOBOL_MAX = 512, /* points of the sensitivity analysis */
    UNCERTAINTY_BOOTSTRAP = 500
};

struct uncertainty_request {
    size_t n_draws;
    const double *given; /* n_draws x model->n_slots, instead of drawing; NULL: draw. Then there is
                            no sensitivity analysis, and no source apart */
    double confidence;   /* of Sobol intervals and of rank classes; 0: 0.95 */
    int threads;         /* 0: one */
};

/* By how much ranks move. */
struct rank_shift {
    double mean;  /* places: mean over draws of the mean |rank - nominal rank| of the units */
    double moved; /* units that move more than `far` places, mean over draws */
    size_t n;     /* draws; 0: not done, all MISSING */
};

enum rank_source { SOURCE_METHOD, SOURCE_UNITS, SOURCE_ANSWERS, SOURCE_COUNT };

struct uncertainty {
    size_t n_units, n_draws, n_ranked; /* n_ranked: units with a nominal rank */
    size_t far;                        /* places: a tenth of the units, at least 1 */
    uint32_t *nominal;                 /* n_units; 0: no score */
    struct rank_summary *rank;         /* n_units; MISSING without a nominal rank */
    uint32_t *rank_class;              /* n_units; 0: in none */
    size_t n_classes;
    double *above_next; /* n_units: share of draws in which the unit stands above the one that
                           follows it by nominal rank, ties in the order of the units; MISSING
                           for the last, and where it was not counted */
    struct rank_counts counts;
    struct rank_shift all;
    struct rank_shift source[SOURCE_COUNT]; /* each alone, when there are several */
    size_t n_points;                        /* of the sensitivity analysis; 0: not done */
    struct sobol_index *sobol;              /* model->n_vary, of the mean rank shift */
};

/* Everything is in `arena`. The sensitivity analysis takes n_draws / 2 points, when at least two
   choices vary. Fails with ERR_MEMORY.                             */
MUST_CHECK enum status uncertainty_run(const struct index_model *model,
                                       struct uncertainty_request request, struct arena *arena,
                                       struct uncertainty *out, struct error *err);

/* Slots of the draw of that number, as uncertainty_run draws them. */
void uncertainty_draw(const struct index_model *model, uint64_t number, double *slots);

/* Which source of uncertainty a choice belongs to. */
enum rank_source uncertainty_source(enum vary kind);

#endif
