/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_REGISTER_HEADER_H
#define INGEST_REGISTER_HEADER_H

/* The header of the register, which the form needs to know what its names mean. The rows are read
   later. */

#include "ingest/table.h"
#include "store/form.h"

/* Fills form->register_names and form->has_register. `path` NULL: FOLDER/register.csv, which need
   not be there. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status register_header_read(const struct reading *in, const char *path,
                                            struct form *form, struct error *err);

/* Checks what the settings say about the register. */
void register_header_check(const struct reading *in, const struct form *form);

#endif
