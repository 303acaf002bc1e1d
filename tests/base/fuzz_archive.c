/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/archive.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct archive_limits limits = {
    .entry_bytes = 1U << 20U, .total_bytes = 1U << 22U, .entries = 100};

static enum status read_all(struct archive *archive, struct error *err)
{
    uint64_t total = 0;
    for (size_t i = 0; i < archive_count(archive); i++) {
        struct arena arena = {0};
        const char *bytes = NULL;
        const struct archive_entry *entry = archive_entry(archive, i);
        if (!text_is_utf8(entry->name, strlen(entry->name)) || strstr(entry->name, "../") != NULL ||
            archive_find(archive, entry->name) != entry)
            __builtin_trap();
        total += entry->size;
        const enum status status = archive_read(archive, entry, &arena, &bytes, err);
        arena_release(&arena);
        if (status != OK)
            return status;
    }
    if (total > limits.total_bytes)
        __builtin_trap();
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct archive *archive = NULL;
    struct error err = {0};
    char path[64];
    const int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    enum status status = archive_open(path, limits, &archive, &err);
    if (status == OK)
        status = read_all(archive, &err);
    if ((status == OK) != (err.text[0] == '\0') || (status != OK && status != ERR_READ))
        __builtin_trap();
    archive_close(archive);
    close(fd);
    return 0;
}
