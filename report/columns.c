/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/columns.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Room for `n` more columns; NULL when memory runs out. */
static struct table_column *more_columns(struct draft *draft, size_t n, struct table *table)
{
    struct table_column *columns = draft_array(draft, table->n_columns + n, struct table_column);
    if (columns == NULL)
        return NULL;
    if (table->n_columns > 0)
        memcpy(columns, table->columns, table->n_columns * sizeof *columns);
    table->columns = columns;
    table->n_columns += n;
    return columns + table->n_columns - n;
}

void draft_columns(struct draft *draft, const struct column_text *columns, size_t n,
                   struct table *table)
{
    struct table_column *to = more_columns(draft, n, table);
    for (size_t i = 0; i < n && to != NULL; i++)
        to[i] = (struct table_column){
            .header = draft_text(draft, columns[i].header),
            .is_number = columns[i].is_number,
            .widest = columns[i].widest,
        };
}

static int lower(char c)
{
    return tolower((unsigned char)c);
}

/* False when the texts differ in a letter of ASCII that nothing after it can change; cheap. */
static bool may_be_alike(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (((unsigned char)(*a | *b | a[1] | b[1]) & 0x80) != 0)
            return true;
        if (lower(*a) != lower(*b))
            return false;
    }
    return *a == *b;
}

/* Whether another column has that header when case is ignored. */
static bool is_taken(struct draft *draft, const struct table *table, const char *header)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!may_be_alike(table->columns[i].header, header))
            continue;
        const char *one = text_folded(draft->arena, table->columns[i].header);
        const char *other = text_folded(draft->arena, header);
        draft->is_out_of_memory |= one == NULL || other == NULL;
        if (one != NULL && other != NULL && strcmp(one, other) == 0)
            return true;
    }
    return false;
}

void draft_header_column(struct draft *draft, const char *header, const char *code,
                         struct table *table)
{
    const char *name = draft_header(draft, header);
    if (is_taken(draft, table, name))
        name = SAY(draft, TEXT_HEADER_WITH_CODE, name, code);
    struct table_column *column = more_columns(draft, 1, table);
    if (column != NULL)
        *column = (struct table_column){.header = name};
}

void draft_number_column(struct draft *draft, const char *header, const char *code,
                         struct table *table)
{
    draft_header_column(draft, header, code, table);
    if (!draft->is_out_of_memory)
        table->columns[table->n_columns - 1].is_number = true;
}
