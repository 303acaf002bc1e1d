/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad explain: where a figure, or a unit's score, comes from. */
#include "cli/explain.h"
#include "analysis/explain.h"
#include "analysis/explain_stored.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/run_facts.h"
#include "cli/waves.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* What was asked, taken apart. */
struct question_asked {
    const char *subject; /* a figure, a code, or what ids are searched for; NULL: nothing */
    char **surveys;      /* n_surveys: the folders among the arguments */
    int n_surveys;
};

/* A pattern may be the name of a folder, but hardly of one with settings. */
static bool is_survey(const char *path)
{
    char settings[PATH_MAX];
    snprintf(settings, sizeof settings, "%s/settings.csv", path);
    return access(settings, F_OK) == 0;
}

static enum status take_apart(const struct options *options, struct question_asked *out,
                              struct error *err)
{
    const int n = options->n_arguments;
    char **arguments = options->arguments;
    *out = (struct question_asked){0};
    if (options->is_listing && options->unit != NULL)
        return error_set(err, ERR_USAGE, "%s", _("--list goes without --unit"));
    const bool is_survey_alone = options->is_listing && n > 0 && is_survey(arguments[0]);
    const int n_subject = n > 0 && !is_survey_alone ? 1 : 0;
    out->subject = n_subject == 1 ? arguments[0] : NULL;
    out->surveys = arguments + n_subject;
    out->n_surveys = n - n_subject;
    if (out->subject == NULL && !options->is_listing)
        return error_set(err, ERR_USAGE, "%s",
                         options->unit != NULL ? _("--unit wants the code of an index or item too")
                                               : _("mognad explain wants FIGURE, or --list"));
    return OK;
}

static enum status tell(const struct explained *of, const struct explanation *e,
                        const struct options *options, struct error *err)
{
    return options->is_json ? explained_print_json(of, e, stdout, err)
                            : explained_print(of, e, options->is_full, err);
}

static enum status explain_from(const struct explain_source *source,
                                const struct question_asked *asked, const struct explained *of,
                                const struct options *options, struct error *err)
{
    struct arena arena = {0};
    struct explanation e = {.arena = &arena};
    if (options->is_listing)
        return explained_list(of, source->figures, asked->subject, options, err);
    enum status status = options->unit != NULL
                             ? explain_score(source, options->unit, asked->subject, &e, err)
                             : explain_figure(source, asked->subject, &e, err);
    if (status == OK)
        status = tell(of, &e, options, err);
    arena_release(&arena);
    return status;
}

/* ---- from a survey folder: everything is computed anew, and the answers are at hand ------------
 */

static enum status explain_job(struct job *job, struct store *store,
                               const struct question_asked *asked, const struct options *options,
                               struct error *err)
{
    struct job_rows rows;
    struct run_facts facts;
    run_facts_make(options, &job->form->settings, &facts);
    const struct explain_source source = {.wave = &job->wave,
                                          .figures = &job->figures,
                                          .store = store,
                                          .asks = job_asks(job, store, &rows),
                                          .language = message_language(),
                                          .has_answers = true,
                                          .is_full = options->is_full};
    struct explained of = {.from = job->folder,
                           .form = job->form->settings.form_id,
                           .year = job->form->settings.wave,
                           .is_simulated = job->wave.is_simulated,
                           .sources = job->wave.sources,
                           .n_sources = job->wave.n_sources,
                           .facts = facts.list,
                           .n_facts = facts.n,
                           .language = source.language};
    return explain_from(&source, asked, &of, options, err);
}

/* The one whose wave is asked for, else that of the latest year, else the last. */
static int choose_job(const struct job *jobs, const struct options *options)
{
    int chosen = 0;
    for (int i = 1; i < options->n_arguments; i++) {
        const int year = jobs[i].form->settings.wave, best = jobs[chosen].form->settings.wave;
        if (options->wave != 0 ? best != options->wave : year >= best)
            chosen = i;
    }
    return chosen;
}

/* Computes all, since figures of a trend are made of several, and explains one. */
static enum status explain_jobs(struct job *jobs, struct store *store,
                                const struct question_asked *asked, const struct options *options,
                                struct error *err)
{
    struct waves waves;
    const int chosen = choose_job(jobs, options);
    enum status status = OK;
    TRY(store_begin(store, err));
    TRY(waves_open(jobs, options->n_arguments, store, &waves, err));
    progress_begin(options);
    for (int i = 0; status == OK && i < options->n_arguments; i++)
        status = job_compute(&jobs[waves.order[i]], store, options, err);
    progress_end();
    waves_close(&waves);
    return status == OK ? explain_job(&jobs[chosen], store, asked, options, err) : status;
}

static enum status explain_surveys(const struct question_asked *asked, const struct options *given,
                                   struct error *err)
{
    struct options options = *given;
    struct job *jobs = NULL;
    struct store *store = NULL;
    options.arguments = asked->surveys;
    options.n_arguments = asked->n_surveys;
    options.keeps_answers = true;
    enum status status = jobs_read_tables(&options, true, &jobs, err);
    if (status == OK)
        status = store_open("", &store, err);
    if (status == OK)
        status = explain_jobs(jobs, store, asked, &options, err);
    store_close(store);
    jobs_free(jobs, options.n_arguments);
    return status;
}

/* ---- from a store: what a run has left ---------------------------------------------------------
 */

/* Waves of which one is to be taken. */
struct wave_choice {
    struct store *store;
    const char *path;
    const struct stored_wave *list; /* n */
    size_t n;
};

/* The latest wave, of --wave that of its year, and of these the latest that has the figure. */
static enum status find_wave(const struct wave_choice *among, const char *id, int year,
                             const struct stored_wave **out, struct error *err)
{
    const struct stored_wave *latest = NULL, *with = NULL;
    for (size_t i = 0; i < among->n; i++) {
        const struct stored_wave *wave = &among->list[i];
        bool has = false;
        if (year != 0 && wave->year != year)
            continue;
        if (latest == NULL || wave->year > latest->year)
            latest = wave;
        if (id != NULL)
            TRY(store_has_figure(among->store, wave->id, id, &has, err));
        if (has && (with == NULL || wave->year > with->year))
            with = wave;
    }
    *out = with != NULL ? with : latest;
    return OK;
}

/* Which one it is is said if there are several. */
static enum status choose_wave(const struct wave_choice *among, const char *id,
                               const struct options *options, const struct stored_wave **out,
                               struct error *err)
{
    const struct place at = {among->path, 0, 0};
    TRY(find_wave(among, id, options->wave, out, err));
    if (*out == NULL && options->wave != 0)
        return error_at(err, ERR_USAGE, at, _("there are no figures of %d"), options->wave);
    if (*out == NULL)
        return error_at(err, ERR_USAGE, at, "%s", _("there are no figures"));
    if (among->n > 1 && options->wave == 0 && !options->is_quiet)
        fprintf(stderr,
                _("mognad: of the %zu waves in %s %s %d is taken, the latest that has it "
                  "(--wave takes another)\n"),
                among->n, among->path, (*out)->form, (*out)->year);
    return OK;
}

static enum status tell_stored(const struct explain_stored_source *source,
                               const struct question_asked *asked, const struct explained *of,
                               const struct options *options, struct error *err)
{
    struct explanation e = {.arena = source->figures->arena};
    if (options->is_listing)
        return explained_list(of, source->figures, asked->subject, options, err);
    TRY(explain_stored(source, asked->subject, &e, err));
    return tell(of, &e, options, err);
}

static enum status explain_wave(struct store *store, const char *path, struct arena *arena,
                                const struct question_asked *asked, const struct options *options,
                                struct error *err)
{
    struct stored_wave *waves = NULL;
    const struct stored_wave *wave = NULL;
    struct figures figures = {.arena = arena};
    struct source *sources = NULL;
    struct run_fact *facts = NULL;
    size_t n = 0;
    TRY(store_get_waves(store, arena, &waves, &n, err));
    const struct wave_choice among = {store, path, waves, n};
    TRY(choose_wave(&among, options->is_listing ? NULL : asked->subject, options, &wave, err));
    if (wave == NULL)
        return ERR_USAGE; /* as has been said */
    struct explained of = {.from = path,
                           .form = wave->form,
                           .year = wave->year,
                           .is_simulated = wave->is_simulated,
                           .is_stored = true,
                           .language = message_language()};
    TRY(store_get_figures(store, wave->id, &figures, err));
    TRY(store_get_sources(store, wave->id, arena, &sources, &of.n_sources, err));
    TRY(store_get_run(store, wave->id, arena, &facts, &of.n_facts, err));
    of.sources = sources;
    of.facts = facts;
    const struct explain_stored_source source = {store, wave, &figures};
    return tell_stored(&source, asked, &of, options, err);
}

static enum status explain_store(const struct question_asked *asked, const struct options *options,
                                 struct error *err)
{
    struct arena arena = {0};
    struct store *store = NULL;
    const char *path =
        options->db != NULL ? options->db : arena_print(&arena, "%s/mognad.db", options->out);
    enum status status = path == NULL ? error_memory(err) : store_open_to_read(path, &store, err);
    if (status == OK)
        status = explain_wave(store, path, &arena, asked, options, err);
    store_close(store);
    arena_release(&arena);
    return status;
}

static enum status explain(const struct options *options, struct error *err)
{
    struct question_asked asked;
    TRY(take_apart(options, &asked, err));
    if (asked.n_surveys > 0)
        return explain_surveys(&asked, options, err);
    if (options->unit != NULL)
        return error_set(err, ERR_USAGE, "%s",
                         _("--unit wants the survey folder too, whose rules it follows"));
    return explain_store(&asked, options, err);
}

const struct command command_explain = {
    .name = "explain",
    .arguments = N_("[FIGURE] [SURVEY]..."),
    .about = N_("where a figure comes from"),
    .details = N_(
        "Tells how a figure came about: value, n, interval, method, the files and questions that\n"
        "it is made of, which units were used and why others were not, and the arithmetic with\n"
        "its numbers. With --unit KEY the first argument is the code of an index or item, and\n"
        "the unit's score is followed down to its answers. --list tells which figures there\n"
        "are: families, or the ids that a pattern is in. With a SURVEY folder everything is\n"
        "computed anew; without one the store of an earlier run tells what it holds."),
    .options = OPTION_OUT | OPTION_DB | OPTION_WAVE | OPTION_UNIT | OPTION_LIST | OPTION_FULL |
               OPTION_ANSWERS | OPTION_REGISTER | OPTION_SEED | OPTION_REPLICATES |
               OPTION_RESAMPLE | OPTION_THREADS | OPTION_JSON | OPTION_QUIET | OPTION_HELP,
    .run = explain,
};
