/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/indicator_pairs.h"

#include <string.h>

const struct figure *correlation_of_pair(struct draft *draft, const char *measure,
                                         const struct indicator *a, const struct indicator *b)
{
    const struct figure *r = draft_figure(draft, measure, a->code, b->code, NULL);
    return r != NULL ? r : draft_figure(draft, measure, b->code, a->code, NULL);
}

/* Whether two items take an answer from the same place; a whole question has all its options. */
static bool is_same_source(const struct indicator *a, const struct indicator *b)
{
    if (a->question != NULL && a->question == b->question)
        return a->option == b->option || a->option == NO_OPTION || b->option == NO_OPTION;
    return a->source != NULL && b->source != NULL && strcmp(a->source, b->source) == 0;
}

/* Whether the item's answer counts below `b`. */
static bool feeds(const struct indicator *item, const struct indicator *b)
{
    if (b->type != INDICATOR_AGGREGATE)
        return is_same_source(item, b);
    for (size_t i = 0; i < b->n_children; i++) {
        if (feeds(item, b->children[i]))
            return true;
    }
    return false;
}

bool indicators_overlap(const struct indicator *a, const struct indicator *b)
{
    if (a->type != INDICATOR_AGGREGATE)
        return feeds(a, b);
    for (size_t i = 0; i < a->n_children; i++) {
        if (indicators_overlap(a->children[i], b))
            return true;
    }
    return false;
}

static bool has_pair(const struct indicator_pairs *pairs, const struct indicator_pair *pair)
{
    for (size_t i = 0; i < pairs->n; i++) {
        if (pairs->list[i].x == pair->x && pairs->list[i].y == pair->y)
            return true;
    }
    return false;
}

static void add_pair(struct draft *draft, struct indicator_pairs *pairs, const struct indicator *x,
                     const struct indicator *y)
{
    const struct indicator_pair pair = {
        .x = x,
        .y = y,
        .pearson = correlation_of_pair(draft, "correlation/pearson", x, y),
        .spearman = correlation_of_pair(draft, "correlation/spearman", x, y),
        .kendall = correlation_of_pair(draft, "correlation/kendall", x, y),
        .slope = draft_figure(draft, "regression/slope", y->code, x->code, NULL),
    };
    if ((pair.pearson != NULL || pair.slope != NULL) && !has_pair(pairs, &pair))
        pairs->list[pairs->n++] = pair;
}

/* Only tests of how two measures go together; other tests compare groups. */
static bool is_about_pairs(const struct hypothesis *h)
{
    return h->test == TEST_CORRELATION || h->test == TEST_CORRELATION_DIFFERENCE ||
           h->test == TEST_REGRESSION;
}

struct indicator_pairs indicator_pairs_of(struct draft *draft)
{
    const struct form *form = draft->report->wave->form;
    size_t most = 0;
    for (size_t h = 0; h < form->n_hypotheses; h++)
        most += form->hypotheses[h].n_x * form->hypotheses[h].n_y;
    struct indicator_pairs pairs = {.list = draft_array(draft, most, struct indicator_pair)};
    if (pairs.list == NULL)
        return pairs;
    for (size_t h = 0; h < form->n_hypotheses; h++) {
        const struct hypothesis *hypothesis = &form->hypotheses[h];
        for (size_t i = 0; is_about_pairs(hypothesis) && i < hypothesis->n_y * hypothesis->n_x; i++)
            add_pair(draft, &pairs, hypothesis->x[i % hypothesis->n_x],
                     hypothesis->y[i / hypothesis->n_x]);
    }
    return pairs;
}
