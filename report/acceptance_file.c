/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/acceptance_file.h"

#include "report/outfile.h"

#include <jansson.h>

static int put_bytes(const char *bytes, size_t n, void *file)
{
    outfile_put(file, bytes, n);
    return 0;
}

/* NULL when memory runs out, as jansson's functions take it. */
static json_t *group(const struct acceptance *acceptance, enum fact_kind kind)
{
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < acceptance->n; i++) {
        const struct fact *fact = &acceptance->facts[i];
        if (fact->kind == kind &&
            json_object_set_new(object, fact->name, json_string(fact->value)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *whole(const struct acceptance *acceptance)
{
    json_t *object = json_object();
    int failed = json_object_set_new(object, "reason", json_string(acceptance->reason));
    for (int kind = 0; kind < FACT_KIND_COUNT; kind++)
        failed |= json_object_set_new(object, fact_group((enum fact_kind)kind),
                                      group(acceptance, (enum fact_kind)kind));
    if (failed == 0)
        return object;
    json_decref(object);
    return NULL;
}

enum status acceptance_file_write(const char *path, const struct acceptance *acceptance,
                                  struct error *err)
{
    struct outfile *file = NULL;
    json_t *json = whole(acceptance);
    enum status status = json == NULL ? error_memory(err) : outfile_open(path, &file, err);
    if (status == OK && json_dump_callback(json, put_bytes, file, JSON_INDENT(2)) != 0)
        status = error_memory(err);
    if (status == OK) {
        outfile_put(file, "\n", 1);
        status = outfile_finish(file, err);
    }
    outfile_close(file);
    json_decref(json);
    return status;
}
