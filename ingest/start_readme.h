/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_START_README_H
#define INGEST_START_README_H

#include "ingest/start.h"

enum start_kind { START_EXPORT, START_FOLDER };

/* Writes README.md: what was made from what, and what is left to do. */
MUST_CHECK enum status start_write_readme(const struct start *start, enum start_kind kind,
                                          struct error *err);

#endif
