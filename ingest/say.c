/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/say.h"

#include "base/error.h"
#include "base/text.h"

enum { SHORT_LIST = 12 };

static const char *say_all(struct arena *arena, const char *const *names, size_t n)
{
    const char *said = arena_print(arena, _("; want %s"), names[0]);
    for (size_t i = 1; i < n && said != NULL; i++)
        said = i + 1 < n ? arena_print(arena, "%s, %s", said, names[i])
                         : arena_print(arena, _("%s or %s"), said, names[i]);
    return said;
}

const char *say_nearest(struct arena *arena, const char *wanted, const char *const *names, size_t n)
{
    const char *said = "";
    const char *nearest = text_nearest(wanted, names, n);
    if (nearest != NULL)
        said = arena_print(arena, _("; did you mean '%s'?"), nearest);
    else if (n > 0 && n <= SHORT_LIST)
        said = say_all(arena, names, n);
    return said == NULL ? "" : said;
}
