/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts that sum to a known n: how many units chose what, how many are in which band. */
#include "analysis/disclosure_inside.h"
#include "base/missing.h"

#include <math.h>
#include <string.h>

/* Figures one after the other whose counts sum to their n. */
struct parts {
    size_t first, n;
};

static bool is_measure(const struct withholding *w, size_t i, const char *family,
                       const char *measure)
{
    return strcmp(w->parts[i].family, family) == 0 && strcmp(w->parts[i].measure, measure) == 0;
}

/* The figures from `first` on that are shares of the same thing. */
static struct parts parts_from(const struct withholding *w, size_t first)
{
    const struct figure_parts *of = &w->parts[first];
    struct parts parts = {first, 1};
    for (size_t i = first + 1; i < w->figures->n; i++, parts.n++)
        if (!is_measure(w, i, of->family, of->measure) ||
            strcmp(w->parts[i].subject, of->subject) != 0)
            break;
    return parts;
}

static double count_of(const struct withholding *w, size_t i)
{
    const struct figure *figure = &w->figures->list[i];
    return is_missing(figure->value) || is_missing(figure->n) ? 0
                                                              : round(figure->value * figure->n);
}

/* Those withheld that count somebody, and how many they count together. */
static size_t count_withheld(const struct withholding *w, struct parts parts, double *sum)
{
    size_t n = 0;
    *sum = 0;
    for (size_t i = parts.first; i < parts.first + parts.n; i++) {
        if (w->why[i] == WITHHELD_NOT)
            continue;
        *sum += count_of(w, i);
        n += count_of(w, i) > 0;
    }
    return n;
}

/* The published part that counts fewest, but somebody; SIZE_MAX when there is none. */
static size_t smallest(const struct withholding *w, struct parts parts)
{
    size_t best = SIZE_MAX;
    for (size_t i = parts.first; i < parts.first + parts.n; i++)
        if (w->why[i] == WITHHELD_NOT && count_of(w, i) > 0 &&
            (best == SIZE_MAX || count_of(w, i) < count_of(w, best)))
            best = i;
    return best;
}

/* The withheld parts are at least two and count no few together: each of them may then count from
   0 to that sum, for all that is published. */
static void protect(struct withholding *w, struct parts parts)
{
    double sum;
    for (;;) {
        const size_t n = count_withheld(w, parts, &sum);
        if (n == 0 || (n > 1 && sum >= (double)w->least))
            return;
        const size_t next = smallest(w, parts);
        if (next == SIZE_MAX)
            return;
        withhold(w, next, WITHHELD_COMPLEMENTARY);
    }
}

/* ---- questions ---- */

/* The options of a select_multiple do not sum to n: each stands alone. */
static bool sums_to_n(const struct withholding *w, const char *name)
{
    const struct question *question = form_question(w->wave->form, name);
    return question == NULL || question->type != QUESTION_SELECT_MULTIPLE;
}

static enum status withhold_question(struct withholding *w, struct parts parts, struct error *err)
{
    const char *name = w->parts[parts.first].subject;
    double sum;
    if (sums_to_n(w, name))
        protect(w, parts);
    if (count_withheld(w, parts, &sum) == 0)
        return OK;
    /* it and its standard error are two equations more over the counts */
    return withhold_id(w, figure_id(w->arena, "item", "mean", name, NULL, NULL),
                       WITHHELD_COMPLEMENTARY, err);
}

/* ---- questions of one index ---- */

/* The shares of a question; n is 0 when it has none. */
static struct parts parts_of(const struct withholding *w, const char *name)
{
    for (size_t i = 0; i < w->figures->n; i++)
        if (is_measure(w, i, "item", "share") && strcmp(w->parts[i].subject, name) == 0)
            return parts_from(w, i);
    return (struct parts){0, 0};
}

/* Where the mean of a part's question stands, when it is over as many units as the index has; else
   SIZE_MAX: then the index is no sum of such means. */
static size_t mean_of_part(const struct withholding *w, const struct indicator *part, double n)
{
    if (part->type != INDICATOR_ITEM || part->question == NULL || part->option != NO_OPTION)
        return SIZE_MAX;
    const char *id = figure_id(w->arena, "item", "mean", part->question->name, NULL, NULL);
    const size_t place = id == NULL ? SIZE_MAX : figure_place(w, id);
    return place != SIZE_MAX && w->figures->list[place].n == n ? place : SIZE_MAX;
}

/* Withholds a question's mean, and two choices at least from which it would follow. */
static void withhold_mean(struct withholding *w, size_t mean)
{
    double sum;
    const struct parts parts = parts_of(w, w->parts[mean].subject);
    while (count_withheld(w, parts, &sum) < 2 && smallest(w, parts) != SIZE_MAX)
        withhold(w, smallest(w, parts), WITHHELD_COMPLEMENTARY);
    protect(w, parts);
    withhold(w, mean, WITHHELD_COMPLEMENTARY);
}

/* When all units have all parts, the mean of the index is one of those of its questions: with one
   of these withheld another has to be. Whether one more was. */
static bool withhold_sibling(struct withholding *w, const struct score *score)
{
    const struct indicator *index = score->index;
    double n = 0;
    for (size_t row = 0; row < w->wave->n_rows; row++)
        n += !is_missing(score->value[row]);
    size_t n_hidden = 0, shown = SIZE_MAX;
    for (size_t i = 0; i < index->n_children; i++) {
        const size_t mean = mean_of_part(w, index->children[i], n);
        if (mean == SIZE_MAX)
            return false;
        n_hidden += w->why[mean] != WITHHELD_NOT;
        if (w->why[mean] == WITHHELD_NOT && shown == SIZE_MAX)
            shown = mean;
    }
    if (n_hidden != 1 || shown == SIZE_MAX)
        return false;
    withhold_mean(w, shown);
    return true;
}

static void withhold_siblings(struct withholding *w)
{
    bool is_more = w->wave->scores != NULL;
    while (is_more) {
        is_more = false;
        for (size_t i = 0; i < w->wave->n_scores; i++)
            is_more |= withhold_sibling(w, &w->wave->scores[i]);
    }
}

/* ---- bands, and strong ones among them ---- */

static const struct score *score_of(const struct withholding *w, const char *code)
{
    for (size_t i = 0; w->wave->scores != NULL && i < w->wave->n_scores; i++)
        if (strcmp(w->wave->scores[i].index->code, code) == 0)
            return &w->wave->scores[i];
    return NULL;
}

/* Units with a score from `low` up to below `high`. */
static double count_between(const struct withholding *w, const struct score *score, double low,
                            double high)
{
    double n = 0;
    for (size_t row = 0; row < w->wave->n_rows; row++)
        n += score->value[row] >= low && score->value[row] < high;
    return n;
}

/* The band with the cut of the strong inside: its parts below and above follow from the share of
   strong ones and the other bands. When one is few, the band is withheld with its neighbour. */
static void withhold_cut(struct withholding *w, struct parts parts, const struct score *score)
{
    const struct settings *settings = &w->wave->form->settings;
    const double cut = score->index->strong;
    for (size_t i = 0; i < parts.n && i < settings->n_bands; i++) {
        const double low = settings->bands[i].from;
        const double high = i + 1 < settings->n_bands ? settings->bands[i + 1].from : HUGE_VAL;
        if (!(cut > low && cut < high))
            continue;
        const bool is_few_below = is_few(w, count_between(w, score, low, cut));
        const bool is_few_above = is_few(w, count_between(w, score, cut, high));
        if (is_few_below || is_few_above)
            withhold(w, parts.first + i, WITHHELD_COMPLEMENTARY);
        if (is_few_below && i > 0)
            withhold(w, parts.first + i - 1, WITHHELD_COMPLEMENTARY);
        if (is_few_above && i + 1 < parts.n)
            withhold(w, parts.first + i + 1, WITHHELD_COMPLEMENTARY);
    }
}

/* When a band begins at the cut, the bands on either side of it sum to a published count. */
static void protect_sides(struct withholding *w, struct parts parts, double cut)
{
    const struct settings *settings = &w->wave->form->settings;
    for (size_t i = 1; i < parts.n && i < settings->n_bands; i++)
        if (settings->bands[i].from == cut) {
            protect(w, (struct parts){parts.first, i});
            protect(w, (struct parts){parts.first + i, parts.n - i});
        }
}

static void withhold_bands(struct withholding *w, struct parts parts)
{
    const struct score *score = score_of(w, w->parts[parts.first].subject);
    const bool has_cut = score != NULL && !is_missing(score->index->strong);
    if (has_cut)
        withhold_cut(w, parts, score);
    if (has_cut)
        protect_sides(w, parts, score->index->strong);
    protect(w, parts);
}

enum status withhold_distributions(struct withholding *w, struct error *err)
{
    struct parts parts;
    for (size_t i = 0; i < w->figures->n; i += parts.n) {
        parts = (struct parts){i, 1};
        const bool is_question = is_measure(w, i, "item", "share");
        const bool is_bands = is_measure(w, i, "share", "band");
        if (!is_question && !is_bands)
            continue;
        parts = parts_from(w, i);
        if (is_question)
            TRY(withhold_question(w, parts, err));
        else
            withhold_bands(w, parts);
    }
    withhold_siblings(w);
    return OK;
}
