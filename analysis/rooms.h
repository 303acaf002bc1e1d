/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_ROOMS_H
#define ANALYSIS_ROOMS_H

/* Room to sort a column in, one for each thread, all taken before the threads start.

       struct rooms rooms;
       TRY(rooms_open(threads, n_rows, &rooms, err));
       #pragma omp parallel for num_threads(rooms.n)
           ... rooms.room[omp_get_thread_num()] ...
       rooms_close(&rooms);                                                                      */

#include "stats/sort.h"

struct room {
    struct sort_room sort;
    double *column; /* scratch of n_rows */
};

struct rooms {
    struct arena arena;
    struct room *room;
    int n;
};

/* 32 bytes per row and thread. On failure (ERR_MEMORY) there is nothing to close. */
MUST_CHECK enum status rooms_open(int n, size_t n_rows, struct rooms *out, struct error *err);
void rooms_close(struct rooms *rooms);

#endif
