/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hypothesis/...: what a claim says, whom it is about, and how its estimate came about. */
#include "analysis/claim_data.h"
#include "analysis/explaining.h"
#include "stats/comoments.h"
#include "stats/moments.h"

#include <string.h>

static const struct hypothesis *hypothesis_of(const struct form *form, const char *id)
{
    for (size_t i = 0; id != NULL && i < form->n_hypotheses; i++)
        if (strcmp(form->hypotheses[i].id, id) == 0)
            return &form->hypotheses[i];
    return NULL;
}

static void put_claim(struct explaining *x, const struct hypothesis *h)
{
    static const char *const directions[] = {
        [ALTERNATIVE_TWO_SIDED] = N_("either way"),
        [ALTERNATIVE_GREATER] = N_("greater"),
        [ALTERNATIVE_LESS] = N_("less"),
    };
    explanation_note(x->e, _("the claim %s: %s"), h->id, explain_label(x, h->claim, h->id));
    explanation_note(x->e, _("tested by %s, claimed direction: %s"), hypothesis_test_name(h->test),
                     _(directions[h->alternative]));
    if (h->where != NULL)
        explanation_note(x->e, _("about units where %s"), h->where);
    if (h->source != NULL)
        explanation_note(x->e, _("published in: %s"), h->source);
}

/* Variables with their part in the claim. */
static void put_roles(struct explaining *x, const struct hypothesis *h)
{
    const size_t n = h->n_y + h->n_x + h->n_controls + 1;
    const struct indicator **list = arena_array(x->e->arena, n, const struct indicator *);
    size_t at = 0;
    if (list == NULL) {
        x->e->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < h->n_y; i++)
        list[at++] = h->y[i];
    for (size_t i = 0; i < h->n_x; i++)
        list[at++] = h->x[i];
    for (size_t i = 0; i < h->n_controls; i++)
        list[at++] = h->controls[i];
    if (h->group != NULL)
        list[at++] = h->group;
    explain_variables(x, list, at);
}

static void leave_missing(struct explaining *x, const struct claim *claim, struct selection *s,
                          const struct indicator *const *of, const double *const *column, size_t n)
{
    for (size_t v = 0; v < n; v++) {
        const char *rule = explanation_text(x->e, _("no value for %s"), of[v]->code);
        for (size_t i = 0; i < claim->n; i++)
            if (is_missing(column[v][i]))
                selection_leave(x, s, claim->row[i], rule);
    }
}

/* Whether the estimate looks at the controls too. */
static bool has_all(const struct hypothesis *h)
{
    return h->test == TEST_REGRESSION || h->test == TEST_INTERACTION;
}

static enum status put_units(struct explaining *x, const struct claim *claim, struct error *err)
{
    const struct hypothesis *h = claim->of;
    struct selection s;
    TRY(selection_open(x, &s, err));
    if (h->where != NULL) {
        const char *rule = explanation_text(x->e, _("does not hold: %s"), h->where);
        for (size_t row = 0, i = 0; row < x->wave->n_rows; row++)
            if (i < claim->n && claim->row[i] == row)
                i++;
            else
                selection_leave(x, &s, row, rule);
    }
    leave_missing(x, claim, &s, (const struct indicator *const *)h->y, claim->y, h->n_y);
    leave_missing(x, claim, &s, (const struct indicator *const *)h->x, claim->x, h->n_x);
    if (has_all(h))
        leave_missing(x, claim, &s, (const struct indicator *const *)h->controls, claim->controls,
                      h->n_controls);
    if (claim->level != NULL) {
        const char *rule = explanation_text(x->e, _("in no level of %s"), h->group->code);
        for (size_t i = 0; i < claim->n; i++)
            if (claim->level[i] == NO_LEVEL)
                selection_leave(x, &s, claim->row[i], rule);
    }
    return selection_put(x, &s, err);
}

/* ---- arithmetic -------------------------------------------------------------------------------
 */

static enum status put_r(struct explaining *x, const struct claim *claim, struct error *err)
{
    struct comoments m;
    const double *columns[] = {claim->x[0], claim->y[0]};
    TRY(comoments_get(x->e->arena, 2, &m, err));
    comoments_add_columns(&m, columns, claim->n);
    if (m.n < 2 || !(m.sum[0] > 0 && m.sum[3] > 0))
        return OK;
    const double r = m.sum[1] / sqrt(m.sum[0] * m.sum[3]);
    explanation_step(x->e, r,
                     _("r = sum of products / sqrt(product of the sums of squares) = %.10g / "
                       "sqrt(%.10g x %.10g) = %.10g"),
                     m.sum[1], m.sum[0], m.sum[3], r);
    explanation_result(x->e, r);
    return OK;
}

static struct moments level_moments(const struct claim *claim, size_t level)
{
    struct moments m = {0};
    for (size_t i = 0; i < claim->n; i++)
        if (claim->level[i] == level && !is_missing(claim->y[0][i]))
            moments_add(&m, claim->y[0][i]);
    return m;
}

static void put_levels(struct explaining *x, const struct claim *claim)
{
    static const struct explain_column columns[] = {{"level", N_("level")},
                                                    {"frame", N_("frame")},
                                                    {"n", N_("used")},
                                                    {"mean", N_("mean")},
                                                    {"sd", N_("standard deviation")}};
    struct moments m[2] = {{0}, {0}};
    struct explain_table *table = explanation_table(
        x->e, "levels", explanation_text(x->e, _("%s in each level"), claim->of->y[0]->code),
        columns, COUNT(columns));
    for (size_t level = 0; level < claim->n_levels; level++) {
        const struct moments of = level_moments(claim, level);
        const size_t frame = claim->n_level_units == NULL ? 0 : claim->n_level_units[level];
        if (level < 2)
            m[level] = of;
        explanation_row(x->e, table,
                        (struct explain_cell[]){
                            cell_text(claim->level_names[level]),
                            cell_number(frame == 0 ? MISSING : (double)frame, 0), cell_count(of.n),
                            cell_number(of.n == 0 ? MISSING : of.mean, EXPLAIN_DIGITS),
                            cell_number(moments_sd(of), EXPLAIN_DIGITS)});
    }
    if (claim->n_levels != 2 || m[0].n == 0 || m[1].n == 0 ||
        strcmp(x->id->measure, "estimate") != 0)
        return;
    const double difference = m[0].mean - m[1].mean;
    explanation_step(x->e, difference, _("difference of means = %.10g - %.10g = %.10g"), m[0].mean,
                     m[1].mean, difference);
    explanation_result(x->e, difference);
}

static void put_hits(struct explaining *x, const struct claim *claim)
{
    const struct hypothesis *h = claim->of;
    const double cut = is_missing(h->cut) ? h->y[0]->strong : h->cut;
    const bool is_below = h->alternative == ALTERNATIVE_LESS;
    size_t hits = 0, n = 0;
    for (size_t i = 0; i < claim->n; i++) {
        const double y = claim->y[0][i];
        n += !is_missing(y);
        hits += !is_missing(y) && (is_below ? y < cut : y >= cut);
    }
    explanation_note(x->e, is_below ? _("counted: below %.10g") : _("counted: at least %.10g"),
                     cut);
    explain_share(x, hits, n, claim->n_frame);
}

static enum status put_estimate(struct explaining *x, const struct claim *claim, struct error *err)
{
    const bool is_estimate = strcmp(x->id->measure, "estimate") == 0;
    if (claim->of->test == TEST_MEAN_DIFFERENCE && claim->level != NULL)
        put_levels(x, claim);
    if (!is_estimate)
        return OK;
    if (claim->of->test == TEST_PROPORTION)
        put_hits(x, claim);
    return claim->of->test == TEST_CORRELATION ? put_r(x, claim, err) : OK;
}

/* ---- what is made of all claims ---------------------------------------------------------------
 */

static double p_of(struct explaining *x, const struct hypothesis *h)
{
    const struct figure *figure = figures_find(
        x->from->figures,
        explanation_text(x->e, "%s",
                         figure_id(x->e->arena, "hypothesis", "estimate", h->id, NULL, NULL)));
    return figure == NULL ? MISSING : figure->p;
}

/* Holm: the smallest of m times m, the next times m - 1 ..., none below the one before. */
static void put_holm(struct explaining *x, const struct hypothesis *of)
{
    const struct form *form = x->form;
    const double p = p_of(x, of);
    size_t m = 0, smaller = 0;
    double adjusted = 0;
    for (size_t i = 0; i < form->n_hypotheses; i++)
        m += !is_missing(p_of(x, &form->hypotheses[i]));
    for (size_t i = 0; i < form->n_hypotheses && !is_missing(p); i++) {
        const double q = p_of(x, &form->hypotheses[i]);
        size_t below = 0;
        for (size_t k = 0; k < form->n_hypotheses; k++)
            below += p_of(x, &form->hypotheses[k]) < q;
        smaller += q < p;
        if (q <= p)
            adjusted = fmax(adjusted, fmin(1, (double)(m - below) * q));
    }
    if (is_missing(p))
        return;
    explanation_step(x->e, adjusted,
                     _("of the %zu p-values of all claims %zu are smaller than this one, %.10g: "
                       "%zu x %.10g, at most 1 and not below what a smaller one became: %.10g"),
                     m, smaller, p, m - smaller, p, adjusted);
    explanation_result(x->e, adjusted);
}

static void put_verdict(struct explaining *x, const struct hypothesis *h)
{
    struct arena *arena = x->e->arena;
    const struct figures *figures = x->from->figures;
    const struct figure *estimate =
        figures_find(figures, explanation_text(x->e, "hypothesis/estimate/%s", h->id));
    const struct figure *p = figures_find(
        figures,
        explanation_text(x->e, "%s", figure_id(arena, "hypothesis", "p_holm", h->id, NULL, NULL)));
    if (estimate == NULL || p == NULL)
        return;
    explanation_note(x->e,
                     _("1 supported: adjusted p below %.10g, in the claimed direction; -1 "
                       "contradicted: the whole interval lies on the other side; else 0"),
                     1 - x->form->settings.confidence);
    explanation_step(x->e, x->figure->value,
                     _("estimate %.10g, interval %.10g to %.10g, adjusted p %.10g: %.0f"),
                     estimate->value, estimate->low, estimate->high, p->value, x->figure->value);
}

static void relate(struct explaining *x, const struct hypothesis *h)
{
    const struct figures *figures = x->from->figures;
    for (size_t i = 0; i < figures->n; i++) {
        struct figure_parts parts;
        struct arena scratch = {0};
        const bool is_of_it =
            strncmp(figures->list[i].id, "hypothesis/", strlen("hypothesis/")) == 0 &&
            figure_parse(&scratch, figures->list[i].id, &parts, NULL) == OK &&
            parts.subject != NULL && strcmp(parts.subject, h->id) == 0;
        arena_release(&scratch);
        if (is_of_it)
            explanation_relate(x->e, figures, figures->list[i].id, _("of the same claim"));
    }
    for (size_t i = 0; i < h->n_y + h->n_x; i++) {
        const struct indicator *of = i < h->n_y ? h->y[i] : h->x[i - h->n_y];
        explanation_relate(x->e, figures,
                           figure_id(x->e->arena, "index", "mean", of->code, NULL, NULL),
                           _("what it is about"));
    }
}

static enum status put_data(struct explaining *x, const struct hypothesis *h, struct error *err)
{
    struct analysis analysis = {
        .wave = x->from->wave, .confidence = x->form->settings.confidence, .source = x->from->asks};
    struct claim claim;
    TRY(claim_fetch(&analysis, h, x->e->arena, &claim, err));
    TRY(put_units(x, &claim, err));
    return put_estimate(x, &claim, err);
}

enum status explain_claim(struct explaining *x, struct error *err)
{
    const struct hypothesis *h = hypothesis_of(x->form, x->id->subject);
    if (h == NULL)
        return OK;
    put_claim(x, h);
    put_roles(x, h);
    if (x->from->has_answers)
        TRY(put_data(x, h, err));
    if (strcmp(x->id->measure, "p_holm") == 0)
        put_holm(x, h);
    else if (strcmp(x->id->measure, "verdict") == 0)
        put_verdict(x, h);
    relate(x, h);
    return OK;
}
