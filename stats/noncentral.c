/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/noncentral.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/missing.h"
#include "stats/distribution.h"

/* A share as a function of the noncentrality, which it falls with. */
struct falling {
    double (*below)(const struct falling *f, double centre);
    double x, df1, df2;
};

/* Where f falls to p between low, where it is above, and high, where it is below: Illinois' false
   position, which halves the weight of an end that stays (Dowell & Jarratt 1971, BIT 11, 168). */
static double crossing(const struct falling *f, double p, double low, double high)
{
    double above = f->below(f, low) - p, under = f->below(f, high) - p;
    int side = 0;
    for (int step = 0; step < 200 && fabs(high - low) > 1e-13 * (1 + fabs(high)); step++) {
        const double middle = (low * under - high * above) / (under - above);
        const double there = f->below(f, middle) - p;
        if (is_missing(there))
            return MISSING;
        if (there == 0)
            return middle;
        if (there > 0) {
            low = middle;
            above = there;
            under /= side > 0 ? 2 : 1;
            side = 1;
        } else {
            high = middle;
            under = there;
            above /= side < 0 ? 2 : 1;
            side = -1;
        }
    }
    return (low + high) / 2;
}

/* ---- t ---- */

/* Half of the nodes and weights of Gauss and Legendre's rule of 10 points on -1 .. 1. */
static const double gauss[][2] = {
    {0.14887433898163122, 0.29552422471475287}, {0.43339539412924719, 0.26926671930999635},
    {0.67940956829902441, 0.21908636251598204}, {0.86506336668898451, 0.14945134915058059},
    {0.97390652851717172, 0.06667134430868814},
};

/* The normal share and the density of s, up to a factor, summed over one node. */
struct averaged {
    double share, density;
};

static void add_node(const struct falling *f, double centre, double s, double weight,
                     struct averaged *sum)
{
    if (s <= 0)
        return;
    const double df = f->df1;
    const double density = weight * exp((df - 1) * log(s) - df * (s - 1) * (s + 1) / 2);
    sum->density += density;
    sum->share += density * gsl_cdf_ugaussian_P(f->x * s - centre);
}

/* Both integrals are of the same nodes, so the density need not be normed. */
static double t_below(const struct falling *f, double centre)
{
    enum { PANELS = 14 };
    const double reach = 10 / sqrt(2 * f->df1), from = fmax(0, 1 - reach), to = 1 + reach;
    const double half = (to - from) / (2 * PANELS);
    struct averaged sum = {0};
    for (int panel = 0; panel < PANELS; panel++) {
        const double middle = from + (2 * panel + 1) * half;
        for (size_t i = 0; i < COUNT(gauss); i++) {
            add_node(f, centre, middle - gauss[i][0] * half, gauss[i][1], &sum);
            add_node(f, centre, middle + gauss[i][0] * half, gauss[i][1], &sum);
        }
    }
    return sum.share / sum.density;
}

double noncentral_t_below(double t, double df, double centre)
{
    if (!isfinite(t) || !(df > 0) || !isfinite(df) || !isfinite(centre))
        return MISSING;
    return t_below(&(struct falling){.x = t, .df1 = df}, centre);
}

double noncentral_t_centre(double t, double df, double p)
{
    const struct falling f = {t_below, t, df, 0};
    if (!isfinite(t) || !(df > 0) || !isfinite(df) || !(p > 0 && p < 1))
        return MISSING;
    double reach = 4 + fabs(t);
    for (int step = 0; step < 20 && t_below(&f, t - reach) <= p; step++)
        reach *= 2;
    const double low = t - reach;
    reach = 4 + fabs(t);
    for (int step = 0; step < 20 && t_below(&f, t + reach) >= p; step++)
        reach *= 2;
    return crossing(&f, p, low, t + reach);
}

/* ---- chi-square and F ---- */

/* The central share on df + 2j degrees of freedom, and by how much the next, j + 1, is lower. */
struct rung {
    double j, share, drop;
};

/* drop of j + 1 over drop of j */
static double drop_ratio(const struct falling *f, double j)
{
    const double a = f->df1 / 2 + j, part = f->df1 * f->x / f->df2;
    return f->df2 > 0 ? part / (1 + part) * (a + f->df2 / 2) / (a + 1) : f->x / 2 / (a + 1);
}

static struct rung rung_at(const struct falling *f, double j)
{
    const double a = f->df1 / 2 + j, b = f->df2 / 2;
    if (!(f->df2 > 0))
        return (struct rung){j, gsl_cdf_chisq_P(f->x, 2 * a),
                             exp(a * log(f->x / 2) - f->x / 2 - gsl_sf_lngamma(a + 1))};
    const double part = f->df1 * f->x / f->df2, log_rest = -log1p(part);
    return (struct rung){j, 1 - fisher_above(part * b / a, 2 * a, 2 * b),
                         exp(a * (log(part) + log_rest) + b * log_rest - gsl_sf_lnbeta(a, b)) / a};
}

/* From the heaviest weight upwards and downwards, until weights no longer count. */
static double mixture_below(const struct falling *f, double lambda)
{
    static const double negligible = 1e-17;
    const struct rung start = rung_at(f, floor(lambda / 2));
    const double heaviest =
        lambda > 0 ? exp(start.j * log(lambda / 2) - lambda / 2 - gsl_sf_lngamma(start.j + 1)) : 1;
    double sum = 0;
    struct rung at = start;
    for (double weight = heaviest; weight > negligible && at.share > 0; at.j++) {
        sum += weight * at.share;
        at.share -= at.drop;
        at.drop *= drop_ratio(f, at.j);
        weight *= lambda / 2 / (at.j + 1);
    }
    at = start;
    for (double weight = heaviest; weight > negligible && at.j > 0; at.j--) {
        weight *= at.j / (lambda / 2);
        at.drop /= drop_ratio(f, at.j - 1);
        at.share += at.drop;
        sum += weight * at.share;
    }
    return sum;
}

static double lambda_at(const struct falling *f, double p)
{
    if (!(p > 0 && p < 1) || !isfinite(f->x) || f->x < 0)
        return MISSING;
    if (f->x == 0 || mixture_below(f, 0) <= p)
        return 0;
    double high = 1 + 2 * f->x * f->df1;
    for (int step = 0; step < 40 && mixture_below(f, high) >= p; step++)
        high *= 2;
    return crossing(f, p, 0, high);
}

double noncentral_chi_square_below(double x, double df, double lambda)
{
    if (!isfinite(x) || !(df > 0) || !(lambda >= 0) || !isfinite(lambda))
        return MISSING;
    return x <= 0 ? 0 : mixture_below(&(struct falling){.x = x, .df1 = df}, lambda);
}

double noncentral_f_below(double f, double df1, double df2, double lambda)
{
    if (!isfinite(f) || !(df1 > 0) || !(df2 > 0) || !(lambda >= 0) || !isfinite(lambda))
        return MISSING;
    return f <= 0 ? 0 : mixture_below(&(struct falling){.x = f, .df1 = df1, .df2 = df2}, lambda);
}

double noncentral_chi_square_lambda(double x, double df, double p)
{
    return df > 0 ? lambda_at(&(struct falling){mixture_below, x, df, 0}, p) : MISSING;
}

double noncentral_f_lambda(double f, double df1, double df2, double p)
{
    return df1 > 0 && df2 > 0 ? lambda_at(&(struct falling){mixture_below, f, df1, df2}, p)
                              : MISSING;
}
