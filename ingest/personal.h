/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PERSONAL_H
#define INGEST_PERSONAL_H

/* Personal data in running text, Swedish or English: what looks like a name, an e-mail address, a
   telephone number or a Swedish personal identity number.

       struct personal hit = {0};
       while (personal_next(text, hit.start + hit.n, &hit))
           printf("%s at byte %zu\n", personal_kind_name(hit.kind), hit.start);

   It finds what is easy to find, so that it can be taken away; it is no proof that nothing is
   left. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum personal_kind {
    PERSONAL_IDENTITY, /* YYMMDD-NNNN or YYYYMMDD-NNNN: a date of the calendar, or a co-ordination
                          number's (day + 60), and a right check digit by Luhn; hyphen, dash, plus,
                          blank or nothing between */
    PERSONAL_EMAIL,    /* something@host.domain */
    PERSONAL_PHONE,    /* 0 and 7 to 10 digits more, or + and 9 to 15, with blanks, hyphens, slashes
                          and parentheses among them */
    PERSONAL_NAME,     /* a capital word, with those that follow it, after "heter", "my name is" and
                          the like, or that is one of the commonest given names in Sweden */
    PERSONAL_KIND_COUNT
};

struct personal {
    enum personal_kind kind;
    size_t start, n; /* bytes of the text */
};

/* The first in `text`, UTF-8, that starts at or after byte `from`; false when there is none. */
bool personal_next(const char *text, size_t from, struct personal *out);

/* "an e-mail address" for PERSONAL_EMAIL: English, as in findings. */
const char *personal_kind_name(enum personal_kind kind);

/* A copy of the text in which every letter and digit of what was found is a '*', but for the
   first character of each. NULL when memory runs out. */
char *personal_masked(struct arena *arena, const char *text);

/* Likewise for one of them alone: "a***@*******.**". */
char *personal_masked_hit(struct arena *arena, const char *text, const struct personal *hit);

#endif
