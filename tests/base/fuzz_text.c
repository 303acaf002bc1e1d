/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is taken for a number is what strtod takes for it, and reads back from what is written. */
static void check_number(const char *text, size_t n)
{
    char written[TEXT_NUMBER_SIZE];
    double x, again;
    if (!text_number(text, n, '.', &x))
        return;
    char *end;
    if (strtod(text, &end) != x || end != text + n)
        __builtin_trap();
    const size_t length = text_put_number(x, written);
    if (length >= sizeof written || !text_number(written, length, '.', &again) || again != x)
        __builtin_trap();
}

static void check_text(struct arena *arena, const char *text)
{
    static const char *const names[] = {"integer", "Öppenhet", ""};
    const char *folded = text_folded(arena, text);
    size_t n;
    text_trimmed(text, &n);
    if (folded == NULL || !text_is_utf8(folded, strlen(folded)) || n > strlen(text))
        __builtin_trap();
    (void)text_nearest(text, names, COUNT(names));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    const char *text = arena_text_n(&arena, (const char *)data, size);
    if (text != NULL && text_is_utf8(text, strlen(text))) {
        check_number(text, strlen(text));
        check_text(&arena, text);
    }
    arena_release(&arena);
    return 0;
}
