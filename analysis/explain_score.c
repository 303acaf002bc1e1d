/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score of a single unit, from its answers up the index tree. */
#include "analysis/explain.h"
#include "analysis/explain_answer.h"
#include "analysis/explaining.h"
#include "base/text.h"
#include "stats/aggregate.h"
#include "store/names.h"

#include <stdlib.h>
#include <string.h>

/* ---- which unit -------------------------------------------------------------------------------
 */

struct known_units {
    const char **text; /* n: keys and names of the rows, for "did you mean" */
    size_t n, found;   /* SIZE_MAX: none has that key or name */
    const char *key, *name;
};

static void take_unit(struct explaining *x, struct known_units *units, size_t row,
                      const char *wanted, const char *const names[2])
{
    for (size_t i = 0; i < 2; i++)
        units->text[units->n++] = explanation_text(x->e, "%s", names[i]);
    const bool is_it = strcmp(names[0], wanted) == 0 ||
                       (units->found == SIZE_MAX && strcmp(names[1], wanted) == 0);
    if (!is_it)
        return;
    units->found = row;
    units->key = units->text[units->n - 2];
    units->name = units->text[units->n - 1];
}

static enum status list_units(struct explaining *x, const char *wanted, struct known_units *out,
                              struct error *err)
{
    struct row_names *names = NULL;
    const char *of[2] = {NULL, NULL};
    *out = (struct known_units){.text = arena_array(x->e->arena, 2 * x->wave->n_rows, const char *),
                                .found = SIZE_MAX};
    if (out->text == NULL)
        return error_memory(err);
    TRY(row_names_open(x->from->store, x->wave, &names, err));
    enum status status = row_names_next(names, &of[0], &of[1], err);
    for (size_t row = 0; status == OK && of[0] != NULL && row < x->wave->n_rows; row++) {
        take_unit(x, out, row, wanted, of);
        status = row_names_next(names, &of[0], &of[1], err);
    }
    row_names_close(names);
    return status;
}

static enum status find_unit(struct explaining *x, const char *wanted, struct known_units *out,
                             struct error *err)
{
    TRY(list_units(x, wanted, out, err));
    if (out->found != SIZE_MAX)
        return OK;
    const char *nearest = text_nearest(wanted, out->text, out->n);
    if (nearest != NULL)
        return error_set(err, ERR_USAGE, _("no unit '%s' has answered; did you mean '%s'?"), wanted,
                         nearest);
    return error_set(err, ERR_USAGE, _("no unit '%s' has answered"), wanted);
}

static enum status find_code(struct explaining *x, const char *code, const struct indicator **out,
                             struct error *err)
{
    const struct form *form = x->form;
    const char **codes = arena_array(x->e->arena, form->n_indicators, const char *);
    size_t n = 0;
    *out = form_indicator(form, code);
    if (*out != NULL && ((*out)->type == INDICATOR_AGGREGATE || (*out)->type == INDICATOR_ITEM))
        return OK;
    if (codes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_AGGREGATE ||
            form->indicators[i].type == INDICATOR_ITEM)
            codes[n++] = form->indicators[i].code;
    const char *nearest = text_nearest(code, codes, n);
    if (nearest != NULL)
        return error_set(err, ERR_USAGE, _("there is no index or item '%s'; did you mean '%s'?"),
                         code, nearest);
    return error_set(err, ERR_USAGE, _("there is no index or item '%s'"), code);
}

/* ---- an index ---------------------------------------------------------------------------------
 */

static const struct explain_column columns[] = {
    {"code", N_("code")},     {"wording", N_("wording")},
    {"answer", N_("answer")}, {"given", N_("score")},
    {"used", NULL},           {"scale", N_("scale")},
    {"value", N_("0-100")},   {"weight", N_("weight")},
    {"share", N_("share")},   {"contribution", N_("contributes")},
};

/* One index of one unit: its children as they count. */
struct level {
    const struct indicator *index;
    size_t row;
    double *child, *weight; /* n_children: values, and weights of those that count */
    double base, there;     /* weight that could count, and that does */
    double sum;             /* of the contributions */
    double told;            /* of the contributions as they are printed */
};

enum { CONTRIBUTION_DECIMALS = 6 };

/* What a value adds to the sum of its index. */
static double term(const struct indicator *index, double share, double value)
{
    switch (index->aggregate) {
    case AGGREGATE_GMEAN:
        return share * log(value);
    case AGGREGATE_HMEAN:
        return share / value;
    case AGGREGATE_AMEAN:
        break;
    }
    return share * value;
}

/* The score that the sum of all terms makes. */
static double score_of_sum(const struct indicator *index, double sum)
{
    if (index->aggregate == AGGREGATE_GMEAN)
        return exp(sum);
    return index->aggregate == AGGREGATE_HMEAN ? 1 / sum : sum;
}

/* Whether a child without a value leaves the base of its index. */
static bool leaves_base(const struct indicator *index, double value)
{
    const enum missing reason = missing_reason(value);
    return index->policy != POLICY_ZERO &&
           (reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE);
}

static void weigh(struct level *level)
{
    const struct indicator *index = level->index;
    for (size_t i = 0; i < index->n_children; i++) {
        const double weight = index->children[i]->weight;
        if (is_missing(level->child[i]) && index->policy == POLICY_ZERO)
            level->child[i] = 0;
        level->base += leaves_base(index, level->child[i]) ? 0 : weight;
        level->weight[i] = is_missing(level->child[i]) ? 0 : weight;
        level->there += level->weight[i];
    }
}

static enum status open_level(struct explaining *x, const struct indicator *index, size_t row,
                              struct level *out, struct error *err)
{
    *out = (struct level){.index = index,
                          .row = row,
                          .child = arena_array(x->e->arena, index->n_children, double),
                          .weight = arena_array(x->e->arena, index->n_children, double)};
    if (out->child == NULL || out->weight == NULL)
        return error_memory(err);
    for (size_t i = 0; i < index->n_children; i++)
        TRY(explain_answer_value(x, index->children[i], row, &out->child[i], err));
    weigh(out);
    return OK;
}

/* So rounded that all that are printed add up to the sum as it is printed. */
static double told_contribution(struct level *level, double term)
{
    const double unit = 1e-6;
    level->sum += term;
    const double so_far = round(level->sum / unit), told = so_far - level->told;
    level->told = so_far;
    return told * unit;
}

static enum status put_child(struct explaining *x, struct explain_table *table, struct level *level,
                             size_t i, struct error *err)
{
    const struct indicator *child = level->index->children[i];
    const double value = level->child[i], weight = level->weight[i];
    struct explain_answer answer;
    TRY(explain_answer(x, child, level->row, &answer, err));
    const bool counts = weight > 0 && level->there > 0;
    const double share = counts ? weight / level->there : MISSING;
    const double contribution =
        counts ? told_contribution(level, term(level->index, share, value)) : MISSING;
    explanation_row(
        x->e, table,
        (struct explain_cell[]){
            cell_text(child->code), cell_text(answer.wording), cell_text(answer.answer),
            cell_number(answer.given, EXPLAIN_DIGITS), cell_number(answer.used, EXPLAIN_DIGITS),
            cell_text(answer.scale), cell_number(value, EXPLAIN_DIGITS),
            cell_number(child->weight, EXPLAIN_DIGITS), cell_number(share, EXPLAIN_DIGITS),
            cell_number(contribution, CONTRIBUTION_DECIMALS)});
    return OK;
}

/* Why there is no score, or how the sum becomes it. */
static void put_sum(struct explaining *x, const struct level *level, double score)
{
    const struct indicator *index = level->index;
    if (index->policy == POLICY_AVAILABLE && level->there < level->base)
        explanation_step(
            x->e, level->there / level->base,
            _("%s: weight with a value / weight that was asked = %.10g / %.10g = %.10g; "
              "at least %.10g is wanted"),
            index->code, level->there, level->base, level->there / level->base, index->min_share);
    if (is_missing(score)) {
        explanation_note(x->e,
                         missing_reason(score) == MISSING_INVALID
                             ? _("%s has no score for this unit: a part is 0 or negative")
                             : _("%s has no score for this unit: too little is there"),
                         index->code);
        return;
    }
    const char *how = index->aggregate == AGGREGATE_GMEAN   ? _("exp of the sum")
                      : index->aggregate == AGGREGATE_HMEAN ? _("1 / the sum")
                                                            : _("the sum");
    explanation_step(x->e, score_of_sum(index, level->sum),
                     _("%s = %s of what they contribute, "
                       "%.6f = %.6f"),
                     index->code, how, level->sum, score_of_sum(index, level->sum));
}

static enum status put_index(struct explaining *x, const struct indicator *index, size_t row,
                             struct error *err)
{
    struct level level;
    const struct score *score = explain_score_of(x, index->code);
    if (score == NULL)
        return OK;
    TRY(open_level(x, index, row, &level, err));
    struct explain_table *table = explanation_table(
        x->e, "parts",
        explanation_text(x->e, "%s, %s: %s", index->code,
                         explain_label(x, index->labels, index->code), explain_rule(x, index)),
        columns, COUNT(columns));
    for (size_t i = 0; i < index->n_children; i++)
        TRY(put_child(x, table, &level, i, err));
    put_sum(x, &level, score->value[row]);
    if (index == form_indicator(x->form, x->id->subject))
        explanation_result(x->e, is_missing(score->value[row]) ? MISSING
                                                               : score_of_sum(index, level.sum));
    for (size_t i = 0; i < index->n_children; i++)
        if (index->children[i]->type == INDICATOR_AGGREGATE)
            TRY(put_index(x, index->children[i], row, err));
    return OK;
}

/* ---- an item, and a rank ----------------------------------------------------------------------
 */

static enum status put_item(struct explaining *x, const struct indicator *item, size_t row,
                            struct error *err)
{
    enum { OF_ITEM = 7 };
    double value = MISSING;
    struct explain_answer answer;
    TRY(explain_answer(x, item, row, &answer, err));
    TRY(explain_answer_value(x, item, row, &value, err));
    struct explain_table *table =
        explanation_table(x->e, "item", _("The answer and its value"), columns, OF_ITEM);
    explanation_row(
        x->e, table,
        (struct explain_cell[]){cell_text(item->code), cell_text(answer.wording),
                                cell_text(answer.answer), cell_number(answer.given, EXPLAIN_DIGITS),
                                cell_number(answer.used, EXPLAIN_DIGITS), cell_text(answer.scale),
                                cell_number(value, EXPLAIN_DIGITS)});
    x->e->want = value;
    explain_answer_steps(x, item, &answer);
    return OK;
}

static void put_rank(struct explaining *x, const struct score *score, size_t row)
{
    size_t n = 0, above = 0, alike = 0;
    const double own = score->value[row];
    if (is_missing(own))
        return;
    for (size_t i = 0; i < x->wave->n_rows; i++) {
        n += !is_missing(score->value[i]);
        above += score->value[i] > own;
        alike += score->value[i] == own;
    }
    explanation_step(x->e, (double)(above + 1),
                     _("rank = units with a higher score + 1 = %zu + 1 = %zu of %zu; %zu share it"),
                     above, above + 1, n, alike);
    if (score->rank_low != NULL && !is_missing(score->rank_low[row]))
        explanation_note(x->e,
                         _("under other defensible rules the rank lies between %.10g and "
                           "%.10g in nine of ten draws, in the middle at %.10g"),
                         score->rank_low[row], score->rank_high[row], score->rank_median[row]);
}

static enum status explain_it(struct explaining *x, const char *key, const char *code,
                              struct error *err)
{
    struct known_units units;
    const struct indicator *of = NULL;
    TRY(find_code(x, code, &of, err));
    TRY(find_unit(x, key, &units, err));
    explanation_note(x->e, _("unit %s, %s: line %u of the answers"), units.key, units.name,
                     x->wave->line[units.found]);
    if (of->type == INDICATOR_ITEM)
        return put_item(x, of, units.found, err);
    const struct score *score = explain_score_of(x, code);
    x->e->want = score == NULL ? MISSING : score->value[units.found];
    TRY(put_index(x, of, units.found, err));
    if (score != NULL)
        put_rank(x, score, units.found);
    explanation_relate(x->e, x->from->figures,
                       figure_id(x->e->arena, "index", "mean", code, NULL, NULL),
                       _("the mean of all units"));
    return OK;
}

enum status explain_score(const struct explain_source *source, const char *key, const char *code,
                          struct explanation *out, struct error *err)
{
    out->figure = NULL;
    out->want = out->value = MISSING;
    out->parts = (struct figure_parts){.family = "", .measure = "", .subject = code};
    struct explaining x = {.from = source,
                           .e = out,
                           .wave = source->wave,
                           .form = source->wave->form,
                           .id = &out->parts};
    TRY(explain_it(&x, key, code, err));
    return out->is_out_of_memory ? error_memory(err) : OK;
}
