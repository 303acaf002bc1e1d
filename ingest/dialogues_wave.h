/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DIALOGUES_WAVE_H
#define INGEST_DIALOGUES_WAVE_H

/* A folder of dialogues loaded: into the store, and as a wave into memory. */

#include "ingest/wave.h"

/* As wave_ingest (ingest/wave.h), whose place it takes for a form with dialogues: everything has
   been read with the form, so the wave has no rows, and options.answers and .register_file have no
   effect. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status dialogues_ingest(const struct form *form, struct store *store,
                                        struct wave_ingest_options options, struct arena *arena,
                                        struct wave *wave, struct error *err);

#endif
