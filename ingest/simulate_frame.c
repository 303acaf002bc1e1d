/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_frame.h"

#include "base/missing.h"
#include "base/text.h"

#include <string.h>

size_t sim_frame_column(const struct sim_frame *frame, const char *header)
{
    for (size_t i = 0; i < frame->n_columns; i++)
        if (strcmp(frame->headers[i], header) == 0)
            return i;
    return SIM_NO_COLUMN;
}

static double number_in(const char *text)
{
    double number;
    const size_t n = strlen(text);
    if (text_number(text, n, '.', &number) || text_number(text, n, ',', &number))
        return number;
    return MISSING;
}

double *sim_frame_numbers(const struct sim_frame *frame, size_t column, struct arena *arena)
{
    double *values = arena_array(arena, frame->n_units, double);
    for (size_t i = 0; values != NULL && i < frame->n_units; i++)
        values[i] = number_in(sim_frame_cell(frame, i, column));
    return values;
}

double *sim_frame_levels(const struct sim_frame *frame, size_t column, const char *level,
                         struct arena *arena)
{
    double *values = arena_array(arena, frame->n_units, double);
    for (size_t i = 0; values != NULL && i < frame->n_units; i++)
        values[i] = strcmp(sim_frame_cell(frame, i, column), level) == 0;
    return values;
}

/* Goes through the distinct levels, as many as there is room for: a column with more of them is no
   column of categories. */
const char *sim_frame_nearest_level(const struct sim_frame *frame, size_t column,
                                    const char *wanted)
{
    const char *levels[100];
    size_t n = 0;
    for (size_t unit = 0; unit < frame->n_units && n < COUNT(levels); unit++) {
        const char *cell = sim_frame_cell(frame, unit, column);
        size_t i = 0;
        while (i < n && strcmp(levels[i], cell) != 0)
            i++;
        if (i == n)
            levels[n++] = cell;
    }
    return text_nearest(wanted, levels, n);
}

bool sim_standardise(double *values, size_t n)
{
    double sum = 0, squares = 0;
    size_t n_there = 0;
    for (size_t i = 0; i < n; i++) {
        n_there += !is_missing(values[i]);
        sum += is_missing(values[i]) ? 0 : values[i];
    }
    if (n_there < 2)
        return false;
    const double mean = sum / (double)n_there;
    for (size_t i = 0; i < n; i++)
        squares += is_missing(values[i]) ? 0 : (values[i] - mean) * (values[i] - mean);
    const double sd = sqrt(squares / (double)(n_there - 1));
    for (size_t i = 0; sd > 0 && i < n; i++)
        values[i] = is_missing(values[i]) ? 0 : (values[i] - mean) / sd;
    return sd > 0;
}
