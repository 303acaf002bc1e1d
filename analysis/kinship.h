/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_KINSHIP_H
#define ANALYSIS_KINSHIP_H

/* Whether two indicators are made of the same answers, which makes a correlation of the two
   spurious. */

#include "store/form.h"

enum kinship {
    KINSHIP_NONE,
    KINSHIP_SHARED, /* an answer feeds both */
    KINSHIP_PART,   /* one is part of the other */
    KINSHIP_COUNT
};

enum kinship kinship_of(const struct indicator *a, const struct indicator *b);

/* What a method text adds: "; one is part of the other, so r is spurious", or "". */
const char *kinship_text(enum kinship kinship);

#endif
