/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/network.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define MEASURE(constant, name, needs_group) [NETWORK_##constant] = (name),
#include "store/network.def"
#undef MEASURE
};

static const bool needs_group[] = {
#define MEASURE(constant, name, needs) [NETWORK_##constant] = (needs),
#include "store/network.def"
#undef MEASURE
};

const char *network_measure_name(enum network_measure measure)
{
    return names[measure];
}

bool network_measure_needs_group(enum network_measure measure)
{
    return needs_group[measure];
}

const struct indicator *network_variable(const struct form *form, const char *code)
{
    for (int i = 0; form->cooperation.measures != NULL && i < NETWORK_MEASURE_COUNT; i++)
        if (strcmp(form->cooperation.measures[i].code, code) == 0)
            return &form->cooperation.measures[i];
    return NULL;
}

int network_measure_of(const struct form *form, const struct indicator *indicator)
{
    for (int i = 0; form->cooperation.measures != NULL && i < NETWORK_MEASURE_COUNT; i++)
        if (indicator == &form->cooperation.measures[i])
            return i;
    return -1;
}

/* A row of the answers by the id of its unit. */
struct answered {
    uint32_t unit, row;
};

static int by_unit(const void *a, const void *b)
{
    const uint32_t x = ((const struct answered *)a)->unit, y = ((const struct answered *)b)->unit;
    return (x > y) - (x < y);
}

static struct answered *answered_of(const struct wave *wave)
{
    struct answered *list = calloc(wave->n_rows + 1, sizeof *list);
    for (size_t row = 0; list != NULL && row < wave->n_rows; row++)
        list[row] = (struct answered){wave->unit[row], (uint32_t)row};
    if (list != NULL && wave->n_rows > 1)
        qsort(list, wave->n_rows, sizeof *list, by_unit);
    return list;
}

static enum status allocate(const struct wave *wave, size_t n, struct network *network,
                            struct error *err)
{
    struct arena *arena = wave->arena;
    network->n = n;
    network->key = arena_array(arena, n, const char *);
    network->name = arena_array(arena, n, const char *);
    network->row = arena_array(arena, n, uint32_t);
    network->has_answered = arena_array(arena, n, bool);
    return network->key == NULL || network->name == NULL || network->row == NULL ||
                   network->has_answered == NULL
               ? error_memory(err)
               : OK;
}

/* The units come by their ids, as the rows do. */
static enum status take_units(struct statement *units, const struct wave *wave,
                              const struct answered *answered, struct network *network,
                              struct error *err)
{
    size_t next = 0;
    for (size_t i = 0;; i++) {
        bool has_row;
        TRY(statement_step(units, &has_row, err));
        if (!has_row || i == network->n)
            return OK;
        const uint32_t id = (uint32_t)statement_integer(units, 0);
        network->key[i] = arena_text(wave->arena, statement_text(units, 1));
        network->name[i] = arena_text(wave->arena, statement_text(units, 2));
        if (network->key[i] == NULL || network->name[i] == NULL)
            return error_memory(err);
        while (next < wave->n_rows && answered[next].unit < id)
            next++;
        const bool has_answered = next < wave->n_rows && answered[next].unit == id;
        network->row[i] = has_answered ? answered[next].row : NETWORK_NO_ROW;
    }
}

enum status network_get_units(struct store *store, const struct wave *wave, struct network **out,
                              struct error *err)
{
    static const char sql[] =
        "SELECT id, key, coalesce(name, key) FROM unit WHERE wave = ?1 ORDER BY id";
    struct network *network = arena_new(wave->arena, struct network);
    struct statement *units = NULL;
    *out = network;
    if (network == NULL)
        return error_memory(err);
    TRY(allocate(wave, wave->n_frame, network, err));
    struct answered *answered = answered_of(wave);
    enum status status =
        answered == NULL ? error_memory(err) : statement_open(store, sql, &units, err);
    if (status == OK) {
        statement_bind_integer(units, 1, wave->id);
        status = take_units(units, wave, answered, network, err);
    }
    statement_close(units);
    free(answered);
    return status;
}

enum status ties_open(struct store *store, const struct wave *wave, struct statement **out,
                      struct error *err)
{
    static const char sql[] = "INSERT INTO cooperation (wave, \"from\", \"to\", area, weight)"
                              " VALUES (?1, ?2, ?3, ?4, ?5)";
    TRY(statement_open(store, sql, out, err));
    statement_bind_integer(*out, 1, wave->id);
    return OK;
}

enum status ties_put(struct statement *ties, const struct reported_tie *tie, struct error *err)
{
    statement_bind_text(ties, 2, tie->from);
    statement_bind_text(ties, 3, tie->to);
    statement_bind_text(ties, 4, tie->area);
    statement_bind_number(ties, 5, tie->weight);
    return statement_run(ties, err);
}
