/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_START_COLUMNS_H
#define INGEST_START_COLUMNS_H

/* What the columns of an export look like, from all of its rows. */

#include "base/arena.h"
#include "ingest/rows.h"
#include "ingest/textset.h"
#include "store/form.h"

enum { START_CHOICES = 15 }; /* more different values than these are no list of choices */

struct start_column {
    const char *header; /* trimmed */
    const char *name;   /* for the question: unique, ASCII, made from the header */
    const char *label;  /* the header without its code: "Text" of "Q1. Text" */
    /* Of a column "Q1[SQ001]" or "Q1/option", else NULL. */
    const char *stem, *option;
    size_t n;           /* cells with a text */
    size_t longest;     /* bytes of the longest */
    struct textset few; /* the different ones, up to START_CHOICES + 1 */
    struct textset all; /* all of them, until one comes back */
    bool has_repeats;   /* one came back */
    bool are_whole, are_numbers, are_dates, are_flags; /* all of them; of none: all are true */
};

struct start_columns {
    struct start_column *list;
    size_t n, n_rows;
};

/* Reads all rows; the texts of headers live in `arena`. Rows that cannot be read are left out.
   Release it in any case. ERR_READ, ERR_MEMORY; ERR_VALUE when there is no header. */
MUST_CHECK enum status start_columns_read(struct rows *rows, struct arena *arena,
                                          struct start_columns *out, struct error *err);
void start_columns_release(struct start_columns *columns);

/* The first column that identifies a unit: in every row, each time another; NULL: none. */
const struct start_column *start_columns_key(const struct start_columns *columns);

/* What type of question the column's values are those of; an option's column is for
   start_columns_is_multiple to judge. */
enum question_type start_column_type(const struct start_column *column);

/* Whether a code can be a point on a scale. */
bool start_is_score(double number);

/* Whether the column's header is that of an option of `stem`; NULL has none. */
bool start_column_is_option_of(const struct start_column *column, const char *stem);

/* Whether the column is one of several options, all flags, of a select_multiple. */
bool start_columns_is_multiple(const struct start_columns *columns, size_t i);

#endif
