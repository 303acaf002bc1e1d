/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_DISTRIBUTION_H
#define STATS_DISTRIBUTION_H

/* Tail areas and quantiles, safe to call with anything: an argument outside the domain, or a place
   where GSL's iteration does not converge, gives MISSING. Relative error below 1e-9.             */

#include <stddef.h>

/* P(|T| >= |t|) for Student's t on df > 0 degrees of freedom. */
double student_two_sided(double t, double df);

/* P(T >= t). */
double student_above(double t, double df);

/* The t with P(|T| < t) = confidence, confidence in (0, 1). */
double student_critical(double confidence, double df);

/* P(|Z| >= |z|) for a standard normal Z. */
double normal_two_sided(double z);

/* The z with P(|Z| < z) = confidence for a standard normal Z. */
double normal_critical(double confidence);

/* P(Z >= z). */
double normal_above(double z);

/* P(F >= f) for F on df1 and df2 degrees of freedom. */
double fisher_above(double f, double df1, double df2);

/* P(X >= x) for chi-square on df > 0 degrees of freedom. */
double chi_square_above(double x, double df);

/* P(at least `hits` of n) when each is one with probability p in [0, 1]. */
double binomial_above(size_t hits, size_t n, double p);

/* The f with P(F <= f) = p for F on df1 and df2 degrees of freedom, p in (0, 1). */
double fisher_quantile(double p, double df1, double df2);

#endif
