/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_DISCLOSURE_CELLS_H
#define ANALYSIS_DISCLOSURE_CELLS_H

/* Sets of units of which sums are published: all units, and every level of every Group. A set that
   is too small is withheld, and so many others that the published sums give neither a withheld one
   nor any other few units.

   Units that are in the same sets are one *atom*, so that all works on few columns. A *mass* says
   how many units of each atom count: those with an index, those that are strong. What is published
   of the sets is a sum over the units that count; a sum is known when it is a combination of
   published ones (stats/span.h), and when sets are nested, of what is left of the larger.

       struct cells cells;
       TRY(cells_make(wave, &arena, &cells, err));
       TRY(cells_weigh(&cells, n_masses, err));  cells.mass[m * cells.n_atoms + atom] = ...
       cells_withhold_small(&cells, least);
       TRY(cells_protect(&cells, least, err));                                                  */

#include "base/arena.h"
#include "base/error.h"
#include "store/wave.h"

struct cell_set {
    size_t grouping, level;
    size_t n_units; /* that answered */
    size_t n_frame; /* units of the frame; 0: not known */
    bool is_withheld;
};

struct cells {
    const struct wave *wave;
    struct arena *arena;
    struct cell_set *sets; /* n_sets: levels with a unit that answered, by grouping and level */
    size_t n_sets;
    uint32_t *atom; /* n_rows: of each row */
    size_t n_atoms;
    uint8_t *holds; /* n_sets x n_atoms: whether the atom is in the set */
    double *mass;   /* n_masses x n_atoms */
    size_t n_masses;
    bool is_of_frame;   /* the first mass counts units of the frame that answered */
    const double *most; /* n_sets: what the first mass of a set can at most be; NULL: not known */
};

/* One mass: how many rows each atom has. Everything lives in `arena`. ERR_MEMORY. */
MUST_CHECK enum status cells_make(const struct wave *wave, struct arena *arena, struct cells *out,
                                  struct error *err);

/* Other masses instead, all 0; what is withheld stays so. ERR_MEMORY. */
MUST_CHECK enum status cells_weigh(struct cells *cells, size_t n_masses, struct error *err);

/* The published set of the fewest units that must be withheld because the register's levels of all
   units of the frame, crossed, leave only one count of those that answered to a withheld set:
   bounds of whole numbers, narrowed by every published sum until nothing changes. SIZE_MAX when
   there is none, or when the register knows too little. ERR_MEMORY. */
MUST_CHECK enum status cells_find_crossed(const struct cells *cells, size_t *found,
                                          struct error *err);

/* The mass of a set. */
double cells_mass(const struct cells *cells, size_t mass, size_t set);

/* Withholds every set with a mass from 1 to least - 1. */
void cells_withhold_small(struct cells *cells, size_t least);

/* Withholds further sets, the smallest that help, until of no mass the published sums tell a
   withheld set or fewer than `least` units; and, where `most` is known, until what the levels of
   its Group leave open of a withheld first mass is at least the smaller of `least` and its most,
   and no set of which all or none count tells of all its units. A second mass is then that of the
   units that do not count. ERR_MEMORY. */
MUST_CHECK enum status cells_protect(struct cells *cells, size_t least, struct error *err);

#endif
