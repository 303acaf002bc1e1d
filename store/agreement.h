/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_AGREEMENT_H
#define STORE_AGREEMENT_H

/* What may be made of a coding, by Krippendorff's alpha (2004, Content Analysis, 2nd ed., p. 241):
   below 0.667 it is not to be used, below 0.80 only for tentative conclusions. analysis/ gives the
   verdict, reports word it. */

enum agreement_verdict {
#define AGREEMENT_VERDICT(constant, name, from) AGREEMENT_##constant,
#include "store/agreement.def"
#undef AGREEMENT_VERDICT
    AGREEMENT_VERDICT_COUNT
};

/* alpha is a number, not MISSING. */
enum agreement_verdict agreement_verdict_of(double alpha);

/* "tentative" for AGREEMENT_TENTATIVE. */
const char *agreement_verdict_name(enum agreement_verdict verdict);

#endif
