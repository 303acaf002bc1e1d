/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_EIGEN_H
#define STATS_EIGEN_H

/* The eigenvalues of a correlation matrix: do the items share one thing, or several?

       double values[K];
       TRY(eigen_values(r, K, values, err));
       double share = eigen_first_share(values, K);

   By GSL's symmetric QR (Golub & Van Loan 2013, 8.3). */

#include <stddef.h>

#include "base/error.h"

/* The k eigenvalues, largest first; they sum to k.
     r    k x k, symmetric, ones on the diagonal; borrowed
     out  k values; all MISSING when one of r is (an item that does not vary)
   One that is negative by rounding alone becomes 0. Fails with ERR_MEMORY. */
MUST_CHECK enum status eigen_values(const double *r, size_t k, double *out, struct error *err);

/* The share of all variance that the first component has, 1/k .. 1: the first of k values over k.
   MISSING when it is, or k is 0. */
double eigen_first_share(const double *values, size_t k);

#endif
