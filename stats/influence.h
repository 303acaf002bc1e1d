/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_INFLUENCE_H
#define STATS_INFLUENCE_H

/* How much single rows decide of a regression.

       double shift[P];                         room for fit.n_coefficients numbers
       for (size_t row = 0; row < model.n; row++) {
           const struct influence at = influence_of(&model, &fit, row, shift);
           if (at.cook > influence_cut(&fit)) ...          an influential row
       }

   Belsley, Kuh & Welsch (1980), Regression Diagnostics, 2.1; Cook (1977), Technometrics 19, 15.
   With h the leverage x' (X'X)^-1 x and e the residual, the coefficients without the row are
   b - (X'X)^-1 x e / (1 - h); nothing is fitted anew. (X'X)^-1 x is solved from the triangle of
   the fit. Under weights x and e are those of the weighted row.                                  */

#include "stats/ols.h"

struct influence {
    double residual;    /* unit of y; MISSING for a row that was dropped, as are all the others */
    double leverage;    /* (0, 1]; the sum over the rows is the number of coefficients */
    double studentised; /* residual over its standard error from the other rows; t on df - 1.
                           MISSING where shift is, when df < 2 or the others fit exactly */
    double cook;        /* Cook's distance; MISSING where shift is, or the fit is exact */
};

/* Of row `row`; `shift` takes what the row adds to every coefficient, b - b(without it). It is
   MISSING when the row was dropped or alone determines a coefficient (a leverage of 1). */
struct influence influence_of(const struct ols_model *model, const struct ols *fit, size_t row,
                              double *shift);

/* Above which Cook's distance counts as influential: 4 / n. */
double influence_cut(const struct ols *fit);

/* The smallest and largest value of each coefficient when any one row is left out; rows that cannot
   be left out are passed over. */
struct influence_range {
    double low, high;         /* MISSING when no row can be left out */
    size_t low_row, high_row; /* the rows left out; the first of several */
};

/* Fills n_coefficients ranges. `shift` is room for as many numbers. */
void influence_ranges(const struct ols_model *model, const struct ols *fit, double *shift,
                      struct influence_range *out);

#endif
