/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DATA_TABLE_H
#define REPORT_DATA_TABLE_H

/* What each file of the open data is and what stands in its columns: one closed table, from which
   the header rows, datapackage.json and dcat.rdf are made, so that none can say anything else.

       TRY(data_table_open(path, &data_tables[DATA_SCORES], &file, err));    writes the header row
       rowfile_text(file, key); ...

   A new file is a constant here and an entry in data_tables.c.                                   */

#include "report/rowfile.h"

#include <stdbool.h>
#include <stddef.h>

enum data_id {
    DATA_FIGURES,
    DATA_SCORES,
    DATA_PAIRS,
    DATA_FINDINGS,
    DATA_REJECTS,
    DATA_CODEBOOK,
    DATA_DDI,
    DATA_NETWORK,
    DATA_ANSWERS,
    DATA_REPORT,
    DATA_COUNT
};

/* As Table Schema names them. */
enum data_type { DATA_STRING, DATA_INTEGER, DATA_NUMBER, DATA_YEAR };

/* What a number may be at the least and at the most. */
enum data_range { RANGE_ANY, RANGE_FROM_0, RANGE_FROM_1, RANGE_0_TO_1 };

enum data_need { OPTIONAL, REQUIRED }; /* whether a cell may be empty */

struct data_field {
    const char *name;
    enum data_type type;
    enum data_need need;
    enum data_range range;
    const char *values; /* the only ones there are, "c|x|z"; NULL: any */
    const char *about;  /* English: what it means, in which unit, and why it may be empty */
};

/* Names of columns, separated by commas, whose values all stand in those of another table. */
struct data_link {
    const char *fields;
    enum data_id table;
    const char *other_fields;
};

struct data_table {
    const char *name; /* [a-z0-9-]+, as datapackage.json calls it */
    const char *file;
    const char *title, *about; /* English */
    const char *format, *mediatype;
    const struct data_field *fields; /* NULL: not a CSV file */
    size_t n_fields;
    const char *key; /* columns that tell the rows apart, separated by commas; NULL: none do */
    const struct data_link *links;
    size_t n_links;
    bool is_review_only; /* about single units: not for a publication */
};

extern const struct data_table data_tables[DATA_COUNT];

/* A file that was written. */
struct data_file {
    enum data_id id;
    char sha256[65];
    uint64_t bytes;
};

/* Opens the file of a CSV table and writes its header row. As rowfile_open. */
MUST_CHECK enum status data_table_open(const char *path, const struct data_table *table,
                                       struct rowfile **out, struct error *err);

/* "string", "integer" ... */
const char *data_type_name(enum data_type type);

#endif
