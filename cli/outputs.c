/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/outputs.h"

#include "cli/agency_files.h"
#include "cli/phase.h"
#include "cli/published.h"
#include "cli/run_facts.h"
#include "cli/versions.h"
#include "ingest/source.h"
#include "report/datapackage.h"
#include "report/dcat.h"
#include "report/ddi.h"
#include "report/files.h"
#include "report/graphml.h"
#include "report/run_record.h"
#include "report/sav.h"
#include "report/workbook.h"
#include "store/put.h"

#include <inttypes.h>
#include <pthread.h>
#include <string.h>

/* The files in the order in which they are published. */
enum file {
    REPORT,
    FIGURES,
    SCORES,
    PAIRS,
    FINDINGS,
    REJECTS,
    CODEBOOK,
    DDI,
    NETWORK,
    ANSWERS,
    RECORD,
    DATAPACKAGE,
    DCAT,
    FILE_COUNT
};

/* A file is one of those that datapackage.json describes, or has a name of its own. */
static const struct output {
    const char *name;
    enum data_id data;
} files[] = {
    // clang-format off
    [REPORT] = {.data = DATA_REPORT},
    [FIGURES] = {.data = DATA_FIGURES},
    [SCORES] = {.data = DATA_SCORES},
    [PAIRS] = {.data = DATA_PAIRS},
    [FINDINGS] = {.data = DATA_FINDINGS},
    [REJECTS] = {.data = DATA_REJECTS},
    [CODEBOOK] = {.data = DATA_CODEBOOK},
    [DDI] = {.data = DATA_DDI},
    [NETWORK] = {.data = DATA_NETWORK},
    [ANSWERS] = {.data = DATA_ANSWERS},
    [RECORD] = {"run.json", DATA_COUNT},
    [DATAPACKAGE] = {"datapackage.json", DATA_COUNT},
    [DCAT] = {"dcat.rdf", DATA_COUNT},
    // clang-format on
};
_Static_assert(COUNT(files) == FILE_COUNT, "every file needs an entry");

struct outputs {
    struct job *job;
    struct store *store;
    const struct options *options;
    const char *path[FILE_COUNT];           /* NULL: not wanted */
    struct data_file described[DATA_COUNT]; /* once written; bytes 0: not written */
};

static const char *file_name(enum file file)
{
    return files[file].name != NULL ? files[file].name : data_tables[files[file].data].file;
}

/* What datapackage.json says about the file, now that it is whole. */
static enum status describe(struct outputs *outputs, enum file file, struct error *err)
{
    const enum data_id id = files[file].data;
    if (id == DATA_COUNT || outputs->path[file] == NULL)
        return OK;
    struct data_file *data = &outputs->described[id];
    data->id = id;
    return source_digest(outputs->path[file], data->sha256, &data->bytes, err);
}

static enum language language_of(const struct options *options)
{
    return strcmp(options->lang, "en") == 0 ? LANGUAGE_EN : LANGUAGE_SV;
}

/* What the files show of a job: all of it, or what may be published. */
static const struct wave *shown_wave(const struct job *job)
{
    return job->published == NULL ? &job->wave : &job->published->wave;
}

static const struct figures *shown_figures(const struct job *job)
{
    return job->published == NULL ? &job->figures : &job->published->figures;
}

static struct report report_of(const struct outputs *outputs, const struct job *job)
{
    const struct options *options = outputs->options;
    return (struct report){
        .wave = shown_wave(job),
        .figures = shown_figures(job),
        .store = outputs->store,
        .language = language_of(options),
        .profile = options->is_published ? PROFILE_PUBLISH : PROFILE_REVIEW,
        .program = PROGRAM_NAME " " MOGNAD_VERSION,
        .store_path = options->db,
    };
}

static enum status write_workbook(const struct outputs *outputs, struct error *err)
{
    const struct options *options = outputs->options;
    if (outputs->path[REPORT] == NULL)
        return OK;
    struct report report = report_of(outputs, outputs->job), beside;
    if (outputs->job->beside != NULL) { /* computed before, as cli/run.c has it */
        beside = report_of(outputs, outputs->job->beside);
        beside.beside = &report;
        report.beside = &beside;
    }
    struct phase phase = phase_start(options, "workbook");
    TRY(report_write_workbook(&report, outputs->path[REPORT], err));
    phase_end(&phase);
    return OK;
}

/* How many figures the files do not show, by reason; their number. */
static size_t count_withheld(const struct job *job, struct run_count out[WITHHELD_REASON_COUNT])
{
    size_t n = 0;
    for (int why = WITHHELD_NOT + 1; job->published != NULL && why < WITHHELD_REASON_COUNT; why++)
        out[n++] = (struct run_count){withheld_name((enum withheld)why),
                                      job->published->disclosure.count[why]};
    return n;
}

/* What made the files, in the store and in run.json. */
static enum status write_record(const struct outputs *outputs, struct error *err)
{
    const struct job *job = outputs->job;
    struct run_facts facts;
    run_facts_make(outputs->options, &job->form->settings, &facts);
    struct run_count withheld[WITHHELD_REASON_COUNT];
    const size_t n_withheld = count_withheld(job, withheld);
    const struct run_record record = {
        .wave = shown_wave(job),
        .n_figures = shown_figures(job)->n,
        .profile = job->published == NULL ? "review" : "publish",
        .withheld = withheld,
        .n_withheld = n_withheld,
        .agencies = job->agencies == NULL ? NULL : job->agencies->listed,
        .n_agencies = job->agencies == NULL ? 0 : job->agencies->n,
        .program = PROGRAM_NAME,
        .version = program_version(),
        .libraries = facts.libraries,
        .n_libraries = LIBRARY_COUNT,
        .options = facts.options,
        .n_options = facts.n_options,
        .in_force = facts.in_force,
        .n_in_force = facts.n_in_force,
    };
    TRY(store_put_run(outputs->store, &job->wave, facts.list, facts.n, err));
    return run_record_write(outputs->path[RECORD], record, err);
}

static enum status write_codebooks(const struct outputs *outputs, struct error *err)
{
    const struct job *job = outputs->job;
    const struct ddi_source source = {.wave = &job->wave,
                                      .counts = job->counts,
                                      .figures = &job->figures,
                                      .program = PROGRAM_NAME " " MOGNAD_VERSION};
    TRY(files_put_codebook(outputs->path[CODEBOOK], job->form, err));
    return outputs->path[DDI] == NULL ? OK : ddi_write(outputs->path[DDI], source, err);
}

static enum status write_answers(const struct outputs *outputs, struct error *err)
{
    const struct sav_source source = {&outputs->job->wave, outputs->store,
                                      language_of(outputs->options)};
    return sav_write(outputs->path[ANSWERS], source, err);
}

/* Items' scores may be there for the workbook alone. */
static enum status write_scores(const struct outputs *outputs, struct error *err)
{
    struct wave published = outputs->job->wave;
    if (!outputs->options->wants_indicators)
        published.n_items = 0;
    return files_put_scores(outputs->path[SCORES], outputs->store, &published, err);
}

static enum status write_data(struct outputs *outputs, struct error *err)
{
    struct job *job = outputs->job;
    struct store *store = outputs->store;
    struct phase phase = phase_start(outputs->options, "store_scores");
    if (!job_is_dialogues(job)) /* the store is whole, whatever is published */
        TRY(store_put_scores(store, &job->wave, err));
    TRY(store_put_figures(store, &job->wave, &job->figures, err));
    phase_next(&phase, "open_data");
    TRY(files_put_figures(outputs->path[FIGURES], shown_wave(job), shown_figures(job), err));
    if (outputs->path[SCORES] != NULL)
        TRY(write_scores(outputs, err));
    if (outputs->path[PAIRS] != NULL)
        TRY(files_put_pairs(outputs->path[PAIRS], store, &job->wave, err));
    if (outputs->path[FINDINGS] != NULL)
        TRY(files_put_findings(outputs->path[FINDINGS], store, &job->wave, err));
    if (outputs->path[REJECTS] != NULL)
        TRY(files_put_rejects(outputs->path[REJECTS], store, &job->wave, err));
    if (outputs->path[CODEBOOK] != NULL)
        TRY(write_codebooks(outputs, err));
    if (outputs->path[NETWORK] != NULL)
        TRY(graphml_write(outputs->path[NETWORK], &job->wave, err));
    if (outputs->path[ANSWERS] != NULL)
        TRY(write_answers(outputs, err));
    for (int file = REPORT + 1; file < FILE_COUNT; file++)
        TRY(describe(outputs, (enum file)file, err));
    TRY(write_record(outputs, err));
    phase_end(&phase);
    return OK;
}

/* Dialogues have no units, no columns of answers and no rows that could be refused; their report
   may be part of a survey's. */
static bool is_wanted(const struct outputs *outputs, enum file file)
{
    const bool is_survey = !job_is_dialogues(outputs->job);
    const bool has_own_report = is_survey || outputs->job->beside == NULL;
    if (outputs->options->is_published && files[file].data != DATA_COUNT &&
        data_tables[files[file].data].is_review_only)
        return false;
    switch (file) {
    case REPORT:
        return !outputs->options->has_no_workbook && has_own_report;
    case PAIRS:
        return outputs->options->wants_pairs && is_survey;
    case SCORES:
    case REJECTS:
    case CODEBOOK:
    case DDI:
        return is_survey;
    case NETWORK:
        return outputs->job->wave.network != NULL;
    case ANSWERS:
        return is_survey &&
               (outputs->options->wants_sav || outputs->job->wave.n_rows <= SAV_MOST_ROWS);
    case DCAT:
        return dcat_is_possible(&outputs->job->form->settings);
    default:
        return true;
    }
}

static enum status name_file(struct outputs *outputs, struct staging *staging, enum file file,
                             struct error *err)
{
    char place[JOB_PLACE_SIZE];
    const char *folder = job_place(outputs->job, place);
    if (!is_wanted(outputs, file))
        return staging_withdraw(staging, folder, file_name(file), err);
    outputs->path[file] = staging_path(staging, folder, file_name(file), err);
    if (outputs->path[file] == NULL)
        return err == NULL ? ERR_WRITE : err->status;
    return OK;
}

static enum status name_files(struct outputs *outputs, struct staging *staging, struct error *err)
{
    for (int file = 0; file < FILE_COUNT; file++)
        TRY(name_file(outputs, staging, (enum file)file, err));
    return OK;
}

/* What is said about the files, once all of them are whole. */
static enum status write_descriptions(struct outputs *outputs, struct error *err)
{
    struct data_file written[DATA_COUNT];
    size_t n = 0;
    TRY(describe(outputs, REPORT, err));
    for (size_t i = 0; i < DATA_COUNT; i++)
        if (outputs->described[i].bytes > 0)
            written[n++] = outputs->described[i];
    const struct wave *wave = &outputs->job->wave;
    TRY(datapackage_write(outputs->path[DATAPACKAGE], wave, written, n, err));
    if (outputs->path[DCAT] == NULL)
        return OK;
    const struct dcat_source source = {wave, written, n, language_of(outputs->options)};
    return dcat_write(outputs->path[DCAT], source, err);
}

/* The data on a thread of their own: OpenMP's would spin while it waits for the workbook, at the
   expense of the thread that makes it. */
struct data_task {
    struct outputs *outputs;
    enum status status;
    struct error err;
};

static void *run_data_task(void *argument)
{
    struct data_task *task = argument;
    task->status = write_data(task->outputs, &task->err);
    return NULL;
}

enum status outputs_write(struct job *job, struct store *store, struct staging *staging,
                          const struct options *options, struct error *err)
{
    struct outputs outputs = {.job = job, .store = store, .options = options};
    TRY(name_files(&outputs, staging, err));
    TRY(agency_files_find(job, store, options, err));
    TRY(agency_files_name(job, staging, err));
    struct data_task data = {.outputs = &outputs};
    pthread_t thread;
    const bool is_beside =
        options->threads > 1 && pthread_create(&thread, NULL, run_data_task, &data) == 0;
    const enum status book = write_workbook(&outputs, err);
    if (is_beside)
        pthread_join(thread, NULL);
    else
        run_data_task(&data);
    if (book != OK)
        return book;
    if (data.status != OK)
        return error_set(err, data.status, "%s", data.err.text);
    const struct report report = report_of(&outputs, job);
    TRY(agency_files_write(job, &report, options, err));
    return write_descriptions(&outputs, err);
}
