/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/agreement.h"

#include <math.h>

static const struct {
    const char *name;
    double from;
} verdicts[] = {
#define AGREEMENT_VERDICT(constant, name, from) [AGREEMENT_##constant] = {name, from},
#include "store/agreement.def"
#undef AGREEMENT_VERDICT
};
_Static_assert(sizeof verdicts / sizeof *verdicts == AGREEMENT_VERDICT_COUNT,
               "every verdict needs its row");

enum agreement_verdict agreement_verdict_of(double alpha)
{
    int verdict = AGREEMENT_VERDICT_COUNT - 1;
    while (verdict > 0 && !(alpha >= verdicts[verdict].from))
        verdict--;
    return (enum agreement_verdict)verdict;
}

const char *agreement_verdict_name(enum agreement_verdict verdict)
{
    return verdicts[verdict].name;
}
