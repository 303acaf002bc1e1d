/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/start_readme.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *const left_to_do[] = {
    [START_EXPORT] =
        "`mognad new` guessed these tables from the values of the export. Left to do:\n"
        "\n"
        "- `settings.csv`: title, `form_id`, whether `unit_key` is the right column, `closed` (the "
        "date\n"
        "  the field work ended).\n"
        "- `survey.csv`: types and wording, `required`, `relevant`. Columns that are no questions "
        "may go.\n"
        "- `choices.csv`: names and labels of the choices; scores; which choices are no answers\n"
        "  (`missing`: unknown, not_applicable, refused). Codes that stand out from a scale, such "
        "as 98\n"
        "  and 99, were taken for `unknown`.\n"
        "- `indices.csv`: divide the items into indices, with weights and directions. Groups that\n"
        "  figures are broken down by are rows of the type Group.\n"
        "- `register.csv`: the frame, one row per unit. Without it the units that answered are the "
        "frame.\n"
        "- `answers.csv`: the export itself, or name it with `--answers`.\n",
    [START_FOLDER] =
        "`mognad new` took these tables over from the earlier folder. Left to do:\n"
        "\n"
        "- `settings.csv`: title, version, `closed` (the date the field work ended).\n"
        "- `survey.csv`, `choices.csv`, `indices.csv`, `hypotheses.csv`: this year's "
        "questions, indices\n"
        "  and claims.\n"
        "- `crosswalk.csv` says that every question is last year's unchanged. Take "
        "out those that were\n"
        "  reworded, and give a `recode` where a scale changed: trends on common "
        "questions rest on it.\n"
        "- `register.csv`: this year's frame; `cooperation.csv`, if the claims are about it.\n"
        "- `answers.csv`: the export, or name it with `--answers`.\n",
};

enum status start_write_readme(const struct start *start, enum start_kind kind, struct error *err)
{
    const char *path = start->place(start->context, "README.md", err);
    if (path == NULL)
        return err == NULL ? ERR_WRITE : err->status;
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return error_at(err, ERR_WRITE, (struct place){path, 0, 0}, "%s", strerror(errno));
    const char *slash = strrchr(start->from, '/');
    const char *from = slash == NULL || slash[1] == '\0' ? start->from : slash + 1;
    fprintf(file, "# %s\n\nBegun from `%s`.\n\n%s\n`mognad check` lists what is wrong.\n",
            start->name, from, left_to_do[kind]);
    const bool is_written = ferror(file) == 0;
    if (fclose(file) != 0 || !is_written)
        return error_at(err, ERR_WRITE, (struct place){path, 0, 0}, _("cannot write: %s"),
                        strerror(errno));
    return OK;
}
