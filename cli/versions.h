/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_VERSIONS_H
#define CLI_VERSIONS_H

/* The versions that figures and files depend on. */

#include "report/run_record.h"

#include <stddef.h>
#include <stdio.h>

#define PROGRAM_NAME "mognad"

const char *program_version(void);

/* Fills in the libraries, by name. */
enum { LIBRARY_COUNT = 5 };
void library_versions(struct run_pair libraries[LIBRARY_COUNT]);

void versions_print(FILE *file);

#endif
