/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

/* Inside of a store, for the files of store/ only. */

#include "store/store.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdbool.h>

/* The database in memory that store/bulk_table.c attaches; it lasts until the next transaction. */
#define STORE_PAGE "mognad_page"

struct store {
    sqlite3 *db;
    char *path;              /* as the user named it; "" for a temporary store */
    bool names_files_within; /* store_name_files_within */
    bool is_new;             /* the file was not there when it was opened */
    locale_t locale;         /* of mognad_regex: characters are UTF-8 whatever the user's locale */
};

/* Turns what SQLite reported last into an error and returns its status. */
enum status store_fail(struct store *store, struct error *err);

/* Makes mognad_regex(text, pattern) known: 1 when the whole text is a match of the POSIX extended
   pattern (where \d stands for a digit), 0 when not, NULL when either is NULL; an SQL error for a
   malformed pattern. */
int store_add_regex(struct store *store);

/* Makes mognad_number(text) known: the number that the text is, with a decimal point, or NULL.
   Returns SQLite's code. */
int store_add_number(struct store *store);

#endif
