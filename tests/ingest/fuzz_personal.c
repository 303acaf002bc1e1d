/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in which personal data are looked for. What is found lies one after another within it, and
   in what was masked no number and no address is found again. */
#include "ingest/personal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    char *text = arena_text_n(&arena, (const char *)data, size);
    if (text == NULL)
        return 0;
    const size_t n = strlen(text);
    struct personal hit = {0};
    for (size_t from = 0; personal_next(text, from, &hit); from = hit.start + hit.n)
        if (hit.start < from || hit.n == 0 || hit.start + hit.n > n)
            __builtin_trap();
    const char *masked = personal_masked(&arena, text);
    if (masked != NULL && strlen(masked) > n)
        __builtin_trap();
    for (size_t from = 0; masked != NULL && personal_next(masked, from, &hit);
         from = hit.start + hit.n)
        if (hit.kind == PERSONAL_IDENTITY)
            __builtin_trap();
    arena_release(&arena);
    return 0;
}
