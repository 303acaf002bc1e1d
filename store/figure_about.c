/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure_about.h"

#include "base/error.h"

#include <string.h>

static const struct {
    const char *family, *swedish, *english;
} families[] = {
#define FAMILY(name, swedish, english) {name, swedish, english},
#include "store/figure_about.def"
#undef FAMILY
};

const char *figure_about(const char *family, const char *language)
{
    for (size_t i = 0; i < COUNT(families); i++)
        if (strcmp(families[i].family, family) == 0)
            return strcmp(language, "sv") == 0 ? families[i].swedish : families[i].english;
    return NULL;
}

const char *figure_family(size_t i)
{
    return i < COUNT(families) ? families[i].family : NULL;
}
