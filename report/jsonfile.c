/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/jsonfile.h"

#include "report/outfile.h"

#include <string.h>

void jsonfile_put(struct jsonfile *json, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        json->is_out_of_memory = true;
}

void jsonfile_text(struct jsonfile *json, json_t *object, const char *name, const char *text)
{
    if (text != NULL)
        jsonfile_put(json, object, name, json_string(text));
}

void jsonfile_count(struct jsonfile *json, json_t *object, const char *name, uint64_t n)
{
    jsonfile_put(json, object, name, json_integer((json_int_t)n));
}

void jsonfile_append(struct jsonfile *json, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        json->is_out_of_memory = true;
}

json_t *jsonfile_list(struct jsonfile *json, const char *list, char separator)
{
    json_t *array = json_array();
    for (;;) {
        const char *end = strchr(list, separator);
        const size_t n = end != NULL ? (size_t)(end - list) : strlen(list);
        jsonfile_append(json, array, json_stringn(list, n));
        if (end == NULL)
            return array;
        list = end + 1;
    }
}

static int put_bytes(const char *bytes, size_t n, void *file)
{
    outfile_put(file, bytes, n);
    return 0;
}

enum status jsonfile_write(struct jsonfile *json, const json_t *root, const char *path,
                           struct error *err)
{
    struct outfile *file = NULL;
    if (json->is_out_of_memory)
        return error_memory(err);
    TRY(outfile_open(path, &file, err));
    enum status status = OK;
    if (json_dump_callback(root, put_bytes, file, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0)
        status = error_memory(err);
    outfile_put(file, "\n", 1);
    if (status == OK)
        status = outfile_finish(file, err);
    outfile_close(file);
    return status;
}
