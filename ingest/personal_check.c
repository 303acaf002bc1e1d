/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/personal_check.h"

#include "ingest/personal.h"

/* Characters before byte `n`. */
static size_t count_characters(const char *text, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return count;
}

static enum status check(const struct reading *in, const struct dialogue_segment *segment,
                         const char *text, struct error *err)
{
    struct arena scratch = {0};
    struct personal hit = {0};
    enum status status = OK;
    while (status == OK && personal_next(text, hit.start + hit.n, &hit)) {
        const char *masked = personal_masked_hit(&scratch, text, &hit);
        const char *name = personal_masked(&scratch, segment->name);
        if (masked == NULL || name == NULL)
            status = error_memory(err);
        else
            findings_add(in->found, FINDING_WARNING, "personal_data", segment->at, NULL, NULL,
                         "segment '%s' holds what looks like %s, '%s', at character %zu; take it "
                         "out of the text",
                         name, personal_kind_name(hit.kind), masked,
                         count_characters(text, hit.start) + 1);
    }
    arena_release(&scratch);
    return status;
}

enum status personal_check(const struct reading *in, const struct dialogues *dialogues,
                           struct error *err)
{
    for (size_t i = 0; i < dialogues->n_segments; i++) {
        const struct dialogue_segment *segment = &dialogues->segments[i];
        const char *const texts[] = {segment->text, segment->reference, segment->speaker};
        for (size_t k = 0; k < COUNT(texts); k++)
            if (texts[k] != NULL)
                TRY(check(in, segment, texts[k], err));
    }
    return OK;
}
