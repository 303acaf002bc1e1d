/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_TABLE_H
#define INGEST_TABLE_H

/* The survey folder's own small tables, read strictly: a header of known columns, then rows of as
   many cells. What is wrong goes to the findings, all of it at once.

       enum { NAME, LABEL };
       static const struct table_column columns[] = {
           [NAME] = {"name", .is_required = true}, [LABEL] = {"label", .has_languages = true}};
       static const struct table_layout layout = {"choices", columns, COUNT(columns)};
       TRY(table_read(in, &layout, &table, err));
       for (size_t row = 0; row < table.n_rows; row++)
           ... table_entry(&table, row, NAME).text ...                                          */

#include "base/arena.h"
#include "base/error.h"
#include "base/finding.h"
#include "store/wave.h"

#include <stdbool.h>
#include <stddef.h>

struct languages {
    const char **name; /* [0] is the default */
    size_t n;
};

/* What all readers of one folder share. */
struct reading {
    struct arena *arena;        /* borrowed; holds everything that is read */
    struct findings *found;     /* borrowed */
    const char *folder;         /* without a closing '/' */
    struct languages languages; /* of the form; none before ingest/labels.h has gathered them */
};

struct table_column {
    const char *name;
    bool is_required;   /* the table cannot be without it */
    bool has_languages; /* may also stand as "name::Language", any number of times */
};

struct table_layout {
    const char *role; /* "choices": of choices.csv */
    const struct table_column *columns;
    size_t n_columns;
};

/* A cell, trimmed; "" when it is blank or the table has no such column. */
struct entry {
    const char *text;
    const char *column; /* name of the column */
    struct place at;    /* .column is 0 when the table has no such column */
};

/* A column "name::Language", or plain "name" of a column with languages (language NULL). */
struct table_family {
    int column; /* of the layout */
    const char *language;
    size_t field; /* CSV field, from 0 */
};

struct table_cell {
    const char *text; /* trimmed */
    long line;
};

struct table {
    const struct table_layout *layout;
    const char *path;
    bool exists;
    bool is_broken; /* it could not be read, or lacks a column that it must have */
    bool is_made;   /* not from a CSV file of its own: places are lines of `path`, without column */
    long header_line;
    const char **names; /* n_fields, of the header */
    size_t n_fields;
    size_t *field; /* n_columns of the layout: CSV field, from 1; 0: none */
    struct table_family *families;
    size_t n_families, families_capacity;
    struct table_cell **rows; /* n_rows of n_fields; rows that are blank are left out */
    size_t n_rows, rows_capacity;
    struct source source;
};

/* Reads FOLDER/role.csv. A file that is not there is out->exists == false and no finding; whatever
   else is wrong is a fault, also a file that cannot be opened. Fails with ERR_MEMORY or ERR_READ
   only. */
MUST_CHECK enum status table_read(const struct reading *in, const struct table_layout *layout,
                                  struct table *out, struct error *err);

/* The same of a file whose rows are answers: only its header is read. What is wrong with its rows
   is no fault of the folder, and others read them. out->source.rows is 0. */
MUST_CHECK enum status table_read_header(const struct reading *in,
                                         const struct table_layout *layout, struct table *out,
                                         struct error *err);

struct entry table_entry(const struct table *table, size_t row, int column);

/* The entry of a family in that row. */
struct entry table_family_entry(const struct table *table, size_t row,
                                const struct table_family *family);

/* The place of a row as a whole. */
struct place table_row_at(const struct table *table, size_t row);

/* Adds a fault at that place. */
void table_fault(const struct reading *in, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
