/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_CHAIN_H
#define INGEST_SIMULATE_CHAIN_H

/* The names under which a row of simulation.csv can speak of a question, nearest first:
   "q/choice", the question, its Parent, its Parent's Parent ..., "" for all. */

#include "ingest/simulate_factor.h"

struct sim_chain {
    const char **names;
    size_t n; /* 0 when memory ran out, which the builder's faults then note */
};

/* `of` is the item of indices.csv that the question feeds; NULL: the question is in no index. */
struct sim_chain sim_chain_make(struct sim_builder *b, const char *question,
                                const struct indicator *of);

/* The chain of one of its choices. */
struct sim_chain sim_chain_of_choice(struct sim_builder *b, struct sim_chain question,
                                     const char *choice);

/* The nearest row of that kind whose `on` is blank, marked as used; NULL when there is none. */
struct simulation_row *sim_chain_nearest(struct sim_builder *b, struct sim_chain chain,
                                         enum simulation_kind kind);

/* The sum of all such rows, all marked as used. */
double sim_chain_total(struct sim_builder *b, struct sim_chain chain, enum simulation_kind kind);

/* Marks a row, which may be NULL, as used. */
struct simulation_row *sim_use(struct simulation_row *row);

/* False, noted in the faults, when `made` is NULL. */
bool sim_is_made(struct sim_builder *b, const void *made);

#endif
