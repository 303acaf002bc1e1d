/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav_codes.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 9 };

static bool is_reason(double code)
{
    return code <= SAV_REASON(ANSWERED + 1) && code >= SAV_REASON_LAST;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool are_different(const double *codes, size_t n, struct arena *arena, bool *failed)
{
    double *sorted = arena_array(arena, n, double);
    *failed = sorted == NULL;
    if (sorted == NULL)
        return false;
    if (n > 0)
        memcpy(sorted, codes, n * sizeof *codes);
    qsort(sorted, n, sizeof *sorted, compare);
    for (size_t i = 1; i < n; i++)
        if (sorted[i] == sorted[i - 1])
            return false;
    return true;
}

/* The code of a choice by its name; MISSING when the name does not do. */
static double by_name(const struct choice *choice)
{
    if (strlen(choice->name) > MOST_DIGITS)
        return MISSING;
    const double number = (double)strtol(choice->name, NULL, 10);
    if (choice->reason == ANSWERED)
        return number >= 0 ? number : MISSING;
    const double below = number > 0 ? -number : number;
    return below < 0 && !is_reason(below) ? below : MISSING;
}

/* Whether the names gave a code each. */
static bool take_names(const struct choice_list *list, double *codes)
{
    for (size_t i = 0; i < list->n; i++) {
        codes[i] = by_name(&list->choices[i]);
        if (is_missing(codes[i]))
            return false;
    }
    return list->are_names_integers;
}

static void take_positions(const struct choice_list *list, double *codes)
{
    double n_valid = 0, n_missing = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->choices[i].reason == ANSWERED) {
            codes[i] = ++n_valid;
            continue;
        }
        codes[i] = -++n_missing;
        if (is_reason(codes[i])) {
            n_missing = -SAV_REASON_LAST + 1;
            codes[i] = -n_missing;
        }
    }
}

double *sav_codes(const struct choice_list *list, struct arena *arena)
{
    double *codes = arena_array(arena, list->n, double);
    bool failed = codes == NULL;
    if (codes == NULL)
        return NULL;
    if (!take_names(list, codes) || !are_different(codes, list->n, arena, &failed))
        take_positions(list, codes);
    return failed ? NULL : codes;
}

double sav_codes_lowest(const struct choice_list *list, const double *codes)
{
    double lowest = SAV_REASON_LAST;
    for (size_t i = 0; i < list->n; i++)
        lowest = codes[i] < lowest ? codes[i] : lowest;
    return lowest;
}
