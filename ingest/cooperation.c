/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cooperation.h"

#include "base/text.h"
#include "ingest/cooperation_inside.h"
#include "ingest/orgnr.h"
#include "ingest/unit_levels.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_HINTS = 100 };

uint32_t tie_unit(const struct tie_reader *r, const char *cell)
{
    char buffer[ORGNR_SIZE];
    size_t n;
    const char *key = frame_key(r->wave->form, cell, &n, buffer);
    return textset_find(&r->keys, key, n);
}

const char *tie_say_no_unit(struct tie_reader *r, const char *cell, size_t n)
{
    char buffer[ORGNR_SIZE];
    size_t n_key;
    const char *key = frame_key(r->wave->form, cell, &n_key, buffer);
    const char *quote = log_quote(r->log, cell, n);
    struct arena *arena = &r->log->arena;
    if (textset_find(&r->frame->keys, key, n_key) != TEXTSET_NONE)
        return arena_print(arena, "'%s' is in the register, but not in the frame", quote);
    const char *near =
        ++r->n_hints > MOST_HINTS ? NULL : text_nearest(quote, r->network->key, r->network->n);
    return near == NULL ? arena_print(arena, "'%s' is no unit of the frame", quote)
                        : arena_print(arena, "'%s' is no unit of the frame; did you mean '%s'?",
                                      quote, near);
}

static enum status count_area(struct tie_reader *r, const char *area, struct error *err)
{
    uint32_t index;
    const size_t before = r->areas.n;
    if (area[0] == '\0')
        return OK;
    if (!textset_add(&r->areas, area, strlen(area), &index))
        return error_memory(err);
    if (r->areas.n > before) {
        size_t *list =
            arena_grown(r->wave->arena, r->n_of_area, before, &r->areas_capacity, size_t);
        if (list == NULL)
            return error_memory(err);
        r->n_of_area = list;
        list[before] = 0;
    }
    r->n_of_area[index]++;
    return OK;
}

enum status tie_keep(struct tie_reader *r, struct tie tie, const char *area, struct error *err)
{
    const struct reported_tie reported = {.from = r->network->key[tie.from],
                                          .to = r->network->key[tie.to],
                                          .area = area[0] == '\0' ? NULL : area,
                                          .weight = tie.weight};
    TRY(ties_put(r->insert, &reported, err));
    TRY(count_area(r, area, err));
    if (r->n_ties == r->capacity) {
        const size_t capacity = r->capacity == 0 ? 1024 : 2 * r->capacity;
        struct tie *list = realloc(r->ties, capacity * sizeof *list);
        if (list == NULL)
            return error_memory(err);
        r->ties = list;
        r->capacity = capacity;
    }
    tie.weight = is_missing(tie.weight) ? 1 : tie.weight;
    r->ties[r->n_ties++] = tie;
    r->network->has_answered[tie.from] = true;
    return OK;
}

static int by_units(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* The same pair in several areas becomes one tie. Weights that are the same pair's are added in the
   order of their size, for a sort may put them in any. */
static int by_units_and_weight(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    const int order = by_units(a, b);
    return order != 0 ? order : (x->weight > y->weight) - (x->weight < y->weight);
}

static enum status join_areas(struct tie_reader *r, struct error *err)
{
    struct network *network = r->network;
    network->ties = arena_array(r->wave->arena, r->n_ties, struct tie);
    if (network->ties == NULL)
        return error_memory(err);
    if (r->n_ties > 1)
        qsort(r->ties, r->n_ties, sizeof *r->ties, by_units_and_weight);
    for (size_t i = 0; i < r->n_ties; i++) {
        struct tie *last = network->n_ties > 0 ? &network->ties[network->n_ties - 1] : NULL;
        if (last != NULL && by_units(last, &r->ties[i]) == 0)
            last->weight += r->ties[i].weight;
        else
            network->ties[network->n_ties++] = r->ties[i];
    }
    return OK;
}

static enum status name_areas(struct tie_reader *r, struct error *err)
{
    struct network *network = r->network;
    network->areas = arena_array(r->wave->arena, r->areas.n, const char *);
    if (network->areas == NULL)
        return error_memory(err);
    network->n_of_area = r->n_of_area;
    for (uint32_t i = 0; i < r->areas.n; i++, network->n_areas++)
        if ((network->areas[i] = arena_text(r->wave->arena, textset_text(&r->areas, i))) == NULL)
            return error_memory(err);
    return OK;
}

/* Of every Group, and which of them are the departments. */
static enum status take_levels(struct tie_reader *r, struct error *err)
{
    struct wave *wave = r->wave;
    struct network *network = r->network;
    network->level = arena_array(wave->arena, wave->n_groups, uint16_t *);
    if (network->level == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->n_groups; i++) {
        network->level[i] = arena_array(wave->arena, network->n, uint16_t);
        if (network->level[i] == NULL)
            return error_memory(err);
        TRY(unit_levels_get(wave, r->frame, network, i, network->level[i], err));
        if (wave->groups[i].of != wave->form->cooperation.group)
            continue;
        network->group = &wave->groups[i];
        network->department = network->level[i];
    }
    return OK;
}

static enum status number_keys(struct tie_reader *r, struct error *err)
{
    uint32_t index;
    for (size_t i = 0; i < r->network->n; i++)
        if (!textset_add(&r->keys, r->network->key[i], strlen(r->network->key[i]), &index))
            return error_memory(err);
    return OK;
}

static enum status read_ties(struct tie_reader *r, struct error *err)
{
    const bool has_table = r->wave->form->cooperation.has_table;
    TRY(network_get_units(r->store, r->wave, &r->network, err));
    TRY(number_keys(r, err));
    TRY(ties_open(r->store, r->wave, &r->insert, err));
    TRY(has_table ? ties_read_rows(r, err) : ties_read_choices(r, err));
    TRY(join_areas(r, err));
    TRY(name_areas(r, err));
    TRY(take_levels(r, err));
    r->wave->network = r->network;
    return OK;
}

enum status cooperation_read(struct wave *wave, const struct frame *frame, struct store *store,
                             struct log *log, struct error *err)
{
    const struct cooperation *source = &wave->form->cooperation;
    if (!source->has_table && source->question == NULL)
        return OK;
    struct tie_reader r = {.wave = wave, .frame = frame, .store = store, .log = log};
    const enum status status = read_ties(&r, err);
    statement_close(r.insert);
    textset_release(&r.keys);
    textset_release(&r.areas);
    free(r.ties);
    return status;
}
