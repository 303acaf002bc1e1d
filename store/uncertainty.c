/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/uncertainty.h"

static const struct {
    const char *name;
    enum uncertainty_takes takes;
    int list;
} parameters[] = {
#define PARAMETER(constant, name, takes, list)                                                     \
    [UNCERTAINTY_##constant] = {name, UNCERTAINTY_##takes, list},
#include "store/uncertainty.def"
#undef PARAMETER
};
_Static_assert(sizeof parameters / sizeof *parameters == UNCERTAINTY_COUNT,
               "every parameter needs its row");

const char *uncertainty_name(enum uncertainty_parameter parameter)
{
    return parameters[parameter].name;
}

enum uncertainty_takes uncertainty_takes(enum uncertainty_parameter parameter)
{
    return parameters[parameter].takes;
}

int uncertainty_list(enum uncertainty_parameter parameter)
{
    return parameters[parameter].list;
}

const char *uncertainty_value_name(enum uncertainty_parameter parameter, int value)
{
    return value == UNCERTAINTY_OWN
               ? "own"
               : method_name((enum method_list)parameters[parameter].list, value);
}
