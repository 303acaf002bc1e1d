/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first byte says what the rest is: a whole project file, or a description that is packed
   beside a short text. */
#include "ingest/qdpx.h"

#include "base/text.h"

#include <minizip/zip.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(zipFile zip, const char *name, const void *bytes, size_t n)
{
    const zip_fileinfo about = {.dosDate = 0x00210000};
    if (zipOpenNewFileInZip(zip, name, &about, NULL, 0, NULL, 0, NULL, 0, 0) != ZIP_OK ||
        zipWriteInFileInZip(zip, bytes, (unsigned)n) != ZIP_OK || zipCloseFileInZip(zip) != ZIP_OK)
        __builtin_trap();
}

static void pack(const char *path, const uint8_t *data, size_t size)
{
    static const char text[] = "Hej, jag ringde.\r\nBra så.\n";
    zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
    if (zip == NULL)
        __builtin_trap();
    add(zip, "project.qde", data, size);
    add(zip, "sources/s-1.txt", text, sizeof text - 1);
    zipClose(zip, NULL);
}

static void check(const struct qdpx *q)
{
    for (size_t i = 0; i < q->n_codes; i++)
        if (q->codes[i].parent != QDPX_NONE && q->codes[i].parent >= i)
            __builtin_trap();
    for (size_t i = 0; i < q->n_segments; i++) {
        const struct qdpx_segment *s = &q->segments[i];
        if (s->source >= q->n_sources || s->start >= s->end || s->text[0] == '\0' ||
            !text_is_utf8(s->text, strlen(s->text)))
            __builtin_trap();
    }
    for (size_t i = 0; i < q->n_codings; i++)
        if (q->codings[i].segment >= q->n_segments || q->codings[i].coder >= q->n_coders ||
            q->codings[i].code >= q->n_codes)
            __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct qdpx q;
    struct error err = {0};
    char path[64];
    const int fd = size > 0 ? memfd_create("fuzz", 0) : -1;
    if (fd < 0)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (data[0] % 2 == 0)
        pack(path, data + 1, size - 1);
    else if (write(fd, data + 1, size - 1) != (ssize_t)(size - 1))
        __builtin_trap();
    const enum status status = qdpx_read(path, &arena, &found, &q, &err);
    if ((status == OK) != (err.text[0] == '\0') ||
        (status != OK && status != ERR_READ && status != ERR_ENCODING))
        __builtin_trap();
    if (status == OK)
        check(&q);
    arena_release(&arena);
    close(fd);
    return 0;
}
