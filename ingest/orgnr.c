/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/orgnr.h"

#include "base/error.h"

#include <string.h>

enum { N_DIGITS = 10, BEFORE_HYPHEN = 6 };

bool orgnr_canonical(const char *text, size_t n, char out[ORGNR_SIZE])
{
    const bool has_hyphen = n == N_DIGITS + 1 && text[BEFORE_HYPHEN] == '-';
    if (n != N_DIGITS && !has_hyphen)
        return false;
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        if (has_hyphen && i == BEFORE_HYPHEN)
            continue;
        if (text[i] < '0' || text[i] > '9')
            return false;
        if (used == BEFORE_HYPHEN)
            out[used++] = '-';
        out[used++] = text[i];
    }
    out[used] = '\0';
    return true;
}

/* From the left every other digit counts double, beginning with the first; a two-digit product
   counts its digits' sum. */
static bool is_luhn(const char *canonical)
{
    int sum = 0;
    bool is_doubled = true;
    for (const char *p = canonical; *p != '\0'; p++) {
        if (*p == '-')
            continue;
        const int digit = (*p - '0') * (is_doubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        is_doubled = !is_doubled;
    }
    return sum % 10 == 0;
}

const char *orgnr_fault(const char *text, size_t n)
{
    char canonical[ORGNR_SIZE];
    if (!orgnr_canonical(text, n, canonical))
        return "wanted ten digits, as in 202100-6073";
    if (canonical[2] < '2')
        return "its third digit must be 2 or more";
    return is_luhn(canonical) ? NULL : "its check digit does not fit: is a digit mistyped?";
}
