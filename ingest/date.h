/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DATE_H
#define INGEST_DATE_H

#include <stdbool.h>
#include <stddef.h>

enum { DATE_SIZE = 11 };

/* Reads a date of the Gregorian calendar, "2022-12-09", "20221209", or with a time of midnight as
   databases write it ("2022-12-09 00:00:00"), and writes it as YYYY-MM-DD. False for all else. */
bool date_read(const char *text, size_t n, char out[DATE_SIZE]);

#endif
