/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/acceptance.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

static void fault_at(const struct reading *in, const char *path, const char *text)
{
    table_fault(in, (struct place){path, 0, 0}, "%s", text);
}

static enum status take_fact(const struct reading *in, struct acceptance *out, enum fact_kind kind,
                             const struct fact *fact, struct error *err)
{
    const char *name = arena_text(in->arena, fact->name);
    const char *value = arena_text(in->arena, fact->value);
    if (name == NULL || value == NULL)
        return error_memory(err);
    return acceptance_put(out, kind, name, value, err);
}

/* The facts of a kind: an object of texts. */
static enum status take_group(const struct reading *in, const char *path, json_t *root,
                              enum fact_kind kind, struct acceptance *out, struct error *err)
{
    const char *group = fact_group(kind), *name = NULL;
    json_t *object = json_object_get(root, group), *value = NULL;
    if (object == NULL && kind == FACT_WAVE)
        return OK; /* accepted alone */
    if (!json_is_object(object)) {
        table_fault(in, (struct place){path, 0, 0}, _("'%s' is not there, or is no object"), group);
        return OK;
    }
    json_object_foreach(object, name, value)
    {
        if (json_is_string(value))
            TRY(take_fact(in, out, kind, &(struct fact){kind, name, json_string_value(value)},
                          err));
        else
            table_fault(in, (struct place){path, 0, 0}, _("'%s' of '%s' is no text"), name, group);
    }
    return OK;
}

static enum status take(const struct reading *in, const char *path, json_t *root,
                        struct acceptance *out, struct error *err)
{
    const char *reason = json_string_value(json_object_get(root, "reason"));
    if (reason == NULL)
        fault_at(in, path, _("'reason' is not there, or is no text"));
    out->reason = arena_text(in->arena, reason == NULL ? "" : reason);
    if (out->reason == NULL)
        return error_memory(err);
    for (int kind = 0; kind < FACT_KIND_COUNT; kind++)
        TRY(take_group(in, path, root, (enum fact_kind)kind, out, err));
    return OK;
}

enum status acceptance_read(const struct reading *in, struct acceptance *out, bool *is_there,
                            struct error *err)
{
    const char *path = arena_print(in->arena, "%s/figures.json", in->folder);
    *out = (struct acceptance){.arena = in->arena, .reason = ""};
    *is_there = false;
    if (path == NULL)
        return error_memory(err);
    FILE *file = fopen(path, "rbe");
    if (file == NULL && errno == ENOENT)
        return OK;
    *is_there = true;
    if (file == NULL) {
        fault_at(in, path, strerror(errno));
        return OK;
    }
    json_error_t why;
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &why);
    fclose(file);
    enum status status = OK;
    if (root == NULL)
        table_fault(in, (struct place){path, why.line > 0 ? why.line : 0, 0}, "%s", why.text);
    else
        status = take(in, path, root, out, err);
    json_decref(root);
    return status;
}
