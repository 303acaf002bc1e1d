/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_AGENCY_FILES_H
#define CLI_AGENCY_FILES_H

/* The workbooks for single agencies that --agency asks for: out/<wave>/agencies/KEY.xlsx.

       TRY(agency_files_find(job, store, options, err));           in every wave, once it is
   computed TRY(agency_files_name(job, staging, err)); TRY(agency_files_write(job, &report, options,
   err));
       ...
       TRY(agency_files_check(jobs, options, err));                 when all waves are done

   docs/agency.md says what is in them. */

#include "cli/job.h"
#include "cli/staging.h"
#include "report/report.h"
#include "report/run_record.h"

/* What a wave knows of an agency that was asked for. */
enum agency_state {
    AGENCY_UNKNOWN, /* not in the frame */
    AGENCY_SILENT,  /* in the frame, without an answer */
    AGENCY_TOLD     /* its workbook is written */
};

struct agency_file {
    size_t row; /* of the wave */
    const char *key;
    const char *name; /* of the file */
    const char *path; /* where it is written first */
};

struct agency_files {
    struct agency_file *list; /* n, by row */
    struct run_pair *listed;  /* n: keys and files, for run.json */
    size_t n;
    struct frame_unit *units; /* of the frame */
    size_t n_units;
    enum agency_state *state; /* by options->agencies */
};

/* Sets job->agencies, in the job's arena: NULL for dialogues and when nobody was asked for.
   ERR_USAGE when all of too many are wanted; ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status agency_files_find(struct job *job, struct store *store,
                                         const struct options *options, struct error *err);

/* Where each is to be written. What an earlier run left in the wave's folder of such workbooks and
   this one does not write goes when the others are published. */
MUST_CHECK enum status agency_files_name(struct job *job, struct staging *staging,
                                         struct error *err);

/* Writes them, several at a time. `report` is the wave's, of all. */
MUST_CHECK enum status agency_files_write(struct job *job, const struct report *report,
                                          const struct options *options, struct error *err);

/* ERR_USAGE when an agency that was asked for is in no wave, or has answered in none. */
MUST_CHECK enum status agency_files_check(const struct job *jobs, const struct options *options,
                                          struct error *err);

/* Says of each that answered in some waves alone in which it has not. */
void agency_files_print_silent(const struct job *jobs, const struct options *options, FILE *file);

#endif
