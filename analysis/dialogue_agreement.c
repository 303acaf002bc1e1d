/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the coders agree? A unit is a segment and a code: each coder who went through the session says
   yes or no to it. */
#include "analysis/dialogue_figures.h"
#include "stats/agreement.h"
#include "stats/krippendorff.h"
#include "stats/pooled_alpha.h"
#include "store/agreement.h"

#include <stdlib.h>

struct coders {
    struct analysis *analysis;
    const struct marks *marks;
    struct codings codings; /* of one code, or of all: n_codes rows a segment */
    double *cell;
};

static bool went_through(const struct dialogues *d, size_t segment, size_t coder)
{
    return d->has_coded[d->segments[segment].session * d->n_coders + coder];
}

/* Whether the coder gave that code itself, for all of them together: then a code and those above it
   do not count twice. */
static void fill_pooled(struct coders *c)
{
    const struct dialogues *d = c->marks->d;
    const size_t n = d->n_coders;
    size_t unit = 0;
    for (size_t code = 0; code < d->n_codes; code++) {
        if (!marks_is_given(c->marks, code))
            continue;
        for (size_t s = 0; s < d->n_segments; s++)
            for (size_t k = 0; k < n; k++)
                c->cell[(unit + s) * n + k] = went_through(d, s, k) ? 0 : MISSING;
        for (size_t i = 0; i < d->n_codings; i++)
            if (d->codings[i].code == code)
                c->cell[(unit + d->codings[i].segment) * n + d->codings[i].coder] = 1;
        unit += d->n_segments;
    }
    c->codings = (struct codings){c->cell, unit, n};
}

static void fill_code(struct coders *c, size_t code)
{
    const struct dialogues *d = c->marks->d;
    for (size_t s = 0; s < d->n_segments; s++)
        for (size_t k = 0; k < d->n_coders; k++)
            c->cell[s * d->n_coders + k] =
                went_through(d, s, k) ? mark_given(c->marks, s, k, code) : MISSING;
    c->codings = (struct codings){c->cell, d->n_segments, d->n_coders};
}

/* Units with two coders or more. */
static size_t count_units(struct codings codings)
{
    size_t n = 0;
    for (size_t unit = 0; unit < codings.n_units; unit++) {
        size_t n_coded = 0;
        for (size_t k = 0; k < codings.n_coders; k++)
            n_coded += !is_missing(coding(codings, unit, k));
        n += n_coded > 1;
    }
    return n;
}

/* NULL: of all codes. */
static const char *name_of(const struct coders *c, size_t code)
{
    return code == NO_CODE ? NULL : c->marks->d->codes[code].name;
}

static enum status put_share(const struct coders *c, size_t code, struct error *err)
{
    struct figure figure = figure_of(agreement_share(c->codings), (double)count_units(c->codings));
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = "pairs of coders who say the same of a segment / all such pairs; n: units with "
                    "two coders or more";
    return analysis_put(c->analysis, "agreement", "percent",
                        (struct subject){.code = name_of(c, code)}, figure, err);
}

static enum status put_kappa(const struct coders *c, size_t code, size_t a, size_t b,
                             struct error *err)
{
    struct arena *arena = c->analysis->out->arena;
    const char *one = figure_level(arena, "coder", c->marks->d->coders[a]);
    const char *other = figure_level(arena, "with", c->marks->d->coders[b]);
    struct kappa kappa;
    TRY(cohen_kappa(c->codings, a, b, c->analysis->confidence, &kappa, err));
    if (one == NULL || other == NULL)
        return error_memory(err);
    struct figure figure = figure_of(kappa.value, (double)kappa.n);
    figure.se = kappa.se;
    figure.low = kappa.low;
    figure.high = kappa.high;
    figure.status = kappa.n > 0 && is_missing(kappa.value) ? "z" : NULL;
    figure.decimals = 2;
    figure.method = analysis_text(c->analysis,
                                  "Cohen's kappa (1960), yes or no to each segment; %s by Fleiss, "
                                  "Cohen & Everitt (1969)",
                                  c->analysis->interval);
    return analysis_put(c->analysis, "agreement", "kappa",
                        (struct subject){.code = name_of(c, code),
                                         .group = analysis_text(c->analysis, "%s;%s", one, other)},
                        figure, err);
}

static enum status put_kappas(const struct coders *c, size_t code, struct error *err)
{
    for (size_t a = 0; a < c->codings.n_coders; a++)
        for (size_t b = a + 1; b < c->codings.n_coders; b++)
            TRY(put_kappa(c, code, a, b, err));
    return OK;
}

/* What nobody gave, and what one coder alone went through, has no agreement to speak of. */
static enum status put_alpha(const struct coders *c, size_t code, struct figure alpha,
                             struct error *err)
{
    const struct subject of = {.code = name_of(c, code)};
    const bool is_there = !is_missing(alpha.value);
    alpha.status = is_there ? NULL : "z";
    alpha.decimals = 2;
    TRY(analysis_put(c->analysis, "agreement", "alpha", of, alpha, err));
    struct figure verdict =
        figure_of(is_there ? (double)agreement_verdict_of(alpha.value) : MISSING, alpha.n);
    verdict.status = alpha.status;
    verdict.method = "by alpha: 0 not to be used (below 0.667), 1 tentative, 2 good (from 0.80); "
                     "Krippendorff 2004, p. 241";
    return analysis_put(c->analysis, "agreement", "verdict", of, verdict, err);
}

static void note_low(const struct coders *c, size_t code, double alpha)
{
    const struct dialogue_code *of = &c->marks->d->codes[code];
    if (is_missing(alpha) || agreement_verdict_of(alpha) != AGREEMENT_NOT_TO_BE_USED)
        return;
    findings_add(c->analysis->found, FINDING_WARNING, "low_agreement", of->at, NULL, NULL,
                 "coders agree too little on '%s' (alpha %.3f, below 0.667): no conclusion rests "
                 "on it; sharpen its definition and code anew",
                 of->name, alpha);
}

static enum status run_code(struct coders *c, size_t code, struct error *err)
{
    const struct analysis *analysis = c->analysis;
    struct krippendorff alpha;
    fill_code(c, code);
    TRY(krippendorff_alpha(
        (struct krippendorff_request){.codings = c->codings,
                                      .level = LEVEL_NOMINAL,
                                      .replicates = analysis->replicates,
                                      .seed = analysis->seed ^ random_name(name_of(c, code)),
                                      .confidence = analysis->confidence},
        &alpha, err));
    struct figure figure = figure_of(alpha.value, (double)alpha.n_units);
    figure.se = alpha.se;
    figure.low = alpha.low;
    figure.high = alpha.high;
    figure.method = analysis_text(c->analysis,
                                  "Krippendorff's alpha, nominal: yes or no of each coder to each "
                                  "segment, the code or one below it; BCa %s over segments",
                                  analysis->interval);
    TRY(put_alpha(c, code, figure, err));
    TRY(put_share(c, code, err));
    TRY(put_kappas(c, code, err));
    note_low(c, code, alpha.value);
    return OK;
}

/* Sums for the alpha of all codes together, a segment at a time. */
static void sum_segments(const struct coders *c, struct pooled_unit *out)
{
    const size_t n_segments = c->marks->d->n_segments;
    for (size_t unit = 0; unit < c->codings.n_units; unit++) {
        size_t n[2] = {0, 0};
        for (size_t k = 0; k < c->codings.n_coders; k++)
            if (!is_missing(coding(c->codings, unit, k)))
                n[coding(c->codings, unit, k) > 0]++;
        pooled_unit_add(&out[unit % n_segments], n[1], n[0]);
    }
}

static enum status run_pooled(struct coders *c, struct pooled_unit *units, struct error *err)
{
    const struct analysis *analysis = c->analysis;
    struct pooled_alpha alpha;
    fill_pooled(c);
    sum_segments(c, units);
    TRY(pooled_alpha_estimate(
        (struct pooled_alpha_request){.unit = units,
                                      .n_units = c->marks->d->n_segments,
                                      .replicates = analysis->replicates,
                                      .seed = analysis->seed ^ random_name("agreement/alpha"),
                                      .confidence = analysis->confidence},
        &alpha, err));
    struct figure figure = figure_of(alpha.value, (double)count_units(c->codings));
    figure.low = alpha.low;
    figure.high = alpha.high;
    figure.method = analysis_text(c->analysis,
                                  "Krippendorff's alpha, nominal: yes or no of each coder to each "
                                  "segment and code in use, codes as they were given; BCa %s over "
                                  "segments",
                                  analysis->interval);
    TRY(put_alpha(c, NO_CODE, figure, err));
    TRY(put_share(c, NO_CODE, err));
    return put_kappas(c, NO_CODE, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct marks *marks = analysis->marks;
    const struct dialogues *d = marks->d;
    struct arena scratch = {0};
    struct coders c = {.analysis = analysis, .marks = marks};
    c.cell = arena_array(&scratch, d->n_segments * (d->n_codes + 1) * d->n_coders, double);
    struct pooled_unit *units = arena_array(&scratch, d->n_segments, struct pooled_unit);
    enum status status = c.cell == NULL || units == NULL ? error_memory(err) : OK;
    if (status == OK)
        status = run_pooled(&c, units, err);
    for (size_t code = 0; status == OK && code < d->n_codes; code++)
        status = run_code(&c, code, err);
    arena_release(&scratch);
    return status;
}

const struct family family_dialogue_agreement = {"dialogue_agreement", "do the coders agree?", run};
