/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_CONTINGENCY_H
#define STATS_CONTINGENCY_H

/* Do the shares of some categories differ between groups? Pearson's chi-square of a table of
   counts.

       const size_t counts[] = {21, 2, 15, 3};
       struct contingency c = contingency_of((struct counts){counts, 2, 2}, 0.95);

   Pearson (1900), as R's chisq.test with correct = FALSE; Yates' correction for 2 x 2 beside it, as
   with correct = TRUE. Cramer's V is sqrt(chi^2 / (n (min(rows, columns) - 1))), its interval that
   of the population's V by the noncentral chi-square (Smithson 2003, Confidence Intervals, 5), made
   to hold V. Rows and columns without a count are left out.                                     */

#include <stdbool.h>
#include <stddef.h>

struct counts {
    const size_t *cell; /* row-major, n_rows x n_columns; borrowed */
    size_t n_rows, n_columns;
};

struct contingency {
    size_t n, n_rows, n_columns; /* all counts; rows and columns with a count */
    double chi2, df, p;          /* MISSING with fewer than 2 such rows or columns */
    double p_yates;              /* of 2 x 2 only, else MISSING */
    double v, low, high;         /* 0..1; MISSING where chi2 is */
    double v_corrected; /* without the bias that grows with the table (Bergsma 2013, J. Korean Stat.
                           Soc. 42, 323); MISSING where chi2 is, or n is too small */
    double least_expected; /* the smallest expected count; chi-square is rough when it is below 5 */
};

struct contingency contingency_of(struct counts counts, double confidence);

#endif
