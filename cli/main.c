/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: finds the command, runs it, prints its error, chooses the exit code. The only place
   that ends the process. */
#include "cli/command.h"
#include "cli/versions.h"

#include <gsl/gsl_errno.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Messages follow the user's language; numbers never follow the locale. */
static void choose_language(void)
{
    setlocale(LC_MESSAGES, "");
    setlocale(LC_CTYPE, "C.UTF-8");
    bind_textdomain_codeset("mognad", "UTF-8");
    textdomain("mognad");
    char path[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return;
    path[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        if (slash == NULL)
            return;
        *slash = '\0';
    }
    static const char below[] = "/share/locale";
    if (strlen(path) + sizeof below > sizeof path)
        return;
    strcat(path, below);
    bindtextdomain("mognad", path);
}

static enum status run(int argc, char **argv, struct error *err)
{
    if (argc < 2) {
        commands_print_help(stderr);
        return error_set(err, ERR_USAGE, "%s", _("a command is wanted"));
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        commands_print_help(stdout);
        return OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        versions_print(stdout);
        return OK;
    }
    const struct command *command = command_by_name(argv[1]);
    if (command == NULL) {
        const char *nearest = command_nearest(argv[1]);
        if (nearest != NULL)
            return error_set(err, ERR_USAGE, _("there is no command '%s'; did you mean '%s'?"),
                             argv[1], nearest);
        return error_set(err, ERR_USAGE, _("there is no command '%s'; 'mognad --help' lists them"),
                         argv[1]);
    }
    struct options options = options_default();
    TRY(options_parse(argc - 1, argv + 1, command->options, &options, err));
    if (options.wants_help) {
        command_print_help(command, stdout);
        return OK;
    }
    if (options.n_arguments < command->least_arguments)
        return error_set(err, ERR_USAGE, _("mognad %s wants %s"), command->name,
                         _(command->arguments));
    if (command->most_arguments > 0 && options.n_arguments > command->most_arguments)
        return error_set(err, ERR_USAGE, _("mognad %s takes no '%s'"), command->name,
                         options.arguments[command->most_arguments]);
    return command->run(&options, err);
}

/* Columns of a million rows go back to the system when they are freed: left to itself, glibc would
   raise the threshold with the first of them and keep the rest in its heap. Smaller blocks, such as
   those of a compressor for each part of a workbook, come from a heap that is not shrunk and grown
   again between them. */
static void set_up_heap(void)
{
    enum { KIB = 1024 };
    mallopt(M_MMAP_THRESHOLD, 512 * KIB);
    mallopt(M_TRIM_THRESHOLD, 8 * 1024 * KIB);
    mallopt(M_TOP_PAD, 1024 * KIB);
}

int main(int argc, char **argv)
{
    set_up_heap();
    choose_language();
    gsl_set_error_handler_off();
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error like a full disk */
    struct error err = {0};
    enum status status = run(argc, argv, &err);
    if (fflush(stdout) != 0 || ferror(stdout) != 0)
        status = error_set(&err, ERR_WRITE, "%s", _("cannot write to standard output"));
    if (err.text[0] != '\0')
        fprintf(stderr, "mognad: %s\n", err.text);
    return status_exit_code(status);
}
