/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/coherence.h"

const char *coherence_check_name(enum coherence_check check)
{
    static const char *const names[] = {
#define COHERENCE_CHECK(constant, name) [constant] = (name),
#include "store/coherence.def"
#undef COHERENCE_CHECK
    };
    return names[check];
}

const char *coherence_verdict_name(enum coherence_verdict verdict)
{
    static const char *const names[] = {
#define COHERENCE_VERDICT(constant, name) [constant] = (name),
#include "store/coherence.def"
#undef COHERENCE_VERDICT
    };
    return names[verdict];
}
