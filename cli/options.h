/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

/* The options of all commands, from one table: what is parsed is what --help prints.

       struct options options = options_default();
       TRY(options_parse(argc, argv, command->options, &options, err));
       for (int i = 0; i < options.n_arguments; i++) ... options.arguments[i]            */

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* One bit per option, so that a command can say which it takes. */
enum option_bit {
    OPTION_OUT = 1 << 0,
    OPTION_DB = 1 << 1,
    OPTION_LANG = 1 << 2,
    OPTION_ANSWERS = 1 << 3,
    OPTION_REGISTER = 1 << 4,
    OPTION_THREADS = 1 << 5,
    OPTION_SEED = 1 << 6,
    OPTION_UNITS = 1 << 7,
    OPTION_FORCE = 1 << 8,
    OPTION_WITH_INDICATORS = 1 << 9,
    OPTION_STRICT = 1 << 10,
    OPTION_JSON = 1 << 11,
    OPTION_QUIET = 1 << 12,
    OPTION_HELP = 1 << 13,
    OPTION_PHASES = 1 << 14,
    OPTION_NO_WORKBOOK = 1 << 15,
    OPTION_REPLICATES = 1 << 16,
    OPTION_RESAMPLE = 1 << 17,
    OPTION_DRAWS = 1 << 18,
    OPTION_REPLAY = 1 << 19,
    OPTION_WITH_PAIRS = 1 << 20,
    OPTION_ACCEPT = 1 << 21,
    OPTION_REASON = 1 << 22,
    OPTION_WAVE = 1 << 23,
    OPTION_FULL = 1 << 24,
    OPTION_UNIT = 1 << 25,
    OPTION_LIST = 1 << 26,
    OPTION_WITH_SAV = 1 << 27,
    OPTION_FROM = 1 << 28,
    OPTION_PROFILE = 1 << 29,
    OPTION_AGENCY = 1 << 30
};

enum { OPTION_AGENCIES = 256 }; /* so often --agency may be given */

struct options {
    const char *out;           /* folder to write in */
    const char *db;            /* the store; NULL: <out>/mognad.db */
    const char *lang;          /* "sv" or "en" */
    const char *answers;       /* another file than the folder's; NULL: the folder's */
    const char *register_file; /* likewise */
    int threads;               /* at least 1 */
    uint64_t seed;
    bool has_seed;       /* --seed was given: it overrides the folder's */
    size_t n_units;      /* simulate: how many; 0: the register's */
    size_t n_replicates; /* of every resampling; 0: the folder's */
    const char *draws;   /* file to write what an uncertainty analysis draws into; NULL: none */
    const char *replay;  /* file to take it from instead of drawing; NULL: none */
    const char *from;    /* new: an export or an earlier folder; NULL: not given */
    const char *reason;  /* verify: why figures are accepted; NULL: not given */
    int wave;            /* year of the wave to take of several; 0: not given */
    const char *unit;    /* explain: key of a unit; NULL: not given */
    bool is_full, is_listing;              /* explain */
    const char *agencies[OPTION_AGENCIES]; /* run: keys of agencies with a workbook of their own */
    size_t n_agencies;
    bool wants_all_agencies; /* every one that answered has one */
    bool keeps_answers;      /* of no option: explain wants them in memory once all is computed */
    bool is_forced, is_strict, is_json, is_quiet, wants_help, wants_indicators, wants_pairs,
        wants_sav, wants_phases, has_no_workbook, resamples_many, is_accepting,
        is_published; /* --profile publish: files for everyone, small cells withheld */
    char **arguments; /* what is no option; borrowed from argv */
    int n_arguments;
};

struct options options_default(void);

/* Reads argv[1 ...] of a command that takes the options in `allowed` (a sum of enum option_bit).
   ERR_USAGE for an unknown option (naming the nearest), a missing or impossible value. */
MUST_CHECK enum status options_parse(int argc, char **argv, unsigned allowed,
                                     struct options *options, struct error *err);

/* Prints the options in `allowed`, a line each. */
void options_print(unsigned allowed, FILE *file);

#endif
