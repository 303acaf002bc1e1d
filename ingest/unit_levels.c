/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/unit_levels.h"

#include "ingest/groups.h"

#include <stdlib.h>
#include <string.h>

/* The unit in the register. */
static uint32_t unit_of(const struct frame *frame, const struct network *network, size_t i)
{
    return textset_find(&frame->keys, network->key[i], strlen(network->key[i]));
}

/* What only answers tell. */
static void take_rows(const struct grouping *group, const struct network *network, uint16_t *out)
{
    for (size_t i = 0; i < network->n; i++)
        out[i] = network->row[i] == NETWORK_NO_ROW ? NO_LEVEL : group->level[network->row[i]];
}

static void take_classes(const struct frame *frame, const struct grouping *group,
                         const double *number, const struct network *network, uint16_t *out)
{
    for (size_t i = 0; i < network->n; i++) {
        const uint32_t unit = unit_of(frame, network, i);
        out[i] = unit == TEXTSET_NONE ? NO_LEVEL : group_class_of(group->of, number[unit]);
    }
}

/* The level that bears the text as its name. */
static uint16_t level_named(const struct grouping *group, const char *text)
{
    for (size_t level = 0; level < group->n_levels; level++)
        if (strcmp(group->names[level], text) == 0)
            return (uint16_t)level;
    return NO_LEVEL;
}

static enum status take_texts(const struct frame *frame, const struct grouping *group,
                              const struct levels *levels, const struct network *network,
                              uint16_t *out, struct error *err)
{
    uint16_t *of_text = malloc((levels->set.n + 1) * sizeof *of_text);
    if (of_text == NULL)
        return error_memory(err);
    for (uint32_t text = 0; text < levels->set.n; text++)
        of_text[text] = level_named(group, textset_text(&levels->set, text));
    for (size_t i = 0; i < network->n; i++) {
        const uint32_t unit = unit_of(frame, network, i);
        const uint16_t text = unit == TEXTSET_NONE ? NO_LEVEL : levels->level[unit];
        out[i] = text == NO_LEVEL ? NO_LEVEL : of_text[text];
    }
    free(of_text);
    return OK;
}

enum status unit_levels_get(const struct wave *wave, const struct frame *frame,
                            const struct network *network, size_t group, uint16_t *out,
                            struct error *err)
{
    const struct grouping *grouping = &wave->groups[group];
    const size_t index = (size_t)(grouping->of - wave->form->indicators);
    const int column = frame->is_there ? frame->column[index] : -1;
    if (column < 0)
        take_rows(grouping, network, out);
    else if (grouping->of->breaks != NULL)
        take_classes(frame, grouping, frame->numbers[column], network, out);
    else
        return take_texts(frame, grouping, &frame->levels[index], network, out, err);
    return OK;
}
