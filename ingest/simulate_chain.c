/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_chain.h"

bool sim_is_made(struct sim_builder *b, const void *made)
{
    if (made == NULL)
        b->faults->is_out_of_memory = true;
    return made != NULL;
}

struct simulation_row *sim_use(struct simulation_row *row)
{
    if (row != NULL)
        row->is_used = true;
    return row;
}

struct sim_chain sim_chain_make(struct sim_builder *b, const char *question,
                                const struct indicator *of)
{
    size_t n = 2;
    for (const struct indicator *i = of; i != NULL && i->parent != NULL; i = i->parent)
        n++;
    struct sim_chain chain = {arena_array(b->arena, n, const char *), 0};
    if (!sim_is_made(b, chain.names))
        return chain;
    chain.names[chain.n++] = question;
    for (const struct indicator *i = of; i != NULL && i->parent != NULL; i = i->parent)
        chain.names[chain.n++] = i->parent->code;
    chain.names[chain.n++] = "";
    return chain;
}

struct sim_chain sim_chain_of_choice(struct sim_builder *b, struct sim_chain question,
                                     const char *choice)
{
    struct sim_chain chain = {arena_array(b->arena, question.n + 1, const char *), 0};
    const char *name = arena_print(b->arena, "%s/%s", question.names[0], choice);
    if (!sim_is_made(b, chain.names) || !sim_is_made(b, name))
        return (struct sim_chain){0};
    chain.names[chain.n++] = name;
    for (size_t i = 0; i < question.n; i++)
        chain.names[chain.n++] = question.names[i];
    return chain;
}

struct simulation_row *sim_chain_nearest(struct sim_builder *b, struct sim_chain chain,
                                         enum simulation_kind kind)
{
    struct simulation_row *row = NULL;
    for (size_t i = 0; i < chain.n && row == NULL; i++)
        row = simulation_find(b->table, kind, chain.names[i], "");
    return sim_use(row);
}

double sim_chain_total(struct sim_builder *b, struct sim_chain chain, enum simulation_kind kind)
{
    double sum = 0;
    for (size_t i = 0; i < chain.n; i++) {
        const struct simulation_row *row =
            sim_use(simulation_find(b->table, kind, chain.names[i], ""));
        sum += row == NULL ? 0 : row->value;
    }
    return sum;
}
