/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BULK_H
#define STORE_BULK_H

/* Columns in memory put into a table as rows of the store, many at a time.

       struct bulk *bulk = NULL;
       TRY(bulk_open(store, "INSERT INTO answer SELECT * FROM ", n_columns, &bulk, err));
       ... fill columns ...
       status = bulk_put(bulk, columns, n_rows, err);    again and again
       bulk_close(bulk);

   The rows come to SQLite as a table-valued function instead of as bound parameters: one call a
   cell instead of three (bind, copy, clear), a third less time on wide tables.                  */

#include "base/error.h"
#include "store/store.h"

#include <stddef.h>
#include <stdint.h>

struct bulk_text {
    const char *text; /* NULL: NULL */
    uint32_t n;       /* its bytes */
};

/* What a code stands for in the store. */
struct bulk_value {
    enum { BULK_IS_NULL, BULK_IS_INTEGER, BULK_IS_TEXT } kind;
    union {
        int64_t integer;
        struct bulk_text text;
    };
};

enum bulk_kind {
    BULK_CODE,    /* uint8_t, an index into values */
    BULK_WIDE,    /* uint16_t, likewise; at or above n_values: NULL */
    BULK_REAL,    /* double; missing: NULL */
    BULK_INTEGER, /* double that holds whole numbers; missing: NULL */
    BULK_COUNT,   /* uint32_t */
    BULK_RANK,    /* uint32_t; 0: NULL */
    BULK_SHORT,   /* uint16_t */
    BULK_TEXT     /* struct bulk_text */
};

struct bulk_column {
    enum bulk_kind kind;
    union {
        const uint8_t *code;
        const uint16_t *wide;
        const double *number;
        const uint32_t *count;
        const struct bulk_text *text;
    };
    const struct bulk_value *values; /* of BULK_CODE 256, of BULK_WIDE n_values; borrowed */
    size_t n_values;
};

struct bulk;

/* Prepares `insert`, to which the name of the source of n_columns columns is appended. On OK the
   caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status bulk_open(struct store *store, const char *insert, size_t n_columns,
                                 struct bulk **out, struct error *err);
void bulk_close(struct bulk *bulk); /* NULL is fine; before the store is closed */

/* Puts `n_rows` rows; `columns` (n_columns) are borrowed for the call. */
MUST_CHECK enum status bulk_put(struct bulk *bulk, const struct bulk_column *columns, size_t n_rows,
                                struct error *err);

/* Puts the row `row` of them alone. */
MUST_CHECK enum status bulk_put_one(struct bulk *bulk, const struct bulk_column *columns,
                                    size_t row, struct error *err);

#endif
