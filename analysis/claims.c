/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim.h"

#include "analysis/claim_data.h"
#include "analysis/kinship.h"
#include "stats/adjust.h"

#include <assert.h>

static const struct claim_test *const tests[] = {
    [TEST_CORRELATION] = &claim_correlation,
    [TEST_CORRELATION_DIFFERENCE] = &claim_correlation_difference,
    [TEST_MEAN_DIFFERENCE] = &claim_mean_difference,
    [TEST_EQUIVALENCE] = &claim_equivalence,
    [TEST_PROPORTION] = &claim_proportion,
    [TEST_REGRESSION] = &claim_regression,
    [TEST_INTERACTION] = &claim_interaction,
};
static_assert(COUNT(tests) == HYPOTHESIS_TEST_COUNT, "every test is carried out by somebody");

/* The claims of a wave, and what has come of them. */
struct docket {
    size_t n, n_tested;        /* of them, those that have a p */
    struct estimate *estimate; /* n; their texts live in the arena of the figures */
    double *p_holm;            /* n */
    struct sort_room room;
};

enum status claim_put(const struct claim *claim, const char *measure, const char *group,
                      struct figure figure, struct error *err)
{
    return analysis_put(claim->analysis, "hypothesis", measure,
                        (struct subject){.code = claim->of->id, .group = group}, figure, err);
}

double claim_directed_p(const struct claim *claim, double statistic, double two_sided)
{
    if (claim->of->alternative == ALTERNATIVE_TWO_SIDED || is_missing(two_sided))
        return two_sided;
    const bool is_that_way =
        claim->of->alternative == ALTERNATIVE_GREATER ? statistic > 0 : statistic < 0;
    return is_that_way ? two_sided / 2 : 1 - two_sided / 2;
}

double claim_own_p(const struct claim *claim, double two_sided, double greater, double less)
{
    const double p[] = {[ALTERNATIVE_TWO_SIDED] = two_sided,
                        [ALTERNATIVE_GREATER] = greater,
                        [ALTERNATIVE_LESS] = less};
    return p[claim->of->alternative];
}

const char *claim_sidedness(const struct claim *claim)
{
    return claim->of->alternative == ALTERNATIVE_TWO_SIDED ? "two-sided" : "one-sided";
}

static enum kinship worse(enum kinship a, enum kinship b)
{
    return a > b ? a : b;
}

/* An index that is cut into groups stands where an x does. */
static enum kinship kinship_of_claim(const struct hypothesis *h)
{
    const bool is_cut = h->group != NULL && h->group->type == INDICATOR_AGGREGATE;
    enum kinship worst = KINSHIP_NONE;
    for (size_t i = 0; i < h->n_y; i++) {
        for (size_t j = 0; j < h->n_x; j++)
            worst = worse(worst, kinship_of(h->y[i], h->x[j]));
        if (is_cut)
            worst = worse(worst, kinship_of(h->y[i], h->group));
    }
    return worst;
}

const char *claim_kinship(const struct claim *claim)
{
    return kinship_text(kinship_of_claim(claim->of));
}

enum status claim_unit(const struct claim *claim, size_t i, const char **out, struct error *err)
{
    return analysis_unit(claim->analysis, claim->row[i], out, err);
}

static void say_kinship(struct analysis *analysis, const struct hypothesis *h)
{
    if (kinship_of_claim(h) != KINSHIP_NONE)
        findings_add(
            analysis->found, FINDING_WARNING, "shared_answers", h->at, NULL, NULL,
            "hypothesis '%s': the same answers feed %s and y, which makes them go together "
            "whatever the units are like",
            h->id, h->n_x > 0 ? "x" : "group");
}

static void say_missing(struct analysis *analysis, const struct hypothesis *h,
                        const struct estimate *estimate)
{
    if (is_missing(estimate->value))
        findings_add(analysis->found, FINDING_WARNING, "no_estimate", h->at, NULL, NULL,
                     "hypothesis '%s' cannot be tested: %s", h->id,
                     estimate->why == NULL ? "there are too few values" : estimate->why);
    else if (is_missing(estimate->p))
        findings_add(analysis->found, FINDING_WARNING, "no_estimate", h->at, NULL, NULL,
                     "hypothesis '%s' has an estimate, but no p: %s", h->id,
                     estimate->why == NULL ? "there are too few values" : estimate->why);
}

static enum status put_estimate(const struct claim *claim, const struct estimate *estimate,
                                struct error *err)
{
    struct figure figure = figure_of(estimate->value, estimate->n);
    figure.se = estimate->se;
    figure.low = estimate->low;
    figure.high = estimate->high;
    figure.p = estimate->p;
    figure.unit = estimate->unit;
    figure.decimals = estimate->decimals;
    figure.method = estimate->method;
    return claim_put(claim, "estimate", NULL, figure, err);
}

static enum status run_claim(struct analysis *analysis, const struct hypothesis *h,
                             struct estimate *out, struct error *err)
{
    struct arena scratch = {0};
    struct claim claim;
    *out = (struct estimate){.value = MISSING,
                             .n = MISSING,
                             .se = MISSING,
                             .low = MISSING,
                             .high = MISSING,
                             .p = MISSING};
    enum status status = claim_fetch(analysis, h, &scratch, &claim, err);
    if (status == OK)
        status = tests[h->test]->run(&claim, out, err);
    if (status == OK)
        status = put_estimate(&claim, out, err);
    arena_release(&scratch);
    say_kinship(analysis, h);
    say_missing(analysis, h, out);
    return status;
}

/* What the data say of a claim. */
enum verdict { CONTRADICTED = -1, INCONCLUSIVE, SUPPORTED };

/* Which side of `null` the claim is on. The alternative of a proportion says which side of the cut
   is counted; that it is many units is the claim. */
static enum alternative claimed_side(const struct hypothesis *h)
{
    const bool is_share = h->test == TEST_PROPORTION && h->alternative != ALTERNATIVE_TWO_SIDED;
    return is_share ? ALTERNATIVE_GREATER : h->alternative;
}

/* Whether the interval lies wholly where the claim says that it does not. A claim that something
   differs either way has no such side. */
static bool is_contradicted(const struct hypothesis *h, const struct estimate *e)
{
    if (h->test == TEST_EQUIVALENCE)
        return e->low > h->margin || e->high < -h->margin;
    if (h->alternative == ALTERNATIVE_TWO_SIDED)
        return false;
    return claimed_side(h) == ALTERNATIVE_GREATER ? e->high < e->null : e->low > e->null;
}

static enum verdict verdict_of(const struct hypothesis *h, const struct estimate *e, double p_holm,
                               double alpha)
{
    if (p_holm < alpha)
        return SUPPORTED;
    return is_contradicted(h, e) ? CONTRADICTED : INCONCLUSIVE;
}

static enum status put_verdict(struct analysis *analysis, const struct docket *docket, size_t i,
                               struct error *err)
{
    const struct hypothesis *h = &analysis->wave->form->hypotheses[i];
    const struct estimate *estimate = &docket->estimate[i];
    const double alpha = 1 - analysis->confidence, p = docket->p_holm[i];
    const struct subject subject = {.code = h->id};
    struct figure figure = figure_of(p, estimate->n);
    figure.unit = "p";
    figure.decimals = 3;
    figure.method = analysis_text(
        analysis, "Holm's adjustment of p over the %zu hypotheses of the wave that have one",
        docket->n_tested);
    TRY(analysis_put(analysis, "hypothesis", "p_holm", subject, figure, err));
    figure.value = is_missing(p) ? MISSING : (double)verdict_of(h, estimate, p, alpha);
    figure.unit = "verdict";
    figure.decimals = 0;
    figure.method = analysis_text(analysis,
                                  "1 supported: adjusted p < %.10g in the claimed direction; -1 "
                                  "contradicted: the interval lies wholly on the other side; 0 "
                                  "inconclusive",
                                  alpha);
    return analysis_put(analysis, "hypothesis", "verdict", subject, figure, err);
}

static enum status docket_get(struct arena *scratch, size_t n, struct docket *out,
                              struct error *err)
{
    *out = (struct docket){.n = n,
                           .estimate = arena_array(scratch, n, struct estimate),
                           .p_holm = arena_array(scratch, n, double)};
    if (out->estimate == NULL || out->p_holm == NULL)
        return error_memory(err);
    return sort_room_get(scratch, n, &out->room, err);
}

static enum status run_docket(struct analysis *analysis, struct arena *scratch, struct error *err)
{
    const struct form *form = analysis->wave->form;
    struct docket docket;
    TRY(docket_get(scratch, form->n_hypotheses, &docket, err));
    for (size_t i = 0; i < docket.n; i++) {
        TRY(run_claim(analysis, &form->hypotheses[i], &docket.estimate[i], err));
        docket.p_holm[i] = docket.estimate[i].p;
        docket.n_tested += !is_missing(docket.p_holm[i]);
    }
    adjust_p(ADJUST_HOLM, docket.p_holm, docket.n, docket.p_holm, &docket.room);
    for (size_t i = 0; i < docket.n; i++)
        TRY(put_verdict(analysis, &docket, i, err));
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    struct arena scratch = {0};
    const enum status status = run_docket(analysis, &scratch, err);
    arena_release(&scratch);
    return status;
}

const struct family family_claims = {"claims", "do the claims of the report hold?", run};
