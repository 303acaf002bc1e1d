/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_LEAF_H
#define STORE_LEAF_H

/* Rows laid out as SQLite's file format wants them on a page: a leaf of a table whose first column
   is its INTEGER PRIMARY KEY. SQLite, given the page as a table, copies its rows whole.

       struct leaf *leaf = leaf_create(n_columns);
       leaf_prepare(leaf, columns);
       leaf_begin(leaf, page);
       while (row < n_rows && leaf_add(leaf, columns, row)) row++;
       leaf_end(leaf);
       leaf_free(leaf);

   Format: https://www.sqlite.org/fileformat2.html, "B-tree Pages" and "Record Format". The values
   are those that bulk.c gives, in the same serial types that SQLite would choose. */

#include "store/bulk.h"

#include <stdbool.h>

enum { LEAF_SIZE = 65536 }; /* bytes of a page: the largest that SQLite knows */

struct leaf;

/* The caller owns it; NULL when memory runs out. */
struct leaf *leaf_create(size_t n_columns);
void leaf_free(struct leaf *leaf); /* NULL is fine */

/* Learns what the codes of `columns` stand for; again whenever their `values` are others. The first
   is a BULK_COUNT. False when memory runs out. */
bool leaf_prepare(struct leaf *leaf, const struct bulk_column *columns);

/* Starts an empty page in LEAF_SIZE bytes, which are borrowed until leaf_end. */
void leaf_begin(struct leaf *leaf, unsigned char *page);

/* Adds a row; false, and the page is as it was, when it is full, or when the row's key is not above
   the one before it. A row that an empty page refuses is too long for any. */
bool leaf_add(struct leaf *leaf, const struct bulk_column *columns, size_t row);

/* Rows in the page. */
size_t leaf_count(const struct leaf *leaf);

/* Writes what stands before the rows: now it is a page. */
void leaf_end(struct leaf *leaf);

#endif
