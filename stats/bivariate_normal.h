/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_BIVARIATE_NORMAL_H
#define STATS_BIVARIATE_NORMAL_H

/* Two standard normal variables X and Y with correlation rho.

       double p = bivariate_normal_above(h, k, rho);        P(X > h and Y > k)

   Drezner & Wesolowsky (1990) J. Statist. Comput. Simul. 35, 101, as made accurate near rho = 1 and
   -1 by Genz (2004) Statistics and Computing 14, 251: Gauss-Legendre with 20 points of an integral
   over the correlation. Absolute error below 1e-14.                                              */

/* h and k may be infinite. MISSING when one argument is, or rho is outside [-1, 1]. */
double bivariate_normal_above(double h, double k, double rho);

/* The density at (x, y): how fast the above grows with rho. x and y may be infinite (then 0).
   MISSING when one argument is, or rho is not inside (-1, 1). */
double bivariate_normal_density(double x, double y, double rho);

#endif
