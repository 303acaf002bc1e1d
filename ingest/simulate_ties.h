/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_TIES_H
#define INGEST_SIMULATE_TIES_H

/* Who co-operates with whom, drawn: unit i reports a tie to unit j when the latent

       tie(i) + tie_to(j) + (tie_within(i) in one department, else tie_across(i))
           + sqrt(mutual) * u + sqrt(1 - mutual) * e

   is above 0. Each of the four is the sum of its rows of simulation.csv, a constant where `on` is
   blank; u is a standard normal that the pair has in common, e one of its own, both from streams
   named after the two units and the wave. Departments are those of the Group that the setting
   cooperation_group names, else of `department`. Only units that answer report.               */

#include "ingest/simulate_factor.h"
#include "ingest/simulate_file.h"

/* One of the four parts. */
struct sim_part {
    struct sim_terms terms;
    double constant;
};

struct sim_ties {
    bool is_there;
    struct sim_part from, to, within, across;
    double mutual;
    const char *department; /* column of the register; NULL: nobody asks for it */
};

struct sim_units;

/* From the rows about ties; without a row `tie` there are none. Faults as in simulate_model.h. */
void sim_ties_make(struct sim_builder *b, struct sim_ties *out);

/* Writes the ties of the units as rows of cooperation.csv, with its header; their number in *n.
   ERR_MEMORY. */
MUST_CHECK enum status sim_ties_write(const struct sim_ties *ties, struct sim_units *units,
                                      struct sim_file *file, size_t *n, struct error *err);

#endif
