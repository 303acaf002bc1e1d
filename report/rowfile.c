/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rowfile.h"
#include "base/missing.h"
#include "base/text.h"
#include "report/outfile.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct rowfile {
    struct outfile *file;
    bool is_in_row;
};

enum status rowfile_open(const char *path, const char *header, struct rowfile **out,
                         struct error *err)
{
    *out = NULL;
    struct rowfile *file = calloc(1, sizeof *file);
    if (file == NULL)
        return error_memory(err);
    const enum status status = outfile_open(path, &file->file, err);
    if (status != OK) {
        rowfile_close(file);
        return status;
    }
    outfile_put(file->file, header, strlen(header));
    outfile_put(file->file, "\n", 1);
    *out = file;
    return OK;
}

/* Puts what needs no quotes as the next cell. */
static void put_plain(struct rowfile *file, const char *text, size_t n)
{
    if (file->is_in_row)
        outfile_put(file->file, ",", 1);
    outfile_put(file->file, text, n);
    file->is_in_row = true;
}

/* A plain loop: strcspn would spend longer on its table than on a short text. */
static bool needs_quotes(const char *text)
{
    switch (text[0]) {
    case '=':
    case '+':
    case '-':
    case '@':
    case ' ':
    case '\t':
        return true;
    default:
        break;
    }
    for (; *text != '\0'; text++)
        if (*text == ',' || *text == '"' || *text == '\r' || *text == '\n')
            return true;
    return false;
}

void rowfile_text(struct rowfile *file, const char *text)
{
    if (text == NULL)
        text = "";
    if (!needs_quotes(text)) {
        put_plain(file, text, strlen(text));
        return;
    }
    put_plain(file, "\"", 1);
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        outfile_put(file->file, text, (size_t)(quote - text));
        outfile_put(file->file, "\"\"", 2);
    }
    outfile_put(file->file, text, strlen(text));
    outfile_put(file->file, "\"", 1);
}

void rowfile_number(struct rowfile *file, double x)
{
    char text[TEXT_NUMBER_SIZE];
    put_plain(file, text, text_put_number(x, text));
}

void rowfile_count(struct rowfile *file, uint64_t n)
{
    char digits[20];
    size_t start = sizeof digits;
    do
        digits[--start] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    put_plain(file, digits + start, sizeof digits - start);
}

void rowfile_position(struct rowfile *file, uint64_t n)
{
    if (n > 0)
        rowfile_count(file, n);
    else
        put_plain(file, "", 0);
}

void rowfile_end_row(struct rowfile *file)
{
    outfile_put(file->file, "\n", 1);
    file->is_in_row = false;
}

enum status rowfile_finish(struct rowfile *file, struct error *err)
{
    return outfile_finish(file->file, err);
}

void rowfile_close(struct rowfile *file)
{
    if (file == NULL)
        return;
    outfile_close(file->file);
    free(file);
}
