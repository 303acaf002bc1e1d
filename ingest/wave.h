/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_WAVE_H
#define INGEST_WAVE_H

/* A survey folder's register and answers loaded: into the store, and as a wave into memory.

       TRY(store_begin(store, err));
       status = wave_ingest(form, store, (struct wave_ingest_options){.threads = 2}, &arena, &wave,
                            err);
       ...
       wave_release(&wave);                                                                  */

#include "base/arena.h"
#include "ingest/laps.h"
#include "store/form.h"
#include "store/store.h"
#include "store/wave.h"

struct wave_ingest_options {     /* {0} is the house default */
    const char *answers;         /* another file than the folder's answers.csv; NULL: that one */
    const char *register_file;   /* likewise for register.csv */
    int threads;                 /* 0: one */
    const struct source *tables; /* n_tables: the folder's tables that were read already */
    size_t n_tables;
    struct laps *laps; /* gathers how long it takes; NULL: not wanted */
};

/* Loads the wave within the caller's transaction, replacing what the store held of it. Everything
   odd about rows and cells is in the store's findings and rejects, counted in *wave.
     arena  holds what *wave points to, besides its columns; as `form` it must outlive the wave
   The store and the wave do not depend on the number of threads.
   ERR_OPEN, ERR_READ, ERR_ENCODING  the answers or the register cannot be read
   ERR_TABLE  their header does not fit the folder's tables, or an expression cannot be used
   ERR_STORE, ERR_MEMORY
   On failure *wave is released. */
MUST_CHECK enum status wave_ingest(const struct form *form, struct store *store,
                                   struct wave_ingest_options options, struct arena *arena,
                                   struct wave *wave, struct error *err);

#endif
