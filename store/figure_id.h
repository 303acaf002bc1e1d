/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FIGURE_ID_H
#define STORE_FIGURE_ID_H

/* The id of a figure taken apart: the way back from figure_id and figure_level (store/figure.h).

       struct figure_parts parts;
       TRY(figure_parse(&arena, "index/mean/SAMVERKAN|size=%3E1000", &parts, err));
       parts.family "index"  .measure "mean"  .subject "SAMVERKAN"  .level[0] {"size", ">1000"} */

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

struct figure_pair {
    const char *code, *level;
};

struct figure_parts {
    const char *family, *measure;
    const char *subject, *other; /* decoded; NULL: none */
    struct figure_pair *level;   /* n_levels: "code=level;..." behind the bar, decoded */
    size_t n_levels;
};

/* All parts live in the arena. ERR_VALUE for a text that is no id: family or measure missing, an
   empty part, a pair without '=', a '%' without two hexadecimal digits. ERR_MEMORY. */
MUST_CHECK enum status figure_parse(struct arena *arena, const char *id, struct figure_parts *out,
                                    struct error *err);

/* The level of that code; NULL when the figure has none. */
const char *figure_level_of(const struct figure_parts *parts, const char *code);

#endif
