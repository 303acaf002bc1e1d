/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/treat.h"

#include "base/arena.h"
#include "base/missing.h"
#include "stats/shape.h"
#include "stats/sort.h"

static const double skewness_limit = 2, kurtosis_limit = 3.5;

/* Looks at the values as they are now. */
static void look(struct treated *t, const double *values)
{
    struct shape s = {0};
    shape_add_block(&s, values, t->n);
    t->skewness = shape_skewness(s);
    t->kurtosis = shape_kurtosis(s);
    const bool cannot_fail = is_missing(t->skewness) || is_missing(t->kurtosis);
    t->passes = cannot_fail || fabs(t->skewness) < skewness_limit || t->kurtosis < kurtosis_limit;
}

/* Sets all points at the maximum of n sorted values to the next lower distinct value.
     returns  how many points that were */
static size_t lower_top(double *sorted, size_t n)
{
    size_t first = n - 1;
    while (sorted[first - 1] == sorted[n - 1])
        first--;
    for (size_t i = first; i < n; i++)
        sorted[i] = sorted[first - 1];
    return n - first;
}

static size_t raise_bottom(double *sorted)
{
    size_t last = 0;
    while (sorted[last + 1] == sorted[0])
        last++;
    for (size_t i = 0; i <= last; i++)
        sorted[i] = sorted[last + 1];
    return last + 1;
}

static bool has_three_values(const double *sorted, size_t n)
{
    size_t i = 1;
    while (i < n && sorted[i] == sorted[0])
        i++;
    return i < n && sorted[i] != sorted[n - 1];
}

static void winsorise(struct treated *t, double *sorted)
{
    while (!t->passes && t->n_high + t->n_low < TREAT_MAX_POINTS &&
           has_three_values(sorted, t->n)) {
        if (t->skewness >= 0)
            t->n_high = lower_top(sorted, t->n);
        else
            t->n_low = raise_bottom(sorted);
        look(t, sorted);
    }
}

/* Takes logarithms of how far the present values of x are above `origin`, and looks at them side
   by side in `values`. */
static void take_logs(struct treated *t, double *x, size_t n, double origin, double *values)
{
    size_t n_done = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            values[n_done++] = x[i] = log(x[i] - origin);
    t->is_log = true;
    t->n_high = t->n_low = 0;
    look(t, values);
}

static void clamp(double *x, size_t n, double min, double max)
{
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            x[i] = fmin(fmax(x[i], min), max);
}

/* Treats x, whose present values stand sorted in `sorted`, which is overwritten. */
static void treat(struct treated *t, double *x, size_t n, double *sorted)
{
    look(t, sorted);
    t->skewness_before = t->skewness;
    t->kurtosis_before = t->kurtosis;
    if (t->passes)
        return;
    const double min = sorted[0], max = sorted[t->n - 1];
    winsorise(t, sorted);
    if (t->passes)
        clamp(x, n, sorted[0], sorted[t->n - 1]);
    else
        take_logs(t, x, n, min - 0.01 * (max - min), sorted);
}

enum status treat_column(double *x, size_t n, struct treated *out, struct error *err)
{
    struct arena scratch = {0};
    struct sort_room room;
    *out = (struct treated){0};
    enum status status = sort_room_get(&scratch, n, &room, err);
    double *sorted = status == OK ? arena_array(&scratch, n, double) : NULL;
    if (sorted != NULL) {
        out->n = sort_present(x, n, sorted, &room);
        treat(out, x, n, sorted);
    } else {
        status = error_memory(err);
    }
    arena_release(&scratch);
    return status;
}
