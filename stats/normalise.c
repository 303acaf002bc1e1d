/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/normalise.h"

#include "base/missing.h"
#include "stats/moments.h"
#include "stats/rank.h"

static double given_or(double x, double fallback)
{
    return is_missing(x) ? fallback : x;
}

static bool nothing_comes_out(double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            x[i] = MISSING;
    return false;
}

static void turn(double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            x[i] = -x[i];
}

/* (x - from) / width, spread over `low` to `high`. */
struct scale {
    double from, width;
    double low, high;
};

static bool rescale(double *x, size_t n, struct scale s)
{
    if (is_missing(s.width) || s.width == 0)
        return nothing_comes_out(x, n);
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            x[i] = (x[i] - s.from) / s.width * (s.high - s.low) + s.low;
    return true;
}

static bool by_goalposts(double *x, size_t n, struct normalise_rule rule)
{
    const bool is_turned = rule.direction < 0;
    return rescale(x, n,
                   (struct scale){
                       .from = rule.low,
                       .width = rule.high - rule.low,
                       .low = is_turned ? 100 : 0,
                       .high = is_turned ? 0 : 100,
                   });
}

static bool by_minmax(double *x, size_t n, struct normalise_rule rule)
{
    double min = MISSING, max = MISSING;
    for (size_t i = 0; i < n; i++) {
        min = fmin(min, x[i]); /* the one that is not missing */
        max = fmax(max, x[i]);
    }
    return is_missing(min) || rescale(x, n,
                                      (struct scale){
                                          .from = min,
                                          .width = max - min,
                                          .low = given_or(rule.low, 0),
                                          .high = given_or(rule.high, 100),
                                      });
}

static bool by_zscore(double *x, size_t n, struct normalise_rule rule)
{
    const struct moments m = moments_of(x, n);
    const double mean = given_or(rule.low, 0);
    return m.n == 0 || rescale(x, n,
                               (struct scale){
                                   .from = m.mean,
                                   .width = moments_sd(m),
                                   .low = mean,
                                   .high = mean + given_or(rule.high, 1),
                               });
}

static bool by_percentile(double *x, size_t n, struct sort_room *room)
{
    const size_t n_present = rank_ascending(x, n, x, room);
    return n_present == 0 || rescale(x, n,
                                     (struct scale){
                                         .from = 1,
                                         .width = (double)n_present - 1,
                                         .low = 0,
                                         .high = 100,
                                     });
}

bool normalise_column(double *x, size_t n, struct normalise_rule rule, struct sort_room *room)
{
    if (rule.direction < 0 && rule.method != NORMALISE_GOALPOSTS)
        turn(x, n);
    switch (rule.method) {
    case NORMALISE_GOALPOSTS:
        return by_goalposts(x, n, rule);
    case NORMALISE_MINMAX:
        return by_minmax(x, n, rule);
    case NORMALISE_ZSCORE:
        return by_zscore(x, n, rule);
    case NORMALISE_RANK:
        rank_ascending(x, n, x, room);
        return true;
    case NORMALISE_PERCENTILE:
        return by_percentile(x, n, room);
    case NORMALISE_NONE:
        return true;
    }
    return false;
}
