/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Is what goes with x in y smaller than a margin, either way? Two one-sided tests of r, or of the
   partial r given controls; beside it the same r with its usual interval, and on ranks, for sizes
   are skewed. */

#include "analysis/claim.h"
#include "stats/equivalence.h"
#include "stats/partial.h"
#include "stats/rank.h"
#include "stats/weighted.h"

/* Values, or their ranks. */
struct columns {
    const double *x, *y;
    const double *const *control;
};

static enum status correlate(const struct claim *claim, struct columns c, struct partial *out,
                             struct error *err)
{
    return partial_correlation((struct partial_model){.x = c.x,
                                                      .y = c.y,
                                                      .control = c.control,
                                                      .n = claim->n,
                                                      .n_controls = claim->of->n_controls,
                                                      .confidence = claim->analysis->confidence},
                               out, err);
}

static struct equivalence test_of(const struct claim *claim, double r, size_t n, size_t n_controls)
{
    return equivalence_correlation(r, n, n_controls, claim->of->margin,
                                   1 - claim->analysis->confidence);
}

static struct figure figure_of_test(struct equivalence e, size_t n)
{
    struct figure figure = figure_of(e.estimate, (double)n);
    figure.low = e.low;
    figure.high = e.high;
    figure.p = e.p;
    figure.unit = "r";
    figure.decimals = 2;
    return figure;
}

/* "90 %": the interval that lies within the margin just when both tests say so. */
static double narrow_percent(const struct claim *claim)
{
    return 100 * (2 * claim->analysis->confidence - 1);
}

static const char *name_of_r(const struct claim *claim)
{
    return claim->of->n_controls > 0 ? "partial correlation given the controls" : "Pearson's r";
}

static enum status put_usual(const struct claim *claim, struct correlation r, struct error *err)
{
    struct figure figure = figure_of_r(r);
    figure.method =
        analysis_text(claim->analysis, "%s; Fisher z %s; p two-sided against 0%s", name_of_r(claim),
                      claim->analysis->interval, claim_kinship(claim));
    return claim_put(claim, "correlation", NULL, figure, err);
}

/* One column's ranks over the rows where nothing is missing; NULL when memory runs out. */
static double *ranks_of(const struct claim *claim, const double *column, const uint8_t *is_whole,
                        struct sort_room *room)
{
    double *rank = arena_array(claim->scratch, claim->n, double);
    for (size_t i = 0; rank != NULL && i < claim->n; i++)
        rank[i] = is_whole[i] ? column[i] : MISSING;
    if (rank != NULL)
        rank_mid(rank, claim->n, rank, room);
    return rank;
}

static void find_whole_rows(const struct claim *claim, uint8_t *is_whole)
{
    for (size_t i = 0; i < claim->n; i++) {
        is_whole[i] = !is_missing(claim->x[0][i]) && !is_missing(claim->y[0][i]);
        for (size_t c = 0; c < claim->of->n_controls; c++)
            is_whole[i] &= !is_missing(claim->controls[c][i]);
    }
}

static enum status rank_columns(const struct claim *claim, struct columns *out, struct error *err)
{
    struct sort_room room;
    uint8_t *is_whole = arena_array(claim->scratch, claim->n, uint8_t);
    const double **control = arena_array(claim->scratch, claim->of->n_controls, const double *);
    TRY(sort_room_get(claim->scratch, claim->n, &room, err));
    if (is_whole == NULL || control == NULL)
        return error_memory(err);
    find_whole_rows(claim, is_whole);
    out->x = ranks_of(claim, claim->x[0], is_whole, &room);
    out->y = ranks_of(claim, claim->y[0], is_whole, &room);
    bool is_there = out->x != NULL && out->y != NULL;
    for (size_t c = 0; c < claim->of->n_controls; c++) {
        control[c] = ranks_of(claim, claim->controls[c], is_whole, &room);
        is_there &= control[c] != NULL;
    }
    out->control = control;
    return is_there ? OK : error_memory(err);
}

static enum status put_spearman(const struct claim *claim, struct error *err)
{
    struct columns ranks;
    struct partial rho;
    TRY(rank_columns(claim, &ranks, err));
    TRY(correlate(claim, ranks, &rho, err));
    struct figure figure =
        figure_of_test(test_of(claim, rho.r.value, rho.r.n, rho.n_controls), rho.r.n);
    figure.method = analysis_text(
        claim->analysis,
        "the same tests on mid-ranks (Spearman's rho%s), which a few large units do not decide; "
        "Fisher z %.10g %% interval; p: the larger of the two%s",
        claim->of->n_controls > 0 ? ", partial" : "", narrow_percent(claim), claim_kinship(claim));
    return claim_put(claim, "spearman", NULL, figure, err);
}

/* Weights and controls together have no place here: it is weighted when there are none. */
static enum status put_weighted(const struct claim *claim, struct error *err)
{
    const struct weighted_correlation w =
        weighted_correlation(claim->x[0], claim->y[0], claim->weight, claim->n);
    const size_t effective = w.effective >= 1 ? (size_t)w.effective : 0;
    struct figure figure = figure_of_test(test_of(claim, w.value, effective, 0), w.n);
    figure.method = analysis_text(
        claim->analysis,
        "the same tests of r weighted for non-response, on %zu effective units; Fisher z %.10g %% "
        "interval; p: the larger of the two%s",
        effective, narrow_percent(claim), claim_kinship(claim));
    return claim_put(claim, "weighted", NULL, figure, err);
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    struct analysis *analysis = claim->analysis;
    struct partial r;
    TRY(correlate(claim, (struct columns){claim->x[0], claim->y[0], claim->controls}, &r, err));
    const struct equivalence e = test_of(claim, r.r.value, r.r.n, r.n_controls);
    *out = (struct estimate){
        .value = r.r.value,
        .n = (double)r.r.n,
        .se = MISSING,
        .low = e.low,
        .high = e.high,
        .p = e.p,
        .unit = "r",
        .decimals = 2,
        .method = analysis_text(
            analysis,
            "%s; two one-sided tests of |r| < %.10g by Fisher's z, p: the larger of the two; "
            "Fisher z %.10g %% interval, which lies within the margin just when p < %.10g%s",
            name_of_r(claim), claim->of->margin, narrow_percent(claim), 1 - analysis->confidence,
            claim_kinship(claim)),
        .why = "x and y must vary, and not be explained by the controls, over at least four units "
               "more than there are controls; the margin must be below 1",
    };
    TRY(put_usual(claim, r.r, err));
    TRY(put_spearman(claim, err));
    return claim->weight != NULL && claim->of->n_controls == 0 ? put_weighted(claim, err) : OK;
}

const struct claim_test claim_equivalence = {run};
