/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/rooms.h"

static enum status fill(struct rooms *rooms, size_t n_rows, struct error *err)
{
    rooms->room = arena_array(&rooms->arena, (size_t)rooms->n, struct room);
    if (rooms->room == NULL)
        return error_memory(err);
    for (int i = 0; i < rooms->n; i++) {
        TRY(sort_room_get(&rooms->arena, n_rows, &rooms->room[i].sort, err));
        rooms->room[i].column = arena_array(&rooms->arena, n_rows, double);
        if (rooms->room[i].column == NULL)
            return error_memory(err);
    }
    return OK;
}

enum status rooms_open(int n, size_t n_rows, struct rooms *out, struct error *err)
{
    *out = (struct rooms){.n = n};
    const enum status status = fill(out, n_rows, err);
    if (status != OK)
        rooms_close(out);
    return status;
}

void rooms_close(struct rooms *rooms)
{
    arena_release(&rooms->arena);
    *rooms = (struct rooms){0};
}
