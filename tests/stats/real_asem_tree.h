/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_REAL_ASEM_TREE_H
#define TESTS_STATS_REAL_ASEM_TREE_H

/* ASEM Sustainable Connectivity: 51 countries, 49 indicators and 11 aggregates above them, carried
   through every stage of an index. */

#include "stats/treat.h"
#include "tests/stats/real_table.h"

enum { UNITS = 51, NODES = 60, INDICATORS = 49 };
enum stage { RAW, DENOMINATED, IMPUTED, TREATED, NORMALISED, STAGES };

struct node {
    const char *code;
    double direction, weight;
    size_t parent;                /* WEIGHTS_ROOT for the index itself */
    double column[STAGES][UNITS]; /* an aggregate has the last one only */
    struct treated treated;       /* of an indicator */
};

struct asem {
    struct arena arena;
    struct table answers, meta;
    struct node node[NODES]; /* indicators first, then each level above the one below */
};

/* Reads the survey folder and computes every stage; returns false when it cannot be read. */
bool asem_compute(struct asem *asem);

/* Where the node with that code stands; NODES when there is none. */
size_t asem_node(const struct asem *asem, const char *code);

/* A cell of the table that describes the nodes, in their order. */
const char *asem_meta(const struct asem *asem, size_t node, const char *column);

#endif
