/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/stats/real_table.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/missing.h"

bool real_data_is_there(void)
{
    const bool is_there = getenv("MOGNAD_DATA") != NULL;
    if (!is_there)
        fputs("skipped: MOGNAD_DATA does not name the folder of reference data\n", stderr);
    return is_there;
}

/* Cells as they come, until the table is whole. */
struct reading {
    struct arena *arena;
    const char **cell;
    size_t n_cells, capacity;
    size_t n_columns, n_rows; /* n_columns: of the first row */
    bool is_good;
};

static void take_cell(void *text, size_t length, void *reading)
{
    struct reading *r = reading;
    const char **cell = arena_grown(r->arena, r->cell, r->n_cells, &r->capacity, const char *);
    const char *copy = arena_text_n(r->arena, text == NULL ? "" : text, length);
    r->is_good = r->is_good && cell != NULL && copy != NULL;
    if (!r->is_good)
        return;
    r->cell = cell;
    r->cell[r->n_cells++] = copy;
}

static void take_row(int end, void *reading)
{
    (void)end;
    struct reading *r = reading;
    if (r->n_rows++ == 0)
        r->n_columns = r->n_cells;
    r->is_good = r->is_good && r->n_cells == r->n_rows * r->n_columns;
}

static bool parse(FILE *file, struct reading *r)
{
    struct csv_parser parser;
    char bytes[65536];
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return false;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0 && r->is_good;)
        r->is_good = csv_parse(&parser, bytes, n, take_cell, take_row, r) == n && r->is_good;
    r->is_good = csv_fini(&parser, take_cell, take_row, r) == 0 && r->is_good;
    csv_free(&parser);
    return r->is_good && r->n_rows > 0;
}

bool table_read(struct arena *arena, const char *path, struct table *out)
{
    struct reading r = {.arena = arena, .is_good = true};
    const char *whole = arena_print(arena, "%s/%s", getenv("MOGNAD_DATA"), path);
    FILE *file = whole == NULL ? NULL : fopen(whole, "rb");
    const bool is_read = file != NULL && parse(file, &r);
    if (file != NULL)
        fclose(file);
    if (!is_read) {
        fprintf(stderr, "%s: cannot be read as a table\n", path);
        return false;
    }
    *out = (struct table){.n_columns = r.n_columns, .n_rows = r.n_rows - 1, .cell = r.cell};
    return true;
}

size_t table_column(const struct table *t, const char *name)
{
    size_t column = 0;
    while (column < t->n_columns && strcmp(t->cell[column], name) != 0)
        column++;
    return column;
}

size_t table_row(const struct table *t, size_t column, const char *text)
{
    size_t row = 0;
    while (row < t->n_rows && strcmp(table_text(t, row, column), text) != 0)
        row++;
    return row;
}

const char *table_text(const struct table *t, size_t row, size_t column)
{
    return t->cell[(row + 1) * t->n_columns + column];
}

double table_number(const struct table *t, size_t row, size_t column)
{
    const char *text = table_text(t, row, column);
    return *text == '\0' || strcmp(text, "NA") == 0 ? MISSING : strtod(text, NULL);
}
