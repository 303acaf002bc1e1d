/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "store/connection.h"

/* mognad_number(text): the number that the whole text is, else NULL. */
static void number(sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
    (void)n_arguments;
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    double value = 0;
    if (text == NULL)
        return;
    size_t n = 0;
    const char *trimmed = text_trimmed(text, &n);
    if (text_number(trimmed, n, '.', &value))
        sqlite3_result_double(context, value);
}

int store_add_number(struct store *store)
{
    return sqlite3_create_function(store->db, "mognad_number", 1,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                   number, NULL, NULL);
}
