/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_NETWORK_H
#define ANALYSIS_NETWORK_H

/* What the figures of the network are made from; docs/network.md says what each means. */

#include "analysis/family.h"
#include "stats/network_ei.h"
#include "stats/network_pairs.h"
#include "store/network.h"

struct measured {
    struct analysis *analysis;
    struct network *network;
    struct arena *scratch;      /* gone after the family */
    struct ties ties;           /* as reported: directed */
    struct network_pairs pairs; /* union and confirmed */
    struct ei_indices ei;       /* of the ties as reported; by department */
};

/* More departments than this make no matrix that anybody could read, more units no list. */
enum { NETWORK_MATRIX = 60, NETWORK_LIST = 20000 };

/* Puts network/MEASURE[/D][|group]. */
MUST_CHECK enum status measured_put(const struct measured *m, const char *measure,
                                    struct subject subject, struct figure figure,
                                    struct error *err);

/* Fills m->ei, and puts what is about departments. Nothing without them. */
MUST_CHECK enum status network_put_groups(struct measured *m, struct error *err);

/* Fills network->measure and of_row, and puts what is about single units. */
MUST_CHECK enum status network_put_units(struct measured *m, struct error *err);

#endif
