/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

struct points {
    const uint32_t *point;
    size_t n;
};

/* The code points of the folded text; .point is NULL when memory runs out. */
static struct points fold_to_points(struct arena *arena, const char *text)
{
    const char *folded = text_folded(arena, text);
    if (folded == NULL)
        return (struct points){NULL, 0};
    size_t n = strlen(folded) + 1;
    uint32_t *points = arena_array(arena, n, uint32_t);
    if (points == NULL || u8_to_u32((const uint8_t *)folded, n, points, &n) != points)
        return (struct points){NULL, 0};
    return (struct points){points, n - 1};
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Fills row[0], the distances between a's first i and b's first 0 .. n code points, from the rows
   for i - 1 and i - 2 in row[1] and row[2]. */
static void fill_row(struct points a, struct points b, size_t i, size_t *const row[3])
{
    size_t *now = row[0];
    const size_t *above = row[1], *before = row[2];
    now[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
        const bool is_same = a.point[i - 1] == b.point[j - 1];
        now[j] = smallest(above[j] + 1, now[j - 1] + 1, above[j - 1] + (is_same ? 0 : 1));
        const bool is_swapped =
            i > 1 && j > 1 && a.point[i - 1] == b.point[j - 2] && a.point[i - 2] == b.point[j - 1];
        if (is_swapped && before[j - 2] + 1 < now[j])
            now[j] = before[j - 2] + 1;
    }
}

/* SIZE_MAX when memory runs out. */
static size_t distance(struct arena *arena, struct points a, struct points b)
{
    size_t *cells = arena_array(arena, 3 * (b.n + 1), size_t);
    if (cells == NULL)
        return SIZE_MAX;
    size_t *row[3] = {cells, cells + b.n + 1, cells + 2 * (b.n + 1)};
    for (size_t j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *const oldest = row[2];
        row[2] = row[1];
        row[1] = row[0];
        row[0] = oldest;
        fill_row(a, b, i, row);
    }
    return row[0][b.n];
}

/* The distance when it is at most a third of the longer text, else SIZE_MAX. */
static size_t near_distance(struct arena *arena, struct points wanted, const char *candidate)
{
    const struct points other = fold_to_points(arena, candidate);
    if (other.point == NULL)
        return SIZE_MAX;
    const size_t longer = wanted.n > other.n ? wanted.n : other.n;
    const size_t shorter = wanted.n > other.n ? other.n : wanted.n;
    if (longer - shorter > longer / 3)
        return SIZE_MAX;
    const size_t d = distance(arena, wanted, other);
    return d <= longer / 3 ? d : SIZE_MAX;
}

const char *text_nearest(const char *wanted, const char *const *candidates, size_t n)
{
    const char *nearest = NULL;
    size_t smallest_distance = SIZE_MAX;
    struct arena arena = {0};
    const struct points points = fold_to_points(&arena, wanted);
    for (size_t i = 0; points.point != NULL && i < n; i++) {
        struct arena scratch = {0};
        const size_t d = near_distance(&scratch, points, candidates[i]);
        arena_release(&scratch);
        if (d >= smallest_distance)
            continue;
        smallest_distance = d;
        nearest = candidates[i];
    }
    arena_release(&arena);
    return nearest;
}
