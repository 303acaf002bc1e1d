/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DISCLOSURE_INSIDE_H
#define ANALYSIS_DISCLOSURE_INSIDE_H

/* What the parts of disclosure.c share: the figures taken apart, and the marks so far. */

#include "analysis/disclosure.h"
#include "store/figure_id.h"

/* What is asked of a measure; m is min_cell. A figure without n is asked nothing about it. */
enum measure_rule {
    RULE_OPEN,        /* of the register, the questionnaire, or how much was answered */
    RULE_STATISTIC,   /* of n units: few when n < m */
    RULE_MEDIAN,      /* n < 2 m: m units must lie on either side */
    RULE_QUARTILE,    /* n < 4 m: likewise of a quartile; shapes are as telling */
    RULE_ASSOCIATION, /* n < 2 m: of several columns, with several figures of the same units */
    RULE_EXTREME,     /* the value of one unit */
    RULE_COUNT,       /* value of n units: few when it or n - value is from 1 to m - 1 */
    RULE_SHARE,       /* value x n of n units: likewise */
    RULE_CLAIM,       /* as a statistic, but the figures of a claim stand and fall together */
    RULE_PANEL,       /* as a statistic, but those of one comparison of years do */
    RULE_TIES,        /* counts ties of few units, or few ties */
    RULE_UNKNOWN
};

struct cells;

struct withholding {
    const struct wave *wave;
    const struct figures *figures;
    struct arena *arena;
    struct figure_parts *parts; /* of each figure */
    uint8_t *rule;              /* enum measure_rule of each figure */
    uint8_t *why;               /* enum withheld, of each figure */
    size_t least;               /* min_cell */
    const struct cells *cells;  /* of which levels no mean is published; NULL: before they are
                                   found, or without units */
};

/* Whether a count tells of few: 0 tells of nobody. */
static inline bool is_few(const struct withholding *w, double n)
{
    return n > 0 && n < (double)w->least;
}

/* Marks the figure unless it is marked already. */
void withhold(struct withholding *w, size_t figure, enum withheld why);

/* Likewise the figure of that id, if there is one; ERR_MEMORY when the id is NULL. */
MUST_CHECK enum status withhold_id(struct withholding *w, const char *id, enum withheld why,
                                   struct error *err);

/* Its place among the figures; SIZE_MAX when there is none of that id. */
size_t figure_place(const struct withholding *w, const char *id);

/* The rule of a measure. */
enum measure_rule measure_rule(const char *family, const char *measure);

/* What each figure tells by itself. */
void withhold_primary(struct withholding *w);

/* By the levels of Groups, with what could give them away. ERR_MEMORY. */
MUST_CHECK enum status withhold_groups(struct withholding *w, struct error *err);

/* The distributions of questions and of bands, with what could give them away. ERR_MEMORY. */
MUST_CHECK enum status withhold_distributions(struct withholding *w, struct error *err);

/* Claims, as a whole each. ERR_MEMORY. */
MUST_CHECK enum status withhold_claims(struct withholding *w, struct error *err);

/* Comparisons of years, as a whole each. ERR_MEMORY. */
MUST_CHECK enum status withhold_panels(struct withholding *w, struct error *err);

/* Ties between departments. ERR_MEMORY. */
MUST_CHECK enum status withhold_ties(struct withholding *w, struct error *err);

#endif
