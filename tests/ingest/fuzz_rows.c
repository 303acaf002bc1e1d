/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first byte says how the rest, a CSV file, is to be read. */
#include "base/text.h"
#include "ingest/foreign.h"
#include "ingest/rows.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct rows_options options_of(uint8_t byte)
{
    static const char delimiters[] = {0, 0, ',', ';', '\t'};
    static const char *const encodings[] = {NULL,       "UTF-16LE",     "UTF-8",
                                            "UTF-16BE", "windows-1252", "SHIFT_JIS"};
    return (struct rows_options){.delimiter = delimiters[byte % COUNT(delimiters)],
                                 .encoding = encodings[byte / 8 % COUNT(encodings)]};
}

/* Everything between two rows is line breaks; before the first also a mark and a "sep=" line. The
   bytes of a file that is read from a copy are not here: `data` is NULL. */
static void check_between(const uint8_t *data, size_t from, size_t to, bool is_first)
{
    for (size_t i = from; i < to && !is_first && data != NULL; i++)
        if (data[i] != '\n' && data[i] != '\r')
            __builtin_trap();
}

static void check_row(struct rows *rows, const struct row *row)
{
    struct arena arena = {0};
    const char *raw = NULL;
    if (row->line < 1 || (row->fault != NULL) != (row->rule != NULL))
        __builtin_trap();
    if (row->fault != NULL && (row->n_cells > 0 || row->fault_at.line < row->line))
        __builtin_trap();
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct cell *cell = &row->cells[i];
        if (strlen(cell->text) != cell->n || !text_is_utf8(cell->text, cell->n) ||
            cell->line < row->line)
            __builtin_trap();
    }
    if (rows_raw(rows, row->byte, row->n_bytes, &arena, &raw, NULL) != OK ||
        !text_is_utf8(raw, strlen(raw)))
        __builtin_trap();
    arena_release(&arena);
}

static enum status read_all(struct rows *rows, const uint8_t *data, size_t size, struct error *err)
{
    const struct row *row = NULL;
    size_t end = 0;
    long line = 0;
    uint64_t origin = 0;
    const char *name = rows_encoding(rows);
    const bool is_copied = strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0 ||
                           strcmp(name, "SHIFT_JIS") == 0;
    if (is_copied)
        data = NULL;
    for (bool is_first = true;; is_first = false) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            break;
        if (row->byte < end || row->line <= line || (!is_copied && row->byte + row->n_bytes > size))
            __builtin_trap();
        if (rows_origin(rows, row->byte) < origin || rows_origin(rows, row->byte) >= size)
            __builtin_trap();
        origin = rows_origin(rows, row->byte) + 1;
        check_between(data, end, row->byte, is_first);
        check_row(rows, row);
        end = row->byte + row->n_bytes;
        line = row->line;
    }
    check_between(data, end, is_copied ? end : size, rows_count(rows) == 0);
    return OK;
}

static bool are_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool are_same_rows(const struct row *a, const struct row *b)
{
    if (a->line != b->line || a->byte != b->byte || a->n_bytes != b->n_bytes ||
        a->n_cells != b->n_cells || !are_same_text(a->fault, b->fault) ||
        !are_same_text(a->rule, b->rule) || a->fault_at.line != b->fault_at.line ||
        a->fault_at.column != b->fault_at.column || a->quote_at.line != b->quote_at.line ||
        a->quote_at.column != b->quote_at.column)
        return false;
    for (size_t i = 0; i < a->n_cells; i++)
        if (a->cells[i].n != b->cells[i].n || a->cells[i].line != b->cells[i].line ||
            a->cells[i].is_quoted != b->cells[i].is_quoted ||
            strcmp(a->cells[i].text, b->cells[i].text) != 0)
            return false;
    return true;
}

/* Whether lines without a quote are split or parsed makes no difference. */
static enum status compare(const char *path, struct rows_options options, struct error *err)
{
    struct rows *split = NULL, *parsed = NULL;
    const struct row *a = NULL, *b = NULL;
    enum status status = rows_open(path, options, &split, err);
    options.parses_all = true;
    if (status == OK)
        status = rows_open(path, options, &parsed, err);
    do {
        if (status == OK)
            status = rows_next(split, &a, err);
        if (status == OK)
            status = rows_next(parsed, &b, err);
        if (status == OK && ((a == NULL) != (b == NULL) || (a != NULL && !are_same_rows(a, b))))
            __builtin_trap();
    } while (status == OK && a != NULL);
    rows_close(split);
    rows_close(parsed);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rows *rows = NULL;
    struct error err = {0};
    char path[64];
    const bool is_foreign = size > 4 && (memcmp(data + 1, "PK", 2) == 0 ||
                                         memcmp(data + 1, "$FL", 3) == 0); /* has its own fuzzer */
    const int fd = size > 0 && !is_foreign ? memfd_create("fuzz", 0) : -1;
    if (fd < 0 || write(fd, data + 1, size - 1) != (ssize_t)(size - 1))
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    enum status status = rows_open(path, options_of(data[0]), &rows, &err);
    if (status == OK)
        status = read_all(rows, data + 1, size - 1, &err);
    if (status == OK)
        status = compare(path, options_of(data[0]), &err);
    if ((status == OK) != (err.text[0] == '\0')) /* a failure says why, a success has nothing to */
        __builtin_trap();
    if (status != OK && status != ERR_ENCODING && foreign_kind(fd) == FOREIGN_NONE)
        __builtin_trap();
    rows_close(rows);
    close(fd);
    return 0;
}
