/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/header.h"

#include "base/text.h"
#include "ingest/encoding.h"

#include <string.h>

void header_begin(struct header *header, struct arena *arena)
{
    *header = (struct header){.arena = arena};
}

void header_release(struct header *header)
{
    textset_release(&header->set);
}

const char *header_kept(struct header *header, const char *text)
{
    header->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}

/* Without the quotes that a name wears when it was quoted twice. */
static const char *unquoted(const char *text, size_t *n)
{
    if (*n < 2 || text[0] != '"' || text[*n - 1] != '"')
        return text;
    *n -= 2;
    return text + 1;
}

bool header_add(struct header *header, const struct row *row)
{
    const char **names = arena_array(header->arena, row->n_cells, const char *);
    if (names == NULL || header->n_rows == HEADER_MOST_ROWS)
        return false;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *inside = encoding_after_mark(row->cells[i].text);
        const char *start = text_trimmed(inside, &n);
        header->has_inner_mark |= inside > row->cells[i].text;
        start = unquoted(start, &n);
        names[i] = arena_text_n(header->arena, start, n);
        if (names[i] == NULL)
            return false;
    }
    if (header->n_rows == 0)
        header->line = row->line;
    header->row[header->n_rows] = names;
    header->width[header->n_rows++] = row->n_cells;
    if (row->n_cells > header->n)
        header->n = row->n_cells;
    return true;
}

static const char *name_at(const struct header *header, size_t row, size_t column)
{
    return column < header->width[row] ? header->row[row][column] : "";
}

static bool add_name(struct header *header, const char *name, size_t column)
{
    const size_t before = header->set.n;
    uint32_t index = 0;
    header->names[header->n_names++] = name;
    if (name[0] == '\0')
        return true;
    if (!textset_add(&header->set, name, strlen(name), &index))
        return false;
    if (header->set.n > before)
        header->cell[index] = (int)column;
    else if (header->cell[index] != (int)column)
        header->cell[index] = THERE_TWICE;
    return true;
}

/* "Question/option" of a row and the one below it. */
static bool add_joined(struct header *header, size_t row)
{
    const char *above = "";
    for (size_t column = 0; column < header->n; column++) {
        const char *own = name_at(header, row, column), *below = name_at(header, row + 1, column);
        if (own[0] != '\0')
            above = own;
        const char *joined = "";
        if (above[0] != '\0' && below[0] != '\0')
            joined = header_kept(header, arena_print(header->arena, "%s/%s", above, below));
        if (!add_name(header, joined, column))
            return false;
    }
    return !header->is_out_of_memory;
}

bool header_link(struct header *header)
{
    const size_t n_kinds = header->n_rows == 0 ? 0 : 2 * header->n_rows - 1;
    header->names = arena_array(header->arena, header->n * n_kinds, const char *);
    header->cell = arena_array(header->arena, header->n * n_kinds, int);
    header->is_used = arena_array(header->arena, header->n, bool);
    if (header->names == NULL || header->cell == NULL || header->is_used == NULL)
        return false;
    for (size_t row = 0; row < header->n_rows; row++)
        for (size_t column = 0; column < header->n; column++)
            if (!add_name(header, name_at(header, row, column), column))
                return false;
    for (size_t row = 0; row + 1 < header->n_rows; row++)
        if (!add_joined(header, row))
            return false;
    return true;
}

static enum status read_row(struct header *header, struct rows *rows, int n_rows, struct error *err)
{
    const struct row *row = NULL;
    const struct place at = {rows_path(rows), 0, 0};
    TRY(rows_next(rows, &row, err));
    if (row == NULL && header->n_rows == 0)
        return error_at(err, ERR_TABLE, at, "%s",
                        _("the file is empty: wanted a header with the names of the columns"));
    if (row == NULL)
        return error_at(err, ERR_TABLE, at,
                        _("the file ends within its header: header_rows is %d in settings.csv"),
                        n_rows);
    if (row->fault != NULL && strcmp(row->rule, "nul_byte") == 0)
        return error_at(err, ERR_TABLE, row->fault_at, "%s",
                        _("a NUL byte in the header; is the file UTF-16 without a byte-order mark? "
                          "Then say UTF-16LE or UTF-16BE as `encoding` in settings.csv"));
    if (row->fault != NULL)
        return error_at(err, ERR_TABLE, row->fault_at, "%s", _(row->fault));
    return header_add(header, row) ? OK : error_memory(err);
}

enum status header_read(struct header *header, struct rows *rows, int n_rows, struct error *err)
{
    do
        TRY(read_row(header, rows, n_rows, err));
    while (header->n_rows < (size_t)n_rows);
    return header_link(header) ? OK : error_memory(err);
}

const char *header_title(const struct header *header, size_t column)
{
    for (size_t k = column; k < header->n_names; k += header->n)
        if (header->names[k][0] != '\0')
            return header->names[k];
    return "";
}

static bool goes_on(const char *name, const char *wanted, size_t n)
{
    return strncmp(name, wanted, n) == 0 && name[n] != '\0' && strchr(". :\n\r\t", name[n]) != NULL;
}

int header_find_whole(const struct header *header, const char *wanted)
{
    const uint32_t index = textset_find(&header->set, wanted, strlen(wanted));
    return index == TEXTSET_NONE ? NOT_THERE : header->cell[index];
}

int header_find(const struct header *header, const char *wanted)
{
    const size_t n = strlen(wanted);
    int cell = header_find_whole(header, wanted);
    if (cell != NOT_THERE)
        return cell;
    for (size_t k = 0; k < header->n_names; k++) {
        const int column = (int)(k % header->n);
        if (cell != column && goes_on(header->names[k], wanted, n))
            cell = cell == NOT_THERE ? column : THERE_TWICE;
    }
    return cell;
}

static bool is_named(const struct header *header, size_t column, const char *wanted, bool is_whole)
{
    const size_t n = strlen(wanted);
    for (size_t k = column; k < header->n_names; k += header->n)
        if (is_whole ? strcmp(header->names[k], wanted) == 0 : goes_on(header->names[k], wanted, n))
            return true;
    return false;
}

size_t header_claim(struct header *header, const char *wanted, size_t fields[2])
{
    const bool is_whole = header_find_whole(header, wanted) != NOT_THERE;
    size_t n = 0;
    for (size_t column = 0; column < header->n; column++) {
        if (!is_named(header, column, wanted, is_whole))
            continue;
        header->is_used[column] = true;
        if (n++ < 2)
            fields[n - 1] = column + 1;
    }
    return n;
}

static bool fold_names(struct header *header)
{
    if (header->folded != NULL)
        return true;
    const char **folded = arena_array(header->arena, header->n_names, const char *);
    for (size_t k = 0; folded != NULL && k < header->n_names; k++) {
        folded[k] = text_folded(header->arena, header->names[k]);
        if (folded[k] == NULL)
            folded = NULL;
    }
    header->folded = folded;
    header->is_out_of_memory |= folded == NULL;
    return folded != NULL;
}

int header_find_folded(struct header *header, const char *wanted)
{
    const char *folded = text_folded(header->arena, wanted);
    header->is_out_of_memory |= folded == NULL;
    if (folded == NULL || !fold_names(header))
        return NOT_THERE;
    const size_t n = strlen(folded);
    for (size_t k = 0; k < header->n_names; k++)
        if (!header->is_used[k % header->n] &&
            (strcmp(header->folded[k], folded) == 0 || goes_on(header->folded[k], folded, n)))
            return (int)(k % header->n);
    return NOT_THERE;
}
