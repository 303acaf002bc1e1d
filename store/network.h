/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_NETWORK_H
#define STORE_NETWORK_H

/* Who co-operates with whom: the units of the frame, and the ties that they report. Built by
   ingest/ from cooperation.csv or from a question whose choices are units; measured by analysis/.

       const struct network *network = wave->network;            NULL: nobody was asked
       for (size_t i = 0; i < network->n_ties; i++)
           ... network->key[network->ties[i].from] ...

   A *tie* goes from the unit that reports it to the unit that it names. Of a unit that did not say
   with whom it co-operates only the ties that others report are known: its out-degree is missing,
   not 0. Everything lives in the wave's arena.                                                  */

#include "store/statement.h"
#include "store/store.h"

enum network_measure {
#define MEASURE(constant, name, needs_group) NETWORK_##constant,
#include "store/network.def"
#undef MEASURE
    NETWORK_MEASURE_COUNT
};

/* "out_degree". */
const char *network_measure_name(enum network_measure measure);

/* Whether it can only be had where units belong to departments. */
bool network_measure_needs_group(enum network_measure measure);

struct tie {
    uint32_t from, to; /* units of the network, never the same */
    double weight;     /* above 0; 1 unless given; the sum over areas */
};

#define NETWORK_NO_ROW UINT32_MAX

struct network {
    size_t n;           /* units of the frame, in the order of their ids in the store */
    const char **key;   /* n: of the unit */
    const char **name;  /* n: what reports call it */
    uint32_t *row;      /* n: its row in the wave; NETWORK_NO_ROW when it did not answer */
    bool *has_answered; /* n: it said with whom it co-operates, be it with nobody */
    uint16_t **level;   /* one for each Group of the wave: n levels, NO_LEVEL where not known */
    struct tie *ties;   /* n_ties ordered pairs, each once, by from and then by to */
    size_t n_ties;
    const struct grouping *group; /* the departments; NULL: there are none */
    const uint16_t *department;   /* n: level of that Group; NULL without */
    bool has_weights;             /* the source gives weights */
    size_t n_read, n_rejected;    /* rows (or choices of units) read, and those that could not be
                                     taken: the rest are kept, n_read = n_kept + n_rejected */
    const char **areas;           /* n_areas: what the ties are about, in the order met */
    size_t *n_of_area;            /* n_areas: rows that are about it */
    size_t n_areas;
    const char *path;                       /* of the file that told of the ties, for findings */
    double *measure[NETWORK_MEASURE_COUNT]; /* n each, filled by analysis/; NULL before */
    double *of_row[NETWORK_MEASURE_COUNT];  /* the same over the rows of the wave */
};

/* The variable "network.NAME" that a hypothesis may name, and which measure an indicator is: -1
   when it is none of these. */
const struct indicator *network_variable(const struct form *form, const char *code);
int network_measure_of(const struct form *form, const struct indicator *indicator);

/* Begins the network of a wave whose units and answers are in the store: units, keys, names, rows;
   no ties yet. In the wave's arena. ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status network_get_units(struct store *store, const struct wave *wave,
                                         struct network **out, struct error *err);

/* A tie as it was reported, for the store. */
struct reported_tie {
    const char *from, *to; /* keys */
    const char *area;      /* NULL: not said */
    double weight;         /* MISSING: not said */
};

/* Adds ties to the wave's in the table `cooperation`:

       TRY(ties_open(store, wave, &ties, err));
       status = ties_put(ties, &tie, err);                    as often as need be
       statement_close(ties);                                                                    */
MUST_CHECK enum status ties_open(struct store *store, const struct wave *wave,
                                 struct statement **out, struct error *err);
MUST_CHECK enum status ties_put(struct statement *ties, const struct reported_tie *tie,
                                struct error *err);

#endif
