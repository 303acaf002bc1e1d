/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_UNIT_H
#define INGEST_SIMULATE_UNIT_H

/* The units that are drawn: those of the frame, or as many as were asked for, made after them; and
   which of them answer. */

#include "base/random.h"
#include "ingest/simulate_draw.h"

enum { SIM_KEY_SIZE = 24, SIM_UNITS_LIMIT = 1000000 };

struct sim_units {
    const struct sim_model *model;
    uint64_t seed;
    size_t n;
    bool are_made;       /* not the frame's own */
    bool are_keys_orgnr; /* made keys are organisation numbers */
    double *x;           /* inputs of the unit fetched last */
    bool *is_answering;  /* n; NULL: all are */
    size_t n_answering;
    char key[SIM_KEY_SIZE]; /* of the unit fetched last, if made */
    char name[256];
};

/* `n` units, 0: the frame's own. ERR_MEMORY. Lives in the arena. */
MUST_CHECK enum status sim_units_make(const struct sim_model *model, uint64_t seed, size_t n,
                                      struct arena *arena, struct sim_units *out,
                                      struct error *err);

/* The i-th unit, its streams and inputs; borrowed until the next. */
struct sim_unit sim_units_get(struct sim_units *units, size_t i);

/* The i-th organisation number of the range 299, which is not in use: i below SIM_UNITS_LIMIT. */
void sim_orgnr(size_t i, char out[SIM_KEY_SIZE]);

#endif
