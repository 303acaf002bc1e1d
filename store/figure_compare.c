/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure_compare.h"

#include "base/missing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE = 1e-9;

static const char *const names[] = {
    [DIFFERENCE_STATUS] = "STATUS", [DIFFERENCE_FIGURE] = "FIGURE", [DIFFERENCE_DRIFT] = "DRIFT",
    [DIFFERENCE_NEW] = "NEW",       [DIFFERENCE_GONE] = "GONE",     [DIFFERENCE_METHOD] = "METHOD",
};
_Static_assert(COUNT(names) == DIFFERENCE_KIND_COUNT, "every kind needs a name");

const char *difference_name(enum difference_kind kind)
{
    return names[kind];
}

enum { OWN_DECIMALS = -1, P_DECIMALS = 3 };

/* The numbers of a figure, the value first. */
static const struct field {
    const char *name;
    size_t offset;
    int decimals;
} fields[] = {
    {"value", offsetof(struct figure, value), OWN_DECIMALS},
    {"n", offsetof(struct figure, n), 0},
    {"se", offsetof(struct figure, se), OWN_DECIMALS},
    {"low", offsetof(struct figure, low), OWN_DECIMALS},
    {"high", offsetof(struct figure, high), OWN_DECIMALS},
    {"p", offsetof(struct figure, p), P_DECIMALS},
};

static double number_of(const struct figure *figure, const struct field *field)
{
    double x;
    memcpy(&x, (const char *)figure + field->offset, sizeof x);
    return x;
}

static double deviation_of(double was, double is)
{
    if (is_missing(was) || is_missing(is))
        return is_missing(was) && is_missing(is) ? 0 : INFINITY;
    return was == is ? 0 : fabs(is - was) / fmax(1, fmax(fabs(was), fabs(is)));
}

/* Whether both are written alike with that many decimals; a zero has no sign. */
static bool reads_alike(double was, double is, int decimals)
{
    enum { LONGEST = 400 };
    char a[LONGEST], b[LONGEST];
    if (is_missing(was) || is_missing(is))
        return false;
    snprintf(a, sizeof a, "%.*f", decimals, was);
    snprintf(b, sizeof b, "%.*f", decimals, is);
    const bool is_zero = strspn(a, "-0.") == strlen(a) && strspn(b, "-0.") == strlen(b);
    return is_zero || strcmp(a, b) == 0;
}

static bool is_same_text(const char *was, const char *is)
{
    return strcmp(was == NULL ? "" : was, is == NULL ? "" : is) == 0;
}

/* The field of unit, decimals and method that differs; NULL when none does. */
static const char *changed_method(const struct figure *was, const struct figure *is)
{
    if (!is_same_text(was->unit, is->unit))
        return "unit";
    if (was->decimals != is->decimals)
        return "decimals";
    return is_same_text(was->method, is->method) ? NULL : "method";
}

/* Takes the number over when it differs more gravely than what was met before. */
static void compare_number(const struct field *field, struct difference *out)
{
    const double was = number_of(out->was, field), is = number_of(out->is, field);
    const double deviation = deviation_of(was, is);
    if (deviation <= TOLERANCE)
        return;
    const int decimals = field->decimals == OWN_DECIMALS ? out->is->decimals : field->decimals;
    enum difference_kind kind =
        reads_alike(was, is, decimals) ? DIFFERENCE_DRIFT : DIFFERENCE_FIGURE;
    if (field == &fields[0] && is_missing(was) != is_missing(is))
        kind = DIFFERENCE_STATUS;
    if (kind > out->kind || (kind == out->kind && deviation <= out->deviation))
        return;
    out->kind = kind;
    out->field = field->name;
    out->was_number = was;
    out->is_number = is;
    out->deviation = deviation;
}

static const double NORMAL_HALF_WIDTH = 1.959963984540054; /* of a 95 % interval, in se */

/* What the value is uncertain by; MISSING when nothing says. */
static double scale_of(const struct figure *figure)
{
    if (figure->se > 0)
        return figure->se;
    const double half = (figure->high - figure->low) / 2;
    return half > 0 && isfinite(half) ? half / NORMAL_HALF_WIDTH : MISSING;
}

/* The larger of both, for an interval may be squeezed against an end of its scale. */
static double in_se(const struct figure *was, const struct figure *is)
{
    const double scale = fmax(scale_of(was), scale_of(is)); /* of one that is missing the other */
    return is_missing(was->value) || is_missing(is->value) ? MISSING
                                                           : fabs(is->value - was->value) / scale;
}

/* How the two differ; of kind DIFFERENCE_KIND_COUNT when they do not. */
static struct difference compare(const struct figure *was, const struct figure *is)
{
    const char *method = changed_method(was, is);
    struct difference out = {
        .kind = DIFFERENCE_KIND_COUNT,
        .was = was,
        .is = is,
        .was_number = MISSING,
        .is_number = MISSING,
        .in_se = in_se(was, is),
        .is_method_changed = method != NULL,
    };
    for (size_t i = 0; i < COUNT(fields); i++)
        compare_number(&fields[i], &out);
    if (!is_same_text(was->status, is->status)) {
        out.kind = DIFFERENCE_STATUS;
        out.field = "status";
        out.was_number = was->value;
        out.is_number = is->value;
        out.deviation = deviation_of(was->value, is->value);
    } else if (out.kind == DIFFERENCE_KIND_COUNT && method != NULL) {
        out.kind = DIFFERENCE_METHOD;
        out.field = method;
    }
    return out;
}

static void add(struct differences *out, struct difference difference)
{
    if (difference.kind == DIFFERENCE_KIND_COUNT)
        return;
    out->list[out->n++] = difference;
    out->count[difference.kind]++;
}

/* Where a figure stands among its own: those that are gone in theirs. */
static const struct figure *place_of(const struct difference *difference)
{
    return difference->is != NULL ? difference->is : difference->was;
}

static int by_gravity(const void *left, const void *right)
{
    const struct difference *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->deviation != b->deviation)
        return a->deviation > b->deviation ? -1 : 1;
    const struct figure *at = place_of(a), *to = place_of(b); /* of one list, as of one kind */
    return (at > to) - (at < to);
}

enum status figures_compare(const struct figures *was, const struct figures *is,
                            struct arena *arena, struct differences *out, struct error *err)
{
    *out = (struct differences){.list = arena_array(arena, was->n + is->n, struct difference)};
    if (out->list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < is->n; i++) {
        const struct figure *figure = &is->list[i], *before = figures_find(was, figure->id);
        add(out, before != NULL ? compare(before, figure)
                                : (struct difference){.kind = DIFFERENCE_NEW,
                                                      .is = figure,
                                                      .was_number = MISSING,
                                                      .is_number = figure->value,
                                                      .in_se = MISSING});
    }
    for (size_t i = 0; i < was->n; i++)
        if (figures_find(is, was->list[i].id) == NULL)
            add(out, (struct difference){.kind = DIFFERENCE_GONE,
                                         .was = &was->list[i],
                                         .was_number = was->list[i].value,
                                         .is_number = MISSING,
                                         .in_se = MISSING});
    if (out->n > 1)
        qsort(out->list, out->n, sizeof *out->list, by_gravity);
    return OK;
}

/* ---- by importance */

enum importance difference_importance(const struct difference *difference)
{
    static const char verdict[] = "hypothesis/verdict/";
    static const enum importance of_kind[] = {
        [DIFFERENCE_STATUS] = IMPORTANCE_STATUS, [DIFFERENCE_FIGURE] = IMPORTANCE_FIGURE,
        [DIFFERENCE_DRIFT] = IMPORTANCE_DRIFT,   [DIFFERENCE_NEW] = IMPORTANCE_NEW,
        [DIFFERENCE_GONE] = IMPORTANCE_GONE,     [DIFFERENCE_METHOD] = IMPORTANCE_METHOD,
    };
    _Static_assert(COUNT(of_kind) == DIFFERENCE_KIND_COUNT, "every kind has its importance");
    const bool is_verdict = difference->kind == DIFFERENCE_FIGURE &&
                            strcmp(difference->field, "value") == 0 &&
                            strncmp(difference->is->id, verdict, sizeof verdict - 1) == 0;
    return is_verdict ? IMPORTANCE_VERDICT : of_kind[difference->kind];
}

/* Numbers in falling order, missing ones last. */
static int by_size(double a, double b)
{
    if (is_missing(a) || is_missing(b))
        return is_missing(a) - is_missing(b);
    return (a < b) - (a > b);
}

static int by_importance(const void *left, const void *right)
{
    const struct difference *a = left, *b = right;
    const enum importance of_a = difference_importance(a), of_b = difference_importance(b);
    if (of_a != of_b)
        return of_a < of_b ? -1 : 1;
    const int order = of_a == IMPORTANCE_FIGURE ? by_size(a->in_se, b->in_se) : 0;
    return order != 0 ? order : by_gravity(left, right);
}

void differences_by_importance(struct differences *differences)
{
    if (differences->n > 1)
        qsort(differences->list, differences->n, sizeof *differences->list, by_importance);
}
