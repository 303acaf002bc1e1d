/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_REGISTER_H
#define INGEST_SIMULATE_REGISTER_H

/* The frame to draw for, read as the program reads it for a report: into a temporary store, with
   keys checked and the settings' `frame` applied. */

#include "ingest/simulate_frame.h"

/* Reads `path`, or with NULL the folder's register.csv, if there is one; else out->path is NULL.
   Errors and warnings about its rows go to `found` as they would in a run. ERR_OPEN, ERR_READ,
   ERR_TABLE, ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status sim_register_read(const struct form *form, const char *path,
                                         struct arena *arena, struct findings *found,
                                         struct sim_frame *out, struct error *err);

#endif
