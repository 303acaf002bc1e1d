/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"

static const char *const names[MISSING_COUNT] = {
    [ANSWERED] = "",
#define REASON(constant, name) [constant] = (name),
#include "base/missing.def"
#undef REASON
};

const char *missing_name(enum missing reason)
{
    return names[reason];
}
