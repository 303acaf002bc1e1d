/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/run_record.h"
#include "base/arena.h"
#include "base/finding.h"
#include "base/missing.h"
#include "base/text.h"
#include "report/outfile.h"

#include <jansson.h>
#include <string.h>
#include <unistr.h>

/* jansson's functions take NULL for "the call before ran out of memory" and say so themselves, so
   that one flag at the end is enough. */
struct record {
    struct arena arena;
    bool is_out_of_memory;
};

static void put(struct record *record, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        record->is_out_of_memory = true;
}

/* A text from outside, every byte that is no UTF-8 replaced. */
static const char *valid(struct record *record, const char *text)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    if (text_is_utf8(text, strlen(text)))
        return text;
    char *copy = arena_array(&record->arena, 3 * strlen(text) + 1, char);
    if (copy == NULL)
        return NULL;
    char *end = copy;
    while (*text != '\0') {
        const int n = u8_mblen((const uint8_t *)text, strlen(text));
        memcpy(end, n > 0 ? text : replacement, n > 0 ? (size_t)n : 3);
        end += n > 0 ? n : 3;
        text += n > 0 ? n : 1;
    }
    return copy;
}

/* null for NULL. */
static void put_text(struct record *record, json_t *object, const char *name, const char *text)
{
    put(record, object, name, text == NULL ? json_null() : json_string(valid(record, text)));
}

/* A reader of JSON has doubles: what they cannot hold is written as text. */
static void put_count(struct record *record, json_t *object, const char *name, uint64_t n)
{
    const uint64_t largest = UINT64_C(1) << 53U;
    const char *text =
        n > largest ? arena_print(&record->arena, "%llu", (unsigned long long)n) : "";
    put(record, object, name, n > largest ? json_string(text) : json_integer((json_int_t)n));
}

static json_t *pairs(struct record *record, const struct run_pair *list, size_t n)
{
    json_t *object = json_object();
    for (size_t i = 0; i < n; i++)
        put_text(record, object, list[i].name, list[i].value);
    return object;
}

static json_t *survey(struct record *record, const struct wave *wave)
{
    const struct form *form = wave->form;
    json_t *object = json_object();
    put_text(record, object, "form_id", form->settings.form_id);
    put_text(record, object, "version", form->settings.version);
    put_count(record, object, "wave", (uint64_t)form->settings.wave);
    put_text(record, object, "closed", form->settings.closed);
    put(record, object, "simulated", json_boolean(wave->is_simulated));
    return object;
}

static json_t *settings(struct record *record, const struct settings *settings)
{
    json_t *object = json_object();
    put_count(record, object, "seed", settings->seed);
    put_count(record, object, "replicates", (uint64_t)settings->replicates);
    put(record, object, "confidence", json_real(settings->confidence));
    put_count(record, object, "min_cell", (uint64_t)settings->min_cell);
    return object;
}

static json_t *input(struct record *record, const struct source *source)
{
    const char delimiter[2] = {source->delimiter, '\0'};
    json_t *object = json_object();
    put_text(record, object, "name", source->name);
    put_text(record, object, "role", source->role);
    put_text(record, object, "sha256", source->sha256);
    put_count(record, object, "bytes", source->bytes);
    put_count(record, object, "rows", source->rows);
    put_text(record, object, "encoding", source->encoding);
    put_text(record, object, "delimiter", source->delimiter == '\0' ? NULL : delimiter);
    return object;
}

static json_t *inputs(struct record *record, const struct wave *wave)
{
    json_t *array = json_array();
    for (size_t i = 0; i < wave->n_sources; i++)
        if (json_array_append_new(array, input(record, &wave->sources[i])) != 0)
            record->is_out_of_memory = true;
    return array;
}

static json_t *counts(struct record *record, const struct wave *wave)
{
    json_t *object = json_object(), *findings = json_object();
    put_count(record, object, "frame", wave->n_frame);
    put_count(record, object, "read", wave->n_read);
    put_count(record, object, "stored", wave->n_rows);
    put_count(record, object, "rejected", wave->n_rejected);
    for (int i = 0; i < SEVERITY_COUNT; i++)
        put_count(record, findings, severity_name((enum severity)i), wave->finding_count[i]);
    put(record, object, "findings", findings);
    return object;
}

static json_t *withheld(struct record *record, const struct run_record *run)
{
    json_t *object = json_object();
    for (size_t i = 0; i < run->n_withheld; i++)
        put_count(record, object, run->withheld[i].name, run->withheld[i].n);
    return object;
}

static json_t *whole(struct record *record, const struct run_record *run)
{
    const struct run_pair program[] = {{"name", run->program}, {"version", run->version}};
    json_t *object = json_object();
    put(record, object, "program", pairs(record, program, COUNT(program)));
    put_text(record, object, "profile", run->profile);
    put(record, object, "libraries", pairs(record, run->libraries, run->n_libraries));
    put(record, object, "options", pairs(record, run->options, run->n_options));
    put(record, object, "in_force", pairs(record, run->in_force, run->n_in_force));
    put(record, object, "survey", survey(record, run->wave));
    put(record, object, "settings", settings(record, &run->wave->form->settings));
    put(record, object, "inputs", inputs(record, run->wave));
    json_t *counted = counts(record, run->wave);
    put_count(record, counted, "figures", run->n_figures);
    put(record, object, "counts", counted);
    if (run->n_withheld > 0)
        put(record, object, "withheld", withheld(record, run));
    if (run->n_agencies > 0)
        put(record, object, "agencies", pairs(record, run->agencies, run->n_agencies));
    return object;
}

static int put_bytes(const char *bytes, size_t n, void *file)
{
    outfile_put(file, bytes, n);
    return 0;
}

enum status run_record_write(const char *path, struct run_record run, struct error *err)
{
    struct record record = {.is_out_of_memory = false};
    struct outfile *file = NULL;
    json_t *json = whole(&record, &run);
    enum status status = record.is_out_of_memory ? error_memory(err) : OK;
    if (status == OK)
        status = outfile_open(path, &file, err);
    if (status == OK &&
        json_dump_callback(json, put_bytes, file, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0)
        status = error_memory(err);
    if (status == OK) {
        outfile_put(file, "\n", 1);
        status = outfile_finish(file, err);
    }
    outfile_close(file);
    json_decref(json);
    arena_release(&record.arena);
    return status;
}
