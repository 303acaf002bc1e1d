/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_FRAME_H
#define INGEST_SIMULATE_FRAME_H

/* The frame that units are drawn for: the rows of register.csv that belong to it, as texts. Without
   a register it is empty, and units are a number alone. Everything lives in the arena given.    */

#include "base/arena.h"
#include "base/finding.h"
#include "store/form.h"

#include <stddef.h>

struct sim_frame {
    const char *path;           /* of the register, for messages; NULL: there is none */
    const char *const *headers; /* n_columns: as in the file, trimmed */
    size_t n_columns;
    const char *const *cells; /* n_units x n_columns, row-major, trimmed; "" where blank */
    size_t n_units;           /* of the frame, in the register's order */
    size_t key, name;         /* columns; name is SIM_NO_COLUMN when nothing names the units */
};
#define SIM_NO_COLUMN SIZE_MAX

static inline const char *sim_frame_cell(const struct sim_frame *frame, size_t unit, size_t column)
{
    return frame->cells[unit * frame->n_columns + column];
}

/* The column with that header, case included; SIM_NO_COLUMN when there is none. */
size_t sim_frame_column(const struct sim_frame *frame, const char *header);

/* A column over the units, n_units values, or NULL when memory runs out.
     numbers  with a decimal point or comma; missing where the cell holds no number
     levels   1 where the cell is `level`, else 0                                     */
double *sim_frame_numbers(const struct sim_frame *frame, size_t column, struct arena *arena);
double *sim_frame_levels(const struct sim_frame *frame, size_t column, const char *level,
                         struct arena *arena);

/* The level of that column nearest to `wanted`; NULL when none is near. */
const char *sim_frame_nearest_level(const struct sim_frame *frame, size_t column,
                                    const char *wanted);

/* Shifts and scales the n values to mean 0 and sample standard deviation 1; missing ones become 0.
   False when fewer than two are there or all are equal. */
bool sim_standardise(double *values, size_t n);

#endif
