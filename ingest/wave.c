/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/wave.h"

#include "ingest/answers.h"
#include "ingest/checks.h"
#include "ingest/cooperation.h"
#include "ingest/edit_rules.h"
#include "ingest/folder.h"
#include "ingest/groups.h"
#include "ingest/source.h"
#include "store/network.h"
#include "store/table.h"

#include <pthread.h>
#include <string.h>

/* The digest of the answers, computed beside reading them. */
struct digest {
    const char *path;
    struct source *source;
    pthread_t thread;
    bool is_running;
    enum status status;
    struct error err;
};

struct ingest {
    const struct form *form;
    struct store *store;
    struct wave_ingest_options options;
    struct wave *wave;
    struct absent absent;
    struct fields fields;
    struct frame frame;
    struct source answers;
    struct digest digest;
    struct log log;
    uint32_t first_unit;
};

static void *compute_digest(void *context)
{
    struct digest *digest = context;
    digest->status =
        source_digest(digest->path, digest->source->sha256, &digest->source->bytes, &digest->err);
    return NULL;
}

static void start_digest(struct digest *digest, int threads)
{
    digest->is_running =
        threads > 1 && pthread_create(&digest->thread, NULL, compute_digest, digest) == 0;
}

static enum status end_digest(struct digest *digest, struct error *err)
{
    if (digest->is_running)
        pthread_join(digest->thread, NULL);
    else
        compute_digest(digest);
    digest->is_running = false;
    return digest->status == OK ? OK : error_set(err, digest->status, "%s", digest->err.text);
}

static const char *path_of(const struct ingest *in, const char *given, const char *name)
{
    return given != NULL ? arena_text(in->wave->arena, given)
                         : arena_print(in->wave->arena, "%s/%s", in->form->folder, name);
}

static enum status read_register(struct ingest *in, struct error *err)
{
    if (!in->form->has_register && in->options.register_file == NULL)
        return OK;
    const char *path = path_of(in, in->options.register_file, "register.csv");
    if (path == NULL)
        return error_memory(err);
    TRY(frame_read(&in->frame, in->store, in->wave, path, in->first_unit, err));
    if (in->options.register_file != NULL)
        in->frame.source.name = path;
    return source_digest(path, in->frame.source.sha256, &in->frame.source.bytes, err);
}

static enum status read_answers(struct ingest *in, struct error *err)
{
    struct wave *wave = in->wave;
    const struct intake intake = {.store = in->store,
                                  .wave = wave,
                                  .fields = &in->fields,
                                  .frame = &in->frame,
                                  .absent = &in->absent,
                                  .first_unit = in->first_unit,
                                  .threads = in->options.threads,
                                  .laps = in->options.laps};
    TRY(fields_create(&in->fields, wave, &in->absent, frame_has, &in->frame, err));
    in->digest = (struct digest){.path = wave->answers_path, .source = &in->answers};
    start_digest(&in->digest, in->options.threads);
    const enum status status = answers_read(&intake, &in->answers, err);
    double start = laps_start(in->options.laps);
    const enum status digested = end_digest(&in->digest, status == OK ? err : NULL);
    laps_end(in->options.laps, LAP_DIGEST, &start);
    return status == OK ? digested : status;
}

static enum status gather_sources(struct ingest *in, struct error *err)
{
    struct wave *wave = in->wave;
    const size_t n = in->options.n_tables;
    wave->sources = arena_array(wave->arena, n + 2, struct source);
    if (wave->sources == NULL)
        return error_memory(err);
    if (n > 0)
        memcpy(wave->sources, in->options.tables, n * sizeof *wave->sources);
    wave->n_sources = n;
    for (size_t i = 0; i < n; i++) /* of which only the header was read with the other tables */
        if (wave->network != NULL && strcmp(wave->sources[i].role, "cooperation") == 0)
            wave->sources[i].rows = wave->network->n_read;
    if (in->frame.is_there)
        wave->sources[wave->n_sources++] = in->frame.source;
    wave->sources[wave->n_sources++] = in->answers;
    return OK;
}

static enum status load(struct ingest *in, struct error *err)
{
    struct wave *wave = in->wave;
    size_t n_files;
    const char *name = folder_answers(in->form->folder, &n_files);
    wave->answers_path = path_of(in, in->options.answers, name);
    if (wave->answers_path == NULL || !absent_create(&in->absent, &in->form->settings))
        return error_memory(err);
    in->answers = (struct source){.name = in->options.answers != NULL ? wave->answers_path : name,
                                  .role = "answers"};
    TRY(store_put_form(in->store, wave, &in->first_unit, err));
    TRY(read_register(in, err));
    TRY(read_answers(in, err));
    double start = laps_start(in->options.laps);
    TRY(checks_run(wave, in->store, &in->fields, &in->log, err));
    TRY(edit_rules_judge(wave, in->store, &in->log, err));
    TRY(groups_put_numbers(wave, &in->frame, err));
    TRY(groups_make(wave, &in->fields, &in->frame, &in->log.found, err));
    laps_end(in->options.laps, LAP_CHECK, &start);
    TRY(cooperation_read(wave, &in->frame, in->store, &in->log, err));
    TRY(log_put(&in->log, in->store, wave, err));
    TRY(gather_sources(in, err));
    return store_put_counts(in->store, wave, err);
}

enum status wave_ingest(const struct form *form, struct store *store,
                        struct wave_ingest_options options, struct arena *arena, struct wave *wave,
                        struct error *err)
{
    *wave =
        (struct wave){.form = form, .arena = arena, .is_simulated = form->settings.is_simulated};
    struct ingest in = {.form = form, .store = store, .options = options, .wave = wave};
    log_open(&in.log);
    const enum status status = load(&in, err);
    fields_release(&in.fields);
    frame_release(&in.frame);
    absent_release(&in.absent);
    log_release(&in.log);
    if (status != OK)
        wave_release(wave);
    return status;
}
