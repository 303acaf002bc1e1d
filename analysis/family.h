/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_FAMILY_H
#define ANALYSIS_FAMILY_H

/* A family of figures is one file with one entry, run by analysis.c in a fixed order.

       static enum status run(struct analysis *analysis, struct error *err)
       {
           ...
           struct figure figure = figure_of(m.value, (double)m.n);
           figure.low = m.low;
           TRY(analysis_put(analysis, "index", "mean", (struct subject){.code = index->code},
                            figure, err));
       }
       const struct family family_descriptives = {"descriptives", "where is each index?", run}; */

#include "analysis/analysis.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/correlation.h"

struct analysis {
    struct wave *wave;
    struct findings *found;
    struct figures *out;
    int threads;       /* 1 for a wave of few rows: starting a thread costs more than it saves */
    double confidence; /* of every interval: 0.95 */
    uint64_t seed;     /* of random streams; name each after what it is for (random_name) */
    int draw_threads;  /* of draws of the uncertainty analysis, each of which is work enough */
    const struct draw_sink *draws; /* analysis/draw_table.h; NULL: nobody is told */
    const struct draw_list *given; /* NULL: draw */
    size_t replicates; /* of every resampling; 0: none, for there are too many units (or nobody
                          asked for any) */
    bool leaves_out;   /* leave-one-unit-out: likewise */
    bool keeps_pairs;  /* who stands above whom, in every replicate */
    struct analysis_source source;
    const struct marks *marks; /* of dialogues (analysis/dialogue_marks.h); else NULL */
    struct trend *trend;       /* waves beside this one; NULL: it stands alone */
    size_t trend_wave;         /* its place among them */

    /* parts of method texts */
    const char *mean_method;  /* of the mean of all units */
    const char *share_method; /* of a share of all units */
    const char *group_mean_method, *group_share_method, *item_share_method, *item_mean_method;
    const char *group_rate_method;
    const char *interval; /* "95 % interval" */

    bool is_out_of_memory; /* a text is missing */
    bool is_overflow_told; /* private: that a figure was infinite */
};

struct family {
    const char *name;
    const char *about; /* the question that it answers */
    enum status (*run)(struct analysis *analysis, struct error *err);
};

extern const struct family family_weighting;
extern const struct family family_response;
extern const struct family family_sections;
extern const struct family family_edit_rules;
extern const struct family family_weights;
extern const struct family family_indices;
extern const struct family family_items;
extern const struct family family_reliability;
extern const struct family family_coherence;
extern const struct family family_network;
extern const struct family family_regression;
extern const struct family family_claims;
extern const struct family family_uncertainty;
extern const struct family family_descriptives;
extern const struct family family_weighted;
extern const struct family family_groups;
extern const struct family family_composition;
extern const struct family family_correlations;
extern const struct family family_ranks;
extern const struct family family_dialogue_themes;
extern const struct family family_dialogue_facets;
extern const struct family family_dialogue_together;
extern const struct family family_dialogue_saturation;
extern const struct family family_dialogue_agreement;
extern const struct family family_common;
extern const struct family family_trend;

/* A figure with a value and its n, and nothing else yet. */
static inline struct figure figure_of(double value, double n)
{
    return (struct figure){
        .value = value, .n = n, .se = MISSING, .low = MISSING, .high = MISSING, .p = MISSING};
}

/* r with its n, interval and p, lacking only its method. */
static inline struct figure figure_of_r(struct correlation r)
{
    struct figure figure = figure_of(r.value, (double)r.n);
    figure.low = r.low;
    figure.high = r.high;
    figure.p = r.p;
    figure.unit = "r";
    figure.decimals = 2;
    return figure;
}

/* What a figure is about: the parts of its id behind family and measure (store/figure.h). */
struct subject {
    const char *code, *other, *group; /* each may be NULL */
};

/* Puts a figure under family/measure/subject; figure.id is not looked at. What is infinite becomes
   missing, and a finding says so. */
MUST_CHECK enum status analysis_put(struct analysis *analysis, const char *family,
                                    const char *measure, struct subject subject,
                                    struct figure figure, struct error *err);

/* A count of things: value of n. */
struct count {
    double value, n;
    const char *method;
    const char *status; /* when the value is missing; NULL: "x" */
};
MUST_CHECK enum status analysis_put_count(struct analysis *analysis, const char *family,
                                          const char *measure, struct subject subject,
                                          struct count count, struct error *err);

/* A share hits / n of the units that answered, out of a population (n_frame for all units). */
struct share {
    size_t hits, n, population;
    const char *method;
};

/* Puts it with Wilson's interval. */
MUST_CHECK enum status analysis_put_share(struct analysis *analysis, const char *family,
                                          const char *measure, struct subject subject,
                                          struct share share, struct error *err);

/* What the unit behind a row is called in ids of figures: its key, or "line 17". In the arena of
   the figures. ERR_MEMORY, and what the store has. */
MUST_CHECK enum status analysis_unit(struct analysis *analysis, size_t row, const char **out,
                                     struct error *err);

/* A text in the arena of the figures. When memory runs out it is NULL, which may go into a figure
   as it is: analysis_run fails in the end. */
const char *analysis_text(struct analysis *analysis, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The aggregates of a form in its order: the first at or after *at, moving *at behind it; NULL
   after the last.

       size_t at = 0;
       for (const struct indicator *index; (index = next_aggregate(form, &at)) != NULL;) ...    */
const struct indicator *next_aggregate(const struct form *form, size_t *at);

/* The unit in which an index is published: "0-100", or "" on a scale of its own. */
const char *index_unit(const struct indicator *index);

#endif
