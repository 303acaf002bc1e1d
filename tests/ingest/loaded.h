/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_LOADED_H
#define TESTS_INGEST_LOADED_H

/* A survey folder loaded into a temporary store, and what is then found there, as text. */

#include "ingest/form.h"
#include "ingest/wave.h"
#include "store/put.h"
#include "tests/store/stored.h"

struct loaded {
    struct arena arena;
    struct findings faults;
    struct form *form;
    struct form_sources sources;
    struct store *store;
    struct wave wave;
    enum status status;
    struct error err;
};

/* Loads the working directory into the store at `path`, without committing. */
__attribute__((unused)) static void load_into(struct loaded *loaded, const char *path,
                                              struct wave_ingest_options options)
{
    *loaded = (struct loaded){.faults.arena = &loaded->arena};
    struct error *err = &loaded->err;
    const struct form_options reading = {&loaded->arena, &loaded->faults, options.register_file};
    loaded->status = form_read(".", reading, &loaded->form, &loaded->sources, err);
    options.tables = loaded->sources.list;
    options.n_tables = loaded->sources.n;
    if (loaded->status == OK)
        loaded->status = store_open(path, &loaded->store, err);
    if (loaded->status == OK)
        loaded->status = store_begin(loaded->store, err);
    if (loaded->status == OK)
        loaded->status =
            wave_ingest(loaded->form, loaded->store, options, &loaded->arena, &loaded->wave, err);
}

__attribute__((unused)) static void load(struct loaded *loaded)
{
    load_into(loaded, "", (struct wave_ingest_options){0});
}

__attribute__((unused)) static void unload(struct loaded *loaded)
{
    if (loaded->wave.form != NULL) {
        wave_release(&loaded->wave);
        wave_release(&loaded->wave);
    }
    store_close(loaded->store);
    arena_release(&loaded->arena);
}

__attribute__((unused)) static enum status
write_finding(void *context, const struct finding *finding, struct error *err)
{
    (void)err;
    char *text = context;
    char place[100] = "";
    if (finding->at.column > 0)
        snprintf(place, sizeof place, "%ld:%d: ", finding->at.line, finding->at.column);
    else if (finding->at.line > 0)
        snprintf(place, sizeof place, "%ld: ", finding->at.line);
    const char *slash = finding->at.file == NULL ? NULL : strrchr(finding->at.file, '/');
    const char *file = finding->at.file == NULL ? "" : slash == NULL ? finding->at.file : slash + 1;
    const size_t n = strlen(text);
    snprintf(text + n, 16384 - n, "%s:%s%s: %s\n", file, place, severity_name(finding->severity),
             finding->text);
    return OK;
}

/* "answers.csv:3:2: error: message\n" for each finding, or the error that stopped the load. Lives
   until the next call. */
__attribute__((unused)) static const char *loaded_findings(struct loaded *loaded)
{
    static char text[16384];
    struct error err = {0};
    text[0] = '\0';
    if (loaded->status != OK) {
        snprintf(text, sizeof text, "stopped: %s\n", loaded->err.text);
        return text;
    }
    if (store_each_finding(loaded->store, &loaded->wave, write_finding, text, &err) != OK)
        return strcpy(text, err.text);
    return text;
}

__attribute__((unused)) static void check_text(const char *name, const char *what, const char *got,
                                               const char *want)
{
    CHECK(strcmp(got, want) == 0, "%s: %s:\n--- got\n%s\n--- wanted\n%s", name, what, got, want);
}

#endif
