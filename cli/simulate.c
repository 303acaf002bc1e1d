/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad simulate: answers drawn for each survey folder, all files appearing together at the end.
 */
#include "ingest/simulate.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/print_findings.h"
#include "cli/staging.h"

#include <jansson.h>
#include <libintl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What was drawn for one folder. */
struct drawn {
    struct simulate_result result;
    const char *answers, *registers; /* files, in the job's arena; registers NULL: none */
    const char *cooperation;         /* likewise */
    size_t n_ties;
    const char *command; /* that makes the report of them */
    uint64_t seed;
};

/* ---- files */

static const char *final_path(struct job *job, const struct options *options, const char *name)
{
    return arena_print(&job->arena, "%s/%d/%s", options->out, job->form->settings.wave, name);
}

static enum status check_free(const char *path, const struct options *options, struct error *err)
{
    if (path == NULL)
        return error_memory(err);
    if (options->is_forced || access(path, F_OK) != 0)
        return OK;
    return error_set(err, ERR_WRITE,
                     _("%s is there already; replace it with --force, or write elsewhere with "
                       "--out DIR"),
                     path);
}

static const char *staged_path(struct job *job, struct staging *staging, const char *name,
                               struct error *err)
{
    const char *wave = arena_print(&job->arena, "%d", job->form->settings.wave);
    if (wave != NULL)
        return staging_path(staging, wave, name, err);
    error_memory(err);
    return NULL;
}

/* ---- the command that comes next */

/* In quotes where the shell would take the name apart. */
static const char *quoted(struct arena *arena, const char *path)
{
    return path == NULL || strpbrk(path, " \t\"$`\\&;()<>|*?[]#~!") == NULL
               ? path
               : arena_print(arena, "'%s'", path);
}

/* Whether OUT/<wave> is the survey folder itself. */
static bool is_own_folder(struct job *job, const struct options *options)
{
    char here[PATH_MAX], there[PATH_MAX];
    const char *target = arena_print(&job->arena, "%s/%d", options->out, job->form->settings.wave);
    return target != NULL && realpath(job->folder, here) != NULL &&
           realpath(target, there) != NULL && strcmp(here, there) == 0;
}

static const char *next_command(struct job *job, const struct options *options,
                                const struct drawn *drawn)
{
    struct arena *arena = &job->arena;
    const char *folder = quoted(arena, job->folder), *answers = quoted(arena, drawn->answers);
    if (is_own_folder(job, options) && drawn->registers == NULL)
        return arena_print(arena, "mognad run %s", folder);
    if (drawn->registers != NULL)
        return arena_print(arena, "mognad run %s --answers %s --register %s", folder, answers,
                           quoted(arena, drawn->registers));
    return arena_print(arena, "mognad run %s --answers %s", folder, answers);
}

/* ---- one folder */

static enum status print_found(const struct findings *found, const struct options *options,
                               struct error *err)
{
    if (found->is_out_of_memory)
        return error_memory(err);
    const size_t n = found->count[FINDING_FAULT];
    print_faults(found, stderr);
    for (size_t i = 0; i < found->n && n == 0 && !options->is_quiet; i++)
        print_finding(&found->list[i], stderr);
    if (n == 0)
        return OK;
    return error_set(
        err, ERR_TABLE,
        ngettext("%zu fault; nothing was written", "%zu faults; nothing was written", n), n);
}

static enum status write_ties(struct job *job, struct simulation_job *simulation,
                              const struct options *options, struct staging *staging,
                              struct drawn *out, struct error *err)
{
    if (!simulate_has_ties(simulation))
        return OK;
    out->cooperation = final_path(job, options, "cooperation.csv");
    TRY(check_free(out->cooperation, options, err));
    const char *path = staged_path(job, staging, "cooperation.csv", err);
    return path == NULL ? err->status : simulate_ties(simulation, path, &out->n_ties, err);
}

static enum status write_files(struct job *job, struct simulation_job *simulation,
                               const struct options *options, struct staging *staging,
                               struct drawn *out, struct error *err)
{
    out->answers = final_path(job, options, "answers.csv");
    TRY(check_free(out->answers, options, err));
    const char *answers = staged_path(job, staging, "answers.csv", err);
    if (answers == NULL)
        return err->status;
    if (simulate_has_register(simulation)) {
        out->registers = final_path(job, options, "register.csv");
        TRY(check_free(out->registers, options, err));
        const char *path = staged_path(job, staging, "register.csv", err);
        if (path == NULL)
            return err->status;
        TRY(simulate_register(simulation, path, err));
    }
    TRY(write_ties(job, simulation, options, staging, out, err));
    return simulate_answers(simulation, answers, &out->result, err);
}

static enum status simulate_job(struct job *job, const struct options *options,
                                struct staging *staging, struct drawn *out, struct error *err)
{
    const struct simulate_options how = {
        .seed = options->seed,
        .has_seed = options->has_seed,
        .n_units = options->n_units,
        .register_file = options->register_file,
    };
    struct simulation_job *simulation = NULL;
    if (job_is_dialogues(job))
        return error_set(
            err, ERR_USAGE,
            _("%s is a folder of dialogues, which has no questionnaire to draw answers "
              "to"),
            job->folder);
    out->seed = options->has_seed ? options->seed : job->form->settings.seed;
    TRY(simulate_open(job->form, how, &job->arena, &job->noted, &simulation, err));
    enum status status = print_found(&job->noted, options, err);
    if (status == OK)
        status = write_files(job, simulation, options, staging, out, err);
    simulate_close(simulation);
    return status;
}

/* ---- all folders */

static void print_drawn(const struct job *job, const struct drawn *drawn)
{
    const struct simulate_result *r = &drawn->result;
    printf(_("%s: simulated answers, seed %llu\n"), job->folder, (unsigned long long)drawn->seed);
    printf(_("  units     %zu, %zu answer, %zu of them to the end\n"), r->n_units, r->n_answering,
           r->n_complete);
    printf(_("  answers   %s\n"), drawn->answers);
    if (drawn->registers != NULL)
        printf(_("  register  %s\n"), drawn->registers);
    if (drawn->cooperation != NULL)
        printf(_("  ties      %zu in %s\n"), drawn->n_ties, drawn->cooperation);
    printf(_("  next      %s\n"), drawn->command);
}

static enum status print_json(const struct job *jobs, const struct drawn *drawn, int n,
                              struct error *err)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++) {
        const struct drawn *d = &drawn[i];
        json_t *one = json_pack(
            "{ss ss si sb sI sI sI sI ss so so ss}", "folder", jobs[i].folder, "form",
            jobs[i].form->settings.form_id, "wave", jobs[i].form->settings.wave, "simulated", 1,
            "seed", (json_int_t)d->seed, "units", (json_int_t)d->result.n_units, "answering",
            (json_int_t)d->result.n_answering, "complete", (json_int_t)d->result.n_complete,
            "answers", d->answers, "register",
            d->registers == NULL ? json_null() : json_string(d->registers), "cooperation",
            d->cooperation == NULL ? json_null() : json_string(d->cooperation), "next", d->command);
        if (json_array_append_new(list, one) != 0) {
            json_decref(list);
            return error_memory(err);
        }
    }
    const bool is_written =
        json_dumpf(list, stdout, JSON_INDENT(2)) == 0 && fputc('\n', stdout) != EOF;
    json_decref(list);
    return is_written ? OK : error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
}

static enum status simulate_jobs(struct job *jobs, const struct options *options,
                                 struct drawn *drawn, struct error *err)
{
    struct staging staging = {0};
    enum status status = staging_open(options->out, &staging, err);
    for (int i = 0; status == OK && i < options->n_arguments; i++) {
        jobs[i].noted.arena = &jobs[i].arena;
        status = simulate_job(&jobs[i], options, &staging, &drawn[i], err);
    }
    if (status == OK)
        status = staging_publish(&staging, NULL, err);
    staging_close(&staging);
    for (int i = 0; status == OK && i < options->n_arguments; i++) {
        drawn[i].command = next_command(&jobs[i], options, &drawn[i]);
        if (drawn[i].command == NULL)
            status = error_memory(err);
    }
    return status;
}

static enum status simulate(const struct options *options, struct error *err)
{
    struct job *jobs = NULL;
    struct drawn *drawn = calloc((size_t)options->n_arguments, sizeof *drawn);
    enum status status =
        drawn == NULL ? error_memory(err) : jobs_read_tables(options, false, &jobs, err);
    if (status == OK)
        status = simulate_jobs(jobs, options, drawn, err);
    if (status == OK && options->is_json)
        status = print_json(jobs, drawn, options->n_arguments, err);
    for (int i = 0;
         status == OK && !options->is_quiet && !options->is_json && i < options->n_arguments; i++)
        print_drawn(&jobs[i], &drawn[i]);
    jobs_free(jobs, options->n_arguments);
    free(drawn);
    return status;
}

const struct command command_simulate = {
    .name = "simulate",
    .arguments = N_("SURVEY..."),
    .about = N_("draw answers for a questionnaire"),
    .details = N_(
        "Draws answers to each survey folder's questionnaire, for a dry run before the field or\n"
        "for load tests, and writes OUT/<wave>/answers.csv. Its last column, 'simulated', marks\n"
        "the answers as drawn. Parameters are in the folder's simulation.csv; without it, items\n"
        "load 0.7 on the factors of their indices and a few answers are missing.\n"
        "\n"
        "The units are those of register.csv. With -n as many are made up, after the register's,\n"
        "and OUT/<wave>/register.csv lists them.\n"
        "\n"
        "With rows about ties in simulation.csv, OUT/<wave>/cooperation.csv says with whom each\n"
        "unit of the register co-operates."),
    .options = OPTION_OUT | OPTION_UNITS | OPTION_SEED | OPTION_REGISTER | OPTION_FORCE |
               OPTION_JSON | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .run = simulate,
};
