/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "analysis/rooms.h"
#include "stats/rank.h"

#include <omp.h>
#include <stdlib.h>

static void rank_units(struct score *score, size_t n_rows, struct room *room)
{
    rank_descending(score->value, n_rows, room->column, &room->sort);
    for (size_t row = 0; row < n_rows; row++)
        score->rank[row] = is_missing(room->column[row]) ? 0 : (uint32_t)room->column[row];
}

static enum status make_ranks(struct wave *wave, struct error *err)
{
    for (size_t i = 0; i < wave->n_scores; i++) {
        wave->scores[i].rank = malloc((wave->n_rows + 1) * sizeof *wave->scores[i].rank);
        if (wave->scores[i].rank == NULL)
            return error_memory(err);
    }
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    struct wave *wave = analysis->wave;
    struct rooms rooms;
    TRY(make_ranks(wave, err));
    TRY(rooms_open(analysis->threads, wave->n_rows, &rooms, err));
#pragma omp parallel for num_threads(rooms.n) schedule(dynamic) if (rooms.n > 1)
    for (size_t i = 0; i < wave->n_scores; i++)
        rank_units(&wave->scores[i], wave->n_rows, &rooms.room[omp_get_thread_num()]);
    rooms_close(&rooms);
    return OK;
}

const struct family family_ranks = {"ranks", "which place does each unit take?", run};
