/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FIELDS_H
#define INGEST_FIELDS_H

/* What is read of every row of answers: one field for each question, or, without survey.csv, for
   each column that indices.csv takes from the export.

       struct fields fields;
       TRY(fields_create(&fields, wave, register_has, context, err));
       ... match.h finds their columns, cell.h reads their cells ...
       fields_release(&fields);                                                             */

#include "ingest/codes.h"
#include "ingest/levels.h"
#include "store/table.h"
#include "store/wave.h"

enum field_kind {
    FIELD_CHOICE,  /* a select_one */
    FIELD_CHOICES, /* a select_multiple: one cell of names, or one cell per option */
    FIELD_INTEGER,
    FIELD_DECIMAL,
    FIELD_TEXT,
    FIELD_DATE,
    FIELD_CALCULATED /* not read: filled by its formula */
};

struct field {
    enum field_kind kind;
    const char *name, *header;       /* in the store, in the export */
    const struct question *question; /* NULL: a column that only indices.csv names */
    struct place at;                 /* where the folder's tables name it */
    struct codes *codes;             /* of a select */
    const char *wanted;              /* its choices, for messages */
    unsigned ways;                   /* of writing it that were met and told: ingest/number.h; of
                                        a date 1: with a time */
    int cell;                        /* index in the rows of the export; -1: none */
    int *option_cell;                /* of a select_multiple with a cell per option; else NULL */
    struct column *memory;           /* where its values go in the wave (of a select_multiple as
                                        many as options; of texts that the questionnaire checks, 0 or
                                    why there is none); NULL: nowhere */
    const struct textset *missing;   /* of a number or text: values that an SPSS file declares
                                        missing; NULL: none */
    struct levels *levels;           /* of a Group over its texts; NULL: none */
};

struct fields {
    struct field *list; /* in the wave's arena */
    size_t n;
    struct store_column *columns; /* n: of the answer table */
    struct codes *codes;          /* one per choice list of the form */
    size_t n_codes;
    struct levels *levels; /* one per indicator, used for Groups over texts */
    size_t n_levels;
    struct column *shadows; /* n, one per field: the memory of texts, gone with the fields */
    struct column **held;   /* the columns that grow with the rows */
    size_t n_held;
    size_t capacity;   /* rows that they, unit and line have room for */
    size_t names_room; /* bytes that the names of all options of all select_multiple take, with a
                          blank after each */
};

/* Sets up wave->columns and wave->numbers, and the fields over them.
     register_has  whether register.csv has a column of that name: it serves the indicators that
                   name it; the export must have what it has not
   ERR_TABLE with all questions that cannot be stored; ERR_MEMORY. On failure nothing is left. */
MUST_CHECK enum status fields_create(struct fields *fields, struct wave *wave,
                                     const struct absent *absent,
                                     bool (*register_has)(void *context, const char *name),
                                     void *context, struct error *err);
void fields_release(struct fields *fields); /* may be repeated */

/* Room for rows 0 .. n - 1 in the wave. ERR_MEMORY. */
MUST_CHECK enum status fields_reserve(struct fields *fields, struct wave *wave, size_t n,
                                      struct error *err);

/* Moves row `from` to the place of row `to` in the wave and in the levels. */
void fields_move_row(struct fields *fields, struct wave *wave, size_t from, size_t to);

/* Why the field has no answer in that row, ANSWERED when it has one; of a field with memory. */
enum missing field_reason(const struct field *field, size_t row);

/* Makes the field missing in that row, in the wave and in the levels. */
void field_set_missing(const struct field *field, size_t row, enum missing reason);

#endif
