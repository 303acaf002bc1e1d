/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad verify: computes the figures of each folder anew, in a store that is gone afterwards, and
   compares them with those that were accepted; with --accept it replaces these. */
#include "cli/verify.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/print_findings.h"
#include "cli/progress.h"
#include "cli/staging.h"
#include "cli/waves.h"
#include "ingest/source.h"
#include "report/acceptance_file.h"
#include "report/files.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

static enum status check_options(const struct options *options, struct error *err)
{
    size_t n = 0;
    if (options->reason != NULL)
        (void)text_trimmed(options->reason, &n);
    if (options->is_accepting && n == 0)
        return error_set(err, ERR_USAGE, "%s",
                         _("--accept wants --reason TEXT: why are these figures the right ones?"));
    if (!options->is_accepting && options->reason != NULL)
        return error_set(err, ERR_USAGE, "%s", _("--reason goes with --accept"));
    if (options->reason != NULL && !text_is_utf8(options->reason, strlen(options->reason)))
        return error_set(err, ERR_USAGE, "%s", _("--reason is not UTF-8"));
    return OK;
}

/* Reads what was accepted in all folders, and prints all faults. What is to be replaced may be
   broken. */
static enum status read_accepted(struct verified *verified, const struct options *options,
                                 struct error *err)
{
    size_t n_faults = 0;
    for (int i = 0; i < options->n_arguments; i++) {
        struct findings *faults = &verified[i].faults;
        TRY(verified_read(&verified[i], err));
        if (faults->is_out_of_memory)
            return error_memory(err);
        if (!options->is_accepting)
            print_faults(faults, stderr);
        n_faults += faults->count[FINDING_FAULT];
    }
    if (n_faults == 0 || options->is_accepting)
        return OK;
    return error_set(err, ERR_TABLE,
                     ngettext("%zu fault in what was accepted; nothing was compared",
                              "%zu faults in what was accepted; nothing was compared", n_faults),
                     n_faults);
}

/* Writes what is accepted of one folder beside its place. */
static enum status stage(struct verified *verified, struct staging *staging, struct error *err)
{
    struct job *job = verified->job;
    char sha256[SOURCE_DIGEST_SIZE];
    uint64_t bytes = 0;
    const char *figures = arena_print(&job->arena, "%s/figures.csv", job->folder);
    const char *record = arena_print(&job->arena, "%s/figures.json", job->folder);
    if (figures == NULL || record == NULL)
        return error_memory(err);
    figures = staging_beside(staging, figures, err);
    record = staging_beside(staging, record, err);
    if (figures == NULL || record == NULL)
        return error_memory(err);
    TRY(files_put_figures(figures, &job->wave, &job->figures, err));
    TRY(source_digest(figures, sha256, &bytes, err));
    const char *digest = arena_text(&job->arena, sha256);
    if (digest == NULL)
        return error_memory(err);
    TRY(acceptance_put(&verified->is, FACT_FIGURES, "figures.csv", digest, err));
    return acceptance_file_write(record, &verified->is, err);
}

static enum status accept_all(struct verified *verified, struct staging *staging,
                              const struct options *options, struct error *err)
{
    for (int i = 0; i < options->n_arguments; i++)
        TRY(stage(&verified[i], staging, err));
    return staging_publish(staging, NULL, err);
}

static enum status compute_all(struct job *jobs, struct verified *verified,
                               const struct options *options, struct error *err)
{
    struct store *store = NULL;
    struct waves waves = {0};
    TRY(store_open("", &store, err));
    enum status status = store_begin(store, err);
    if (status == OK)
        status = waves_open(jobs, options->n_arguments, store, &waves, err);
    progress_begin(options);
    for (int i = 0; status == OK && i < options->n_arguments; i++) {
        struct verified *one = &verified[waves.order[i]];
        status = job_compute(one->job, store, options, err);
        if (status == OK)
            status = verified_compare(one, options, err);
        wave_release(&one->job->wave);
    }
    progress_end();
    waves_close(&waves);
    store_close(store);
    return status;
}

/* The staging is open before any thread is started, so that it is the one to be told of signals. */
static enum status compute_and_accept(struct job *jobs, struct verified *verified,
                                      const struct options *options, struct error *err)
{
    struct staging staging = {0};
    if (!options->is_accepting)
        return compute_all(jobs, verified, options, err);
    enum status status = staging_open(options->arguments[0], &staging, err);
    if (status == OK)
        status = compute_all(jobs, verified, options, err);
    if (status == OK)
        status = accept_all(verified, &staging, options, err);
    staging_close(&staging);
    return status;
}

static enum status tell(const struct verified *verified, const struct options *options,
                        struct error *err)
{
    bool is_different = false;
    for (int i = 0; i < options->n_arguments; i++) {
        is_different |= verified[i].found.n > 0;
        if (!options->is_json && !options->is_quiet)
            verified_print(&verified[i], options, stdout);
    }
    if (options->is_json)
        TRY(verified_print_json(verified, options->n_arguments, options, err));
    return is_different && !options->is_accepting ? ERR_FINDINGS : OK;
}

static enum status verify_jobs(struct job *jobs, const struct options *options, struct error *err)
{
    struct verified *verified = calloc((size_t)options->n_arguments, sizeof *verified);
    if (verified == NULL)
        return error_memory(err);
    for (int i = 0; i < options->n_arguments; i++)
        verified[i].job = &jobs[i];
    enum status status = read_accepted(verified, options, err);
    if (status == OK)
        status = compute_and_accept(jobs, verified, options, err);
    if (status == OK)
        status = tell(verified, options, err);
    free(verified);
    return status;
}

static enum status verify(const struct options *options, struct error *err)
{
    struct job *jobs = NULL;
    TRY(check_options(options, err));
    enum status status = jobs_read_tables(options, true, &jobs, err);
    if (status == OK)
        status = verify_jobs(jobs, options, err);
    jobs_free(jobs, options->n_arguments);
    return status;
}

const struct command command_verify = {
    .name = "verify",
    .arguments = N_("SURVEY..."),
    .about = N_("compare the figures with those accepted"),
    .details =
        N_("Computes the figures of each survey folder anew and compares them with its\n"
           "figures.csv, the figures that were accepted: what differs, by how much, and what\n"
           "the likely cause is. Any difference beyond 1e-9 ends it with 1.\n"
           "With --accept it replaces figures.csv instead, and keeps in figures.json the reason\n"
           "and what the figures were made of. Give the same --seed, --replicates and --resample\n"
           "then as when you compare."),
    .options = OPTION_ACCEPT | OPTION_REASON | OPTION_SEED | OPTION_REPLICATES | OPTION_RESAMPLE |
               OPTION_THREADS | OPTION_JSON | OPTION_PHASES | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .run = verify,
};
