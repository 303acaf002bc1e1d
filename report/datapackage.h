/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DATAPACKAGE_H
#define REPORT_DATAPACKAGE_H

/* datapackage.json: what the files of open data are, for programs that read them (Data Package and
   Table Schema, version 2, https://datapackage.org/standard/data-package/).

       TRY(datapackage_write("out/2022/datapackage.json", wave, files, n_files, err));

   Every file is a resource with size and digest, and every CSV file has its columns with type,
   meaning and constraints (report/data_tables.c). There is no clock in it: `created` is the day on
   which the field work closed.                                                                  */

#include "report/data_table.h"
#include "store/wave.h"

/* `files`: those that stand beside it, in the order in which they are to be listed. A link to a
   table that is not among them is left out. The file appears at `path` whole or not at all.
   ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status datapackage_write(const char *path, const struct wave *wave,
                                         const struct data_file *files, size_t n_files,
                                         struct error *err);

#endif
