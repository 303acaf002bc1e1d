/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sort.h"

#include <stdbool.h>
#include <string.h>

#include "base/missing.h"

enum { DIGITS = 8, RADIX = 256 };

static const uint64_t sign_bit = UINT64_C(1) << 63U;

/* Unsigned keys in the order of the numbers: negative ones inverted, the others above them. */
static uint64_t key_of(double x)
{
    const double one_zero = x + 0.0; /* -0 becomes 0 */
    uint64_t bits;
    memcpy(&bits, &one_zero, sizeof bits);
    return bits ^ ((0 - (bits >> 63U)) | sign_bit);
}

static double number_of(uint64_t key)
{
    const uint64_t bits = key ^ (((key >> 63U) - 1) | sign_bit);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static size_t digit_of(uint64_t key, unsigned digit)
{
    return (key >> (8U * digit)) & (RADIX - 1);
}

enum status sort_room_get(struct arena *arena, size_t capacity, struct sort_room *out,
                          struct error *err)
{
    *out = (struct sort_room){.capacity = capacity};
    for (size_t i = 0; i < 2; i++) {
        out->key[i] = arena_array(arena, capacity, uint64_t);
        out->position[i] = arena_array(arena, capacity, uint32_t);
        if (out->key[i] == NULL || out->position[i] == NULL)
            return error_memory(err);
    }
    return OK;
}

struct histograms {
    uint32_t count[DIGITS][RADIX];
};

static void count_digits(const uint64_t *key, size_t n, struct histograms *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < n; i++)
        for (unsigned digit = 0; digit < DIGITS; digit++)
            out->count[digit][digit_of(key[i], digit)]++;
}

/* Turns counts into the places where each digit's first key goes. */
static void places_of(uint32_t count[RADIX])
{
    uint32_t place = 0;
    for (size_t d = 0; d < RADIX; d++) {
        const uint32_t here = count[d];
        count[d] = place;
        place += here;
    }
}

static void scatter_keys(struct sort_room *room, size_t n, unsigned digit, uint32_t place[RADIX])
{
    const uint64_t *from = room->key[0];
    uint64_t *to = room->key[1];
    for (size_t i = 0; i < n; i++)
        to[place[digit_of(from[i], digit)]++] = from[i];
}

static void scatter_both(struct sort_room *room, size_t n, unsigned digit, uint32_t place[RADIX])
{
    const uint64_t *from = room->key[0];
    const uint32_t *position = room->position[0];
    for (size_t i = 0; i < n; i++) {
        const uint32_t to = place[digit_of(from[i], digit)]++;
        room->key[1][to] = from[i];
        room->position[1][to] = position[i];
    }
}

static void swap_sides(struct sort_room *room)
{
    uint64_t *key = room->key[0];
    room->key[0] = room->key[1];
    room->key[1] = key;
    uint32_t *position = room->position[0];
    room->position[0] = room->position[1];
    room->position[1] = position;
}

/* Sorts the first n keys of side 0, with their positions if asked for; the result is on side 0. */
static void sort_keys(struct sort_room *room, size_t n, bool with_positions)
{
    struct histograms h;
    count_digits(room->key[0], n, &h);
    for (unsigned digit = 0; digit < DIGITS && n > 0; digit++) {
        if (h.count[digit][digit_of(room->key[0][0], digit)] == n)
            continue;
        places_of(h.count[digit]);
        if (with_positions)
            scatter_both(room, n, digit, h.count[digit]);
        else
            scatter_keys(room, n, digit, h.count[digit]);
        swap_sides(room);
    }
}

size_t sort_present(const double *x, size_t n, double *sorted, struct sort_room *room)
{
    size_t n_present = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_missing(x[i]))
            room->key[0][n_present++] = key_of(x[i]);
    sort_keys(room, n_present, false);
    for (size_t i = 0; i < n_present; i++)
        sorted[i] = number_of(room->key[0][i]);
    return n_present;
}

size_t sort_order(const double *x, size_t n, struct sort_room *room)
{
    size_t n_present = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_missing(x[i]))
            continue;
        room->key[0][n_present] = key_of(x[i]);
        room->position[0][n_present++] = (uint32_t)i;
    }
    sort_keys(room, n_present, true);
    return n_present;
}
