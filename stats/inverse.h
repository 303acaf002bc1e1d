/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_INVERSE_H
#define STATS_INVERSE_H

/* The inverse of a correlation matrix, and the logarithm of its determinant.

       double log_determinant = correlation_inverse(r, k, inverse);
       if (is_missing(log_determinant)) ...  the items follow from one another

   Gauss-Jordan on the diagonal, which a positive definite matrix allows (Golub & Van Loan 2013,
   4.2): each pivot is the share of an item's variance that those before it leave unexplained.    */

#include <stdbool.h>
#include <stddef.h>

/* Whether none of the k x k values is missing. */
bool correlations_are_complete(const double *r, size_t k);

/* ln det r, 0 or less.
     r    k x k, symmetric, ones on the diagonal; borrowed
     out  k x k, not r itself: the inverse; of no meaning when MISSING is returned
   MISSING when one of r is missing, when k is 0, or when an item follows from others: they explain
   all of its variance but 1e-10.                                                                 */
double correlation_inverse(const double *r, size_t k, double *out);

#endif
