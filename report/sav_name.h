/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SAV_NAME_H
#define REPORT_SAV_NAME_H

/* Names of variables as SPSS takes them: at most 64 bytes, a letter first, then letters, digits and
   "_.$#@", no '.' at the end, none of SPSS's own words, and unique whatever the case.

       struct sav_names names = {.arena = &arena};
       sav_name(&names, "ser_kanaler/98")     "ser_kanaler_98"
       sav_name(&names, "SER_kanaler_98")     "SER_kanaler_98_2", for the other one is taken     */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct sav_names {
    struct arena *arena; /* borrowed */
    const char **folded; /* of the names given out */
    size_t n, capacity;
};

enum { SAV_NAME_LIMIT = 64 }; /* bytes */

/* The next name, in the arena: `wanted` (UTF-8), changed as little as need be. NULL when memory
   runs out. */
const char *sav_name(struct sav_names *names, const char *wanted);

/* The bytes of `text` (UTF-8) that are at most `limit`, ending on a whole character. */
size_t sav_cut(const char *text, size_t limit);

#endif
