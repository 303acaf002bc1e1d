/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Luhn (ISO/IEC 7812-1 annex B): every other digit, from the first of nine, counts twice. */
static unsigned check_digit(unsigned nine)
{
    unsigned sum = 0;
    for (bool is_doubled = true; nine > 0; nine /= 10, is_doubled = !is_doubled) {
        const unsigned digit = nine % 10 * (is_doubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return (10 - sum % 10) % 10;
}

void sim_orgnr(size_t i, char out[SIM_KEY_SIZE])
{
    const unsigned nine = 299000000U + (unsigned)(i % SIM_UNITS_LIMIT);
    snprintf(out, SIM_KEY_SIZE, "%06u-%03u%u", nine / 1000, nine % 1000, check_digit(nine));
}

static const char *made_key(struct sim_units *units, size_t i)
{
    if (units->are_keys_orgnr)
        sim_orgnr(i, units->key);
    else
        snprintf(units->key, SIM_KEY_SIZE, "%zu", i + 1);
    return units->key;
}

/* The unit of the frame that a made one is like. */
static size_t model_of(const struct sim_units *units, struct sim_streams streams)
{
    const size_t n_frame = units->model->frame->n_units;
    if (n_frame == 0)
        return 0;
    struct random random = random_stream(streams.unit, random_name("register"));
    return random_below(&random, n_frame);
}

/* Names are cut, if need be, by whole characters. */
static const char *made_name(struct sim_units *units, const struct sim_unit *unit, size_t i)
{
    const struct sim_frame *frame = units->model->frame;
    const bool has_name = frame->n_units > 0 && frame->name != SIM_NO_COLUMN;
    const char *like = has_name ? sim_frame_cell(frame, unit->of, frame->name) : "Enhet";
    size_t n = strlen(like);
    if (n > sizeof units->name - SIM_KEY_SIZE) {
        n = sizeof units->name - SIM_KEY_SIZE;
        while (n > 0 && ((unsigned char)like[n] & 0xC0U) == 0x80U)
            n--;
    }
    snprintf(units->name, sizeof units->name, "%.*s %zu", (int)n, like, i + 1);
    return units->name;
}

struct sim_unit sim_units_get(struct sim_units *units, size_t i)
{
    const struct sim_model *model = units->model;
    const struct sim_frame *frame = model->frame;
    struct sim_unit unit = {.of = i, .x = units->x};
    unit.key = units->are_made ? made_key(units, i) : sim_frame_cell(frame, i, frame->key);
    unit.streams = sim_streams(units->seed, model->form->settings.wave, unit.key);
    if (units->are_made)
        unit.of = model_of(units, unit.streams);
    if (units->are_made)
        unit.name = made_name(units, &unit, i);
    else
        unit.name = frame->name == SIM_NO_COLUMN ? unit.key : sim_frame_cell(frame, i, frame->name);
    sim_inputs_draw(model->inputs, model->n_inputs, unit.streams, unit.of, units->x);
    return unit;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Those with the highest propensities answer; of equal ones the first. */
static enum status choose(struct sim_units *units, struct arena *arena, struct error *err)
{
    double *propensity = malloc(2 * units->n * sizeof *propensity);
    units->is_answering = arena_array(arena, units->n, bool);
    if (propensity == NULL || units->is_answering == NULL) {
        free(propensity);
        return error_memory(err);
    }
    for (size_t i = 0; i < units->n; i++) {
        const struct sim_unit unit = sim_units_get(units, i);
        propensity[i] = sim_factor_draw(&units->model->response, unit.streams, unit.x);
    }
    double *sorted = propensity + units->n;
    memcpy(sorted, propensity, units->n * sizeof *sorted);
    qsort(sorted, units->n, sizeof *sorted, compare);
    const double lowest = sorted[units->n - units->n_answering];
    size_t n_equal = units->n_answering;
    for (size_t i = 0; i < units->n; i++)
        n_equal -= propensity[i] > lowest;
    for (size_t i = 0; i < units->n; i++) {
        const bool is_equal = propensity[i] == lowest && n_equal > 0;
        n_equal -= is_equal;
        units->is_answering[i] = propensity[i] > lowest || is_equal;
    }
    free(propensity);
    return OK;
}

enum status sim_units_make(const struct sim_model *model, uint64_t seed, size_t n,
                           struct arena *arena, struct sim_units *out, struct error *err)
{
    const size_t n_frame = model->frame->n_units;
    *out = (struct sim_units){
        .model = model, .seed = seed, .n = n > 0 ? n : n_frame, .are_made = n > 0};
    out->are_keys_orgnr = strcmp(model->form->settings.unit_key, "orgnr") == 0;
    out->n_answering = out->n;
    out->x = arena_array(arena, model->n_inputs, double);
    if (out->x == NULL)
        return error_memory(err);
    if (model->n_answering == SIM_ALL || out->n == 0)
        return OK;
    const double share = (double)model->n_answering / (double)n_frame;
    const double wanted = floor(share * (double)out->n + 0.5);
    out->n_answering = n == 0 ? model->n_answering : wanted < 1 ? 1 : (size_t)wanted;
    return choose(out, arena, err);
}
