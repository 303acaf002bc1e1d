/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DATE_H
#define INGEST_DATE_H

#include <stdbool.h>
#include <stddef.h>

enum { DATE_SIZE = 11 };

/* Reads a date of the Gregorian calendar and writes it as YYYY-MM-DD:
     "2022-12-09", "20221209"
     "9 december 2022", "den 9 dec. 2022", "9 December 2022": Swedish or English
   each perhaps followed by a time, as databases and survey tools write it: " 00:00:00", " 14:05",
   "T14:05:33.123+01:00". *has_time says whether there was one that is not midnight: it is left out.
   False for all else; "9/12/2022" may be either of two days. */
bool date_read(const char *text, size_t n, char out[DATE_SIZE], bool *has_time);

#endif
