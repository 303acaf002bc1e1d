/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ORGNR_H
#define INGEST_ORGNR_H

/* Swedish organisation numbers, 202100-6073: ten digits with or without a hyphen, the third 2 or
   more, the last a Luhn check digit (Skatteverket; ISO/IEC 7812-1 annex B).                    */

#include <stdbool.h>
#include <stddef.h>

enum { ORGNR_SIZE = 12 };

/* Writes "NNNNNN-NNNN" and returns true when the `n` bytes are ten digits, with or without the
   hyphen after the sixth; false for anything else. */
bool orgnr_canonical(const char *text, size_t n, char out[ORGNR_SIZE]);

/* What is wrong with it, as a message; NULL when it is right. */
const char *orgnr_fault(const char *text, size_t n);

#endif
