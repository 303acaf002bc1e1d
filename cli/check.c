/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad check: everything that run does, in a store that is gone afterwards, for the findings. */
#include "cli/command.h"
#include "cli/job.h"
#include "cli/json.h"
#include "cli/print.h"
#include "cli/print_findings.h"
#include "cli/progress.h"
#include "cli/waves.h"

static enum status compute_and_print(struct job *job, struct store *store,
                                     const struct options *options, struct error *err)
{
    progress_begin(options);
    const enum status status = job_compute(job, store, options, err);
    progress_end(); /* before a line is printed */
    TRY(status);
    if (!options->is_quiet && !options->is_json)
        TRY(print_findings(job, store, stdout, err));
    return OK;
}

static enum status check_jobs(struct job *jobs, const struct options *options, struct error *err)
{
    struct store *store = NULL;
    struct waves waves = {0};
    TRY(store_open("", &store, err));
    enum status status = store_begin(store, err);
    if (status == OK)
        status = waves_open(jobs, options->n_arguments, store, &waves, err);
    for (int i = 0; status == OK && i < options->n_arguments; i++) {
        struct job *job = &jobs[waves.order[i]];
        status = compute_and_print(job, store, options, err);
        wave_release(&job->wave);
    }
    waves_close(&waves);
    if (status == OK && options->is_json)
        status = json_print_checks(jobs, options, store, err);
    store_close(store);
    return status;
}

static enum status check(const struct options *options, struct error *err)
{
    struct job *jobs = NULL;
    enum status status = jobs_read_tables(options, true, &jobs, err);
    if (status == OK)
        status = check_jobs(jobs, options, err);
    size_t n_errors = 0;
    for (int i = 0; status == OK && i < options->n_arguments; i++) {
        n_errors += jobs[i].wave.finding_count[FINDING_ERROR];
        if (!options->is_quiet && !options->is_json)
            print_verdict(&jobs[i], stdout);
    }
    jobs_free(jobs, options->n_arguments);
    return status == OK && n_errors > 0 ? ERR_FINDINGS : status;
}

const struct command command_check = {
    .name = "check",
    .arguments = N_("SURVEY..."),
    .about = N_("list what is wrong, write nothing"),
    .details = N_(
        "Reads each survey folder and computes its figures as 'run' does, and lists what it finds\n"
        "by severity: file, line and field, what is wrong, the cell underlined in its row, how\n"
        "often, and what to do. --json lists every finding. Writes nothing."),
    .options = OPTION_ANSWERS | OPTION_REGISTER | OPTION_SEED | OPTION_REPLICATES |
               OPTION_RESAMPLE | OPTION_REPLAY | OPTION_THREADS | OPTION_JSON | OPTION_PHASES |
               OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .run = check,
};
