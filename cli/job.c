/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/job.h"

#include "analysis/analysis.h"
#include "cli/draws.h"
#include "cli/phase.h"
#include "cli/places.h"
#include "cli/print_findings.h"
#include "cli/progress.h"
#include "ingest/dialogues_wave.h"
#include "ingest/folder.h"
#include "ingest/form.h"
#include "ingest/wave.h"
#include "ingest/where.h"
#include "report/workbook.h"
#include "store/names.h"
#include "store/put.h"

#include <errno.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool job_is_dialogues(const struct job *job)
{
    return job->form->settings.kind == KIND_DIALOGUES;
}

const char *job_place(const struct job *job, char out[JOB_PLACE_SIZE])
{
    snprintf(out, JOB_PLACE_SIZE, "%s%d", job_is_dialogues(job) ? "dialogues-" : "",
             job->form->settings.wave);
    return out;
}

/* "surveys/2022" for "surveys/2022//". */
static enum status set_folder(struct job *job, const char *argument, struct error *err)
{
    size_t n = strlen(argument);
    while (n > 1 && argument[n - 1] == '/')
        n--;
    job->folder = arena_text_n(&job->arena, argument, n);
    return job->folder == NULL ? error_memory(err) : OK;
}

static enum status read_tables(struct job *job, const struct options *options, const char *argument,
                               struct error *err)
{
    job->faults.arena = &job->arena;
    job->noted.arena = &job->arena;
    job->figures.arena = &job->arena;
    TRY(set_folder(job, argument, err));
    const struct form_options reading = {&job->arena, &job->faults, options->register_file};
    return form_read(job->folder, reading, &job->form, &job->tables, err);
}

static void count_findings(struct wave *wave, const struct findings *found)
{
    for (int severity = 0; severity < SEVERITY_COUNT; severity++)
        wave->finding_count[severity] += found->count[severity];
}

static enum status where(void *context, const struct hypothesis *hypothesis, uint8_t *holds,
                         struct error *err)
{
    const struct job_rows *source = context;
    return where_evaluate(source->store, source->wave, hypothesis, holds, err);
}

static enum status unit(void *context, size_t row, struct arena *arena, const char **key,
                        struct error *err)
{
    const struct job_rows *source = context;
    return row_key(source->store, source->wave, row, arena, key, err);
}

struct analysis_source job_asks(const struct job *job, struct store *store, struct job_rows *rows)
{
    *rows = (struct job_rows){store, &job->wave};
    return (struct analysis_source){.where = where, .unit = unit, .context = rows};
}

/* Opens the file that the draws go to, if they are wanted. */
static enum status open_draws(struct job *job, struct draws_file *file, struct error *err)
{
    if (job->draws == NULL)
        return OK;
    return draws_file_open(job->draws, job->form, &job->arena, file, err);
}

static enum status compute(struct job *job, struct store *store, const struct options *options,
                           struct error *err)
{
    const struct settings *settings = &job->form->settings;
    struct job_rows rows;
    struct draw_list given = {0};
    struct draws_file draws = {0};
    if (options->replay != NULL)
        TRY(draws_replay(options->replay, job->form, &job->arena, &given, err));
    const struct analysis_options computing = {
        .threads = options->threads,
        .keep_items = options->wants_indicators ||
                      (!options->has_no_workbook && workbook_wants_items(&job->wave)),
        .keep_answers = options->keeps_answers,
        .keep_pairs = options->wants_pairs,
        .resamples_many = options->resamples_many,
        .seed = options->has_seed ? options->seed : settings->seed,
        .replicates =
            options->n_replicates > 0 ? options->n_replicates : (size_t)settings->replicates,
        .draws = job->draws != NULL ? &draws.sink : NULL,
        .given = options->replay != NULL ? &given : NULL,
        .trend = job->trend,
        .trend_wave = job->trend_wave,
        .source = job_asks(job, store, &rows),
    };
    enum status status = open_draws(job, &draws, err);
    if (status == OK)
        status = analysis_run(&job->wave, computing, &job->noted, &job->figures, err);
    if (status == OK && job->draws != NULL)
        status = draws_file_finish(&draws, err);
    draws_file_close(&draws);
    return status;
}

typedef enum status loading(const struct form *form, struct store *store,
                            struct wave_ingest_options options, struct arena *arena,
                            struct wave *wave, struct error *err);

static loading *const load[] = {[KIND_SURVEY] = wave_ingest, [KIND_DIALOGUES] = dialogues_ingest};

static void print_laps(const struct phase *phase, const struct laps *laps)
{
    static const char *const names[] = {
        [LAP_READ] = "read", [LAP_CHECK] = "check", [LAP_STORE] = "store", [LAP_DIGEST] = "digest"};
    for (int i = 0; i < LAP_COUNT; i++)
        phase_part(phase, names[i], laps->seconds[i]);
}

enum status job_compute(struct job *job, struct store *store, const struct options *options,
                        struct error *err)
{
    struct laps laps = {.now = phase_now};
    const struct wave_ingest_options reading = {
        .answers = options->answers,
        .register_file = options->register_file,
        .threads = options->threads,
        .tables = job->tables.list,
        .n_tables = job->tables.n,
        .laps = options->wants_phases ? &laps : NULL,
    };
    struct phase phase = phase_start(options, "ingest");
    progress_step(job->folder, _("reading"));
    TRY(load[job->form->settings.kind](job->form, store, reading, &job->arena, &job->wave, err));
    TRY(store_put_findings(store, &job->wave, &job->faults, err));
    count_findings(&job->wave, &job->faults);
    print_laps(&phase, &laps);
    phase_next(&phase, "count");
    TRY(answer_counts_make(&job->wave, &job->arena, &job->counts, err));
    phase_next(&phase, "analysis");
    progress_step(job->folder, _("computing"));
    TRY(compute(job, store, options, err));
    TRY(findings_status(&job->noted, err));
    TRY(store_put_findings(store, &job->wave, &job->noted, err));
    count_findings(&job->wave, &job->noted);
    phase_end(&phase);
    return OK;
}

static void job_release(struct job *job)
{
    wave_release(&job->wave);
    arena_release(&job->arena);
}

/* Answers that are not there are told of with the faults of the tables, not after them. */
static void note_answers(struct job *job, const struct options *options)
{
    struct stat about;
    const char *path = options->answers;
    size_t n_files = 0;
    const char *name = folder_answers(job->folder, &n_files);
    if (path == NULL)
        path = arena_print(&job->arena, "%s/%s", job->folder, name);
    if (options->answers == NULL && n_files > 1)
        findings_add(&job->faults, FINDING_FAULT, "table", (struct place){job->folder, 0, 0}, NULL,
                     NULL, "%s",
                     _("there are answers in several formats; keep one file, or name it with "
                       "--answers"));
    if (path == NULL)
        job->faults.is_out_of_memory = true;
    else if (stat(path, &about) != 0)
        findings_add(&job->faults, FINDING_FAULT, "table", (struct place){path, 0, 0}, NULL, NULL,
                     "%s", strerror(errno));
}

enum status jobs_read_tables(const struct options *options, bool reads_answers, struct job **jobs,
                             struct error *err)
{
    const int n = options->n_arguments;
    *jobs = calloc((size_t)n, sizeof **jobs);
    if (*jobs == NULL)
        return error_memory(err);
    struct findings between = {.arena = &(*jobs)[0].arena}; /* faults of folders together */
    size_t n_faults = 0;
    enum status worst = OK; /* of what is not in the tables */
    for (int i = 0; i < n; i++) {
        struct job *job = &(*jobs)[i];
        struct error one = {0};
        const enum status status = read_tables(job, options, options->arguments[i], &one);
        const bool is_survey = job->tables.kind == KIND_SURVEY;
        if (reads_answers && is_survey && (status == OK || status == ERR_TABLE))
            note_answers(job, options);
        print_faults(&job->faults, stderr);
        n_faults += job->faults.count[FINDING_FAULT];
        if (status == OK || status == ERR_TABLE)
            continue;
        if (worst != OK)
            fprintf(stderr, "mognad: %s\n", one.text); /* the first is told at the end */
        else
            worst = error_set(err, status, "%s", one.text);
    }
    if (worst != OK)
        return worst;
    TRY(places_link(*jobs, n, &between, err));
    print_faults(&between, stderr);
    n_faults += between.count[FINDING_FAULT];
    if (n_faults > 0)
        return error_set(err, ERR_TABLE,
                         ngettext("%zu fault in the tables; nothing was written",
                                  "%zu faults in the tables; nothing was written", n_faults),
                         n_faults);
    return places_check(*jobs, options, err);
}

void jobs_free(struct job *jobs, int n)
{
    for (int i = 0; jobs != NULL && i < n; i++)
        job_release(&jobs[i]);
    free(jobs);
}
