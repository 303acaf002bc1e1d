/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.csv and, after a form feed, figures.json. */
#include "base/missing.h"
#include "ingest/acceptance.h"
#include "ingest/figures.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];

static void remove_folder(void)
{
    if (chdir(folder) == 0) {
        unlink("figures.csv");
        unlink("figures.json");
    }
    rmdir(folder);
}

static void write_file(const char *name, const uint8_t *bytes, size_t n)
{
    const int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
        abort();
    close(fd);
}

static void write_files(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
    const size_t n = end == NULL ? size : (size_t)(end - data);
    write_file("figures.csv", data, n);
    write_file("figures.json", data + n + (end != NULL), size - n - (end != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/mognad-fuzz-XXXXXX");
        if (mkdtemp(folder) == NULL || chdir(folder) != 0 || atexit(remove_folder) != 0)
            abort();
    }
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct figures figures = {.arena = &arena};
    struct acceptance read;
    struct error err = {0};
    bool is_there = false;
    const struct reading in = {.arena = &arena, .found = &found, .folder = "."};
    write_files(data, size);
    if (figures_read(&in, 2022, &figures, &err) != OK ||
        acceptance_read(&in, &read, &is_there, &err) != OK || !is_there)
        __builtin_trap();
    for (size_t i = 0; i < figures.n; i++)
        if (is_missing(figures.list[i].value) && figures.list[i].status[0] == '\0')
            __builtin_trap();
    arena_release(&arena);
    return 0;
}
