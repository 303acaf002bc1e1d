/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_RAKE_H
#define STATS_RAKE_H

/* Weights that make those who answered agree with the population in several divisions at once, when
   only the margins of the divisions are known (raking, iterative proportional fitting).

       const struct margin margins[] = {{size, size_units, 5}, {department, department_units, 11}};
       struct rake rake;
       TRY(rake_get(arena, (struct rake_model){margins, 2, n}, &rake, err));
       struct raked got = rake_weights(&rake, NULL, weight);     got.is_converged
       struct mean m = raked_mean(&rake, x, weight, 0.95);

   Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427: all weights start equal; in a
   round each margin in turn is met by one factor per level. It has converged when after a round
   every margin is met to `tolerance` of its target. It does not when rows are so few that no
   positive weights meet all margins.

   A level in which nobody answered cannot be met and is left out; the margins then no longer add up
   to the same number, and are all scaled to the smallest of their sums. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "stats/mean.h"

struct margin {
    const uint16_t *level; /* n rows: 0 .. n_levels - 1; borrowed */
    const double *target;  /* n_levels: units of the population, 0 or more; borrowed */
    size_t n_levels;
};

struct rake_model {
    const struct margin *margins; /* borrowed */
    size_t n_margins, n;          /* n rows */
    size_t max_rounds;            /* 0 = 1000 */
    double tolerance;             /* 0 = 1e-12 */
};

struct raked {
    bool is_converged;
    size_t rounds;   /* that were needed, or max_rounds */
    double distance; /* the largest relative distance from a target after the last round */
    double total;    /* what the weights sum to; 0 when there is nothing to weigh */
    double cover;    /* total / the largest sum of a margin's targets, 0..1; MISSING without */
};

/* Room for weighing, 8 bytes per row; in the arena of rake_get. */
struct rake {
    struct rake_model model;
    double *level, *answered; /* private: a sum per level */
    double *scale;            /* private: of each margin's targets */
    double *residual;         /* private: n */
};

/* Fails with ERR_MEMORY. */
MUST_CHECK enum status rake_get(struct arena *arena, struct rake_model model, struct rake *out,
                                struct error *err);

/* Weighs the rows.
     x        n values, or NULL: a row where x is missing did not answer and gets the weight 0
     weight   room for n: above 0 for each row that answered, if it has converged; else MISSING
   Cannot fail; nothing has converged when nobody answered, or in a level without units. */
struct raked rake_weights(struct rake *rake, const double *x, double *weight);

/* The mean of x under these weights: rake_weights(rake, x, weight) must have converged.
   se^2 = (1 - n/N) n / (n - 1) sum (w e)^2 / N^2, e what is left of x - mean once the weighted
   means of every margin's levels are swept out, N the sum of the weights; t on n - 1 degrees of
   freedom; as R's survey::rake and svymean of a simple random sample of the population. returns  n
   rows with x; se, low and high MISSING when n < 2 or n > N, or sweeping does not end. */
struct mean raked_mean(struct rake *rake, const double *x, const double *weight, double confidence);

#endif
