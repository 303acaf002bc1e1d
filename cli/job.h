/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_JOB_H
#define CLI_JOB_H

/* A survey folder on its way through the program: tables read, answers loaded, figures made.

       struct job *jobs = NULL;
       status = jobs_read_tables(options, true, &jobs, err);
       if (status == OK) status = job_compute(&jobs[0], store, options, err);
       jobs_free(jobs, options->n_arguments);                                    */

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/finding.h"
#include "cli/options.h"
#include "ingest/form.h"
#include "store/answer_counts.h"
#include "store/figure.h"
#include "store/store.h"
#include "store/wave.h"

struct agency_files;

struct job {
    const char *folder;     /* as the user named it, without a closing '/' */
    struct arena arena;     /* holds all that follows */
    struct findings faults; /* of the folder's tables, with notes on them */
    struct findings noted;  /* while computing */
    struct form *form;
    struct form_sources tables; /* the files that form was read from */
    struct wave wave;
    struct answer_count *counts; /* of the wave's columns */
    struct figures figures;
    const char *draws;  /* where the uncertainty analysis writes what it draws; NULL: nowhere */
    struct job *beside; /* of a survey: the dialogues that join its report; of dialogues: the survey
                           whose report they join; NULL: none on the command line */
    struct trend *trend; /* it and other waves of its form (cli/waves.h); NULL: it is alone */
    size_t trend_wave;   /* its place among them */
    struct published
        *published; /* what its files are made from (cli/published.h); NULL: from all */
    const struct wave *const *waves; /* all of them, in their order */
    struct agency_files
        *agencies; /* with a workbook of their own (cli/agency_files.h); NULL: none */
};

bool job_is_dialogues(const struct job *job);

/* The folder within the output that the job's files go to: "2022", "dialogues-2021". */
enum { JOB_PLACE_SIZE = 32 };
const char *job_place(const struct job *job, char out[JOB_PLACE_SIZE]);

/* Reads the tables of all folders on the command line. Prints the faults of all of them to stderr
   and then fails with ERR_TABLE; answers that cannot be opened are among them when
   `reads_answers`. Fails with ERR_USAGE when two would write the same files. Dialogues
   and the survey that they stand beside are linked when both are there. *jobs,
   one per argument, is the caller's, also on failure: free it with jobs_free. */
MUST_CHECK enum status jobs_read_tables(const struct options *options, bool reads_answers,
                                        struct job **jobs, struct error *err);
void jobs_free(struct job *jobs, int n); /* NULL is fine */

/* Loads the answers into the store, within its transaction, and makes the figures. The findings go
   to the store and are counted in job->wave. */
MUST_CHECK enum status job_compute(struct job *job, struct store *store,
                                   const struct options *options, struct error *err);

/* What the analysis asks the store about the rows of a job; `rows` holds what it needs for that. */
struct job_rows {
    struct store *store;
    const struct wave *wave;
};
struct analysis_source job_asks(const struct job *job, struct store *store, struct job_rows *rows);

#endif
