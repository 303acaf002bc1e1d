/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_file.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 128 * 1024 };

struct sim_file {
    FILE *file;
    char *path;
    char delimiter;
    bool is_converting;
    iconv_t converter;
    char *buffer; /* whole rows, and the one that is being written */
    size_t n, capacity;
    bool is_in_row; /* a cell was written since the row began */
    enum status status;
    int cause; /* errno of the first failure */
};

static void fail(struct sim_file *file, enum status status, int cause)
{
    if (file->status != OK)
        return;
    file->status = status;
    file->cause = cause;
}

static enum status refuse(struct sim_file *file, enum status status, const char *why,
                          struct error *err)
{
    error_at(err, status, (struct place){file->path, 0, 0}, "%s", why);
    free(file->path);
    free(file);
    return status;
}

enum status sim_file_open(const char *path, char delimiter, const char *encoding,
                          struct sim_file **out, struct error *err)
{
    *out = NULL;
    struct sim_file *file = calloc(1, sizeof *file);
    if (file == NULL)
        return error_memory(err);
    file->delimiter = delimiter;
    file->path = strdup(path);
    if (file->path == NULL) {
        free(file);
        return error_memory(err);
    }
    file->is_converting = encoding != NULL;
    if (file->is_converting)
        file->converter = iconv_open(encoding, "UTF-8");
    if (file->is_converting && file->converter == (iconv_t)-1)
        return refuse(file, ERR_ENCODING, _("this encoding is not known"), err);
    file->file = fopen(path, "wb");
    if (file->file == NULL) {
        const int cause = errno;
        if (file->is_converting)
            iconv_close(file->converter);
        return refuse(file, ERR_WRITE, strerror(cause), err);
    }
    *out = file;
    return OK;
}

static bool reserve(struct sim_file *file, size_t n)
{
    if (file->n + n <= file->capacity)
        return true;
    const size_t capacity = 2 * (file->n + n) + FLUSH_AT;
    char *buffer = realloc(file->buffer, capacity);
    if (buffer == NULL) {
        fail(file, ERR_MEMORY, ENOMEM);
        return false;
    }
    file->buffer = buffer;
    file->capacity = capacity;
    return true;
}

static bool needs_quotes(const struct sim_file *file, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] == file->delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
            return true;
    return n > 0 && (text[0] == ' ' || text[n - 1] == ' ');
}

void sim_file_cell(struct sim_file *file, const char *text, size_t n)
{
    if (!reserve(file, 2 * n + 3))
        return;
    char *end = file->buffer + file->n;
    if (file->is_in_row)
        *end++ = file->delimiter;
    file->is_in_row = true;
    const bool is_quoted = needs_quotes(file, text, n);
    if (is_quoted)
        *end++ = '"';
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"')
            *end++ = '"';
        *end++ = text[i];
    }
    if (is_quoted)
        *end++ = '"';
    file->n = (size_t)(end - file->buffer);
}

void sim_file_text(struct sim_file *file, const char *text)
{
    sim_file_cell(file, text, strlen(text));
}

static void write_bytes(struct sim_file *file, const char *bytes, size_t n)
{
    if (file->status == OK && fwrite(bytes, 1, n, file->file) != n)
        fail(file, ERR_WRITE, errno);
}

static void convert(struct sim_file *file)
{
    char out[4096];
    char *from = file->buffer;
    size_t n = file->n;
    while (n > 0 && file->status == OK) {
        char *to = out;
        size_t room = sizeof out;
        if (iconv(file->converter, &from, &n, &to, &room) == (size_t)-1 && errno != E2BIG)
            fail(file, ERR_ENCODING, errno);
        write_bytes(file, out, (size_t)(to - out));
    }
}

static void flush(struct sim_file *file)
{
    if (file->is_converting)
        convert(file);
    else
        write_bytes(file, file->buffer, file->n);
    file->n = 0;
}

void sim_file_end_row(struct sim_file *file)
{
    if (!reserve(file, 1))
        return;
    file->buffer[file->n++] = '\n';
    file->is_in_row = false;
    if (file->n >= FLUSH_AT)
        flush(file);
}

enum status sim_file_close(struct sim_file *file, struct error *err)
{
    if (file == NULL)
        return OK;
    flush(file);
    if (fclose(file->file) != 0)
        fail(file, ERR_WRITE, errno);
    const enum status status = file->status;
    const struct place at = {file->path, 0, 0};
    if (status == ERR_MEMORY)
        error_memory(err);
    else if (status == ERR_ENCODING)
        error_at(err, status, at, "%s",
                 _("a text holds a character that the encoding of settings.csv has not"));
    else if (status != OK)
        error_at(err, status, at, _("cannot write: %s"), strerror(file->cause));
    if (file->is_converting)
        iconv_close(file->converter);
    free(file->buffer);
    free(file->path);
    free(file);
    return status;
}
