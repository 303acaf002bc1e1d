/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a folder's tables, each by its key and a digest of its cells. */
#include "base/text.h"
#include "ingest/acceptance.h"
#include "ingest/rows.h"
#include "ingest/source.h"

#include <string.h>
#include <unistd.h>

/* Tables, and the columns by which a row of them is known; none: every column of the one row. */
static const struct keyed {
    const char *file, *key[2];
} tables[] = {
    {"settings.csv", {NULL, NULL}},         {"survey.csv", {"name", NULL}},
    {"choices.csv", {"list_name", "name"}}, {"indices.csv", {"iCode", NULL}},
    {"hypotheses.csv", {"id", NULL}},       {"crosswalk.csv", {"from_wave", "variable"}},
};

/* Half of the bits are plenty to tell a row from what it was. */
enum { DIGEST_SHOWN = 32 };

struct keyed_reader {
    const struct keyed *table;
    struct acceptance *out;
    const char **names; /* n_names, of the header */
    size_t n_names;
    int key[2]; /* field of each key column; -1: none */
};

static const char *trimmed(struct arena *arena, const char *text)
{
    size_t n;
    const char *start = text_trimmed(text, &n);
    return arena_text_n(arena, start, n);
}

static enum status take_header(struct keyed_reader *reader, const struct row *row,
                               struct error *err)
{
    struct arena *arena = reader->out->arena;
    reader->n_names = row->n_cells;
    reader->names = arena_array(arena, row->n_cells, const char *);
    if (reader->names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->n_cells; i++) {
        reader->names[i] = trimmed(arena, row->cells[i].text);
        if (reader->names[i] == NULL)
            return error_memory(err);
        for (int k = 0; k < 2; k++)
            if (reader->table->key[k] != NULL &&
                strcmp(reader->table->key[k], reader->names[i]) == 0)
                reader->key[k] = (int)i;
    }
    return OK;
}

static enum status put(const struct keyed_reader *reader, const char *key, const char *text,
                       struct error *err)
{
    struct acceptance *out = reader->out;
    char sha256[SOURCE_DIGEST_SIZE];
    source_digest_text(text, strlen(text), sha256);
    const char *name = arena_print(out->arena, "%s/%s", reader->table->file, key);
    const char *value = arena_text_n(out->arena, sha256, DIGEST_SHOWN);
    if (name == NULL || value == NULL)
        return error_memory(err);
    return acceptance_find(out, FACT_ROW, name) != NULL
               ? OK /* no key: faults of the tables say so */
               : acceptance_put(out, FACT_ROW, name, value, err);
}

/* Cells with the names of their columns, so that a blank column more or less changes nothing. */
static const char *joined(const struct keyed_reader *reader, const struct row *row)
{
    struct arena *arena = reader->out->arena;
    size_t n = 1;
    for (size_t i = 0; i < reader->n_names; i++)
        n += strlen(reader->names[i]) + row->cells[i].n + 2;
    char *text = arena_array(arena, n, char), *to = text;
    for (size_t i = 0; text != NULL && i < reader->n_names; i++) {
        size_t length;
        const char *cell = text_trimmed(row->cells[i].text, &length);
        if (length == 0)
            continue;
        to = stpcpy(to, reader->names[i]);
        *to++ = '=';
        to = mempcpy(to, cell, length);
        *to++ = '\n';
    }
    return text;
}

/* settings.csv: a fact for each of its columns. */
static enum status take_cells(const struct keyed_reader *reader, const struct row *row,
                              struct error *err)
{
    for (size_t i = 0; i < reader->n_names; i++) {
        const char *text = trimmed(reader->out->arena, row->cells[i].text);
        if (text == NULL)
            return error_memory(err);
        if (text[0] != '\0' && reader->names[i][0] != '\0')
            TRY(put(reader, reader->names[i], text, err));
    }
    return OK;
}

static enum status take_row(const struct keyed_reader *reader, const struct row *row,
                            struct error *err)
{
    struct arena *arena = reader->out->arena;
    if (row->n_cells != reader->n_names)
        return OK;
    if (reader->table->key[0] == NULL)
        return take_cells(reader, row, err);
    if (reader->key[0] < 0)
        return OK;
    const char *key = trimmed(arena, row->cells[reader->key[0]].text);
    const char *text = joined(reader, row);
    if (key == NULL || text == NULL)
        return error_memory(err);
    if (reader->key[1] >= 0)
        key = arena_print(arena, "%s/%s", key, row->cells[reader->key[1]].text);
    if (key == NULL)
        return error_memory(err);
    return key[0] == '\0' ? OK : put(reader, key, text, err);
}

static enum status take_table(struct keyed_reader *reader, struct rows *rows, struct error *err)
{
    const struct row *row = NULL;
    for (bool is_header = true;; is_header = false) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            return OK;
        if (row->fault == NULL)
            TRY(is_header ? take_header(reader, row, err) : take_row(reader, row, err));
    }
}

enum status acceptance_put_rows(const char *folder, struct acceptance *out, struct error *err)
{
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct keyed_reader reader = {.table = &tables[i], .out = out, .key = {-1, -1}};
        struct rows *rows = NULL;
        const char *path = arena_print(out->arena, "%s/%s", folder, tables[i].file);
        if (path == NULL)
            return error_memory(err);
        if (access(path, F_OK) != 0)
            continue;
        TRY(rows_open(path, (struct rows_options){0}, &rows, err));
        const enum status status = take_table(&reader, rows, err);
        rows_close(rows);
        TRY(status);
    }
    return OK;
}
