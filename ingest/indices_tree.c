/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/indices_inside.h"

#include <string.h>

static void link_parent(const struct indices *work, size_t i)
{
    struct indicator *child = &work->form->indicators[i];
    const struct entry entry = index_entry(work, i, INDEX_PARENT);
    const bool is_in_tree = child->type == INDICATOR_ITEM || child->type == INDICATOR_AGGREGATE;
    if (!work->is_known[i] || !is_in_tree)
        return;
    if (entry.text[0] != '\0')
        child->parent = index_named(work, entry, entry.text, INDICATOR_AGGREGATE);
    else if (child->type == INDICATOR_ITEM)
        table_fault(work->in, entry.at,
                    _("Indicator '%s' has no Parent; name the index it is part of, or make it an "
                      "Other"),
                    child->code);
}

/* Cuts the tree where walking up from the indicator comes back to it. */
static void break_cycle(struct indices *work, struct indicator *start)
{
    const struct indicator *up = start->parent;
    for (size_t steps = 0; up != NULL && up != start && steps <= work->form->n_indicators; steps++)
        up = up->parent;
    if (up != start)
        return;
    const struct entry entry =
        index_entry(work, (size_t)(start - work->form->indicators), INDEX_PARENT);
    table_fault(work->in, entry.at, _("'%s' is part of itself, by way of its Parent '%s'"),
                start->code, entry.text);
    start->parent = NULL;
    work->is_cut = true;
}

static enum status link_children(const struct indices *work, struct indicator *parent,
                                 struct error *err)
{
    struct form *form = work->form;
    size_t n = 0;
    for (size_t i = 0; i < form->n_indicators; i++)
        n += form->indicators[i].parent == parent;
    parent->children = arena_array(work->in->arena, n, struct indicator *);
    if (parent->children == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].parent == parent)
            parent->children[parent->n_children++] = &form->indicators[i];
    return OK;
}

enum status indices_link_tree(struct indices *work, struct error *err)
{
    struct form *form = work->form;
    for (size_t i = 0; i < form->n_indicators; i++)
        link_parent(work, i);
    for (size_t i = 0; i < form->n_indicators; i++)
        break_cycle(work, &form->indicators[i]);
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_AGGREGATE)
            TRY(link_children(work, &form->indicators[i], err));
    return OK;
}

static void check_children(const struct indices *work, const struct indicator *parent)
{
    double sum = 0;
    for (size_t i = 0; i < parent->n_children; i++)
        sum += parent->children[i]->weight;
    if (parent->n_children == 0)
        table_fault(work->in, parent->at, _("index '%s' has nothing below it"), parent->code);
    else if (sum == 0)
        table_fault(work->in, parent->at, _("all weights below index '%s' are 0"), parent->code);
}

static bool is_item_percent(const struct indicator *item)
{
    switch (item->normalise) {
    case NORMALISE_GOALPOSTS:
    case NORMALISE_PERCENTILE:
        return true;
    case NORMALISE_MINMAX:
        return (is_missing(item->low) || item->low == 0) &&
               (is_missing(item->high) || item->high == 100);
    case NORMALISE_ZSCORE:
    case NORMALISE_RANK:
    case NORMALISE_NONE:
        break;
    }
    return false;
}

/* The first item below that is not on 0-100; NULL when all are. The tree has no cycle. */
static const struct indicator *off_scale(const struct indicator *indicator)
{
    if (indicator->type == INDICATOR_ITEM)
        return is_item_percent(indicator) ? NULL : indicator;
    for (size_t i = 0; i < indicator->n_children; i++) {
        const struct indicator *found = off_scale(indicator->children[i]);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* What only an index on 0-100 can have. */
static void check_scale(const struct indices *work, size_t i, const struct indicator *off)
{
    const struct indicator *index = &work->form->indicators[i];
    const struct entry strong = index_entry(work, i, INDEX_STRONG);
    if (strong.text[0] != '\0')
        table_fault(work->in, strong.at,
                    _("Strong needs an index on 0-100, which '%s' is not, since '%s' below it is "
                      "normalised by %s"),
                    index->code, off->code, method_name(METHOD_NORMALISE, (int)off->normalise));
    if (index->policy == POLICY_ZERO)
        table_fault(work->in, index_entry(work, i, INDEX_MISSING).at,
                    _("Missing 'zero' needs an index on 0-100, which '%s' is not, since '%s' below "
                      "it is normalised by %s"),
                    index->code, off->code, method_name(METHOD_NORMALISE, (int)off->normalise));
}

void indices_check_tree(const struct indices *work)
{
    for (size_t i = 0; !work->is_cut && i < work->form->n_indicators; i++) {
        struct indicator *index = &work->form->indicators[i];
        if (index->type != INDICATOR_AGGREGATE)
            continue;
        check_children(work, index);
        const struct indicator *off = off_scale(index);
        index->is_percent_scale = off == NULL;
        if (off != NULL)
            check_scale(work, i, off);
    }
}
