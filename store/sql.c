/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sql.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_COMMENT = 200 };

static bool has_room(struct sql *sql, size_t n)
{
    if (sql->is_out_of_memory)
        return false;
    if (sql->capacity - sql->n > n)
        return true;
    const size_t capacity = 2 * (sql->n + n) + 256;
    char *text = realloc(sql->text, capacity);
    if (text == NULL) {
        sql->is_out_of_memory = true;
        return false;
    }
    sql->text = text;
    sql->capacity = capacity;
    return true;
}

void sql_print(struct sql *sql, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || !has_room(sql, (size_t)n))
        return;
    va_start(arguments, format);
    vsnprintf(sql->text + sql->n, (size_t)n + 1, format, arguments);
    va_end(arguments);
    sql->n += (size_t)n;
}

/* The inside of a quoted identifier. */
static void print_name(struct sql *sql, const char *name)
{
    const size_t n = strlen(name);
    if (!has_room(sql, 2 * n))
        return;
    for (size_t i = 0; i < n; i++) {
        if (name[i] == '"')
            sql->text[sql->n++] = '"';
        sql->text[sql->n++] = name[i];
    }
    sql->text[sql->n] = '\0';
}

void sql_name(struct sql *sql, const char *name)
{
    sql_print(sql, "\"");
    print_name(sql, name);
    sql_print(sql, "\"");
}

const char *sql_name_in(struct arena *arena, const char *name)
{
    struct sql sql = {0};
    sql_name(&sql, name);
    const char *copy = sql.is_out_of_memory ? NULL : arena_text(arena, sql.text);
    sql_release(&sql);
    return copy;
}

void sql_table(struct sql *sql, const char *kind, const struct wave *wave)
{
    sql_print(sql, "\"%s_", kind);
    print_name(sql, wave->form->settings.form_id);
    sql_print(sql, "_%d\"", wave->form->settings.wave);
}

/* Whether a cut before this byte leaves whole characters. */
static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0U) != 0x80U;
}

void sql_comment(struct sql *sql, const char *text)
{
    if (text == NULL)
        return;
    size_t n = strlen(text);
    if (n > LONGEST_COMMENT)
        for (n = LONGEST_COMMENT; n > 0 && !starts_character(text[n]);)
            n--;
    if (!has_room(sql, n + 4))
        return;
    sql_print(sql, " -- ");
    for (size_t i = 0; i < n; i++)
        sql->text[sql->n++] = (unsigned char)text[i] < ' ' ? ' ' : text[i];
    sql->text[sql->n] = '\0';
}

enum status sql_run(struct sql *sql, struct store *store, struct error *err)
{
    return sql->is_out_of_memory ? error_memory(err) : store_run_sql(store, sql->text, err);
}

enum status sql_open(struct sql *sql, struct store *store, struct statement **out,
                     struct error *err)
{
    *out = NULL;
    return sql->is_out_of_memory ? error_memory(err) : statement_open(store, sql->text, out, err);
}

void sql_release(struct sql *sql)
{
    free(sql->text);
    *sql = (struct sql){0};
}
