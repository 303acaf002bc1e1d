/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dialogues_wave.h"

#include "store/table.h"
#include "store/talks.h"

#include <string.h>

enum status dialogues_ingest(const struct form *form, struct store *store,
                             struct wave_ingest_options options, struct arena *arena,
                             struct wave *wave, struct error *err)
{
    uint32_t first_unit = 0; /* there will be none */
    *wave =
        (struct wave){.form = form, .arena = arena, .is_simulated = form->settings.is_simulated};
    wave->sources = arena_array(arena, options.n_tables, struct source);
    if (wave->sources == NULL)
        return error_memory(err);
    if (options.n_tables > 0)
        memcpy(wave->sources, options.tables, options.n_tables * sizeof *wave->sources);
    wave->n_sources = options.n_tables;
    TRY(store_put_form(store, wave, &first_unit, err));
    TRY(store_put_dialogues(store, wave, err));
    return store_put_counts(store, wave, err);
}
