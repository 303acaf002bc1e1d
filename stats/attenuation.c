/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/attenuation.h"

#include "base/missing.h"

double attenuation_corrected(double r, double alpha_x, double alpha_y)
{
    return alpha_x > 0 && alpha_y > 0 ? r / sqrt(alpha_x) / sqrt(alpha_y) : MISSING;
}
