/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/datapackage.h"

#include "base/arena.h"
#include "report/jsonfile.h"
#include "report/licence.h"
#include "store/dialogues.h"

#include <string.h>

#define PROFILE "https://datapackage.org/profiles/2.0/"

struct datapackage {
    struct jsonfile json;
    struct arena arena;
    const struct form *form;
    const struct data_file *files;
    size_t n_files;
};

static bool is_written(const struct datapackage *package, enum data_id id)
{
    for (size_t i = 0; i < package->n_files; i++)
        if (package->files[i].id == id)
            return true;
    return false;
}

static json_t *constraints_of(struct jsonfile *json, const struct data_field *field)
{
    json_t *object = json_object();
    if (field->need == REQUIRED)
        jsonfile_put(json, object, "required", json_true());
    if (field->range == RANGE_FROM_0 || field->range == RANGE_0_TO_1)
        jsonfile_count(json, object, "minimum", 0);
    if (field->range == RANGE_FROM_1)
        jsonfile_count(json, object, "minimum", 1);
    if (field->range == RANGE_0_TO_1)
        jsonfile_count(json, object, "maximum", 1);
    if (field->values != NULL)
        jsonfile_put(json, object, "enum", jsonfile_list(json, field->values, '|'));
    return object;
}

static json_t *field_of(struct jsonfile *json, const struct data_field *field)
{
    json_t *object = json_object(), *constraints = constraints_of(json, field);
    jsonfile_text(json, object, "name", field->name);
    jsonfile_text(json, object, "type", data_type_name(field->type));
    jsonfile_text(json, object, "description", field->about);
    if (json_object_size(constraints) > 0)
        jsonfile_put(json, object, "constraints", constraints);
    else
        json_decref(constraints);
    return object;
}

static json_t *link_of(struct jsonfile *json, const struct data_link *link)
{
    json_t *object = json_object(), *reference = json_object();
    jsonfile_put(json, object, "fields", jsonfile_list(json, link->fields, ','));
    jsonfile_text(json, reference, "resource", data_tables[link->table].name);
    jsonfile_put(json, reference, "fields", jsonfile_list(json, link->other_fields, ','));
    jsonfile_put(json, object, "reference", reference);
    return object;
}

static json_t *links_of(struct datapackage *package, const struct data_table *table)
{
    json_t *array = json_array();
    for (size_t i = 0; i < table->n_links; i++)
        if (is_written(package, table->links[i].table))
            jsonfile_append(&package->json, array, link_of(&package->json, &table->links[i]));
    return array;
}

static json_t *schema_of(struct datapackage *package, const struct data_table *table)
{
    struct jsonfile *json = &package->json;
    json_t *object = json_object(), *fields = json_array();
    for (size_t i = 0; i < table->n_fields; i++)
        jsonfile_append(json, fields, field_of(json, &table->fields[i]));
    jsonfile_text(json, object, "$schema", PROFILE "tableschema.json");
    jsonfile_put(json, object, "fields", fields);
    jsonfile_put(json, object, "missingValues", json_pack("[s]", ""));
    if (table->key != NULL)
        jsonfile_put(json, object, "primaryKey", jsonfile_list(json, table->key, ','));
    json_t *links = links_of(package, table);
    if (json_array_size(links) > 0)
        jsonfile_put(json, object, "foreignKeys", links);
    else
        json_decref(links);
    return object;
}

/* Lines end on a line feed, where the standard's own default is CR LF. */
static json_t *dialect_of(struct jsonfile *json)
{
    json_t *object = json_object();
    jsonfile_text(json, object, "$schema", PROFILE "tabledialect.json");
    jsonfile_text(json, object, "lineTerminator", "\n");
    return object;
}

static json_t *resource_of(struct datapackage *package, const struct data_file *file)
{
    const struct data_table *table = &data_tables[file->id];
    struct jsonfile *json = &package->json;
    json_t *object = json_object();
    jsonfile_text(json, object, "$schema", PROFILE "dataresource.json");
    jsonfile_text(json, object, "name", table->name);
    if (table->fields != NULL)
        jsonfile_text(json, object, "type", "table");
    jsonfile_text(json, object, "path", table->file);
    jsonfile_text(json, object, "title", table->title);
    jsonfile_text(json, object, "description", table->about);
    jsonfile_text(json, object, "format", table->format);
    jsonfile_text(json, object, "mediatype", table->mediatype);
    if (table->fields != NULL)
        jsonfile_text(json, object, "encoding", "utf-8");
    jsonfile_count(json, object, "bytes", file->bytes);
    const char *hash = arena_print(&package->arena, "sha256:%s", file->sha256);
    jsonfile_put(json, object, "hash", json_string(hash));
    if (table->fields == NULL)
        return object;
    jsonfile_put(json, object, "dialect", dialect_of(json));
    jsonfile_put(json, object, "schema", schema_of(package, table));
    return object;
}

/* "digg-2022": small letters, as names of packages are. */
static const char *name_of(struct datapackage *package)
{
    const struct settings *settings = &package->form->settings;
    char *name = arena_print(&package->arena, "%s-%d", settings->form_id, settings->wave);
    for (char *at = name; at != NULL && *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return name;
}

static json_t *licences_of(struct datapackage *package)
{
    struct jsonfile *json = &package->json;
    const char *licence = package->form->settings.licence;
    json_t *object = json_object(), *array = json_array();
    jsonfile_text(json, object, "name", licence_name(licence));
    jsonfile_put(json, object, "path", json_string(licence_uri(&package->arena, licence)));
    jsonfile_append(json, array, object);
    return array;
}

static json_t *contributors_of(struct jsonfile *json, const struct settings *settings)
{
    json_t *object = json_object(), *array = json_array();
    jsonfile_text(json, object, "title", settings->publisher);
    jsonfile_text(json, object, "path", settings->publisher_uri);
    jsonfile_text(json, object, "email", settings->contact);
    jsonfile_put(json, object, "roles", json_pack("[s]", "publisher"));
    jsonfile_append(json, array, object);
    return array;
}

/* NULL when memory runs out, which json_string passes on. */
static const char *about(struct datapackage *package, const struct wave *wave, const char *title)
{
    const int year = package->form->settings.wave;
    const struct dialogues *d = package->form->dialogues;
    if (d != NULL)
        return arena_print(
            &package->arena, "%sFigures of coded group talks, \"%s\" (%d): %zu talks.",
            wave->is_simulated ? "The talks are simulated. " : "", title, year, d->n_sessions);
    return arena_print(&package->arena,
                       "%sFigures of the survey \"%s\" (%d): %zu of %zu units answered.",
                       wave->is_simulated ? "The answers are simulated. " : "", title, year,
                       wave->n_rows, wave->n_frame);
}

static void put_about(struct datapackage *package, json_t *object, const struct wave *wave)
{
    struct jsonfile *json = &package->json;
    const struct settings *settings = &package->form->settings;
    const char *title = form_label(package->form, settings->title, "en", settings->form_id);
    jsonfile_text(json, object, "title", title);
    jsonfile_put(json, object, "description", json_string(about(package, wave, title)));
    jsonfile_text(json, object, "homepage", settings->access_url);
    jsonfile_text(json, object, "version", settings->version);
    if (settings->closed != NULL)
        jsonfile_put(json, object, "created",
                     json_string(arena_print(&package->arena, "%sT00:00:00Z", settings->closed)));
    if (settings->licence != NULL)
        jsonfile_put(json, object, "licenses", licences_of(package));
    if (settings->publisher != NULL)
        jsonfile_put(json, object, "contributors", contributors_of(json, settings));
}

enum status datapackage_write(const char *path, const struct wave *wave,
                              const struct data_file *files, size_t n_files, struct error *err)
{
    struct datapackage package = {.form = wave->form, .files = files, .n_files = n_files};
    struct jsonfile *json = &package.json;
    json_t *object = json_object(), *resources = json_array();
    jsonfile_text(json, object, "$schema", PROFILE "datapackage.json");
    jsonfile_put(json, object, "name", json_string(name_of(&package)));
    put_about(&package, object, wave);
    for (size_t i = 0; i < n_files; i++)
        jsonfile_append(json, resources, resource_of(&package, &files[i]));
    jsonfile_put(json, object, "resources", resources);
    const enum status status = jsonfile_write(json, object, path, err);
    json_decref(object);
    arena_release(&package.arena);
    return status;
}
