/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FOREIGN_COPY_H
#define INGEST_FOREIGN_COPY_H

/* The copy in CSV that a foreign file is read from: a temporary file without a name, comma, UTF-8,
   LF. A row of blanks is none, and cells that are blank at the end of a row beyond the width of the
   first are left out; shorter rows are filled up to it, since neither program stores them.

       TRY(foreign_copy_open(&copy, at, err));
       foreign_copy_cell(&copy, 2, "1.5", 3);     the cells of a row in ascending columns, from 0
       foreign_copy_end_row(&copy, 7);
       TRY(foreign_copy_close(&copy, arena, &foreign, err));                                    */

#include "ingest/foreign.h"

#include <stdbool.h>
#include <stdio.h>

struct foreign_copy {
    struct place at; /* the file, for messages */
    FILE *file;
    char *row; /* cells of the row so far, as CSV */
    size_t n, capacity;
    size_t n_cells, width;

    uint32_t *numbers;
    size_t n_rows, numbers_capacity;
    bool is_out_of_memory;
};

/* ERR_READ when no temporary file can be made. */
MUST_CHECK enum status foreign_copy_open(struct foreign_copy *copy, struct place at,
                                         struct error *err);
void foreign_copy_cell(struct foreign_copy *copy, size_t column, const char *text, size_t n);
void foreign_copy_fill(struct foreign_copy *copy); /* makes a row of blanks one of its own */
void foreign_copy_end_row(struct foreign_copy *copy, uint32_t number);

/* Hands file and numbers over. ERR_READ when the disk is full, ERR_MEMORY; nothing is left then. */
MUST_CHECK enum status foreign_copy_close(struct foreign_copy *copy, struct arena *arena,
                                          struct foreign *out, struct error *err);
void foreign_copy_discard(struct foreign_copy *copy);

/* x with the fewest digits that read back as x, at most TEXT_NUMBER_SIZE bytes; "" when it is not
   finite. Returns the length. */
size_t foreign_number(double x, char decimal, char *out);

/* Days and a time of day (0 <= seconds < 86,400) since 1970-01-01 as "2022-12-09" or
   "2022-12-09 14:05:00"; "" outside the years 1 to 9999. At most FOREIGN_DATE_SIZE bytes. */
enum { FOREIGN_DATE_SIZE = 24 };
size_t foreign_date(int64_t days, int64_t seconds, char *out);

#endif
