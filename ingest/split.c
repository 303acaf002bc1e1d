/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/split.h"

#include "ingest/block.h"

size_t split_line(const struct split *split, struct cell *cells, size_t capacity)
{
    char *const copy = split->copy;
    const char delimiter = split->delimiter;
    const long line = split->line;
    const size_t n = split->n;
    size_t n_cells = 0, begin = 0;
    memcpy(copy, split->text, n);
    copy[n] = delimiter; /* ends the last cell as the others are */
    memset(copy + n + 1, 0, SPLIT_ROOM - 1);
    for (size_t start = 0; start <= n; start += BLOCK) {
        for (uint64_t found = block_find(copy + start, delimiter); found != 0; found &= found - 1) {
            const size_t end = start + (size_t)__builtin_ctzll(found);
            copy[end] = '\0';
            if (n_cells < capacity)
                cells[n_cells] = (struct cell){copy + begin, end - begin, line, false};
            n_cells++;
            begin = end + 1;
        }
    }
    return n_cells;
}
