/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad run: all waves are read, computed and written within one transaction and one staging
   folder, and appear together at the end. */
#include "cli/agency_files.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/json.h"
#include "cli/outputs.h"
#include "cli/phase.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/published.h"
#include "cli/staging.h"
#include "cli/waves.h"
#include "ingest/folder.h"
#include "store/put.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *store_path(const struct options *options, struct staging *staging)
{
    return options->db != NULL ? options->db
                               : arena_print(&staging->arena, "%s/mognad.db", options->out);
}

/* --strict: an error among the findings of a wave ends the run. */
static enum status check_strict(const struct options *options, const struct job *job,
                                struct error *err)
{
    const size_t n = job->wave.finding_count[FINDING_ERROR];
    if (!options->is_strict || n == 0)
        return OK;
    return error_set(err, ERR_FINDINGS,
                     _("%s: errors among the findings, nothing was written; "
                       "'mognad check %s' lists them"),
                     job->folder, job->folder);
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return a != NULL && b != NULL && stat(a, &one) == 0 && stat(b, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static bool is_in_folder(struct job *job, const char *name, const char *path)
{
    return is_same_file(arena_print(&job->arena, "%s/%s", job->folder, name), path);
}

/* Whether the path leads to a file of the survey, by whatever name. */
static bool is_input(struct job *job, const struct options *options, const char *path)
{
    size_t n;
    bool is = is_same_file(options->answers, path) || is_same_file(options->register_file, path) ||
              is_in_folder(job, folder_answers(job->folder, &n), path) ||
              is_in_folder(job, "register.csv", path);
    for (size_t i = 0; !is && i < job->tables.n; i++)
        is = is_in_folder(job, job->tables.list[i].name, path);
    return is;
}

/* Where the draws are to be written first, if they are wanted. */
static enum status place_draws(struct job *job, struct staging *staging,
                               const struct options *options, struct error *err)
{
    if (options->draws == NULL || job_is_dialogues(job))
        return OK;
    if (is_input(job, options, options->draws))
        return error_set(err, ERR_USAGE, _("%s: belongs to the survey; --draws would replace it"),
                         options->draws);
    job->draws = staging_beside(staging, options->draws, err);
    return job->draws != NULL ? OK : err->status;
}

static enum status run_job(struct job *job, struct store *store, struct staging *staging,
                           const struct options *options, struct error *err)
{
    TRY(place_draws(job, staging, options, err));
    TRY(job_compute(job, store, options, err));
    TRY(check_strict(options, job, err));
    if (options->is_published)
        TRY(published_make(job, store, &job->published, err));
    progress_step(job->folder, _("writing"));
    TRY(outputs_write(job, store, staging, options, err));
    wave_release(&job->wave);
    return OK;
}

static enum status run_jobs(struct job *jobs, struct store *store, struct staging *staging,
                            const struct options *options, struct error *err)
{
    struct waves waves;
    TRY(store_begin(store, err));
    TRY(waves_open(jobs, options->n_arguments, store, &waves, err));
    enum status status = OK;
    for (int i = 0; status == OK && i < options->n_arguments; i++)
        status = run_job(&jobs[waves.order[i]], store, staging, options, err);
    waves_close(&waves);
    TRY(status);
    TRY(agency_files_check(jobs, options, err));
    struct phase phase = phase_start(options, "publish");
    TRY(staging_publish(staging, store, err));
    phase_end(&phase);
    return OK;
}

/* The store and the staging folder around a run. */
static enum status run_in(struct job *jobs, const struct options *options, struct error *err)
{
    struct staging staging = {0};
    struct store *store = NULL;
    enum status status = staging_open(options->out, &staging, err);
    const char *path = status == OK ? store_path(options, &staging) : NULL;
    if (status == OK && path == NULL)
        status = error_memory(err);
    const bool is_new = path != NULL && access(path, F_OK) != 0;
    if (status == OK)
        status = store_open(path, &store, err);
    if (store != NULL && is_new)
        staging_owns_store(&staging, path);
    if (store != NULL)
        store_name_files_within(store);
    progress_begin(options); /* after staging_open: its thread leaves signals to that one's */
    if (status == OK)
        status = run_jobs(jobs, store, &staging, options, err);
    progress_end();
    store_close(store);
    staging_close(&staging);
    return status;
}

/* A run into the survey folder itself would replace the figures that were accepted there. */
static enum status check_apart(const struct job *job, const char *out, struct error *err)
{
    char wave[PATH_MAX], place[JOB_PLACE_SIZE];
    struct stat of_survey, of_wave;
    snprintf(wave, sizeof wave, "%s/%s", out, job_place(job, place));
    if (stat(job->folder, &of_survey) != 0 || stat(wave, &of_wave) != 0 ||
        of_survey.st_dev != of_wave.st_dev || of_survey.st_ino != of_wave.st_ino)
        return OK;
    return error_set(err, ERR_USAGE,
                     _("%s is the survey folder itself; write elsewhere, with --out"), wave);
}

/* What names units is never published: an option that asks for it has no effect. */
static enum status check_profile(const struct options *options, struct error *err)
{
    const char *name = options->wants_indicators ? "--with-indicators"
                       : options->wants_pairs    ? "--with-pairs"
                       : options->wants_sav      ? "--with-sav"
                                                 : NULL;
    if (options->is_published && (options->n_agencies > 0 || options->wants_all_agencies))
        return error_set(err, ERR_USAGE, "%s",
                         _("--agency writes for single agencies, --profile publish for everyone: "
                           "use one at a time"));
    if (!options->is_published || name == NULL)
        return OK;
    return error_set(err, ERR_USAGE,
                     _("%s has no effect with --profile publish: its file names units"), name);
}

static enum status run(const struct options *options, struct error *err)
{
    TRY(check_profile(options, err));
    struct job *jobs = NULL;
    enum status status = jobs_read_tables(options, true, &jobs, err);
    for (int i = 0; status == OK && i < options->n_arguments; i++)
        status = check_apart(&jobs[i], options->out, err);
    if (status == OK)
        status = run_in(jobs, options, err);
    if (status == OK && options->is_json)
        status = json_print_runs(jobs, options, stdout, err);
    for (int i = 0;
         status == OK && !options->is_quiet && !options->is_json && i < options->n_arguments; i++)
        print_summary(&jobs[i], options, stdout);
    if (status == OK && !options->is_quiet)
        agency_files_print_silent(jobs, options, stderr);
    jobs_free(jobs, options->n_arguments);
    return status;
}

const struct command command_run = {
    .name = "run",
    .arguments = N_("SURVEY..."),
    .about = N_("read, compute and write the report"),
    .details =
        N_("Reads each survey folder, computes its figures and writes OUT/<wave>/: report.xlsx,\n"
           "figures.csv, scores.csv, findings.csv, rejects.csv, codebooks, answers.sav, run.json, "
           "and\n"
           "what describes them: datapackage.json and dcat.rdf. The store OUT/mognad.db keeps all\n"
           "waves. A run that fails leaves the folder and the store as they were.\n"
           "With --profile publish the folder holds only what everyone may have: no unit, and no\n"
           "figure of fewer units than min_cell, nor one to compute it from. The store is whole\n"
           "nevertheless, and not for publication.\n"
           "--agency KEY writes agencies/KEY.xlsx too, feedback to that one agency, and --agency\n"
           "all to everyone who answered; what an earlier run left there is removed."),
    .options = OPTION_OUT | OPTION_DB | OPTION_LANG | OPTION_PROFILE | OPTION_ANSWERS |
               OPTION_REGISTER | OPTION_SEED | OPTION_REPLICATES | OPTION_RESAMPLE | OPTION_DRAWS |
               OPTION_REPLAY | OPTION_THREADS | OPTION_WITH_INDICATORS | OPTION_WITH_PAIRS |
               OPTION_WITH_SAV | OPTION_NO_WORKBOOK | OPTION_AGENCY | OPTION_STRICT | OPTION_JSON |
               OPTION_PHASES | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .run = run,
};
