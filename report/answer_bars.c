/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/answer_bars.h"

#include "report/chart_parts.h"

#include <math.h>
#include <stdlib.h>

static bool is_below(const struct choice *a, const struct choice *b)
{
    return a->score < b->score;
}

/* The choices that count, by score; 0 where one has none, or where there are too many or too few to
   draw. */
static size_t sort_choices(const struct choice_list *list, const struct choice **out)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        if (choice->reason != ANSWERED)
            continue;
        if (is_missing(choice->score) || n == PALETTE_DIVIDED_MOST)
            return 0;
        size_t at = n++;
        for (; at > 0 && is_below(choice, out[at - 1]); at--)
            out[at] = out[at - 1];
        out[at] = choice;
    }
    return n > 1 && is_below(out[0], out[n - 1]) ? n : 0;
}

static bool is_drawn(const struct indicator *item, const struct indicator *index)
{
    return item->type == INDICATOR_ITEM && item->parent == index && item->question != NULL &&
           item->question->type == QUESTION_SELECT_ONE && item->option == NO_OPTION;
}

/* False when a share may not be shown. */
static bool find_shares(struct draft *draft, const struct answer_chart *chart,
                        struct answer_bar *bar)
{
    const size_t n = chart->n_choices;
    for (size_t i = 0; i < n; i++) {
        const char *group = figure_level(draft->arena, "choice", chart->choices[i]->name);
        draft->is_out_of_memory |= group == NULL;
        bar->shares[i] = draft_figure(draft, "item/share", bar->item->question->name, NULL, group);
        if (!chart_takes(bar->shares[i]))
            return false;
        const double share = bar->shares[i]->value;
        const bool is_middle = n % 2 == 1 && i == n / 2;
        bar->left += is_middle ? share / 2 : i < n / 2 ? share : 0;
        bar->right += is_middle ? share / 2 : i < n / 2 ? 0 : share;
    }
    return true;
}

/* Highest answers first; equal ones keep the questionnaire's order. */
static int compare(const void *a, const void *b)
{
    const struct answer_bar *one = a, *other = b;
    const double by = (other->right - other->left) - (one->right - one->left);
    if (fabs(by) > 1e-12)
        return by > 0 ? 1 : -1;
    return one->item < other->item ? -1 : one->item > other->item;
}

static void fill(struct draft *draft, struct answer_chart *chart)
{
    const struct form *form = draft->report->wave->form;
    chart->bars = draft_array(draft, chart->index->n_children, struct answer_bar);
    for (size_t i = 0; i < form->n_indicators && chart->bars != NULL; i++) {
        const struct indicator *item = &form->indicators[i];
        if (!is_drawn(item, chart->index) || item->question->list != chart->list)
            continue;
        struct answer_bar *bar = &chart->bars[chart->n];
        *bar = (struct answer_bar){.item = item};
        if (find_shares(draft, chart, bar))
            chart->n++;
        else
            chart->n_left_out++;
    }
    if (chart->n > 1)
        qsort(chart->bars, chart->n, sizeof *chart->bars, compare);
    double half = 0;
    for (size_t i = 0; i < chart->n; i++)
        half = fmax(half, fmax(chart->bars[i].left, chart->bars[i].right));
    chart->half = fmin(1, ceil(half * 10 - 1e-9) / 10);
}

static bool has_chart(const struct answer_charts *charts, const struct indicator *item)
{
    for (size_t i = 0; i < charts->n; i++) {
        const struct answer_chart *chart = &charts->list[i];
        if (chart->index == item->parent && chart->list == item->question->list)
            return true;
    }
    return false;
}

struct answer_charts answer_charts_of(struct draft *draft)
{
    const struct form *form = draft->report->wave->form;
    struct answer_charts charts = {.list =
                                       draft_array(draft, form->n_indicators, struct answer_chart)};
    for (size_t i = 0; i < form->n_indicators && charts.list != NULL; i++) {
        const struct indicator *item = &form->indicators[i];
        if (item->parent == NULL || !is_drawn(item, item->parent) || has_chart(&charts, item))
            continue;
        struct answer_chart *chart = &charts.list[charts.n];
        *chart = (struct answer_chart){.index = item->parent, .list = item->question->list};
        chart->n_choices = sort_choices(chart->list, chart->choices);
        if (chart->n_choices == 0)
            continue;
        fill(draft, chart);
        charts.n += chart->n > 0;
    }
    return charts;
}
