/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_FACTOR_H
#define INGEST_SIMULATE_FACTOR_H

/* What a unit's answers depend on: the latent factors of the indices, and what the register says
   of it; and the terms of simulation.csv that are built of both.

       x[i] of a unit, in the order of the inputs:
         of the register   the column, standardised over the frame
         a factor          sum of weight * term + residual * (kept * u + fresh * w)

   where u is a standard normal of the unit's own stream and w of its stream of the wave, both named
   after the index; kept = sqrt(persistence), fresh = sqrt(1 - persistence), and residual =
   sqrt(1 - sum of weight^2), as if the terms were uncorrelated. So a factor has variance 1 about,
   and exactly where its terms are uncorrelated.                                                 */

#include "base/random.h"
#include "ingest/simulate_frame.h"
#include "ingest/simulation.h"

struct sim_term {
    const uint16_t *inputs; /* the product of these */
    size_t n_inputs;
    double weight;
};

struct sim_terms {
    struct sim_term *list;
    size_t n, capacity;
    double squares;  /* sum of weight^2 */
    double residual; /* sqrt(1 - squares) */
};

static inline double sim_terms_sum(const struct sim_terms *terms, const double *x)
{
    double sum = 0;
    for (size_t i = 0; i < terms->n; i++) {
        double product = terms->list[i].weight;
        for (size_t k = 0; k < terms->list[i].n_inputs; k++)
            product *= x[terms->list[i].inputs[k]];
        sum += product;
    }
    return sum;
}

struct sim_factor {
    struct sim_terms terms;
    uint64_t name;      /* names its streams */
    double kept, fresh; /* of the residual */
};

struct sim_input {
    const char *text;     /* code of the index, or the part of a term as in the table */
    const double *values; /* of the register: one per unit of the frame; NULL: a factor */
    struct sim_factor factor;
};

enum { SIM_INPUTS_LIMIT = 60000 };

/* Gathers inputs while terms are read: an input comes after all that it depends on. */
struct sim_builder {
    const struct form *form;
    const struct sim_frame *frame;
    const struct simulation *table;
    struct arena *arena;     /* holds all that is made */
    struct findings *faults; /* also notes when memory runs out */
    struct sim_input *inputs;
    size_t n_inputs, capacity;
    struct sim_input *conditions; /* 1 or 0 by unit, not standardised */
    size_t n_conditions, conditions_capacity;
    const struct sim_visit *visit; /* the factors that are being made */
};

/* Adds the term that the row names in `on`, weighted by its value. What is wrong with it goes to
   the faults, and nothing is added. */
void sim_terms_add(struct sim_builder *b, struct simulation_row *row, struct sim_terms *terms);

/* Adds the factor of an index, weighted. */
void sim_terms_add_factor(struct sim_builder *b, const struct indicator *index, double weight,
                          struct simulation_row *row, struct sim_terms *terms);

/* Sets the residual; a fault at `row` when the squares come to more than 1. */
void sim_terms_close(struct sim_builder *b, struct simulation_row *row, const char *what,
                     struct sim_terms *terms);

/* 1 or 0 per unit of the frame, for a row whose `on` is column=level; NULL with a fault. */
const double *sim_condition(struct sim_builder *b, struct simulation_row *row);

/* The factor of an index, or with index NULL the propensity to answer; without streams of its own
   when nothing depends on it. */
void sim_factor_make(struct sim_builder *b, const struct indicator *index, struct sim_factor *out);

/* The unit's two sources of streams, and its inputs into x (n_inputs). `unit` is its number in the
   frame; without a register it is not looked at. */
struct sim_streams {
    uint64_t unit, wave;
};
struct sim_streams sim_streams(uint64_t seed, int wave, const char *key);
double sim_factor_draw(const struct sim_factor *factor, struct sim_streams streams,
                       const double *x);
void sim_inputs_draw(const struct sim_input *inputs, size_t n, struct sim_streams streams,
                     size_t unit, double *x);

#endif
