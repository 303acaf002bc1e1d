/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* A command is a row: adding one is a file with a `run` function and its row in the table. */

#include "base/error.h"
#include "cli/options.h"

#include <stddef.h>

struct command {
    const char *name;
    const char *arguments;               /* as in the usage line; N_ like the rest */
    const char *about;                   /* one line */
    const char *details;                 /* what --help adds; several lines */
    unsigned options;                    /* a sum of enum option_bit */
    int least_arguments, most_arguments; /* most 0: any number */
    enum status (*run)(const struct options *options, struct error *err);
};

extern const struct command command_run;
extern const struct command command_check;
extern const struct command command_verify;
extern const struct command command_diff;
extern const struct command command_explain;
extern const struct command command_lint;
extern const struct command command_new;
extern const struct command command_simulate;

/* All commands in the order of --help; their number in *n. */
const struct command *const *commands(size_t *n);

/* The command with that name; NULL when there is none. */
const struct command *command_by_name(const char *name);

/* Of all names the one nearest to `name`; NULL when none is near. */
const char *command_nearest(const char *name);

/* Prints how a command is called, or the program as a whole. */
void command_print_help(const struct command *command, FILE *file);
void commands_print_help(FILE *file);

#endif
