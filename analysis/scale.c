/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/scale.h"

#include "stats/adequacy.h"
#include "stats/eigen.h"
#include "stats/minres.h"

/* What the correlations of a scale's parts say. */
struct factor {
    double *r, *eigen; /* k x k, k */
    struct adequacy adequacy;
    struct minres minres;
};

struct figure scale_figure(double value, size_t n)
{
    struct figure figure = figure_of(value, (double)n);
    figure.unit = "";
    figure.decimals = 2;
    return figure;
}

static enum status find_factor(struct arena *arena, const struct comoments *m, struct factor *out,
                               struct error *err)
{
    out->r = arena_array(arena, m->k * m->k, double);
    out->eigen = arena_array(arena, m->k, double);
    if (out->r == NULL || out->eigen == NULL)
        return error_memory(err);
    comoments_correlations(m, out->r);
    TRY(eigen_values(out->r, m->k, out->eigen, err));
    TRY(adequacy_of(out->r, m->k, m->n, arena, &out->adequacy, err));
    return minres_fit(out->r, m->k, arena, &out->minres, err);
}

static enum status put_omega(struct analysis *analysis, const struct scale *scale,
                             const struct comoments *m, const struct minres *minres,
                             struct error *err)
{
    struct figure figure = scale_figure(omega_total(minres->loading, m->k), m->n);
    figure.status = scale->n < 3 ? "z" : NULL;
    figure.method = analysis_text(analysis,
                                  "omega total of one minres factor of %zu %s as normalised, units "
                                  "that have all: (sum of loadings)^2 / (that + sum of "
                                  "uniquenesses)",
                                  scale->n, scale->parts);
    return analysis_put(analysis, "omega", "total", (struct subject){.code = scale->index->code},
                        figure, err);
}

static enum status put_eigen(struct analysis *analysis, const struct scale *scale,
                             const struct comoments *m, const double *values, struct error *err)
{
    struct figure figure = scale_figure(eigen_first_share(values, m->k), m->n);
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = "first eigenvalue of the correlations of the parts / number of parts, units "
                    "that have all parts";
    return analysis_put(analysis, "eigen", "first_share",
                        (struct subject){.code = scale->index->code}, figure, err);
}

static enum status put_adequacy(struct analysis *analysis, const struct scale *scale,
                                const struct comoments *m, const struct adequacy *adequacy,
                                struct error *err)
{
    const struct subject subject = {.code = scale->index->code};
    struct figure figure = scale_figure(adequacy->kmo, m->n);
    if (scale->n < 3) /* of two parts it is 1/2 whatever they are */
        figure.value = MISSING;
    figure.status = scale->n < 3 ? "z" : NULL;
    figure.method = "Kaiser, Meyer & Olkin's measure of sampling adequacy, units that have all "
                    "parts";
    TRY(analysis_put(analysis, "kmo", "overall", subject, figure, err));
    figure = scale_figure(adequacy->chi2, m->n);
    figure.p = adequacy->p;
    figure.status = scale->n < 2 ? "z" : NULL;
    figure.method = analysis_text(analysis,
                                  "Bartlett's test of sphericity, chi-square on %zu degrees of "
                                  "freedom, units that have all parts",
                                  adequacy->df);
    return analysis_put(analysis, "bartlett", "chi2", subject, figure, err);
}

/* An analyst must know why there is no factor, or one not to be trusted. Where fewer than two units
   have all parts there is no alpha either, and that has been said. */
static void say_factor(struct analysis *analysis, const struct scale *scale,
                       const struct comoments *m, const struct factor *factor)
{
    const struct indicator *index = scale->index;
    if (scale->n < 3 || m->n < 2)
        return;
    if (is_missing(factor->eigen[0]))
        findings_add(analysis->found, FINDING_INFO, "no_factor", index->at, NULL, index->code,
                     "no omega and KMO for '%s': over the %zu units that have all of its %zu "
                     "parts, a part does not vary",
                     index->code, m->n, scale->n);
    else if (is_missing(factor->adequacy.kmo))
        findings_add(analysis->found, FINDING_INFO, "no_factor", index->at, NULL, index->code,
                     "no omega and KMO for '%s': over the %zu units that have all of its %zu "
                     "parts, a part follows from others, or none goes with another",
                     index->code, m->n, scale->n);
    else if (is_missing(factor->minres.residual))
        findings_add(analysis->found, FINDING_INFO, "no_factor", index->at, NULL, index->code,
                     "no omega for '%s': its %zu parts do not settle on one factor", index->code,
                     scale->n);
    else if (factor->minres.n_improper > 0)
        findings_add(analysis->found, FINDING_INFO, "improper_factor", index->at, NULL, index->code,
                     "the omega of '%s' is uncertain: the factor of its %zu parts would have to "
                     "explain more than all of a part (a Heywood case)",
                     index->code, scale->n);
}

enum status scale_put_factor(struct analysis *analysis, const struct scale *scale,
                             const struct comoments *m, struct error *err)
{
    struct arena arena = {0};
    struct factor factor = {0};
    enum status status = find_factor(&arena, m, &factor, err);
    if (status == OK)
        status = put_omega(analysis, scale, m, &factor.minres, err);
    if (status == OK)
        status = put_eigen(analysis, scale, m, factor.eigen, err);
    if (status == OK)
        status = put_adequacy(analysis, scale, m, &factor.adequacy, err);
    if (status == OK)
        say_factor(analysis, scale, m, &factor);
    arena_release(&arena);
    return status;
}
