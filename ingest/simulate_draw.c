/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_draw.h"

#include "base/missing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_SIZE = 40, DATE_SIZE = 16, N_CATEGORIES = 5 };

static const struct sim_cell empty_cell = {.text = "", .number = MISSING};

/* ---- making */

static size_t room_of(const struct sim_item *item)
{
    size_t room = item->kind == SIM_NUMBER ? NUMBER_SIZE : item->kind == SIM_DATE ? DATE_SIZE : 0;
    for (size_t i = 0; item->kind == SIM_SOME && i < item->n_latents; i++)
        room += strlen(item->question->list->choices[item->latents[i].choice].name) + 1;
    return room;
}

enum status sim_drawing_create(const struct sim_model *model, struct sim_logic *logic,
                               struct sim_spelling spelling, struct arena *arena,
                               struct sim_drawing *out, struct error *err)
{
    size_t n_scratch = 0, n_latents = 0;
    for (size_t i = 0; i < model->n_items; i++) {
        n_scratch += room_of(&model->items[i]);
        n_latents = model->items[i].n_latents > n_latents ? model->items[i].n_latents : n_latents;
    }
    *out = (struct sim_drawing){.model = model, .logic = logic, .spelling = spelling};
    out->cells = arena_array(arena, model->n_items, struct sim_cell);
    out->scratch = arena_array(arena, n_scratch, char);
    out->latents = arena_array(arena, n_latents, double);
    if (out->cells == NULL || out->scratch == NULL || out->latents == NULL)
        return error_memory(err);
    return OK;
}

/* ---- one question */

/* The question at hand. */
struct asking {
    const struct sim_drawing *drawing;
    const struct sim_item *item;
    const struct sim_unit *unit;
    struct random random;
    char *scratch; /* what is left of it */
};

static struct sim_cell answer_of(const char *text)
{
    return (struct sim_cell){
        .text = text, .n = (uint32_t)strlen(text), .is_answer = true, .number = MISSING};
}

static struct sim_cell choice_of(const struct asking *a, size_t choice)
{
    return answer_of(a->item->question->list->choices[choice].name);
}

static double draw_latent(struct asking *a, const struct sim_latent *latent)
{
    const double expected = sim_terms_sum(&latent->terms, a->unit->x) + latent->shift;
    return a->item->sign * expected + latent->terms.residual * random_normal(&a->random);
}

static double rate_of(const struct asking *a, const struct sim_rates *rates)
{
    for (size_t i = 0; i < rates->n; i++)
        if (rates->list[i].holds == NULL || rates->list[i].holds[a->unit->of] > 0)
            return rates->list[i].probability;
    return 0;
}

/* True when there is no answer; *cell then says why. */
static bool draw_missing(struct asking *a, struct sim_cell *cell)
{
    const double uniform = random_uniform(&a->random);
    double below = 0;
    for (size_t i = 0; i < SIM_RATES; i++) {
        below += rate_of(a, &a->item->rates[i]);
        if (uniform >= below)
            continue;
        *cell = a->item->reasons[i] == NO_OPTION ? empty_cell : choice_of(a, a->item->reasons[i]);
        cell->is_answer = false;
        return true;
    }
    return false;
}

static struct sim_cell draw_scale(struct asking *a)
{
    static const double lowest = -2.5, width = 5;
    const double k = (double)a->item->n_order;
    const double step = floor((draw_latent(a, a->item->latents) - lowest) / (width / k));
    const double at = step < 0 ? 0 : step > k - 1 ? k - 1 : step;
    return choice_of(a, a->item->order[(size_t)at]);
}

/* Draws the latents of all choices; returns the index of the largest, the first of equals. */
static size_t draw_latents(struct asking *a)
{
    size_t largest = 0;
    for (size_t i = 0; i < a->item->n_latents; i++) {
        a->drawing->latents[i] = draw_latent(a, &a->item->latents[i]);
        if (a->drawing->latents[i] > a->drawing->latents[largest])
            largest = i;
    }
    return largest;
}

static struct sim_cell draw_one(struct asking *a)
{
    if (a->item->n_latents == 0)
        return empty_cell;
    return choice_of(a, a->item->latents[draw_latents(a)].choice);
}

/* Takes away the lowest of the latents above 0 until `at_most` are left; returns how many. */
static size_t keep_highest(double *latents, size_t n, size_t at_most)
{
    size_t n_chosen = 0;
    for (size_t i = 0; i < n; i++)
        n_chosen += latents[i] > 0;
    for (; n_chosen > at_most; n_chosen--) {
        size_t lowest = SIZE_MAX;
        for (size_t i = 0; i < n; i++)
            if (latents[i] > 0 && (lowest == SIZE_MAX || latents[i] < latents[lowest]))
                lowest = i;
        latents[lowest] = 0;
    }
    return n_chosen;
}

static struct sim_cell draw_some(struct asking *a)
{
    const struct sim_item *item = a->item;
    const size_t largest = draw_latents(a);
    if (keep_highest(a->drawing->latents, item->n_latents, item->at_most) == 0) {
        if (item->none != NO_OPTION)
            return choice_of(a, item->none);
        return item->n_latents == 0 ? empty_cell : choice_of(a, item->latents[largest].choice);
    }
    char *end = a->scratch;
    for (size_t i = 0; i < item->n_latents; i++) {
        if (a->drawing->latents[i] <= 0)
            continue;
        end = stpcpy(end, item->question->list->choices[item->latents[i].choice].name);
        *end++ = ' ';
    }
    end[-1] = '\0';
    return answer_of(a->scratch);
}

/* Tenths are written by hand: printf's decimal sign would be the locale's. */
static struct sim_cell write_number(struct asking *a, double number)
{
    struct sim_cell cell;
    if (a->item->question->type == QUESTION_INTEGER) {
        number = floor(number + 0.5);
        snprintf(a->scratch, NUMBER_SIZE, "%.0f", number);
    } else {
        const double tenths = floor(fabs(number) * 10 + 0.5);
        const double whole = floor(tenths / 10);
        const bool is_negative = number < 0 && tenths > 0;
        snprintf(a->scratch, NUMBER_SIZE, "%s%.0f%c%.0f", is_negative ? "-" : "", whole,
                 a->drawing->spelling.decimal, tenths - 10 * whole);
        number = (is_negative ? -tenths : tenths) / 10;
    }
    cell = answer_of(a->scratch);
    cell.number = number;
    return cell;
}

static double normal_share(double y)
{
    return 0.5 * erfc(-y / sqrt(2));
}

static struct sim_cell draw_number(struct asking *a)
{
    static const double largest = 1e15; /* whole numbers are exact below */
    const struct sim_item *item = a->item;
    double number =
        item->low + (item->high - item->low) * normal_share(draw_latent(a, item->latents));
    if (item->denominator != NULL)
        number *= item->denominator[a->unit->of];
    if (item->denominator_item != SIM_NO_ITEM)
        number *= a->drawing->cells[item->denominator_item].number;
    return fabs(number) <= largest ? write_number(a, number) : empty_cell;
}

static struct sim_cell draw_date(struct asking *a)
{
    const size_t month = 1 + random_below(&a->random, 12), day = 1 + random_below(&a->random, 28);
    snprintf(a->scratch, DATE_SIZE, "%04d-%02d-%02d",
             a->drawing->model->form->settings.wave % 10000, (int)month, (int)day);
    return answer_of(a->scratch);
}

static struct sim_cell draw_category(struct asking *a)
{
    static const char *const names[N_CATEGORIES] = {"grupp 1", "grupp 2", "grupp 3", "grupp 4",
                                                    "grupp 5"};
    return answer_of(names[random_below(&a->random, N_CATEGORIES)]);
}

static struct sim_cell draw_text(struct asking *a)
{
    return random_uniform(&a->random) < a->item->share ? answer_of("simulerat svar") : empty_cell;
}

static struct sim_cell draw_answer(struct asking *a)
{
    struct sim_cell cell;
    if (a->item->kind == SIM_KEY)
        return answer_of(a->unit->key);
    if (a->item->kind == SIM_NAME)
        return answer_of(a->unit->name);
    if (draw_missing(a, &cell))
        return cell;
    switch (a->item->kind) {
    case SIM_SCALE:
        return draw_scale(a);
    case SIM_ONE:
        return draw_one(a);
    case SIM_SOME:
        return draw_some(a);
    case SIM_NUMBER:
        return draw_number(a);
    case SIM_DATE:
        return draw_date(a);
    case SIM_CATEGORY:
        return draw_category(a);
    default:
        return draw_text(a);
    }
}

/* ---- one unit */

static enum status find_asked(struct sim_drawing *drawing, const struct sim_item *item, bool *out,
                              struct error *err)
{
    *out = item->section == SIM_NO_ITEM || drawing->cells[item->section].is_asked;
    if (!*out || item->relevance == SIM_NO_ITEM)
        return OK;
    return sim_logic_holds(drawing->logic, item->relevance, drawing->cells, out, err);
}

static enum status calculate(struct sim_drawing *drawing, const struct sim_item *item,
                             struct sim_cell *cell, struct error *err)
{
    const char *text = NULL;
    if (item->calculation != SIM_NO_ITEM)
        TRY(sim_logic_value(drawing->logic, item->calculation, drawing->cells, &text, err));
    *cell = text == NULL ? empty_cell : answer_of(text);
    cell->is_asked = true;
    return OK;
}

static bool breaks_off(const struct sim_item *section, struct sim_streams streams)
{
    if (section->share <= 0)
        return false;
    struct random random = random_stream(streams.wave, section->name);
    return random_uniform(&random) < section->share;
}

static enum status draw_cell(struct sim_drawing *drawing, const struct sim_item *item,
                             struct asking *a, struct sim_cell *cell, struct error *err)
{
    bool is_asked = true;
    *cell = empty_cell;
    if (item->kind == SIM_SECTION)
        drawing->has_broken_off |= breaks_off(item, a->unit->streams);
    const bool is_known = item->kind == SIM_KEY || item->kind == SIM_NAME;
    if (drawing->has_broken_off && !is_known)
        return OK;
    TRY(find_asked(drawing, item, &is_asked, err));
    if (is_asked && item->kind == SIM_CALCULATE)
        return calculate(drawing, item, cell, err);
    if (is_asked && item->kind != SIM_SECTION) {
        a->item = item;
        a->random = random_stream(a->unit->streams.wave, item->name);
        *cell = draw_answer(a);
    }
    if (!is_asked && item->kind != SIM_SECTION && item->kind != SIM_CALCULATE) {
        cell->text = drawing->spelling.not_asked;
        cell->n = (uint32_t)strlen(cell->text);
    }
    cell->is_asked = is_asked;
    return OK;
}

enum status sim_draw(struct sim_drawing *drawing, const struct sim_unit *unit, struct error *err)
{
    struct asking a = {.drawing = drawing, .unit = unit, .scratch = drawing->scratch};
    drawing->has_broken_off = false;
    for (size_t i = 0; i < drawing->model->n_items; i++) {
        const struct sim_item *item = &drawing->model->items[i];
        TRY(draw_cell(drawing, item, &a, &drawing->cells[i], err));
        if (drawing->cells[i].text == a.scratch)
            a.scratch += drawing->cells[i].n + 1;
    }
    return OK;
}
