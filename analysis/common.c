/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/common.h"

#include "analysis/goalposts.h"
#include "base/arena.h"

#include <string.h>

const struct indicator *common_index(const struct form *form, const struct indicator *index)
{
    const struct indicator *same = form_indicator(form, index->code);
    return same != NULL && same->type == INDICATOR_AGGREGATE ? same : NULL;
}

static bool is_below(const struct indicator *item, const struct indicator *index)
{
    for (const struct indicator *up = item->parent; up != NULL; up = up->parent)
        if (up == index)
            return true;
    return false;
}

/* What the indicator divides by, as the register or the answers call it. */
static const char *divisor(const struct indicator *item)
{
    return item->denominator == NULL ? "" : item->denominator->source;
}

static bool is_absolute(const struct indicator *item)
{
    return item->normalise == NORMALISE_GOALPOSTS || item->normalise == NORMALISE_NONE;
}

static bool is_counterpart(const struct indicator *earlier, const struct indicator *later,
                           const struct crossing_path *path)
{
    if (earlier->question != path->from || !is_absolute(earlier) || !is_absolute(later) ||
        strcmp(divisor(earlier), divisor(later)) != 0)
        return false;
    if (earlier->option == NO_OPTION || later->option == NO_OPTION)
        return earlier->option == later->option;
    const struct choice *choice = &path->from->list->choices[earlier->option];
    return crossing_choice(path, choice, later->question->list) == later->option;
}

static bool is_taken(const struct common_items *out, const struct indicator *earlier)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->list[i].earlier == earlier)
            return true;
    return false;
}

static const struct indicator *find_counterpart(const struct form *form,
                                                const struct common_items *out,
                                                const struct indicator *later,
                                                const struct crossing_path *path)
{
    for (size_t i = 0; i < form->n_indicators; i++) {
        const struct indicator *earlier = &form->indicators[i];
        if (earlier->type == INDICATOR_ITEM && is_below(earlier, out->earlier) &&
            !is_taken(out, earlier) && is_counterpart(earlier, later, path))
            return earlier;
    }
    return NULL;
}

/* --- changed or not ----------------------------------------------------------------------------
 */

static size_t count_answers(const struct choice_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += list->choices[i].reason == ANSWERED;
    return n;
}

/* Whether the same answers may be given, with the same scores. */
static bool is_same_list(const struct crossing_path *path, const struct choice_list *to)
{
    const struct choice_list *from = path->from->list;
    if (count_answers(from) != count_answers(to))
        return false;
    for (size_t i = 0; i < from->n; i++) {
        const struct choice *choice = &from->choices[i];
        const size_t now = crossing_choice(path, choice, to);
        if (choice->reason != ANSWERED)
            continue;
        if (now == NO_CHOICE || to->choices[now].reason != ANSWERED)
            return false;
        const double a = choice->score, b = to->choices[now].score;
        if (a != b && !(is_missing(a) && is_missing(b)))
            return false;
    }
    return true;
}

static bool is_same_number(double a, double b)
{
    return a == b || (is_missing(a) && is_missing(b));
}

static bool is_same_scale(const struct indicator *a, const struct indicator *b,
                          const struct crossing_path *path)
{
    double low_a, high_a, low_b, high_b;
    goalposts_of(a, &low_a, &high_a);
    goalposts_of(b, &low_b, &high_b);
    return !crossing_recodes(path) && is_same_number(low_a, low_b) &&
           is_same_number(high_a, high_b) &&
           (b->question->list == NULL || is_same_list(path, b->question->list));
}

static bool is_same_rule(const struct indicator *a, const struct indicator *b)
{
    return a->direction == b->direction && a->weight == b->weight && a->treat == b->treat &&
           a->impute == b->impute && a->normalise == b->normalise;
}

static bool is_same_mean(const struct indicator *a, const struct indicator *b)
{
    return a->aggregate == b->aggregate && a->policy == b->policy && a->min_share == b->min_share;
}

enum status common_items_get(const struct form *const *forms, size_t n,
                             const struct indicator *index, struct arena *arena,
                             struct common_items *out, struct error *err)
{
    const struct form *later = forms[n - 1];
    *out = (struct common_items){
        .earlier = common_index(forms[0], index), .index = index, .form = later};
    out->list = arena_array(arena, later->n_indicators, struct common_item);
    if (out->list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < later->n_indicators; i++) {
        const struct indicator *item = &later->indicators[i];
        struct crossing_path path;
        if (item->type != INDICATOR_ITEM || item->question == NULL || !is_below(item, index) ||
            !crossing_find(forms, n, item->question, &path) ||
            !crossing_is_possible(path.from, item->question))
            continue;
        const struct indicator *earlier = find_counterpart(forms[0], out, item, &path);
        if (earlier == NULL)
            continue;
        const bool is_changed =
            !is_same_scale(earlier, item, &path) || !is_same_rule(earlier, item);
        out->list[out->n++] = (struct common_item){earlier, item, path, is_changed};
        out->n_changed += is_changed;
    }
    out->n_changed += !is_same_mean(out->earlier, index);
    out->n_new = indicator_count_items(index) - out->n;
    out->n_gone = indicator_count_items(out->earlier) - out->n;
    return OK;
}
