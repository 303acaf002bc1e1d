/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_ATTENUATION_H
#define STATS_ATTENUATION_H

/* What r would be between two scales without measurement error, if their reliabilities are right:
   r / sqrt(alpha_x alpha_y) (Spearman 1904, Am. J. Psychol. 15, 72). An upper view of r, not an
   estimate to test: alpha is itself estimated, and the result may exceed 1 where alpha is too low.

     alpha    reliability of each scale; 1 for what is measured without error
     returns  MISSING when r or an alpha is, or an alpha is not above 0                           */
double attenuation_corrected(double r, double alpha_x, double alpha_y);

#endif
