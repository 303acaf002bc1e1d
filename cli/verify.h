/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_VERIFY_H
#define CLI_VERIFY_H

/* What 'mognad verify' found of one survey folder, and how it tells it.

       TRY(verified_read(&verified, err));      figures.csv and figures.json
       ... job_compute ...
       TRY(verified_compare(&verified, options, err));
       verified_print(&verified, options, stdout);                                               */

#include "cli/job.h"
#include "store/acceptance.h"
#include "store/figure_compare.h"

#include <stdio.h>

/* A question, indicator, index or hypothesis that hangs on a row that changed. */
struct touched {
    const char *code, *row; /* "MOGNAD", "indices.csv/mog_ledning" */
};

struct verified {
    struct job *job;            /* borrowed; its arena holds all that follows */
    struct findings faults;     /* of figures.csv and figures.json */
    struct figures accepted;    /* empty: none were, or they cannot be read */
    struct acceptance was, is;  /* what they were made of; what those computed are made of */
    bool has_record;            /* there is a figures.json */
    size_t n_apart, n_apart_is; /* figures about earlier waves that were not compared, since other
                                   waves stood beside: accepted ones, computed ones */
    struct differences found;
    struct fact_change *changes; /* n_changes: empty without figures.json */
    size_t n_changes;
    struct touched *touched; /* n_touched */
    size_t n_touched, touched_capacity;
    const char *row; /* private: the one that is being followed */
};

/* Why a figure differs, from the likeliest on. */
enum cause {
    CAUSE_ROW,     /* a row changed that what it is about hangs on */
    CAUSE_WAVE,    /* an earlier wave changed that it is compared with */
    CAUSE_INPUT,   /* a file of the folder changed */
    CAUSE_OPTION,  /* seed, replicates ... */
    CAUSE_METHOD,  /* its method is another */
    CAUSE_PROGRAM, /* the program or a library is another version */
    CAUSE_EDITED,  /* figures.csv was edited since */
    CAUSE_MACHINE, /* nothing that is recorded changed */
    CAUSE_UNKNOWN, /* nothing is recorded */
    CAUSE_COUNT
};

/* "row", "input" ...: as in JSON. */
const char *cause_name(enum cause cause);

/* Follows the rows that changed to all codes that hang on them. ERR_MEMORY. */
MUST_CHECK enum status verified_trace(struct verified *verified, struct error *err);

/* The likely cause of a difference. */
enum cause verified_cause(const struct verified *verified, const struct difference *difference);

/* What that cause is: the row ("indices.csv/mog_ledning"), file, option or library that changed,
   the first of several; NULL when nothing has a name. */
const char *verified_because(const struct verified *verified, const struct difference *difference);

/* Reads what was accepted. What is wrong with it is in verified->faults. ERR_MEMORY, ERR_READ. */
MUST_CHECK enum status verified_read(struct verified *verified, struct error *err);

/* Compares, when the figures are computed. Those about earlier waves (trend/...) are compared only
   when the same years stood beside. ERR_MEMORY, ERR_OPEN, ERR_READ. */
MUST_CHECK enum status verified_compare(struct verified *verified, const struct options *options,
                                        struct error *err);

/* Differences by kind, the largest first, at most some twenty of each. */
void verified_print(const struct verified *verified, const struct options *options, FILE *file);

/* All of them, as an array with an object for each of `n`. ERR_MEMORY, ERR_WRITE. */
MUST_CHECK enum status verified_print_json(const struct verified *verified, int n,
                                           const struct options *options, struct error *err);

#endif
