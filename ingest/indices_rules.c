/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/indices_inside.h"

#include "ingest/choices.h"
#include "ingest/rules.h"
#include "ingest/value.h"

/* The Group that the settings impute by, if any. */
static const struct indicator *default_group(const struct indices *work)
{
    const struct entry entry = {"", "impute", work->defaults->impute_at};
    const char *group = work->defaults->impute_group;
    return group == NULL ? NULL : index_named(work, entry, group, INDICATOR_GROUP);
}

static void take_impute(const struct indices *work, size_t i, const struct indicator *by_default,
                        struct indicator *out)
{
    const struct entry entry = index_entry(work, i, INDEX_IMPUTE);
    const char *group = NULL;
    out->impute = work->defaults->impute;
    out->impute_group = by_default;
    if (!rules_impute(work->in, entry, &out->impute, &group))
        return;
    out->impute_group = group == NULL ? NULL : index_named(work, entry, group, INDICATOR_GROUP);
}

static void take_item(const struct indices *work, size_t i, struct indicator *out)
{
    int rule = (int)work->defaults->normalise;
    rules_method(work->in, index_entry(work, i, INDEX_NORMALISE), METHOD_NORMALISE, &rule);
    out->normalise = (enum normalise)rule;
    rule = (int)work->defaults->treat;
    rules_method(work->in, index_entry(work, i, INDEX_TREAT), METHOD_TREAT, &rule);
    out->treat = (enum treat)rule;
    value_number(work->in, index_entry(work, i, INDEX_LOW), &out->low);
    value_number(work->in, index_entry(work, i, INDEX_HIGH), &out->high);
}

static void take_aggregate(const struct indices *work, size_t i, struct indicator *out)
{
    const struct entry share = index_entry(work, i, INDEX_MIN_SHARE);
    const struct entry strong = index_entry(work, i, INDEX_STRONG);
    int rule = (int)work->defaults->aggregate;
    rules_method(work->in, index_entry(work, i, INDEX_AGGREGATE), METHOD_AGGREGATE, &rule);
    out->aggregate = (enum aggregate)rule;
    rule = (int)work->defaults->policy;
    rules_method(work->in, index_entry(work, i, INDEX_MISSING), METHOD_POLICY, &rule);
    out->policy = (enum policy)rule;
    out->min_share = work->defaults->min_share;
    if (rules_share(work->in, share, &out->min_share) && out->policy != POLICY_AVAILABLE)
        table_fault(work->in, share.at, _("MinShare has no effect when Missing is '%s'"),
                    method_name(METHOD_POLICY, (int)out->policy));
    if (value_number(work->in, strong, &out->strong) && !(out->strong >= 0 && out->strong <= 100)) {
        table_fault(work->in, strong.at, _("Strong '%s' is not on 0-100"), strong.text);
        out->strong = MISSING;
    }
}

void indices_take_rules(const struct indices *work)
{
    const struct indicator *group = default_group(work);
    for (size_t i = 0; i < work->form->n_indicators; i++) {
        struct indicator *indicator = &work->form->indicators[i];
        if (indicator->type == INDICATOR_ITEM) {
            take_item(work, i, indicator);
            take_impute(work, i, group, indicator);
        } else if (indicator->type == INDICATOR_AGGREGATE) {
            take_aggregate(work, i, indicator);
        }
    }
}

/* Low and High mean nothing to the other rules. */
static void check_unused_limits(const struct indices *work, size_t i)
{
    static const int limits[] = {INDEX_LOW, INDEX_HIGH};
    const struct indicator *item = &work->form->indicators[i];
    for (size_t k = 0; k < COUNT(limits); k++) {
        const struct entry entry = index_entry(work, i, limits[k]);
        if (entry.text[0] != '\0')
            table_fault(work->in, entry.at, _("%s has no effect when Normalise is '%s'"),
                        entry.column, method_name(METHOD_NORMALISE, (int)item->normalise));
    }
}

/* The goalposts that a blank Low and High stand for; MISSING where there are none. */
static void default_limits(const struct indicator *item, double *low, double *high)
{
    const struct question *question = item->question;
    *low = *high = MISSING;
    if (question == NULL || question->list == NULL)
        return;
    const bool is_multiple = question->type == QUESTION_SELECT_MULTIPLE;
    *low = is_multiple ? 0 : question->list->low;
    *high = is_multiple ? question->list->sum_positive : question->list->high;
    if (item->option != NO_OPTION)
        *high = 1;
}

static void check_goalposts(const struct indices *work, size_t i)
{
    const struct indicator *item = &work->form->indicators[i];
    double low, high;
    const bool is_number = item->question == NULL || item->question->list == NULL;
    const bool is_select =
        item->question != NULL && (item->question->type == QUESTION_SELECT_ONE ||
                                   item->question->type == QUESTION_SELECT_MULTIPLE);
    default_limits(item, &low, &high);
    if (is_select && is_number)
        return; /* its list is not there, which was told in survey.csv */
    if (!is_number && item->option == NO_OPTION && !choices_have_scores(item->question->list))
        return; /* which was told where its source was looked up */
    low = is_missing(item->low) ? low : item->low;
    high = is_missing(item->high) ? high : item->high;
    if (is_missing(low) || is_missing(high))
        table_fault(work->in, item->at,
                    _("number '%s' has neither Low and High nor another Normalise; say between "
                      "which values it lies, or choose minmax, zscore, rank, percentile or none"),
                    item->code);
    else if (low >= high && is_missing(item->low) && is_missing(item->high))
        table_fault(work->in, item->at, _("the scores of '%s' do not differ; give it Low and High"),
                    item->code);
    else if (low >= high)
        table_fault(work->in, item->at,
                    _("Low %.15g of '%s' is not below High %.15g; to turn it, set Direction -1"),
                    low, item->code, high);
}

static void check_spread(const struct indices *work, size_t i)
{
    const struct indicator *item = &work->form->indicators[i];
    const double low = is_missing(item->low) ? 0 : item->low;
    const double high = is_missing(item->high) ? 100 : item->high;
    if (item->normalise == NORMALISE_MINMAX && low >= high)
        table_fault(work->in, item->at,
                    _("minmax to Low %.15g and High %.15g: want Low below High"), low, high);
    if (item->normalise == NORMALISE_ZSCORE && item->high <= 0)
        table_fault(work->in, index_entry(work, i, INDEX_HIGH).at,
                    _("zscore to a standard deviation (High) of %.15g: want more than 0"),
                    item->high);
}

static void check_item(const struct indices *work, size_t i)
{
    switch (work->form->indicators[i].normalise) {
    case NORMALISE_GOALPOSTS:
        check_goalposts(work, i);
        break;
    case NORMALISE_MINMAX:
    case NORMALISE_ZSCORE:
        check_spread(work, i);
        break;
    case NORMALISE_RANK:
    case NORMALISE_PERCENTILE:
    case NORMALISE_NONE:
        check_unused_limits(work, i);
        break;
    }
}

void indices_check_rules(const struct indices *work)
{
    const struct form *form = work->form;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_ITEM && form->indicators[i].source != NULL)
            check_item(work, i);
}
