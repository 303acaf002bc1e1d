/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FOREIGN_H
#define INGEST_FOREIGN_H

/* Files of other programs read as if they were CSV: an SPSS file (.sav, .zsav) or a workbook
   (.xlsx) becomes a temporary copy in UTF-8, which goes the way of every export, so that the same
   answers give the same findings and scores whatever they came in.

       if ((kind = foreign_kind(fd)) != FOREIGN_NONE)
           TRY(foreign_read(kind, path, options, &arena, &foreign, err));
       ... read foreign.fd as CSV; its i-th row stands at foreign.numbers[i] of the file ...
       close(foreign.fd);

   A number is written so that it reads back as the same double. Dates become 2022-12-09, with a
   time where they have one. Nothing is left out: an error in a sheet's cell (#N/A) is its text. */

#include "base/arena.h"
#include "base/error.h"
#include "ingest/textset.h"

#include <stddef.h>
#include <stdint.h>

enum foreign_kind {
    FOREIGN_NONE,
    FOREIGN_SAV,
    FOREIGN_XLSX,
    FOREIGN_OLD /* what Excel wrote before .xlsx, and writes with a password: only refused */
};

/* By the first bytes of the file, whatever its name. Leaves it at its start. */
enum foreign_kind foreign_kind(int fd);

struct foreign_options {
    const char *sheet; /* name of the sheet to read; NULL: the only one */
    char decimal;      /* how numbers are written: '.' or ','; 0: '.' */
};

/* A value with its label; of a workbook there are none. */
struct foreign_label {
    const char *value, *label;
};

/* What an SPSS file says of a variable besides its values. */
struct foreign_column {
    struct foreign_label *labels;
    size_t n_labels, capacity;
    struct textset
        missing; /* values met that the file declares missing; freed by foreign_release */
};

struct foreign {
    int fd;               /* of the copy, at its start; owned by the caller */
    const char *place;    /* what places name as the file: a workbook's ends with its sheet and
                             "!", and then line and column are those of a cell (base/error.h) */
    const char *encoding; /* "SPSS, UTF-8", "XLSX": as sources name it */
    uint32_t *numbers;    /* n_rows, in the arena: the sheet's row; the case, from 1, and 0 of the
                             row of names */
    size_t n_rows;
    struct foreign_column *columns; /* n_columns; NULL of a workbook */
    size_t n_columns;
};

/* The texts of *out live in the arena. On failure there is nothing to close or release.
   ERR_READ   the file is damaged, or refused (base/archive.h, base/xml.h)
   ERR_VALUE  no sheet of that name, or several and none named
   ERR_MEMORY */
MUST_CHECK enum status foreign_read(enum foreign_kind kind, const char *path,
                                    struct foreign_options options, struct arena *arena,
                                    struct foreign *out, struct error *err);

/* Frees what is not in the arena; fd is the caller's. May be repeated. */
void foreign_release(struct foreign *foreign);

#endif
