/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/repeats.h"

#include "ingest/page_in.h"

#include <stdlib.h>
#include <string.h>

#define NONE_COUNTS UINT32_C(0x80000000) /* beside the row + 1 of the first */

void repeats_release(struct repeats *repeats)
{
    free(repeats->row_of);
    free(repeats->byte);
    free(repeats->n_bytes);
    free(repeats->withdrawn);
    *repeats = (struct repeats){0};
}

static bool set_units(struct repeats *repeats, size_t n)
{
    uint32_t *grown = realloc(repeats->row_of, n * sizeof *grown);
    if (grown == NULL)
        return false;
    page_in(grown, n * sizeof *grown);
    memset(grown + repeats->n_units, 0, (n - repeats->n_units) * sizeof *grown);
    repeats->row_of = grown;
    repeats->n_units = n;
    return true;
}

static bool grow_units(struct repeats *repeats, uint32_t unit)
{
    return unit < repeats->n_units || set_units(repeats, 2 * (size_t)unit + 256);
}

static bool set_rows(struct repeats *repeats, size_t n)
{
    uint64_t *byte = realloc(repeats->byte, n * sizeof *byte);
    if (byte == NULL)
        return false;
    repeats->byte = byte;
    uint32_t *n_bytes = realloc(repeats->n_bytes, n * sizeof *n_bytes);
    if (n_bytes == NULL)
        return false;
    repeats->n_bytes = n_bytes;
    repeats->n_rows = n;
    return true;
}

static bool grow_rows(struct repeats *repeats, size_t row)
{
    return row < repeats->n_rows || set_rows(repeats, 2 * row + 256);
}

bool repeats_reserve(struct repeats *repeats, size_t n)
{
    if (n > repeats->n_units && !set_units(repeats, n))
        return false;
    if (n <= repeats->n_rows || repeats->wave->form->settings.duplicates == DUPLICATES_FIRST)
        return true;
    if (!set_rows(repeats, n))
        return false;
    page_in(repeats->byte, n * sizeof *repeats->byte);
    page_in(repeats->n_bytes, n * sizeof *repeats->n_bytes);
    return true;
}

static bool withdraw(struct repeats *repeats, uint32_t row, uint32_t again)
{
    if (repeats->n_withdrawn == repeats->capacity) {
        const size_t capacity = 2 * repeats->capacity + 64;
        struct withdrawal *grown = realloc(repeats->withdrawn, capacity * sizeof *grown);
        if (grown == NULL)
            return false;
        repeats->withdrawn = grown;
        repeats->capacity = capacity;
    }
    repeats->withdrawn[repeats->n_withdrawn++] = (struct withdrawal){row, again};
    return true;
}

static enum status keep(struct repeats *repeats, uint32_t unit, const struct row *row,
                        struct error *err)
{
    const struct wave *wave = repeats->wave;
    repeats->row_of[unit] = (uint32_t)wave->n_rows + 1;
    if (wave->form->settings.duplicates == DUPLICATES_FIRST)
        return OK;
    if (!grow_rows(repeats, wave->n_rows))
        return error_memory(err);
    repeats->byte[wave->n_rows] = row->byte;
    repeats->n_bytes[wave->n_rows] = (uint32_t)row->n_bytes;
    return OK;
}

enum status repeats_take(struct repeats *repeats, uint32_t unit, const struct row *row,
                         bool *is_taken, uint32_t *earlier, struct error *err)
{
    const enum duplicates rule = repeats->wave->form->settings.duplicates;
    if (!grow_units(repeats, unit))
        return error_memory(err);
    const uint32_t known = repeats->row_of[unit];
    const uint32_t first = (known & ~NONE_COUNTS) - 1;
    *is_taken = known == 0 || rule == DUPLICATES_LAST;
    if (known != 0)
        *earlier = repeats->wave->line[first];
    if (known != 0 && rule != DUPLICATES_FIRST && (known & NONE_COUNTS) == 0 &&
        !withdraw(repeats, first, (uint32_t)row->line))
        return error_memory(err);
    if (known != 0 && rule == DUPLICATES_ERROR)
        repeats->row_of[unit] |= NONE_COUNTS;
    return *is_taken ? keep(repeats, unit, row, err) : OK;
}

static int by_row(const void *a, const void *b)
{
    const uint32_t x = ((const struct withdrawal *)a)->row, y = ((const struct withdrawal *)b)->row;
    return (x > y) - (x < y);
}

static enum status reject(struct log *log, const struct repeats *repeats,
                          const struct withdrawing *from, const struct withdrawal *withdrawal,
                          struct error *err)
{
    const struct wave *wave = from->wave;
    const bool is_error = wave->form->settings.duplicates == DUPLICATES_ERROR;
    const char *key = textset_text(from->keys, wave->unit[withdrawal->row] - from->first_unit);
    const struct row row = {.line = wave->line[withdrawal->row],
                            .byte = repeats->byte[withdrawal->row],
                            .n_bytes = repeats->n_bytes[withdrawal->row]};
    const char *reason = arena_print(
        &log->arena,
        is_error ? "'%s' answers again on line %u: none of its rows is used (set `duplicates` to "
                   "first or last to use one)"
                 : "'%s' answers again on line %u, and the last row is used",
        key, withdrawal->again);
    if (reason == NULL)
        return error_memory(err);
    return log_reject(log, from->rows, "answers", &row,
                      (struct refusal){.severity = is_error ? FINDING_ERROR : FINDING_WARNING,
                                       .rule = "repeated_answer",
                                       .at = {wave->answers_path, row.line, from->key + 1},
                                       .unit = key,
                                       .reason = reason},
                      err);
}

static enum status reject_all(const struct repeats *repeats, const struct withdrawing *from,
                              struct error *err)
{
    struct log log;
    log_open(&log);
    enum status status = OK;
    for (size_t i = 0; i < repeats->n_withdrawn && status == OK; i++) {
        status = reject(&log, repeats, from, &repeats->withdrawn[i], err);
        if (status == OK && log_is_full(&log))
            status = log_put(&log, from->store, from->wave, err);
    }
    if (status == OK)
        status = log_put(&log, from->store, from->wave, err);
    log_release(&log);
    return status;
}

static enum status remove_from_store(const struct repeats *repeats, const struct withdrawing *from,
                                     struct error *err)
{
    uint32_t *lines = malloc(repeats->n_withdrawn * sizeof *lines);
    if (lines == NULL)
        return error_memory(err);
    for (size_t i = 0; i < repeats->n_withdrawn; i++)
        lines[i] = from->wave->line[repeats->withdrawn[i].row];
    const enum status status =
        answers_withdraw(from->answers, lines, repeats->n_withdrawn, !from->has_register, err);
    free(lines);
    return status;
}

static void remove_from_memory(const struct repeats *repeats, const struct withdrawing *from)
{
    struct wave *wave = from->wave;
    size_t kept = 0, next = 0;
    for (size_t row = 0; row < wave->n_rows; row++) {
        if (next < repeats->n_withdrawn && repeats->withdrawn[next].row == row)
            next++;
        else
            fields_move_row(from->fields, wave, row, kept++);
    }
    wave->n_rows = kept;
}

enum status repeats_withdraw(struct repeats *repeats, const struct withdrawing *from,
                             size_t *n_rejected, struct error *err)
{
    *n_rejected = repeats->n_withdrawn;
    if (repeats->n_withdrawn == 0)
        return OK;
    qsort(repeats->withdrawn, repeats->n_withdrawn, sizeof *repeats->withdrawn, by_row);
    TRY(reject_all(repeats, from, err));
    TRY(remove_from_store(repeats, from, err));
    remove_from_memory(repeats, from);
    return OK;
}
