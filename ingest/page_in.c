/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/page_in.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WORTH_ASKING = 64 * 1024 };

void page_in(void *memory, size_t n_bytes)
{
#ifdef MADV_POPULATE_WRITE
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)memory;
    const uintptr_t begin = (at + page - 1) / page * page, end = (at + n_bytes) / page * page;
    if (n_bytes >= WORTH_ASKING)
        (void)madvise((char *)memory + (begin - at), end - begin, MADV_POPULATE_WRITE);
#else
    (void)memory, (void)n_bytes;
#endif
}
