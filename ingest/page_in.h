/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PAGE_IN_H
#define INGEST_PAGE_IN_H

/* Memory that is sure to be written to soon, asked of the kernel at once: page by page, as it is
   written to, it costs up to six times as much.

       uint32_t *line = realloc(old, n * sizeof *line);
       page_in(line, n * sizeof *line);                                                         */

#include <stddef.h>

/* What the memory holds stays as it is. Does nothing for small pieces, nor where the kernel cannot
   do it: then the pages come one by one. */
void page_in(void *memory, size_t n_bytes);

#endif
