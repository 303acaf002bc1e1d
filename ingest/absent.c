/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/absent.h"

#include <string.h>

bool absent_create(struct absent *absent, const struct settings *settings)
{
    *absent = (struct absent){.list = settings->missing_codes, .empty = MISSING_NO_ANSWER};
    for (size_t i = 0; i < settings->n_missing_codes; i++) {
        const struct missing_code *code = &settings->missing_codes[i];
        uint32_t index;
        if (!textset_add(&absent->codes, code->text, strlen(code->text), &index)) {
            absent_release(absent);
            return false;
        }
        if (code->text[0] == '\0')
            absent->empty = code->reason;
    }
    return true;
}

void absent_release(struct absent *absent)
{
    textset_release(&absent->codes);
}

enum missing absent_reason(const struct absent *absent, const char *text, size_t n)
{
    if (n == 0)
        return absent->empty;
    const uint32_t index = textset_find(&absent->codes, text, n);
    return index == TEXTSET_NONE ? ANSWERED : absent->list[index].reason;
}
