/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_TREND_H
#define ANALYSIS_TREND_H

/* Waves of one form that are analysed one after another, and what the later ones need of the
   earlier ones: scores, not answers, so that a million units of each fit.

       struct trend trend;
       TRY(trend_open(forms, n, source, &trend, err));       in the order of their waves
       for (size_t i = 0; i < n; i++) {
           options.trend = &trend;
           options.trend_wave = i;
           TRY(analysis_run(&wave[i], options, ...));
       }
       trend_close(&trend);

   A wave is compared with the one before it and with the first: docs/trend.md.                   */

#include "base/finding.h"
#include "store/link.h"
#include "store/wave.h"

/* The scores of a wave on an index: on all its questions, or on those that another wave has too. */
struct trend_column {
    const char *code;
    int beside;    /* year of that other wave; 0: all questions */
    double *value; /* n_rows, owned */
};

/* The change of an index since the wave before, on the questions in common. */
struct trend_step {
    const char *code;
    double change; /* MISSING where it cannot be had */
};

struct trend_wave {
    const struct form *form; /* borrowed, from the beginning */
    bool is_there;           /* it was analysed, and what follows is filled */
    size_t n_rows, n_frame;
    uint32_t *unit; /* n_rows, owned */
    struct trend_column *columns;
    size_t n_columns, capacity;
    struct trend_step *steps; /* owned */
    size_t n_steps;
};

/* Which units of waves[earlier] are, or became, which of waves[later]: links in `arena`. And what
   the later wave's register names that is not there, told to `found`. */
struct trend_source {
    enum status (*links)(void *context, size_t earlier, size_t later, struct arena *arena,
                         struct unit_links *out, struct error *err);
    enum status (*check)(void *context, size_t later, struct findings *found, struct error *err);
    void *context;
};

struct trend {
    struct trend_wave *waves;
    const struct form **forms; /* the waves' */
    size_t n;
    struct trend_source source;
};

/* On OK the caller closes *out. The forms are of one form_id and in the order of their waves, each
   of another year. ERR_MEMORY. */
MUST_CHECK enum status trend_open(const struct form *const *forms, size_t n,
                                  struct trend_source source, struct trend *out, struct error *err);
void trend_close(struct trend *trend); /* may be repeated */

/* The waves with which the wave `later` is compared, the earlier first: their number, up to 2. */
size_t trend_earlier(size_t later, size_t out[2]);

/* The column of waves[i] for that index; NULL when it is not kept. */
const double *trend_column(const struct trend *trend, size_t i, const char *code, int beside);

/* Room for another: n_rows values, owned by the trend. NULL when memory runs out. */
double *trend_add_column(struct trend *trend, size_t i, size_t n_rows, const char *code,
                         int beside);

#endif
