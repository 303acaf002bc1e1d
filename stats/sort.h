/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_SORT_H
#define STATS_SORT_H

/* Sorting numbers in linear time: a radix sort on the bits of a double, least digit first, that
   passes over the digits in which the numbers do not differ (Knuth, TAOCP vol. 3, 5.2.5).

       struct sort_room room;
       TRY(sort_room_get(arena, n, &room, err));      once, for any number of columns
       size_t n_present = sort_present(x, n, sorted, &room);

   Missing values are left out; -0 and 0 are one value.                                          */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* Room for two copies of a column's keys and positions: 24 bytes per value. Not to be copied while
   in use: the sides change places. */
struct sort_room {
    size_t capacity;
    uint64_t *key[2];
    uint32_t *position[2];
};

/* Room, in `arena`, to sort columns of up to `capacity` values (below 2^32). Fails with
   ERR_MEMORY. */
MUST_CHECK enum status sort_room_get(struct arena *arena, size_t capacity, struct sort_room *out,
                                     struct error *err);

/* Sorts the present values of x[0..n), n <= room->capacity, ascending.
     sorted   room for n values; may be x itself
     returns  how many are present                                                               */
size_t sort_present(const double *x, size_t n, double *sorted, struct sort_room *room);

/* Finds the order of x[0..n), n <= room->capacity. Afterwards, until the room is used again,
     room->position[0]  tells where the present values stand, smallest first, equal ones in the
                        order of their positions
     room->key[0]       holds a key for each of them; keys are equal where values are
     returns            how many there are                                                       */
size_t sort_order(const double *x, size_t n, struct sort_room *room);

#endif
