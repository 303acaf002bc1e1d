/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_GET_H
#define STORE_GET_H

/* What earlier runs have left in a store, for who has no survey folder at hand.

       TRY(store_open_to_read("out/mognad.db", &store, err));
       TRY(store_get_waves(store, &arena, &waves, &n, err));
       struct figures figures = {.arena = &arena};
       TRY(store_get_figures(store, waves[0].id, &figures, err));                               */

#include "store/put.h"

#include <stdbool.h>

struct stored_wave {
    int64_t id;
    const char *form; /* form_id */
    int year;
    const char *title;
    bool is_simulated;
    size_t n_frame, n_read, n_rows, n_rejected;
};

/* All waves, by form and the latest year first. Texts in `arena`; *n may be 0. ERR_STORE,
   ERR_MEMORY, as the others. */
MUST_CHECK enum status store_get_waves(struct store *store, struct arena *arena,
                                       struct stored_wave **out, size_t *n, struct error *err);

/* The figures of a wave, in the order in which they were computed, are put into `out`. */
MUST_CHECK enum status store_get_figures(struct store *store, int64_t wave, struct figures *out,
                                         struct error *err);

/* A unit of the frame; without a register, one that answered. */
struct frame_unit {
    uint32_t id;
    const char *key, *name; /* the name may be the key */
};

/* All of the wave's, in their order. */
MUST_CHECK enum status store_get_units(struct store *store, int64_t wave, struct arena *arena,
                                       struct frame_unit **out, size_t *n, struct error *err);

/* Whether the wave has a figure of that id. */
MUST_CHECK enum status store_has_figure(struct store *store, int64_t wave, const char *id,
                                        bool *out, struct error *err);

/* The files that it was made of, in the order in which they were read. */
MUST_CHECK enum status store_get_sources(struct store *store, int64_t wave, struct arena *arena,
                                         struct source **out, size_t *n, struct error *err);

/* What store_put_run put: versions and options, by name. */
MUST_CHECK enum status store_get_run(struct store *store, int64_t wave, struct arena *arena,
                                     struct run_fact **out, size_t *n, struct error *err);

#endif
