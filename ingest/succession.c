/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/succession.h"

#include "base/text.h"

#include <string.h>

/* Room for twice as many when n is a power of two. */
static bool grow(struct wave *wave)
{
    const size_t n = wave->n_successions;
    if ((n & (n - 1)) != 0)
        return true;
    struct succession *grown = arena_array(wave->arena, n == 0 ? 1 : 2 * n, struct succession);
    if (grown == NULL)
        return false;
    if (n > 0)
        memcpy(grown, wave->successions, n * sizeof *grown);
    wave->successions = grown;
    return true;
}

enum status succession_add(struct wave *wave, const struct succession *succession,
                           struct error *err)
{
    size_t n;
    const char *of = text_trimmed(succession->of, &n);
    if (n == 0)
        return OK;
    struct succession copy = *succession;
    copy.of = arena_text_n(wave->arena, of, n);
    copy.key = arena_text(wave->arena, succession->key);
    copy.at.file = arena_text(wave->arena, succession->at.file);
    if (copy.of == NULL || copy.key == NULL || copy.at.file == NULL || !grow(wave))
        return error_memory(err);
    wave->successions[wave->n_successions++] = copy;
    return OK;
}
