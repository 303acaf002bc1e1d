/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_READ_CELLS_H
#define LINT_READ_CELLS_H

/* The cells of a sheet (ECMA-376-1 18.3.1.80), a part of what lint/read_sheet.c reads. */

#include "lint/inside.h"

struct cells_reader {
    struct lint_book *book;
    struct lint_sheet *sheet;
    uint32_t row, column; /* of the cell being read, or of the one before; 0: not yet */
    long style;
    char type[12];
    struct gathered value, formula;
    bool is_in_row, is_in_cell, is_in_value, is_in_formula; /* what is being read */
    bool has_value, has_formula, is_raised, is_phonetic, is_hidden;
};

MUST_CHECK enum status cells_start(struct cells_reader *r, const struct xml_element *element,
                                   struct error *err);
MUST_CHECK enum status cells_text(struct cells_reader *r, const char *text, size_t n,
                                  struct error *err);
MUST_CHECK enum status cells_end(struct cells_reader *r, const struct xml_element *element,
                                 struct error *err);
void cells_free(struct cells_reader *r);

#endif
