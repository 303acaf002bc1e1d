/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a folder of dialogues, one after another with a form feed between. */
#include "ingest/form.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"settings.csv", "sessions.csv", "codes.csv",  "segments.csv",
                                    "coding.csv",   "needs.csv",    "choices.csv"};
static char folder[64];

static void remove_folder(void)
{
    char path[128];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void make_folder(void)
{
    strcpy(folder, "/tmp/mognad-fuzz-XXXXXX");
    if (mkdtemp(folder) == NULL || atexit(remove_folder) != 0)
        abort();
}

/* A table of no bytes is not there. */
static void write_table(const char *name, const uint8_t *bytes, size_t n)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
    const int fd = n > 0 ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    if (write(fd, bytes, n) != (ssize_t)n)
        abort();
    close(fd);
}

static void write_tables(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
        const size_t n = end == NULL ? size : (size_t)(end - data);
        write_table(names[i], data, n);
        data += n + (end != NULL);
        size -= n + (end != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct form *form = NULL;
    struct form_sources sources;
    struct error err = {0};
    if (folder[0] == '\0')
        make_folder();
    write_tables(data, size);
    const enum status status = form_read(
        folder, (struct form_options){.arena = &arena, .found = &found}, &form, &sources, &err);
    const bool has_faults = found.count[FINDING_FAULT] > 0;
    if (status == ERR_READ) { /* a table that begins as a file of another program does */
        arena_release(&arena);
        return 0;
    }
    if (status != (has_faults ? ERR_TABLE : OK) || (form == NULL) != has_faults ||
        (err.text[0] != '\0') != has_faults)
        __builtin_trap();
    for (size_t i = 0; i < found.n; i++)
        if (found.list[i].at.file == NULL || found.list[i].text[0] == '\0')
            __builtin_trap();
    arena_release(&arena);
    return 0;
}
