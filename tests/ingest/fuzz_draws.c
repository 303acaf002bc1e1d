/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of draws for four columns, one of each kind. */
#include "ingest/draws.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const rules[] = {"own", "minmax"}, *const out[] = {"", "q1", "q2"};
static const struct draws_column wanted[] = {
    {.name = "normalise", .words = rules, .n_words = COUNT(rules)},
    {.name = "weight/q1"},
    {.name = "item_out/A", .words = out, .n_words = COUNT(out)},
    {.name = "units", .is_whole = true},
};

/* What was taken is what its column can have. */
static void check_draws(const struct draws *draws)
{
    for (size_t i = 0; i < draws->n * COUNT(wanted); i++) {
        const struct draws_column *column = &wanted[i % COUNT(wanted)];
        const double x = draws->value[i];
        if (!(x >= 0) || (column->words != NULL && x >= (double)column->n_words))
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct draws draws;
    struct error err = {0};
    char path[64];
    const int file = memfd_create("draws", MFD_CLOEXEC);
    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    const enum status status = draws_read(path, wanted, COUNT(wanted), &arena, &draws, &err);
    if ((status == OK) != (err.text[0] == '\0') || (status == OK && draws.n == 0))
        __builtin_trap();
    if (status == OK)
        check_draws(&draws);
    arena_release(&arena);
    close(file);
    return 0;
}
