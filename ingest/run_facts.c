/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/run_facts.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

/* A number or a text, as text; NULL when memory runs out. */
static const char *text_of(struct arena *arena, const json_t *value)
{
    if (json_is_integer(value))
        return arena_print(arena, "%" PRId64, (int64_t)json_integer_value(value));
    if (json_is_real(value))
        return arena_print(arena, "%.10g", json_real_value(value));
    return arena_text(arena, json_is_string(value) ? json_string_value(value) : "");
}

static enum status take(struct acceptance *out, enum fact_kind kind, const char *name,
                        const json_t *value, struct error *err)
{
    const char *copy = arena_text(out->arena, name), *text = text_of(out->arena, value);
    if (copy == NULL || text == NULL)
        return error_memory(err);
    return acceptance_put(out, kind, copy, text, err);
}

static enum status take_members(const json_t *root, const char *group, enum fact_kind kind,
                                struct acceptance *out, struct error *err)
{
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(json_object_get(root, group), name, value)
    {
        TRY(take(out, kind, name, value, err));
    }
    return OK;
}

static enum status take_inputs(const json_t *root, struct acceptance *out, struct error *err)
{
    size_t i = 0;
    json_t *input = NULL;
    json_array_foreach(json_object_get(root, "inputs"), i, input)
    {
        const char *name = json_string_value(json_object_get(input, "name"));
        if (name != NULL)
            TRY(take(out, FACT_INPUT, name, json_object_get(input, "sha256"), err));
    }
    return OK;
}

static enum status take_all(const json_t *root, struct acceptance *out, struct error *err)
{
    const json_t *program = json_object_get(root, "program");
    const char *name = json_string_value(json_object_get(program, "name"));
    TRY(take_inputs(root, out, err));
    TRY(take_members(root, "options", FACT_OPTION, out, err));
    TRY(take_members(root, "in_force", FACT_OPTION, out, err));
    if (name != NULL)
        TRY(take(out, FACT_PROGRAM, name, json_object_get(program, "version"), err));
    return take_members(root, "libraries", FACT_LIBRARY, out, err);
}

enum status run_facts_read(const struct reading *in, struct acceptance *out, bool *is_there,
                           struct error *err)
{
    const char *path = arena_print(in->arena, "%s/run.json", in->folder);
    *out = (struct acceptance){.arena = in->arena, .reason = ""};
    *is_there = false;
    if (path == NULL)
        return error_memory(err);
    FILE *file = fopen(path, "rbe");
    if (file == NULL && errno == ENOENT)
        return OK;
    *is_there = true;
    if (file == NULL) {
        table_fault(in, (struct place){path, 0, 0}, "%s", strerror(errno));
        return OK;
    }
    json_error_t why;
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &why);
    fclose(file);
    if (!json_is_object(root)) {
        table_fault(in, (struct place){path, why.line > 0 && root == NULL ? why.line : 0, 0}, "%s",
                    root == NULL ? why.text : _("this is no object of JSON"));
        json_decref(root);
        return OK;
    }
    const enum status status = take_all(root, out, err);
    json_decref(root);
    return status;
}
