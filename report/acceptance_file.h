/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ACCEPTANCE_FILE_H
#define REPORT_ACCEPTANCE_FILE_H

/* figures.json: what accepted figures were made of, beside them in the survey folder.

       TRY(acceptance_file_write("surveys/2022/figures.json", &acceptance, err));              */

#include "base/error.h"
#include "store/acceptance.h"

/* {"reason": "...", "inputs": {"indices.csv": "9d30..."}, ...}: an object of texts per kind of
   fact, in the order in which they were put; no clock. All texts are UTF-8. The file appears at
   `path` whole or not at all. ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status acceptance_file_write(const char *path, const struct acceptance *acceptance,
                                             struct error *err);

#endif
