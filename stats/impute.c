/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/impute.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/sort.h"

/* The group of unit i, n_groups or more when it has none. */
static size_t group_of(const struct impute_rule *rule, size_t i)
{
    return rule->group == NULL ? 0 : rule->group[i];
}

static size_t group_count(const struct impute_rule *rule)
{
    return rule->group == NULL ? 1 : rule->n_groups;
}

/* There is an answer that could have been given. */
static bool can_guess(double x)
{
    const enum missing reason = missing_reason(x);
    return reason != MISSING_NOT_ASKED && reason != MISSING_NOT_APPLICABLE;
}

static enum status find_means(const double *x, size_t n, const struct impute_rule *rule,
                              double *centre, struct arena *scratch)
{
    const size_t n_groups = group_count(rule);
    struct moments *m = arena_array(scratch, n_groups, struct moments);
    if (m == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]) && group_of(rule, i) < n_groups)
            moments_add(&m[group_of(rule, i)], x[i]);
    for (size_t g = 0; g < n_groups; g++)
        centre[g] = m[g].n > 0 ? m[g].mean : MISSING;
    return OK;
}

/* One sort of the whole column, dealt out to the groups in ascending order. */
static enum status find_medians(const double *x, size_t n, const struct impute_rule *rule,
                                double *centre, struct arena *scratch)
{
    const size_t n_groups = group_count(rule);
    struct sort_room room;
    TRY(sort_room_get(scratch, n, &room, NULL));
    double *dealt = arena_array(scratch, n, double);
    size_t *end = arena_array(scratch, n_groups + 1, size_t);
    if (dealt == NULL || end == NULL)
        return ERR_MEMORY;
    const size_t n_present = sort_order(x, n, &room);
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]) && group_of(rule, i) < n_groups)
            end[group_of(rule, i) + 1]++;
    for (size_t g = 0; g < n_groups; g++)
        end[g + 1] += end[g];
    for (size_t place = 0; place < n_present; place++) {
        const size_t i = room.position[0][place];
        if (group_of(rule, i) < n_groups)
            dealt[end[group_of(rule, i)]++] = x[i];
    }
    for (size_t g = 0, start = 0; g < n_groups; start = end[g], g++)
        centre[g] = quantile_sorted(dealt + start, end[g] - start, 0.5);
    return OK;
}

/* What each group's missing values become; MISSING where there is nothing to fill in. */
static enum status find_centres(const double *x, size_t n, const struct impute_rule *rule,
                                double *centre, struct arena *scratch)
{
    if (centre == NULL)
        return ERR_MEMORY;
    switch (rule->centre) {
    case IMPUTE_MEAN:
        return find_means(x, n, rule, centre, scratch);
    case IMPUTE_MEDIAN:
        return find_medians(x, n, rule, centre, scratch);
    case IMPUTE_NONE:
        break;
    }
    for (size_t g = 0; g < group_count(rule); g++)
        centre[g] = MISSING;
    return OK;
}

static struct imputed fill(double *x, size_t n, const struct impute_rule *rule,
                           const double *centre)
{
    struct imputed done = {0};
    for (size_t i = 0; i < n; i++) {
        if (!is_missing(x[i]))
            continue;
        const size_t g = group_of(rule, i);
        if (g < group_count(rule) && can_guess(x[i]) && !is_missing(centre[g])) {
            x[i] = centre[g];
            done.n_filled++;
        } else {
            done.n_left++;
        }
    }
    return done;
}

enum status impute_column(double *x, size_t n, struct impute_rule rule, struct imputed *out,
                          struct error *err)
{
    struct arena scratch = {0};
    double *centre = arena_array(&scratch, group_count(&rule), double);
    const enum status status = find_centres(x, n, &rule, centre, &scratch);
    *out = (struct imputed){0};
    if (status == OK)
        *out = fill(x, n, &rule, centre);
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}
