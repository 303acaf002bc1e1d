/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/split.h"

#include <endian.h>
#include <string.h>

enum { BLOCK = 64, WORD = 8 }; /* bytes looked at in one go */

/* Which of the eight bytes are the one that `pattern` repeats: bit i for byte i. A byte that is
   zero after the exclusive or is the only one whose high bit stays clear; the multiplication
   gathers the eight high bits. (Warren, Hacker's Delight, 6-1.) */
static uint64_t find_in_word(const char *bytes, uint64_t pattern)
{
    static const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    word = le64toh(word) ^ pattern;
    const uint64_t found = ~(((word & low) + low) | word | low);
    return ((found >> 7U) * UINT64_C(0x0102040810204080)) >> 56U;
}

static uint64_t find_in_block(const char *bytes, uint64_t pattern)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK / WORD; i++)
        found |= find_in_word(bytes + (size_t)WORD * i, pattern) << (WORD * i);
    return found;
}

size_t split_line(const struct split *split, struct cell *cells, size_t capacity)
{
    const uint64_t pattern = UINT64_C(0x0101010101010101) * (unsigned char)split->delimiter;
    char *copy = split->copy;
    size_t n_cells = 0, begin = 0;
    memcpy(copy, split->text, split->n);
    copy[split->n] = split->delimiter; /* ends the last cell as the others are */
    memset(copy + split->n + 1, 0, SPLIT_ROOM - 1);
    for (size_t start = 0; start <= split->n; start += BLOCK) {
        for (uint64_t found = find_in_block(copy + start, pattern); found != 0;
             found &= found - 1) {
            const size_t end = start + (size_t)__builtin_ctzll(found);
            copy[end] = '\0';
            if (n_cells < capacity)
                cells[n_cells] = (struct cell){copy + begin, end - begin, split->line, false};
            n_cells++;
            begin = end + 1;
        }
    }
    return n_cells;
}
