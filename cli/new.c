/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad new: a survey folder for a new year, begun from an export or from an earlier folder. */
#include "cli/command.h"
#include "cli/staging.h"
#include "ingest/start.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The new folder: "surveys" and "2023". */
struct target {
    const char *parent, *name;
    int wave;
};

static enum status split(const char *argument, struct arena *arena, struct target *out,
                         struct error *err)
{
    size_t n = strlen(argument);
    while (n > 1 && argument[n - 1] == '/')
        n--;
    const char *path = arena_text_n(arena, argument, n);
    if (path == NULL)
        return error_memory(err);
    const char *slash = strrchr(path, '/');
    out->name = slash == NULL ? path : slash + 1;
    out->parent = slash == NULL ? "." : arena_text_n(arena, path, (size_t)(slash - path));
    if (slash == path)
        out->parent = "/";
    if (out->parent == NULL)
        return error_memory(err);
    const size_t length = strlen(out->name);
    const char *year = length < 4 ? "" : out->name + length - 4;
    if (strspn(year, "0123456789") != 4 || year[0] == '0')
        return error_set(err, ERR_USAGE,
                         _("%s: the folder's name says which year it is of: let it end so, as in "
                           "surveys/2023"),
                         argument);
    out->wave = atoi(year);
    return OK;
}

/* What stands there is not replaced. */
static enum status check_free(const char *path, struct error *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL && errno == ENOENT)
        return OK;
    if (folder == NULL)
        return error_at(err, ERR_OPEN, (struct place){path, 0, 0}, "%s", strerror(errno));
    bool is_empty = true;
    for (const struct dirent *entry; is_empty && (entry = readdir(folder)) != NULL;)
        is_empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return is_empty ? OK
                    : error_at(err, ERR_USAGE, (struct place){path, 0, 0}, "%s",
                               _("is there already; 'new' replaces nothing"));
}

struct placing {
    struct staging *staging;
    const char *folder;
};

static const char *place(void *context, const char *name, struct error *err)
{
    const struct placing *placing = context;
    return staging_path(placing->staging, placing->folder, name, err);
}

static enum status begin(struct start *start, struct arena *arena, struct error *err)
{
    struct stat about;
    if (stat(start->from, &about) != 0)
        return error_at(err, ERR_OPEN, (struct place){start->from, 0, 0}, "%s", strerror(errno));
    return S_ISDIR(about.st_mode) ? start_from_folder(start, arena, err)
                                  : start_from_export(start, arena, err);
}

static enum status begin_in(const struct target *target, struct start *start, struct arena *arena,
                            struct error *err)
{
    struct staging staging = {0};
    struct placing placing = {&staging, target->name};
    start->place = place;
    start->context = &placing;
    enum status status = staging_open(target->parent, &staging, err);
    if (status == OK)
        status = begin(start, arena, err);
    if (status == OK)
        status = staging_publish(&staging, NULL, err);
    staging_close(&staging);
    start->place = NULL;
    start->context = NULL;
    return status;
}

static void print_begun(const struct start *start, const char *folder)
{
    printf(_("%s: begun from %s\n"), folder, start->from);
    if (start->n_rows > 0)
        printf(_("  rows       %zu, to guess from\n"), start->n_rows);
    printf(_("  questions  %zu\n"), start->n_questions);
    printf(_("  lists      %zu\n"), start->n_lists);
    printf(_("  unit_key   %s\n"),
           start->key != NULL ? start->key : _("no column tells units apart: name one"));
    printf(_("  next       read %s/README.md, then: mognad check %s%s%s\n"), folder, folder,
           start->n_rows > 0 ? " --answers " : "", start->n_rows > 0 ? start->from : "");
}

static enum status new_survey(const struct options *options, struct error *err)
{
    if (options->from == NULL)
        return error_set(err, ERR_USAGE, "%s",
                         _("say with --from which export, or which earlier folder, to begin from"));
    struct arena arena = {0};
    struct target target = {0};
    struct start start = {.from = options->from};
    enum status status = split(options->arguments[0], &arena, &target, err);
    if (status == OK)
        status = check_free(options->arguments[0], err);
    if (status == OK) {
        start.name = target.name;
        start.wave = target.wave;
        status = begin_in(&target, &start, &arena, err);
    }
    if (status == OK && !options->is_quiet)
        print_begun(&start, options->arguments[0]);
    arena_release(&arena);
    return status;
}

const struct command command_new = {
    .name = "new",
    .arguments = N_("SURVEY --from PATH"),
    .about = N_("begin a survey folder for a new year"),
    .details =
        N_("Writes the tables of a new survey folder, whose name ends with its year, for the\n"
           "analyst to complete. From an export: questions, choice lists and the key are\n"
           "guessed from its header and values. From an earlier survey folder: its tables, and\n"
           "a crosswalk that leads back to it. README.md in the folder says what is left to do."),
    .options = OPTION_FROM | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .most_arguments = 1,
    .run = new_survey,
};
