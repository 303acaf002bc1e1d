/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LINKS_H
#define INGEST_LINKS_H

/* Which units of two waves' frames belong together: those of one key, and those that the column
   `successor_of` of the registers links.

       TRY(links_get(store, waves, n, &arena, &links, err));      waves[0] and waves[n - 1]

   An organisation number is one key with and without its hyphen, also when the key column is not
   called orgnr. A unit with a cell in successor_of continues the units named there, and itself if
   it was there before; the registers of the waves between are followed, so that a merger in one
   year and a split in the next link what was there before both.                                 */

#include "base/finding.h"
#include "store/link.h"
#include "store/store.h"

/* The waves are of one form, in the order of their years, and in the store, with their successions
   in memory. Links come in the order of the later units, none twice; they live in `arena`.
   ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status links_get(struct store *store, const struct wave *const *waves, size_t n,
                                 struct arena *arena, struct unit_links *out, struct error *err);

/* Adds a warning for each key in successor_of of the last wave that is no unit of any frame before.
   Nothing is said without an earlier wave. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status links_check(struct store *store, const struct wave *const *waves, size_t n,
                                   struct findings *found, struct error *err);

#endif
