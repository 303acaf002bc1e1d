/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/places.h"

#include "ingest/dialogues.h"

#include <libintl.h>

/* The survey that the dialogues stand beside; NULL when it is not on the command line. */
static struct job *find_survey(struct job *jobs, int n, const struct job *dialogues)
{
    for (int i = 0; i < n; i++)
        if (jobs[i].form != NULL && !job_is_dialogues(&jobs[i]) &&
            jobs[i].form->settings.wave == dialogues->form->settings.beside)
            return &jobs[i];
    return NULL;
}

enum status places_link(struct job *jobs, int n, struct findings *faults, struct error *err)
{
    for (int i = 0; i < n; i++) {
        struct job *job = &jobs[i];
        if (job->form == NULL || !job_is_dialogues(job))
            continue;
        struct job *survey = find_survey(jobs, n, job);
        if (survey == NULL)
            continue;
        if (survey->beside != NULL)
            return error_set(err, ERR_USAGE,
                             _("%s and %s are both dialogues beside %d; run them one by one"),
                             survey->beside->folder, job->folder, job->form->settings.beside);
        survey->beside = job;
        job->beside = survey;
        TRY(dialogues_check_needs(job->form, survey->form, faults, err));
    }
    return OK;
}

/* Two folders may not claim the same place in the output. */
static enum status check_apart(const struct job *jobs, int n, struct error *err)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            if (jobs[i].form->settings.wave == jobs[k].form->settings.wave &&
                job_is_dialogues(&jobs[i]) == job_is_dialogues(&jobs[k]))
                return error_set(err, ERR_USAGE,
                                 _("%s and %s are both of %d and would write the same files; "
                                   "run them one by one, into different folders (--out)"),
                                 jobs[k].folder, jobs[i].folder, jobs[i].form->settings.wave);
    return OK;
}

/* An option that names a file of one survey, if it is there. */
static const char *single_option(const struct options *options)
{
    if (options->answers != NULL)
        return "answers";
    if (options->draws != NULL)
        return "draws";
    return options->replay != NULL ? "replay" : NULL;
}

enum status places_check(const struct job *jobs, const struct options *options, struct error *err)
{
    const char *option = single_option(options);
    int n_surveys = 0;
    for (int i = 0; i < options->n_arguments; i++)
        n_surveys += !job_is_dialogues(&jobs[i]);
    if (option != NULL && n_surveys == 0)
        return error_set(err, ERR_USAGE,
                         _("--%s has no effect on dialogues, and there is nothing else; leave it "
                           "away"),
                         option);
    if (option != NULL && n_surveys > 1 && options->answers != NULL)
        return error_set(err, ERR_USAGE, "%s",
                         _("--answers names the answers of one survey, but there are several; run "
                           "them one by one"));
    if (option != NULL && n_surveys > 1)
        return error_set(err, ERR_USAGE,
                         _("--%s names the draws of one survey, but there are several; run them "
                           "one by one"),
                         option);
    return check_apart(jobs, options->n_arguments, err);
}
