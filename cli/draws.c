/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/draws.h"

#include "ingest/draws.h"

#include <string.h>

static enum status get_table(const struct form *form, struct arena *arena, struct draw_table *out,
                             struct error *err)
{
    TRY(draw_table_get(form, arena, out, err));
    if (out->n_columns > 0)
        return OK;
    return error_set(err, ERR_VALUE, _("%s: nothing is varied here, so there are no draws"),
                     form->folder);
}

/* "replicate,normalise,weight/q1"; NULL when memory runs out. Codes have no comma. */
static const char *make_header(const struct draw_table *table, struct arena *arena)
{
    size_t n = sizeof "replicate";
    for (size_t i = 0; i < table->n_columns; i++)
        n += strlen(table->column[i].name) + 1;
    char *header = arena_array(arena, n, char);
    char *to = header == NULL ? NULL : stpcpy(header, "replicate");
    for (size_t i = 0; to != NULL && i < table->n_columns; i++)
        to = stpcpy(stpcpy(to, ","), table->column[i].name);
    return header;
}

static enum status put_row(void *context, size_t number, const double *value, struct error *err)
{
    struct draws_file *file = context;
    (void)err; /* what cannot be written is told at the end */
    rowfile_count(file->rows, number + 1);
    for (size_t i = 0; i < file->table.n_columns; i++) {
        const struct draw_column *column = &file->table.column[i];
        if (column->words != NULL)
            rowfile_text(file->rows, column->words[(size_t)value[i]]);
        else
            rowfile_number(file->rows, value[i]);
    }
    rowfile_end_row(file->rows);
    file->n++;
    return OK;
}

enum status draws_file_open(const char *path, const struct form *form, struct arena *arena,
                            struct draws_file *out, struct error *err)
{
    *out = (struct draws_file){.sink = {.context = out, .put = put_row}};
    TRY(get_table(form, arena, &out->table, err));
    const char *header = make_header(&out->table, arena);
    return header == NULL ? error_memory(err) : rowfile_open(path, header, &out->rows, err);
}

enum status draws_file_finish(struct draws_file *file, struct error *err)
{
    if (file->n == 0)
        return error_set(err, ERR_VALUE, "%s",
                         _("nothing was drawn that --draws could write; with more than 2,000 units "
                           "add --resample"));
    return rowfile_finish(file->rows, err);
}

void draws_file_close(struct draws_file *file)
{
    rowfile_close(file->rows);
    file->rows = NULL;
}

enum status draws_replay(const char *path, const struct form *form, struct arena *arena,
                         struct draw_list *out, struct error *err)
{
    struct draw_table table;
    struct draws draws;
    TRY(get_table(form, arena, &table, err));
    struct draws_column *wanted = arena_array(arena, table.n_columns, struct draws_column);
    if (wanted == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table.n_columns; i++) {
        const struct draw_column *column = &table.column[i];
        const bool is_factor = strncmp(column->name, "weight", strlen("weight")) == 0;
        wanted[i] = (struct draws_column){.name = column->name,
                                          .words = column->words,
                                          .n_words = column->n_words,
                                          .is_whole = column->words == NULL && !is_factor};
    }
    TRY(draws_read(path, wanted, table.n_columns, arena, &draws, err));
    *out = (struct draw_list){.n = draws.n, .value = draws.value};
    return OK;
}
