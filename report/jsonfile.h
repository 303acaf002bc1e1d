/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_JSONFILE_H
#define REPORT_JSONFILE_H

/* A JSON document put together member by member, and written to a file.

       struct jsonfile json = {0};
       json_t *object = json_object();
       jsonfile_text(&json, object, "name", "figures");
       jsonfile_put(&json, object, "fields", array);
       status = jsonfile_write(&json, object, path, err);

   jansson's functions take NULL for "the call before ran out of memory" and say so themselves, so
   one flag, looked at by jsonfile_write, is enough.                                             */

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct jsonfile {
    bool is_out_of_memory;
};

/* Sets a member of the object; takes the reference to `value`. */
void jsonfile_put(struct jsonfile *json, json_t *object, const char *name, json_t *value);

/* A member that is a text in UTF-8; NULL: no member. */
void jsonfile_text(struct jsonfile *json, json_t *object, const char *name, const char *text);

/* A member that is a whole number up to 2^53. */
void jsonfile_count(struct jsonfile *json, json_t *object, const char *name, uint64_t n);

/* Appends to the array; takes the reference to `value`. */
void jsonfile_append(struct jsonfile *json, json_t *array, json_t *value);

/* An array of the parts of `list` between the separators. */
json_t *jsonfile_list(struct jsonfile *json, const char *list, char separator);

/* Writes the document, indented, in the order its members were put; the caller keeps `root`. The
   file appears at `path` whole or not at all. ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status jsonfile_write(struct jsonfile *json, const json_t *root, const char *path,
                                      struct error *err);

#endif
