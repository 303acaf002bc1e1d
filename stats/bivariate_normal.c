/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bivariate_normal.h"

#include <gsl/gsl_cdf.h>
#include <stddef.h>

#include "base/error.h"
#include "base/missing.h"

static const double pi = 3.14159265358979323846;

/* Gauss-Legendre, 20 points on [-1, 1] (Abramowitz & Stegun 1964, table 25.4): the positive ones
   and their weights; the other half mirrors them. */
static const struct {
    double at, weight;
} point[] = {
    {0.07652652113349733, 0.15275338713072585}, {0.22778585114164508, 0.14917298647260375},
    {0.37370608871541956, 0.14209610931838205}, {0.51086700195082710, 0.13168863844917663},
    {0.63605368072651503, 0.11819453196151842}, {0.74633190646015079, 0.10193011981724044},
    {0.83911697182221882, 0.08327674157670475}, {0.91223442825132591, 0.06267204833410907},
    {0.96397192727791379, 0.04060142980038694}, {0.99312859918509492, 0.01761400713915212},
};

static double above(double x)
{
    return gsl_cdf_ugaussian_Q(x);
}

/* Plackett (1954): the probability grows with rho as the density does, here as sin(theta). */
static double by_plackett(double h, double k, double rho)
{
    const double half = asin(rho) / 2, squares = (h * h + k * k) / 2;
    double sum = 0;
    for (size_t i = 0; i < COUNT(point); i++)
        for (int side = -1; side <= 1; side += 2) {
            const double s = sin(half * (1 + side * point[i].at));
            sum += point[i].weight * exp((s * h * k - squares) / (1 - s * s));
        }
    return sum * half / (2 * pi) + above(h) * above(k);
}

/* The integral of what the integrand near rho = 1 has beyond its expansion (c, d: Genz's). */
static double beyond_expansion(double h, double k, double a, double c, double d)
{
    const double gap = (h - k) * (h - k), hk = h * k;
    double sum = 0;
    for (size_t i = 0; i < COUNT(point); i++)
        for (int side = -1; side <= 1; side += 2) {
            const double x = a / 2 * (1 + side * point[i].at), x2 = x * x;
            const double root = sqrt(1 - x2), power = -(gap / x2 + hk) / 2;
            const double expansion = 1 + c * x2 * (1 + 5 * d * x2);
            const double exact = exp(-hk / 2 * x2 / ((1 + root) * (1 + root))) / root;
            sum += power > -700 ? point[i].weight * exp(power) * (exact - expansion) : 0;
        }
    return a / 2 * sum;
}

/* What the probability lacks, at a positive rho, from the one at rho = 1: the first terms of the
   integrand's expansion are integrated exactly. */
static double lacking(double h, double k, double rho)
{
    const double square = (1 - rho) * (1 + rho), a = sqrt(square);
    const double gap = (h - k) * (h - k), b = fabs(h - k), hk = h * k;
    const double c = (4 - hk) / 8, d = (12 - hk) / 80;
    double sum = 0;
    if (!(a > 0))
        return 0;
    sum = a * exp(-(gap / square + hk) / 2) *
          (1 - c * (gap - square) * (1 - d * gap) / 3 + c * d * square * square);
    if (hk > -100) /* else nothing is left of it, and the first factor grows without bound */
        sum -= exp(-hk / 2) * sqrt(2 * pi) * above(b / a) * b * (1 - c * gap * (1 - d * gap) / 3);
    return (sum + beyond_expansion(h, k, a, c, d)) / (2 * pi);
}

static double near_one(double h, double k, double rho)
{
    return above(fmax(h, k)) - fmax(0, lacking(h, k, rho));
}

/* P(X > h) less P(X > h and -Y > -k). */
static double near_minus_one(double h, double k, double rho)
{
    const double at_minus_one = h < -k ? above(h) - above(-k) : 0;
    return at_minus_one + fmax(0, lacking(h, -k, -rho));
}

double bivariate_normal_above(double h, double k, double rho)
{
    if (is_missing(h) || is_missing(k) || !(fabs(rho) <= 1))
        return MISSING;
    if (isinf(h) || isinf(k))
        return h > 0 && isinf(h) ? 0 : k > 0 && isinf(k) ? 0 : isinf(h) ? above(k) : above(h);
    const double p = fabs(rho) < 0.925 ? by_plackett(h, k, rho)
                     : rho > 0         ? near_one(h, k, rho)
                                       : near_minus_one(h, k, rho);
    return fmax(0, fmin(1, p));
}

double bivariate_normal_density(double x, double y, double rho)
{
    if (is_missing(x) || is_missing(y) || !(fabs(rho) < 1))
        return MISSING;
    if (isinf(x) || isinf(y))
        return 0;
    const double square = (1 - rho) * (1 + rho), gap = x - rho * y;
    return exp(-(gap * gap / square + y * y) / 2) / (2 * pi * sqrt(square));
}
