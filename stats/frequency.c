/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/frequency.h"

#include <string.h>

/* Neighbours in a coded column are often equal, and a counter cannot be read again before it is
   written: so eight codes go to eight tables. */
enum { TABLES = 8 };

/* Below this many codes the tables cost more than they save. */
enum { FEW = 1024 };

void frequency_count(const uint8_t *codes, size_t n, size_t count[FREQUENCY_CODES])
{
    size_t i = 0;
    if (n < FEW) {
        for (; i < n; i++)
            count[codes[i]]++;
        return;
    }
    size_t table[TABLES][FREQUENCY_CODES] = {{0}};
    for (; i + TABLES <= n; i += TABLES) {
        uint64_t eight;
        memcpy(&eight, codes + i, sizeof eight);
        for (unsigned t = 0; t < TABLES; t++)
            table[t][(eight >> (8U * t)) & 0xFFU]++;
    }
    for (; i < n; i++)
        table[0][codes[i]]++;
    for (size_t t = 0; t < TABLES; t++)
        for (size_t code = 0; code < FREQUENCY_CODES; code++)
            count[code] += table[t][code];
}
