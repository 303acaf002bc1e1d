/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_NONCENTRAL_H
#define STATS_NONCENTRAL_H

/* Noncentral distributions, and the noncentrality under which what was observed lies at a given
   share: the ends of an interval of an effect size (Steiger & Fouladi 1997; Cumming & Finch 2001,
   Educ. Psychol. Meas. 61, 532).

       double low = noncentral_t_centre(t, df, 0.975), high = noncentral_t_centre(t, df, 0.025);

   Each is MISSING outside its domain. Absolute error of a share below 1e-11; of t
   1e-8 when df is below 3 and broken.                                                           */

/* P(T <= t) for (Z + centre) / sqrt(chi^2 / df), df > 0: the normal share is averaged over the
   density of the root of chi^2 / df by Gauss and Legendre's rule. */
double noncentral_t_below(double t, double df, double centre);

/* The centre with P(T <= t) = p, p in (0, 1). */
double noncentral_t_centre(double t, double df, double p);

/* P(X <= x) for chi-square on df > 0, and P(F <= f) for F on df1 and df2 > 0 degrees of freedom,
   with noncentrality lambda >= 0: the central shares, mixed by Poisson's weights. */
double noncentral_chi_square_below(double x, double df, double lambda);
double noncentral_f_below(double f, double df1, double df2, double lambda);

/* The lambda with P(X <= x) = p; 0 when no lambda gives so much. */
double noncentral_chi_square_lambda(double x, double df, double p);
double noncentral_f_lambda(double f, double df1, double df2, double p);

#endif
