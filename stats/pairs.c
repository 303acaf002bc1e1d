/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pairs.h"

#include "stats/block.h"

enum status pairs_get(struct arena *arena, size_t k, struct pairs *out, struct error *err)
{
    *out = (struct pairs){.k = k};
    out->pair = arena_array(arena, k * (k + 1) / 2, struct pair);
    out->block = arena_array(arena, k * BLOCK_ROWS, double);
    return out->pair == NULL || out->block == NULL ? error_memory(err) : OK;
}

/* Block by block, so that the block's columns stay near while every pair visits them. */
void pairs_add_columns(struct pairs *pairs, const double *const *columns, size_t n)
{
    for (size_t done = 0; done < n; done += BLOCK_ROWS)
        for (size_t j = 0; j < pairs->k; j++)
            for (size_t i = 0; i <= j; i++)
                pair_add_columns(pairs_at(pairs, i, j), columns[i] + done, columns[j] + done,
                                 block_rows(n - done));
}

static void turn_block(struct pairs *pairs, const double *rows, size_t n)
{
    for (size_t row = 0; row < n; row++)
        for (size_t v = 0; v < pairs->k; v++)
            pairs->block[v * BLOCK_ROWS + row] = rows[row * pairs->k + v];
}

void pairs_add_rows(struct pairs *pairs, const double *rows, size_t n)
{
    for (size_t done = 0; done < n; done += BLOCK_ROWS) {
        const size_t size = block_rows(n - done);
        turn_block(pairs, rows + done * pairs->k, size);
        for (size_t j = 0; j < pairs->k; j++)
            for (size_t i = 0; i <= j; i++)
                pair_add_columns(pairs_at(pairs, i, j), pairs->block + i * BLOCK_ROWS,
                                 pairs->block + j * BLOCK_ROWS, size);
    }
}
