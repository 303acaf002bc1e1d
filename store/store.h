/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_H
#define STORE_STORE_H

/* The SQLite file that holds all waves, and the only door to it. One run is one transaction,
   whatever the number of its folders: a failed run leaves the file as it was.

       struct store *store = NULL;
       TRY(store_open("out/mognad.db", &store, err));
       status = store_begin(store, err);
       ... put ...
       if (status == OK) status = store_commit(store, err);
       store_close(store);                    rolls back what was not committed

   Tables and columns are described in schema.sql. A store may be used by two threads at once
   (SQLite's serialised mode); each statement is one call's.                                     */

#include "base/arena.h"
#include "base/error.h"
#include "base/finding.h"
#include "store/figure.h"
#include "store/wave.h"

struct store;

/* Opens or creates `path`; "" is a temporary store that is gone when closed. On OK the caller owns
   *out; on failure *out is NULL. ERR_OPEN when it cannot be opened or is not a store of ours;
   ERR_STORE when it was made by a newer version. */
MUST_CHECK enum status store_open(const char *path, struct store **out, struct error *err);

/* Opens a store that a run has made, and changes nothing in it, not even its version. ERR_OPEN when
   it is not there or is not a store of ours; ERR_STORE when it was made by a newer version. */
MUST_CHECK enum status store_open_to_read(const char *path, struct store **out, struct error *err);
void store_close(struct store *store); /* NULL is fine */

MUST_CHECK enum status store_begin(struct store *store, struct error *err);
MUST_CHECK enum status store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store); /* nothing happens outside a transaction */

#endif
