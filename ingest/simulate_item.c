/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_item.h"

#include "base/missing.h"
#include "ingest/simulate_chain.h"

#include <stdlib.h>
#include <string.h>

/* What is being made, and where what it is made of is found. */
struct making {
    struct sim_builder *b;
    struct sim_item *item;
    const struct indicator *of; /* the item of indices.csv; NULL: the question is in no index */
    struct sim_chain chain;
};

static const struct indicator *indicator_of(const struct form *form, const struct question *q,
                                            enum indicator_type type)
{
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].question == q && form->indicators[i].type == type)
            return &form->indicators[i];
    return NULL;
}

static double own_value(struct making *m, enum simulation_kind kind, double otherwise)
{
    const struct simulation_row *row =
        sim_use(simulation_find(m->b->table, kind, m->item->question->name, ""));
    return row == NULL ? otherwise : row->value;
}

/* ---- no answer */

static void add_rate(struct making *m, struct sim_rates *rates, struct sim_rate rate)
{
    struct sim_rate *list =
        arena_grown(m->b->arena, rates->list, rates->n, &rates->capacity, struct sim_rate);
    if (!sim_is_made(m->b, list))
        return;
    rates->list = list;
    rates->list[rates->n++] = rate;
}

static void make_rates(struct making *m, enum simulation_kind kind, struct sim_rates *rates)
{
    const struct simulation *table = m->b->table;
    for (size_t level = 0; level < m->chain.n; level++) {
        const char *name = m->chain.names[level];
        for (size_t i = 0; i < table->n; i++) {
            struct simulation_row *row = &table->rows[i];
            if (row->kind != kind || *row->on == '\0' || strcmp(row->name, name) != 0)
                continue;
            sim_use(row);
            const double *holds = sim_condition(m->b, row);
            if (holds != NULL)
                add_rate(m, rates, (struct sim_rate){holds, row->value});
        }
        const struct simulation_row *blank = sim_use(simulation_find(table, kind, name, ""));
        if (blank != NULL) {
            add_rate(m, rates, (struct sim_rate){NULL, blank->value});
            return;
        }
    }
}

static size_t choice_for(const struct choice_list *list, enum missing reason)
{
    for (size_t i = 0; list != NULL && i < list->n; i++)
        if (list->choices[i].reason == reason)
            return i;
    return NO_OPTION;
}

static void make_all_rates(struct making *m)
{
    static const struct {
        enum simulation_kind kind;
        enum missing reason;
    } of[] = {
        [SIM_NO_ANSWER] = {SIMULATION_NO_ANSWER, MISSING_NO_ANSWER},
        [SIM_UNKNOWN] = {SIMULATION_UNKNOWN, MISSING_UNKNOWN},
        [SIM_NOT_APPLICABLE] = {SIMULATION_NOT_APPLICABLE, MISSING_NOT_APPLICABLE},
    };
    _Static_assert(COUNT(of) == SIM_RATES, "every rate needs its kind of row");
    const struct question *q = m->item->question;
    for (size_t i = 0; i < SIM_RATES; i++) {
        const bool is_skipping = i == SIM_NO_ANSWER;
        m->item->reasons[i] = is_skipping ? NO_OPTION : choice_for(q->list, of[i].reason);
        if (is_skipping ? !q->is_required : m->item->reasons[i] != NO_OPTION)
            make_rates(m, of[i].kind, &m->item->rates[i]);
    }
}

/* ---- latents */

/* Adds the terms of the rows that speak of `name`, but for those whose term `except` has a row for;
   returns the last of them. *has_own is set when one is the own factor. */
static struct simulation_row *add_terms(struct making *m, const char *name, const char *except,
                                        struct sim_terms *terms, bool *has_own)
{
    const struct simulation *table = m->b->table;
    struct simulation_row *last = NULL;
    for (size_t i = 0; i < table->n; i++) {
        struct simulation_row *row = &table->rows[i];
        if (row->kind != SIMULATION_LOADING || *row->on == '\0' || strcmp(row->name, name) != 0)
            continue;
        if (except != NULL && simulation_find(table, row->kind, except, row->on) != NULL)
            continue;
        *has_own |=
            m->of != NULL && m->of->parent != NULL && strcmp(row->on, m->of->parent->code) == 0;
        sim_terms_add(m->b, row, terms);
        last = row;
    }
    return last;
}

/* `choice` is NULL for the latent of the question as a whole. */
static void make_latent(struct making *m, const char *choice, struct sim_latent *out)
{
    const char *question = m->item->question->name;
    const struct sim_chain chain =
        choice == NULL ? m->chain : sim_chain_of_choice(m->b, m->chain, choice);
    if (chain.n == 0)
        return;
    bool has_own = false;
    struct simulation_row *last = NULL;
    if (choice != NULL)
        last = add_terms(m, chain.names[0], NULL, &out->terms, &has_own);
    struct simulation_row *of_question =
        add_terms(m, question, choice == NULL ? NULL : chain.names[0], &out->terms, &has_own);
    last = of_question == NULL ? last : of_question;
    if (m->of != NULL && m->of->parent != NULL && !has_own) {
        struct simulation_row *own = sim_chain_nearest(m->b, chain, SIMULATION_LOADING);
        if (own != NULL)
            sim_terms_add_factor(m->b, m->of->parent, own->value, own, &out->terms);
        last = last == NULL ? own : last;
    }
    out->shift = sim_chain_total(m->b, chain, SIMULATION_SHIFT);
    sim_terms_close(m->b, last, chain.names[0], &out->terms);
}

static void make_one_latent(struct making *m)
{
    m->item->latents = arena_new(m->b->arena, struct sim_latent);
    if (!sim_is_made(m->b, m->item->latents))
        return;
    m->item->n_latents = 1;
    make_latent(m, NULL, m->item->latents);
}

/* One for every choice that is an answer, and not the one that stands for none. */
static void make_latents(struct making *m)
{
    const struct choice_list *list = m->item->question->list;
    const bool has_none = m->item->kind == SIM_SOME;
    m->item->latents = arena_array(m->b->arena, list->n, struct sim_latent);
    if (!sim_is_made(m->b, m->item->latents))
        return;
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        if (choice->reason != ANSWERED)
            continue;
        if (has_none && choice->score == 0) {
            m->item->none = m->item->none == NO_OPTION ? i : m->item->none;
            continue;
        }
        struct sim_latent *latent = &m->item->latents[m->item->n_latents++];
        latent->choice = i;
        make_latent(m, choice->name, latent);
    }
}

/* ---- by type */

/* Whether every choice that is an answer has a score. */
static bool is_scale(const struct choice_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->choices[i].reason == ANSWERED && is_missing(list->choices[i].score))
            return false;
        n += list->choices[i].reason == ANSWERED;
    }
    return n > 0;
}

/* By insertion: a handful, and equal scores keep the order of the list. */
static void make_order(struct making *m)
{
    const struct choice_list *list = m->item->question->list;
    size_t *order = arena_array(m->b->arena, list->n, size_t);
    if (!sim_is_made(m->b, order))
        return;
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->choices[i].reason != ANSWERED)
            continue;
        size_t at = n++;
        for (; at > 0 && list->choices[order[at - 1]].score > list->choices[i].score; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    m->item->order = order;
    m->item->n_order = n;
}

static void make_bounds(struct making *m)
{
    const struct indicator *of = m->of;
    struct sim_item *item = m->item;
    if (of != NULL && of->normalise == NORMALISE_GOALPOSTS && !is_missing(of->low) &&
        !is_missing(of->high)) {
        item->low = of->low;
        item->high = of->high;
        return;
    }
    item->low = own_value(m, SIMULATION_LOW, 0);
    item->high = own_value(m, SIMULATION_HIGH, 100);
    struct simulation_row *row =
        simulation_find(m->b->table, SIMULATION_HIGH, item->question->name, "");
    if (row == NULL)
        row = simulation_find(m->b->table, SIMULATION_LOW, item->question->name, "");
    if (row != NULL && !(item->low < item->high))
        simulation_fault(m->b->faults, row, row->value_column,
                         _("%s is to lie between %g and %g: low must be less than high"),
                         item->question->name, item->low, item->high);
}

static void make_denominator(struct making *m, const struct sim_item *earlier, size_t n_earlier)
{
    if (m->of == NULL || m->of->denominator == NULL)
        return;
    const struct indicator *denominator = m->of->denominator;
    for (size_t i = 0; i < n_earlier; i++)
        if (earlier[i].question == denominator->question)
            m->item->denominator_item = i;
    if (denominator->question != NULL)
        return;
    const size_t column = sim_frame_column(m->b->frame, denominator->source);
    if (column == SIM_NO_COLUMN)
        findings_add(m->b->faults, FINDING_FAULT, "simulation", denominator->at, NULL,
                     denominator->code, _("there is no register with a column '%s' to divide by"),
                     denominator->source);
    else
        m->item->denominator = sim_frame_numbers(m->b->frame, column, m->b->arena);
    if (column != SIM_NO_COLUMN)
        sim_is_made(m->b, m->item->denominator);
}

static bool is_column(const struct question *q, const char *column)
{
    return column != NULL && (strcmp(q->name, column) == 0 || strcmp(q->header, column) == 0);
}

static enum sim_kind kind_of(const struct form *form, const struct question *q)
{
    if (is_column(q, form->settings.unit_key))
        return SIM_KEY;
    if (is_column(q, form->settings.name_column))
        return SIM_NAME;
    switch (q->type) {
    case QUESTION_SELECT_ONE:
        return is_scale(q->list) ? SIM_SCALE : SIM_ONE;
    case QUESTION_SELECT_MULTIPLE:
        return SIM_SOME;
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
        return SIM_NUMBER;
    case QUESTION_DATE:
        return SIM_DATE;
    case QUESTION_BEGIN_GROUP:
        return SIM_SECTION;
    case QUESTION_CALCULATE:
        return SIM_CALCULATE;
    default:
        return indicator_of(form, q, INDICATOR_GROUP) != NULL ? SIM_CATEGORY : SIM_TEXT;
    }
}

static void make_section(struct making *m)
{
    const struct simulation *table = m->b->table;
    const char *name = m->item->question->name;
    struct simulation_row *row = simulation_find(table, SIMULATION_BREAKOFF, name, "");
    if (row == NULL)
        row = simulation_find(table, SIMULATION_BREAKOFF, "", "");
    m->item->share = sim_use(row) == NULL ? 0 : row->value;
    const char *stream = arena_print(m->b->arena, "breakoff/%s", name);
    if (sim_is_made(m->b, stream))
        m->item->name = random_name(stream);
}

static void make_answer(struct making *m, const struct sim_item *earlier, size_t n_earlier)
{
    make_all_rates(m);
    switch (m->item->kind) {
    case SIM_SCALE:
        make_order(m);
        make_one_latent(m);
        break;
    case SIM_ONE:
        make_latents(m);
        break;
    case SIM_SOME:
        make_latents(m);
        m->item->at_most = (size_t)own_value(m, SIMULATION_AT_MOST, (double)m->item->n_latents);
        break;
    case SIM_NUMBER:
        make_bounds(m);
        make_denominator(m, earlier, n_earlier);
        make_one_latent(m);
        break;
    default: {
        const struct simulation_row *row = sim_chain_nearest(m->b, m->chain, SIMULATION_TEXT);
        m->item->share = row == NULL ? 0 : row->value;
    }
    }
}

void sim_item_make(struct sim_builder *b, const struct question *question,
                   const struct sim_item *earlier, size_t n_earlier, struct sim_item *out)
{
    *out = (struct sim_item){
        .question = question,
        .kind = kind_of(b->form, question),
        .name = random_name(question->name),
        .section = SIM_NO_ITEM,
        .reasons = {NO_OPTION, NO_OPTION, NO_OPTION},
        .none = NO_OPTION,
        .denominator_item = SIM_NO_ITEM,
        .relevance = SIM_NO_ITEM,
        .calculation = SIM_NO_ITEM,
    };
    for (size_t i = 0; i < n_earlier; i++)
        if (earlier[i].question == question->section)
            out->section = i;
    struct making m = {.b = b, .item = out};
    m.of = indicator_of(b->form, question, INDICATOR_ITEM);
    out->sign = m.of == NULL ? 1 : m.of->direction;
    m.chain = sim_chain_make(b, question->name, m.of);
    if (m.chain.n == 0)
        return;
    if (out->kind == SIM_SECTION)
        make_section(&m);
    else if (out->kind != SIM_KEY && out->kind != SIM_NAME && out->kind != SIM_CALCULATE)
        make_answer(&m, earlier, n_earlier);
}
