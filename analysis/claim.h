/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_CLAIM_H
#define ANALYSIS_CLAIM_H

/* A claim is a hypothesis together with the data that it is about. Each kind of test is a file
   with one entry in the table of claims.c:

       static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
       {
           const struct correlation r = correlation_pearson(claim->y[0], claim->x[0], claim->n, c);
           *out = (struct estimate){.value = r.value, .low = r.low, ..., .method = "Pearson's r"};
           return claim_put(claim, "spearman", NULL, figure, err);      beside the estimate
       }
       const struct claim_test claim_correlation = {run};

   The family `hypothesis` (claims.c) fetches the data, runs the test, adjusts the p of all claims
   of the wave after Holm and gives the verdict. For a hypothesis H:

     hypothesis/estimate/H [ip]   what the test measures; p for the claim's own direction
     hypothesis/p_holm/H          that p, adjusted over the wave's hypotheses
     hypothesis/verdict/H         1 supported, 0 inconclusive, -1 contradicted
     hypothesis/MEASURE/H         whatever the test puts beside it, to tell how firm that is      */

#include "analysis/family.h"

struct claim {
    struct analysis *analysis;
    const struct hypothesis *of;

    /* The rows that it is about (`where`), in the wave's order. A value may be missing. */
    size_t n;
    const uint32_t *row;            /* n: their rows in the wave */
    const double *const *y;         /* of->n_y columns of n values */
    const double *const *x;         /* of->n_x columns */
    const double *const *controls;  /* of->n_controls columns */
    const uint16_t *level;          /* n: 0 .. n_levels - 1, NO_LEVEL: in none of them; NULL when
                                       the hypothesis has no group */
    const char *const *level_names; /* n_levels, as in ids, in the hypothesis' order, else the
                                       group's; "strong", "other" of an index that is cut */
    size_t n_levels;
    const size_t *n_level_units; /* n_levels: units of the frame in the level; 0: not known */
    const double *weight;        /* n, for non-response; NULL: none */
    size_t n_frame;              /* units of the frame that it is about; 0: not known */

    uint64_t seed;         /* of random streams, its own: (seed, replicate) */
    struct arena *scratch; /* gone after the test */
};

/* What a test measures. A value that cannot be had is MISSING; then `why` says why. */
struct estimate {
    double value, n, se, low, high;
    double p;         /* for the claimed direction; two-sided when there is none */
    double null;      /* the value under which there is nothing in the claim */
    const char *unit; /* as in struct figure */
    int decimals;
    const char *method; /* a literal, or from analysis_text */
    const char *why;    /* English, for the finding; likewise */
};

struct claim_test {
    enum status (*run)(const struct claim *claim, struct estimate *out, struct error *err);
};

extern const struct claim_test claim_correlation, claim_correlation_difference,
    claim_mean_difference, claim_equivalence, claim_proportion, claim_regression, claim_interaction;

/* Puts hypothesis/MEASURE/H, or hypothesis/MEASURE/H|GROUP, GROUP from figure_level or NULL. */
MUST_CHECK enum status claim_put(const struct claim *claim, const char *measure, const char *group,
                                 struct figure figure, struct error *err);

/* The p of a statistic whose sign is its direction, in the direction that the hypothesis claims,
   from the two-sided p of a symmetric distribution. MISSING for a missing p. */
double claim_directed_p(const struct claim *claim, double statistic, double two_sided);

/* That of the three which the hypothesis claims: of a difference either way, above, or below. */
double claim_own_p(const struct claim *claim, double two_sided, double greater, double less);

/* "two-sided", or "one-sided" for a claim that has a direction. */
const char *claim_sidedness(const struct claim *claim);

/* "; one is part of the other, so r is spurious", or "", for method texts: of y[0] and x[0]. */
const char *claim_kinship(const struct claim *claim);

/* The key of the unit behind row i of the claim, for ids of figures; its line ("line 17") when
   nobody knows the key. In the arena of the figures. ERR_MEMORY and what the store has. */
MUST_CHECK enum status claim_unit(const struct claim *claim, size_t i, const char **out,
                                  struct error *err);

#endif
