/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_REGISTER_COLUMNS_H
#define INGEST_REGISTER_COLUMNS_H

/* The columns of the register: its header, checked, and which of them the indicators ask for.

       struct register_columns columns;
       TRY(rows_open(path, (struct rows_options){.fit = register_columns_fit, .context = form},
   &rows, err)); TRY(register_columns_read(frame, rows, wave, &columns, err)); */

#include "ingest/log.h"
#include "ingest/register.h"

enum { NO_COLUMN = -1 };

struct register_columns {
    int key, name, orgnr, successor_of; /* cells; NO_COLUMN where there is no such column */
    bool *is_number;                    /* by column, in the wave's arena */
    struct row_shape shape;             /* that every row has */
};

/* For rows_options.fit, the context being the form: how many wanted columns a header has. */
size_t register_columns_fit(void *form, const struct row *row);

/* Reads the first row. Fills *out, and of the frame the names of its columns and, by indicator,
   which of them is its source, with room for their levels and numbers. ERR_TABLE when the header is
   none or lacks a column that the settings name; ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status register_columns_read(struct frame *frame, struct rows *rows,
                                             struct wave *wave, struct register_columns *out,
                                             struct error *err);

#endif
