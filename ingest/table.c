/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/table.h"

#include "base/text.h"
#include "ingest/rows.h"
#include "ingest/say.h"
#include "ingest/source.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

void table_fault(const struct reading *in, struct place at, const char *format, ...)
{
    char text[sizeof(struct error)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *line = say_line(in->arena, text);
    in->found->is_out_of_memory |= line == NULL;
    findings_add(in->found, FINDING_FAULT, "table", at, NULL, NULL, "%s", line == NULL ? "" : line);
}

struct place table_row_at(const struct table *table, size_t row)
{
    const long line = table->n_fields > 0 ? table->rows[row][0].line : 0;
    return (struct place){table->path, line, 0};
}

static struct entry entry_in_field(const struct table *table, size_t row, size_t field,
                                   const char *column)
{
    const struct table_cell *cell = &table->rows[row][field];
    const int at = table->is_made ? 0 : (int)field + 1;
    return (struct entry){cell->text, column, {table->path, cell->line, at}};
}

struct entry table_entry(const struct table *table, size_t row, int column)
{
    const char *name = table->layout->columns[column].name;
    if (table->field[column] == 0)
        return (struct entry){"", name, table_row_at(table, row)};
    return entry_in_field(table, row, table->field[column] - 1, name);
}

struct entry table_family_entry(const struct table *table, size_t row,
                                const struct table_family *family)
{
    return entry_in_field(table, row, family->field, table->layout->columns[family->column].name);
}

/* The column of the layout that a header cell names, or -1; the language after "::" in *language,
   else NULL. */
static int find_column(const struct table_layout *layout, const char *name, size_t n,
                       const char **language)
{
    const char *colons = strstr(name, "::");
    const size_t n_base = colons != NULL && colons < name + n ? (size_t)(colons - name) : n;
    *language = n_base < n ? colons + 2 : NULL;
    for (size_t i = 0; i < layout->n_columns; i++) {
        const struct table_column *column = &layout->columns[i];
        if (strlen(column->name) == n_base && memcmp(column->name, name, n_base) == 0 &&
            (*language == NULL || column->has_languages))
            return (int)i;
    }
    return -1;
}

static size_t count_known(void *context, const struct row *row)
{
    const char *language;
    size_t known = 0;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *name = text_trimmed(row->cells[i].text, &n);
        known += find_column(context, name, n, &language) >= 0;
    }
    return known;
}

static const char *trimmed_copy(struct arena *arena, const char *text)
{
    size_t n;
    text = text_trimmed(text, &n);
    return n == 0 ? "" : arena_text_n(arena, text, n);
}

static void fault_unknown_column(const struct reading *in, const struct table_layout *layout,
                                 const char *name, struct place at)
{
    const char *names[64];
    size_t n = 0;
    for (; n < layout->n_columns && n < COUNT(names); n++)
        names[n] = layout->columns[n].name;
    const char *colons = strstr(name, "::");
    const char *base =
        colons == NULL ? name : arena_text_n(in->arena, name, (size_t)(colons - name));
    table_fault(in, at, _("%s.csv has no column '%s'%s"), layout->role, name,
                base == NULL ? "" : say_nearest(in->arena, base, names, n));
}

static enum status add_family(const struct reading *in, struct table *table,
                              struct table_family family, struct error *err)
{
    struct table_family *list = arena_grown(in->arena, table->families, table->n_families,
                                            &table->families_capacity, struct table_family);
    if (list == NULL)
        return error_memory(err);
    table->families = list;
    table->families[table->n_families++] = family;
    return OK;
}

static bool has_family(const struct table *table, int column, const char *language)
{
    for (size_t i = 0; i < table->n_families; i++) {
        const struct table_family *family = &table->families[i];
        if (family->column == column &&
            (language == NULL
                 ? family->language == NULL
                 : family->language != NULL && strcmp(family->language, language) == 0))
            return true;
    }
    return false;
}

/* Notes what the header cell in `field` stands for. */
static enum status take_column(const struct reading *in, struct table *table, size_t field,
                               const char *name, struct error *err)
{
    const struct place at = {table->path, table->header_line, (int)field + 1};
    const char *language = NULL;
    const int column = find_column(table->layout, name, strlen(name), &language);
    if (column < 0) {
        if (name[0] != '\0')
            fault_unknown_column(in, table->layout, name, at);
        return OK;
    }
    if (language != NULL && (language = trimmed_copy(in->arena, language)) == NULL)
        return error_memory(err);
    if (language != NULL && language[0] == '\0')
        table_fault(in, at, _("column '%s' names no language after '::'"), name);
    const bool is_again = table->layout->columns[column].has_languages
                              ? has_family(table, column, language)
                              : table->field[column] != 0;
    if (is_again)
        table_fault(in, at, _("column '%s' is there twice"), name);
    if (language == NULL)
        table->field[column] = field + 1;
    if (table->layout->columns[column].has_languages)
        return add_family(in, table, (struct table_family){column, language, field}, err);
    return OK;
}

static enum status take_header(const struct reading *in, struct table *table, const struct row *row,
                               struct error *err)
{
    table->header_line = row->line;
    table->n_fields = row->n_cells;
    table->names = arena_array(in->arena, row->n_cells, const char *);
    if (table->names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->n_cells; i++) {
        const char *name = trimmed_copy(in->arena, row->cells[i].text);
        if (name == NULL)
            return error_memory(err);
        table->names[i] = name;
        TRY(take_column(in, table, i, name, err));
    }
    const struct place at = {table->path, table->header_line, 0};
    for (size_t i = 0; i < table->layout->n_columns; i++)
        if (table->layout->columns[i].is_required && table->field[i] == 0) {
            table->is_broken = true;
            table_fault(in, at, _("there is no column '%s', which %s.csv must have"),
                        table->layout->columns[i].name, table->layout->role);
        }
    return OK;
}

static bool is_blank_row(const struct row *row)
{
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        text_trimmed(row->cells[i].text, &n);
        if (n > 0)
            return false;
    }
    return true;
}

static enum status keep_row(const struct reading *in, struct table *table, const struct row *row,
                            struct error *err)
{
    struct table_cell *cells = arena_array(in->arena, table->n_fields, struct table_cell);
    struct table_cell **list = arena_grown(in->arena, table->rows, table->n_rows,
                                           &table->rows_capacity, struct table_cell *);
    if (cells == NULL || list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_fields; i++) {
        const bool is_there = i < row->n_cells;
        cells[i].line = is_there ? row->cells[i].line : row->line;
        cells[i].text = is_there ? trimmed_copy(in->arena, row->cells[i].text) : "";
        if (cells[i].text == NULL)
            return error_memory(err);
    }
    table->rows = list;
    table->rows[table->n_rows++] = cells;
    return OK;
}

static enum status take_row(const struct reading *in, struct table *table, const struct row *row,
                            struct error *err)
{
    if (is_blank_row(row))
        return OK;
    const struct place at = {table->path, row->line, 0};
    if (row->n_cells != table->n_fields) {
        table_fault(in, at, _("the row has %zu cells, but the header has %zu"), row->n_cells,
                    table->n_fields);
        return OK;
    }
    TRY(keep_row(in, table, row, err));
    for (size_t i = 0; i < table->n_fields; i++) {
        const struct entry entry = entry_in_field(table, table->n_rows - 1, i, "");
        if (table->names[i][0] == '\0' && entry.text[0] != '\0')
            table_fault(in, entry.at, _("'%s' stands in a column without a name"), entry.text);
    }
    return OK;
}

/* Without a header there are no rows. */
static enum status take_first(const struct reading *in, struct table *table, struct rows *rows,
                              struct error *err)
{
    const struct row *row = NULL;
    TRY(rows_next(rows, &row, err));
    table->is_broken = row == NULL || row->fault != NULL;
    if (row == NULL)
        table_fault(in, (struct place){table->path, 0, 0}, "%s", _("the file is empty"));
    else if (row->fault != NULL)
        table_fault(in, row->fault_at, "%s", _(row->fault));
    else
        return take_header(in, table, row, err);
    return OK;
}

static enum status take_rows(const struct reading *in, struct table *table, struct rows *rows,
                             struct error *err)
{
    const struct row *row = NULL;
    TRY(take_first(in, table, rows, err));
    while (table->n_fields > 0) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            break;
        if (row->fault != NULL)
            table_fault(in, row->fault_at, "%s", _(row->fault));
        else
            TRY(take_row(in, table, row, err));
    }
    return OK;
}

/* A file that cannot be opened is a fault of the folder like any other. */
static enum status note_unopened(const struct reading *in, struct table *table,
                                 const struct error *failure, struct error *err)
{
    if (failure->status != ERR_OPEN && failure->status != ERR_ENCODING)
        return error_set(err, failure->status, "%s", failure->text);
    table->is_broken = true;
    table_fault(in, (struct place){table->path, 0, 0}, "%s",
                failure->text + strlen(table->path) + strlen(": "));
    return OK;
}

static enum status describe(const struct reading *in, struct table *table, const struct rows *rows,
                            struct error *err)
{
    struct source *source = &table->source;
    source->name = strrchr(table->path, '/') + 1;
    source->role = table->layout->role;
    source->rows = rows_count(rows) > 0 ? rows_count(rows) - 1 : 0;
    source->encoding = arena_text(in->arena, rows_encoding(rows));
    source->delimiter = rows_delimiter(rows);
    if (source->encoding == NULL)
        return error_memory(err);
    if (strcmp(source->encoding, "UTF-8") != 0)
        findings_add(in->found, FINDING_INFO, "encoding", (struct place){table->path, 0, 0}, NULL,
                     NULL, "the file was read as %s; save it as UTF-8", source->encoding);
    return source_digest(table->path, source->sha256, &source->bytes, err);
}

/* What is taken of the file. */
typedef enum status take_part(const struct reading *in, struct table *table, struct rows *rows,
                              struct error *err);

static enum status read_part(const struct reading *in, const struct table_layout *layout,
                             take_part *take, struct table *out, struct error *err)
{
    *out = (struct table){.layout = layout};
    out->field = arena_array(in->arena, layout->n_columns, size_t);
    out->path = arena_print(in->arena, "%s/%s.csv", in->folder, layout->role);
    if (out->field == NULL || out->path == NULL)
        return error_memory(err);
    struct stat about; /* a link to nothing is there, and to be told of */
    if (lstat(out->path, &about) != 0 && errno == ENOENT)
        return OK;
    out->exists = true;
    struct rows *rows = NULL;
    struct error failure = {0};
    const struct rows_options options = {.fit = count_known, .context = (void *)(uintptr_t)layout};
    if (rows_open(out->path, options, &rows, &failure) != OK)
        return note_unopened(in, out, &failure, err);
    enum status status = take(in, out, rows, err);
    if (status == OK)
        status = describe(in, out, rows, err);
    rows_close(rows);
    return status;
}

enum status table_read(const struct reading *in, const struct table_layout *layout,
                       struct table *out, struct error *err)
{
    return read_part(in, layout, take_rows, out, err);
}

enum status table_read_header(const struct reading *in, const struct table_layout *layout,
                              struct table *out, struct error *err)
{
    return read_part(in, layout, take_first, out, err);
}
