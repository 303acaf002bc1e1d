/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/uncertainty_effect.h"

#include "ingest/choices.h"

int uncertainty_level(const struct indicator *indicator)
{
    int highest = 0;
    for (size_t i = 0; i < indicator->n_children; i++) {
        const int level = uncertainty_level(indicator->children[i]);
        highest = level > highest ? level : highest;
    }
    return highest + 1;
}

bool uncertainty_is_of_items(enum uncertainty_parameter parameter)
{
    switch (parameter) {
    case UNCERTAINTY_NORMALISE:
    case UNCERTAINTY_TREAT:
    case UNCERTAINTY_IMPUTE:
    case UNCERTAINTY_ITEM_OUT:
        return true;
    case UNCERTAINTY_WEIGHT:
    case UNCERTAINTY_AGGREGATE:
    case UNCERTAINTY_MISSING:
    case UNCERTAINTY_BLOCK_OUT:
    case UNCERTAINTY_UNITS:
    case UNCERTAINTY_ANSWERS:
    case UNCERTAINTY_COUNT:
        break;
    }
    return false;
}

bool uncertainty_is_of_all(enum uncertainty_parameter parameter)
{
    return parameter == UNCERTAINTY_UNITS || parameter == UNCERTAINTY_ANSWERS;
}

/* The children that count in the index. */
static size_t count_children(const struct indicator *index, bool are_indices)
{
    size_t n = 0;
    for (size_t i = 0; i < index->n_children; i++)
        n += index->children[i]->weight > 0 &&
             (!are_indices || index->children[i]->type == INDICATOR_AGGREGATE);
    return n;
}

static int own_rule(enum uncertainty_parameter parameter, const struct indicator *indicator)
{
    switch (parameter) {
    case UNCERTAINTY_NORMALISE:
        return (int)indicator->normalise;
    case UNCERTAINTY_TREAT:
        return (int)indicator->treat;
    case UNCERTAINTY_IMPUTE:
        return (int)indicator->impute;
    case UNCERTAINTY_AGGREGATE:
        return (int)indicator->aggregate;
    case UNCERTAINTY_MISSING:
        return (int)indicator->policy;
    case UNCERTAINTY_WEIGHT:
    case UNCERTAINTY_ITEM_OUT:
    case UNCERTAINTY_BLOCK_OUT:
    case UNCERTAINTY_UNITS:
    case UNCERTAINTY_ANSWERS:
    case UNCERTAINTY_COUNT:
        break;
    }
    return UNCERTAINTY_OWN;
}

/* Whether every value is the rule that the index, or each item below it, has anyhow. */
static bool is_own(const struct uncertainty_choice *choice, const struct indicator *indicator)
{
    if (uncertainty_is_of_items(choice->parameter) && indicator->type == INDICATOR_AGGREGATE) {
        for (size_t i = 0; i < indicator->n_children; i++)
            if (!is_own(choice, indicator->children[i]))
                return false;
        return true;
    }
    const int own = own_rule(choice->parameter, indicator);
    for (size_t i = 0; i < choice->n_values; i++)
        if (choice->values[i] != own && choice->values[i] != UNCERTAINTY_OWN)
            return false;
    return true;
}

static const char *idle_structure(enum uncertainty_parameter parameter,
                                  const struct indicator *index)
{
    const bool is_of_children =
        parameter == UNCERTAINTY_WEIGHT || parameter == UNCERTAINTY_AGGREGATE;
    if (is_of_children && count_children(index, false) < 2)
        return N_("it has only one child that counts");
    if (parameter == UNCERTAINTY_ITEM_OUT && indicator_count_items(index) < 2)
        return N_("it has only one item");
    if (parameter == UNCERTAINTY_BLOCK_OUT && count_children(index, true) < 2)
        return N_("it is not made of at least two indices");
    return NULL;
}

const char *uncertainty_idle(const struct uncertainty_choice *choice, const struct indicator *index)
{
    if (choice->n_values > 0 && is_own(choice, index))
        return N_("it is computed like that anyhow");
    return idle_structure(choice->parameter, index);
}

static bool has_goalposts(const struct indicator *item)
{
    if (item->normalise == NORMALISE_GOALPOSTS)
        return true;
    const struct question *question = item->question;
    const bool is_list = question != NULL && question->list != NULL;
    if (!is_list || !is_missing(item->low) || !is_missing(item->high))
        return false;
    return item->option != NO_OPTION ||
           (choices_have_scores(question->list) && question->list->low < question->list->high);
}

const struct indicator *uncertainty_lacks_goalposts(const struct indicator *index)
{
    if (index->type != INDICATOR_AGGREGATE)
        return has_goalposts(index) ? NULL : index;
    for (size_t i = 0; i < index->n_children; i++) {
        const struct indicator *found = uncertainty_lacks_goalposts(index->children[i]);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static const struct indicator *zero_below(const struct indicator *index)
{
    if (index->type != INDICATOR_AGGREGATE)
        return NULL;
    if (index->policy == POLICY_ZERO)
        return index;
    for (size_t i = 0; i < index->n_children; i++) {
        const struct indicator *found = zero_below(index->children[i]);
        if (found != NULL)
            return found;
    }
    return NULL;
}

const struct indicator *uncertainty_needs_percent(const struct indicator *index)
{
    for (const struct indicator *up = index->parent; up != NULL; up = up->parent)
        if (up->policy == POLICY_ZERO)
            return up;
    return zero_below(index);
}
