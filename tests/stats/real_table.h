/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_REAL_TABLE_H
#define TESTS_STATS_REAL_TABLE_H

/* A CSV file of reference data, read whole.

       struct table t;
       if (!table_read(&arena, "attitude/attitude.csv", &t)) ...
       double x = table_number(&t, 3, table_column(&t, "rating"));

   Files are looked for under the folder that the environment variable MOGNAD_DATA names.         */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct table {
    size_t n_columns;
    size_t n_rows;     /* without the header */
    const char **cell; /* header, then rows; in the arena */
};

/* Says on stderr that the reference data are not there, and returns false, when they are not. */
bool real_data_is_there(void);

/* Returns false, and says why on stderr, when the file cannot be read as a table. */
bool table_read(struct arena *arena, const char *path, struct table *out);

/* Where a column stands; n_columns when there is none of that name. */
size_t table_column(const struct table *t, const char *name);

/* The first row whose cell in that column is `text`; n_rows when there is none. */
size_t table_row(const struct table *t, size_t column, const char *text);

const char *table_text(const struct table *t, size_t row, size_t column);

/* The number in a cell; MISSING when it is empty or NA. */
double table_number(const struct table *t, size_t row, size_t column);

#endif
