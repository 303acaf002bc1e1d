/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/explaining.h"

#include "analysis/goalposts.h"
#include "analysis/variable.h"
#include "stats/distribution.h"
#include "stats/moments.h"
#include "stats/weights.h"

#include <string.h>

const char *explain_label(const struct explaining *x, struct labels labels, const char *fallback)
{
    return labels.text == NULL ? fallback
                               : form_label(x->form, labels, x->from->language, fallback);
}

const char *explain_reason(enum missing reason)
{
    static const char *const words[] = {
        [ANSWERED] = N_("answered"),
        [MISSING_NO_ANSWER] = N_("no answer"),
        [MISSING_NOT_ASKED] = N_("not asked"),
        [MISSING_UNKNOWN] = N_("does not know"),
        [MISSING_NOT_APPLICABLE] = N_("does not apply"),
        [MISSING_REFUSED] = N_("does not want to answer"),
        [MISSING_INVALID] = N_("an answer that cannot be taken"),
    };
    _Static_assert(COUNT(words) == MISSING_COUNT, "every reason has its words");
    return _(words[reason]);
}

const struct score *explain_score_of(const struct explaining *x, const char *code)
{
    const struct indicator *indicator = code == NULL ? NULL : form_indicator(x->form, code);
    const struct score *score = indicator == NULL ? NULL : score_of(x->wave, indicator);
    return score == NULL || score->value == NULL ? NULL : score;
}

enum status explain_column(struct explaining *x, const struct indicator *indicator,
                           const double **out, struct error *err)
{
    *out = NULL;
    const struct score *score = score_of(x->wave, indicator);
    if (score != NULL) {
        *out = score->value;
        return OK;
    }
    if (!x->from->has_answers || indicator->type == INDICATOR_GROUP)
        return OK;
    double *column = arena_array(x->e->arena, x->wave->n_rows, double);
    if (column == NULL)
        return error_memory(err);
    struct variables set;
    struct indicator *one = form_indicator(x->form, indicator->code);
    TRY(variables_open(x->wave, &one, 1, NULL, &set, err));
    variables_fill_rows(&set, 0, x->wave->n_rows, column);
    variables_close(&set);
    *out = column;
    return OK;
}

const char *explain_sibling(struct explaining *x, const char *family, const char *measure)
{
    const char *id = x->figure->id, *rest = id + strlen(x->id->family) + 1;
    rest += strlen(x->id->measure);
    return explanation_text(x->e, "%s/%s%s", family, measure, rest);
}

/* ---- items and indices ------------------------------------------------------------------------
 */

/* The share of the weight that each of the list's siblings has. */
static double share_of(const struct indicator *child)
{
    double sum = 0;
    if (child->parent == NULL)
        return MISSING;
    for (size_t i = 0; i < child->parent->n_children; i++)
        sum += child->parent->children[i]->weight;
    return sum > 0 ? child->weight / sum : MISSING;
}

/* How much it moves the index at the top. */
static double effective_weight(const struct indicator *of)
{
    double weight = 1;
    for (; of->parent != NULL; of = of->parent)
        weight *= share_of(of);
    return weight;
}

/* "goalposts 1-5, turned", "mean of 4 items". */
static const char *scale_of(struct explaining *x, const struct indicator *of)
{
    if (of->type == INDICATOR_AGGREGATE)
        return explain_rule(x, of);
    double low, high;
    goalposts_of(of, &low, &high);
    const char *name = method_name(METHOD_NORMALISE, (int)of->normalise);
    const char *turned = of->direction < 0 ? _(", turned") : "";
    if (of->type != INDICATOR_ITEM)
        return _("as given");
    return is_missing(low) || is_missing(high)
               ? explanation_text(x->e, "%s%s", name, turned)
               : explanation_text(x->e, "%s %.10g-%.10g%s", name, low, high, turned);
}

const char *explain_rule(struct explaining *x, const struct indicator *index)
{
    static const char *const means[] = {[AGGREGATE_AMEAN] = N_("arithmetic mean"),
                                        [AGGREGATE_GMEAN] = N_("geometric mean"),
                                        [AGGREGATE_HMEAN] = N_("harmonic mean")};
    const char *mean = _(means[index->aggregate]);
    if (index->policy == POLICY_COMPLETE)
        return explanation_text(x->e, _("%s of %zu, all of which are wanted"), mean,
                                index->n_children);
    if (index->policy == POLICY_ZERO)
        return explanation_text(x->e, _("%s of %zu, one that is missing counts 0"), mean,
                                index->n_children);
    return explanation_text(x->e, _("%s of those there of %zu, at least %.10g of the weight"), mean,
                            index->n_children, index->min_share);
}

static const char *wording_of(const struct explaining *x, const struct indicator *of)
{
    const struct question *question = of->question;
    const char *name = explain_label(x, of->labels, of->name == NULL ? of->code : of->name);
    return question == NULL ? name : explain_label(x, question->labels, name);
}

static const struct explain_column part_columns[] = {
    {"code", N_("code")},   {"wording", N_("wording")},      {"weight", N_("weight")},
    {"share", N_("share")}, {"effective", N_("of the top")}, {"direction", NULL},
    {"scale", N_("scale")},
};

static void put_part(struct explaining *x, struct explain_table *table, const struct indicator *of)
{
    explanation_row(
        x->e, table,
        (struct explain_cell[]){cell_text(of->code), cell_text(wording_of(x, of)),
                                cell_number(of->weight, EXPLAIN_DIGITS),
                                cell_number(share_of(of), 4), cell_number(effective_weight(of), 4),
                                cell_number(of->direction, 0), cell_text(scale_of(x, of))});
}

void explain_parts(struct explaining *x, const struct indicator *index)
{
    if (index->n_children == 0)
        return;
    explanation_note(x->e, _("%s, %s: %s"), index->code,
                     explain_label(x, index->labels, index->code), explain_rule(x, index));
    struct explain_table *table = explanation_table(
        x->e, "parts", explanation_text(x->e, _("What %s is made of"), index->code), part_columns,
        COUNT(part_columns));
    for (size_t i = 0; i < index->n_children; i++)
        put_part(x, table, index->children[i]);
}

void explain_variables(struct explaining *x, const struct indicator *const *list, size_t n)
{
    struct explain_table *table = explanation_table(x->e, "variables", _("What it is about"),
                                                    part_columns, COUNT(part_columns));
    for (size_t i = 0; i < n; i++)
        put_part(x, table, list[i]);
}

/* ---- a mean and a share -----------------------------------------------------------------------
 */

static void put_interval(struct explaining *x, const struct moments *m, size_t population)
{
    const double n = (double)m->n, big_n = (double)population, sd = moments_sd(*m);
    if (m->n < 2 || population == 0 || m->n >= population)
        return;
    const double se = sd / sqrt(n) * sqrt(1 - n / big_n);
    const double t = student_critical(x->form->settings.confidence, n - 1);
    explanation_step(x->e, sd,
                     _("standard deviation s = sqrt(sum of (score - mean)^2 / (n - 1)) = "
                       "sqrt(%.10g / %zu) = %.10g"),
                     m->m2, m->n - 1, sd);
    explanation_step(x->e, se,
                     _("standard error = s / sqrt(n) x sqrt(1 - n / N) = %.10g / sqrt(%zu)"
                       " x sqrt(1 - %zu / %zu) = %.10g"),
                     sd, m->n, m->n, population, se);
    explanation_step(x->e, t * se,
                     _("interval = mean -+ t x standard error = %.10g -+ %.10g x "
                       "%.10g = %.10g to %.10g"),
                     m->mean, t, se, m->mean - t * se, m->mean + t * se);
}

void explain_mean(struct explaining *x, const double *column, const struct selection *s)
{
    struct moments m = {0};
    double sum = 0;
    for (size_t row = 0; row < x->wave->n_rows; row++)
        if (s->left[row] == 0) {
            moments_add(&m, column[row]);
            sum += column[row];
        }
    if (m.n == 0)
        return;
    explanation_step(x->e, m.mean, _("mean = sum / n = %.10g / %zu = %.10g"), sum, m.n, m.mean);
    put_interval(x, &m, explain_population(x));
    explanation_result(x->e, m.mean);
}

void explain_share(struct explaining *x, size_t hits, size_t n, size_t population)
{
    if (n == 0)
        return;
    const double p = (double)hits / (double)n;
    explanation_step(x->e, p, _("share = %zu / %zu = %.10g"), hits, n, p);
    explanation_result(x->e, p);
    if (is_missing(x->figure->low) || n >= population)
        return;
    const double z = normal_critical(x->form->settings.confidence);
    const double size = (double)n / (1 - (double)n / (double)population);
    explanation_step(x->e, size,
                     _("effective n* = n / (1 - n / N) = %zu / (1 - %zu / %zu) = %.10g"), n, n,
                     population, size);
    explanation_step(x->e, z,
                     _("interval = (p + z^2 / 2n* -+ z sqrt(p (1 - p) / n* + z^2 / 4n*^2)) "
                       "/ (1 + z^2 / n*), z = %.10g: %.10g to %.10g"),
                     z, x->figure->low, x->figure->high);
}
