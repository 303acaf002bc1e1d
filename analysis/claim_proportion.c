/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/claim.h"
#include "analysis/claim_range.h"
#include "stats/proportion.h"
#include "stats/weighted.h"

/* The units on the claimed side of the cut: below it when the alternative is "less", else at or
   above it, as an index is strong. */
struct side {
    const struct claim *claim;
    double cut;
    bool is_below;
    size_t hits, n;
};

static bool is_hit(const struct side *side, double y)
{
    return side->is_below ? y < side->cut : y >= side->cut;
}

static struct side side_of(const struct claim *claim)
{
    const struct hypothesis *h = claim->of;
    struct side side = {.claim = claim,
                        .cut = is_missing(h->cut) ? h->y[0]->strong : h->cut,
                        .is_below = h->alternative == ALTERNATIVE_LESS};
    for (size_t i = 0; i < claim->n; i++) {
        const double y = claim->y[0][i];
        side.n += !is_missing(y);
        side.hits += !is_missing(y) && is_hit(&side, y);
    }
    return side;
}

static struct figure share_of(double value, size_t n)
{
    struct figure figure = figure_of(value, (double)n);
    figure.unit = "share";
    figure.decimals = 3;
    return figure;
}

static enum status put_exact(const struct side *side, struct proportion_test test,
                             struct error *err)
{
    const bool is_two_sided = side->claim->of->alternative == ALTERNATIVE_TWO_SIDED;
    const double both = fmin(1, 2 * fmin(test.exact_greater, test.exact_less));
    const double p = is_two_sided ? both : test.exact_greater;
    struct figure figure = figure_of(is_missing(test.exact_greater) ? MISSING : p, (double)side->n);
    figure.unit = "p";
    figure.decimals = 4;
    figure.method = is_two_sided ? "binomial test, twice the smaller tail; as if the units were "
                                   "drawn from infinitely many"
                                 : "binomial test, one-sided; as if the units were drawn from "
                                   "infinitely many";
    return claim_put(side->claim, "exact_p", NULL, figure, err);
}

/* Kish's effective number of units says how certain the weighted share is. */
static enum status put_weighted(const struct side *side, struct error *err)
{
    const struct claim *claim = side->claim;
    struct analysis *analysis = claim->analysis;
    double *hit = arena_array(claim->scratch, claim->n, double);
    if (hit == NULL)
        return error_memory(err);
    for (size_t i = 0; i < claim->n; i++)
        hit[i] = is_missing(claim->y[0][i]) ? MISSING : is_hit(side, claim->y[0][i]);
    const struct weighted w = weighted_of(hit, claim->weight, claim->n);
    const double n = (double)w.n, effective = weighted_effective(w);
    const double rest = claim->n_frame == 0 ? 1 : fmax(0, 1 - n / (double)claim->n_frame);
    const struct mean mean = {
        .n = w.n,
        .value = w.mean,
        .se = n < 2 ? MISSING : sqrt(w.mean * (1 - w.mean) / effective * n / (n - 1) * rest),
    };
    const struct proportion p = proportion_of_mean(mean, claim->n_frame, analysis->confidence);
    struct figure figure = share_of(p.value, w.n);
    figure.low = p.low;
    figure.high = p.high;
    figure.method = is_missing(effective)
                        ? "share weighted for non-response: no unit has a value"
                        : analysis_text(analysis,
                                        "share weighted for non-response; Wilson %s on %.1f "
                                        "effective units, with finite population correction",
                                        analysis->interval, effective);
    return claim_put(claim, "weighted", NULL, figure, err);
}

static enum status put_leave_one_out(const struct side *side, struct error *err)
{
    const struct claim *claim = side->claim;
    struct claim_range range = {0};
    for (size_t i = 0; side->n > 1 && i < claim->n; i++) {
        const double y = claim->y[0][i];
        const size_t hits = side->hits - (!is_missing(y) && is_hit(side, y));
        if (!is_missing(y))
            claim_range_take(&range, (double)hits / (double)(side->n - 1), i);
    }
    return claim_range_put(claim, &range, share_of(MISSING, side->n), err);
}

static void fill(const struct side *side, struct proportion_test test, struct estimate *out)
{
    const struct claim *claim = side->claim;
    struct analysis *analysis = claim->analysis;
    const struct proportion p =
        proportion_estimate(side->hits, side->n, claim->n_frame, analysis->confidence);
    const bool is_two_sided = claim->of->alternative == ALTERNATIVE_TWO_SIDED;
    const char *where = side->is_below ? "below" : "at or above";
    *out = (struct estimate){
        .value = p.value,
        .n = (double)p.n,
        .se = MISSING,
        .low = p.low,
        .high = p.high,
        .p = is_two_sided ? test.p : test.p_greater,
        .null = claim->of->null,
        .unit = "share",
        .decimals = 3,
        .method = analysis_text(
            analysis, "share of units %s %.10g; Wilson %s and score test, p %s, %s", where,
            side->cut, analysis->interval, claim_sidedness(claim),
            claim->n_frame > 0 ? "with finite population correction" : "of an infinite population"),
        .why = is_missing(claim->of->null) ? "it names no null to test the share against"
                                           : "no unit has a value",
    };
}

static enum status run(const struct claim *claim, struct estimate *out, struct error *err)
{
    const struct side side = side_of(claim);
    const struct proportion_test test =
        proportion_test(side.hits, side.n, claim->n_frame, claim->of->null);
    fill(&side, test, out);
    TRY(put_exact(&side, test, err));
    if (claim->analysis->leaves_out)
        TRY(put_leave_one_out(&side, err));
    return claim->weight != NULL ? put_weighted(&side, err) : OK;
}

const struct claim_test claim_proportion = {run};
