/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/licence.h"

#include <stdbool.h>
#include <string.h>

static const char commons[] = "//creativecommons.org/";

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* What stands after the scheme; NULL when it is not of Creative Commons. */
static const char *of_commons(const char *licence)
{
    if (begins(licence, "https:"))
        licence += strlen("https:");
    else if (begins(licence, "http:"))
        licence += strlen("http:");
    return begins(licence, commons) ? licence + strlen(commons) : NULL;
}

const char *licence_uri(struct arena *arena, const char *licence)
{
    const char *path = of_commons(licence);
    if (path == NULL)
        return arena_text(arena, licence);
    const char *deed = strstr(path, "/deed");
    const size_t n = deed != NULL ? (size_t)(deed - path) + 1 : strlen(path);
    return arena_print(arena, "http:%s%.*s", commons, (int)n, path);
}

const char *licence_name(const char *licence)
{
    const char *path = of_commons(licence);
    if (path == NULL)
        return NULL;
    if (begins(path, "publicdomain/zero/1.0"))
        return "CC0-1.0";
    return begins(path, "licenses/by/4.0") ? "CC-BY-4.0" : NULL;
}
