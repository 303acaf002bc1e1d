/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SAY_H
#define INGEST_SAY_H

/* The helpful ends of messages about names that nothing bears.

       findings_add(..., _("'%s' is no type%s"), text, say_nearest(arena, text, names, n));
       'selct_one' is no type; did you mean 'select_one'?                                        */

#include "base/arena.h"

#include <stddef.h>

/* "; did you mean 'x'?", or of a short list "; want a, b or c", or "". Never NULL. */
const char *say_nearest(struct arena *arena, const char *wanted, const char *const *names,
                        size_t n);

/* The start of a cell as messages quote it: at most 60 of its bytes, "…" for what is left out, and
   on one line: "␤" for a line break, "␉" and the like for other control characters. NULL when
   memory runs out. */
const char *say_quote(struct arena *arena, const char *text, size_t n);

/* All of the text, on one line in the same way. NULL when memory runs out. */
const char *say_line(struct arena *arena, const char *text);

#endif
