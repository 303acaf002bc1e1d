/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad lint: what is wrong with workbooks for those who read them otherwise than we do. */
#include "cli/lint.h"
#include "cli/command.h"

#include <stdlib.h>

bool linted_is_clean(const struct linted *one, bool is_strict)
{
    const size_t *count = one->report.count;
    return one->status == OK && count[LINT_ERROR] == 0 && count[LINT_WARNING] == 0 &&
           (!is_strict || count[LINT_TIP] == 0);
}

static void check(struct linted *one, const char *path)
{
    *one = (struct linted){.path = path};
    one->report.arena = &one->arena;
    one->status = lint_file(path, &one->report, &one->err);
}

/* One after the other, so that a thousand files need no more room than the largest; --json says all
   at once. */
static void print_each(const struct options *options, bool *is_clean, enum status *first)
{
    for (int i = 0; i < options->n_arguments; i++) {
        struct linted one;
        check(&one, options->arguments[i]);
        *is_clean &= linted_is_clean(&one, options->is_strict);
        if (one.status != OK)
            fprintf(stderr, "mognad: %s\n", one.err.text);
        else if (!options->is_quiet)
            linted_print(&one, stdout);
        *first = *first == OK ? one.status : *first;
        arena_release(&one.arena);
    }
}

static enum status print_json(const struct options *options, bool *is_clean, enum status *first,
                              struct error *err)
{
    const size_t n = (size_t)options->n_arguments;
    struct linted *all = calloc(n, sizeof *all);
    if (all == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        check(&all[i], options->arguments[i]);
        *is_clean &= linted_is_clean(&all[i], options->is_strict);
        *first = *first == OK ? all[i].status : *first;
    }
    const enum status status = linted_print_json(all, n, stdout, err);
    for (size_t i = 0; i < n; i++)
        arena_release(&all[i].arena);
    free(all);
    return status;
}

static enum status lint_them(const struct options *options, struct error *err)
{
    bool is_clean = true;
    enum status first = OK; /* the first file that could not be read; the others are checked */
    enum status status = OK;
    if (options->is_json)
        status = print_json(options, &is_clean, &first, err);
    else
        print_each(options, &is_clean, &first);
    if (status != OK || first != OK)
        return status != OK ? status : first;
    return is_clean ? OK : ERR_FINDINGS;
}

const struct command command_lint = {
    .name = "lint",
    .arguments = N_("FILE.xlsx..."),
    .about = N_("what in workbooks shuts out readers, or is wrong"),
    .details = N_(
        "Checks workbooks of any program (.xlsx, .xlsm) for what keeps people and programs from\n"
        "reading them: titles, languages, headers, blank and merged cells, alternative texts,\n"
        "links, contrast, charts, errors, numbers that are none (EN 301 549, WCAG 2.1, the UK\n"
        "Analysis Function's list, Microsoft's accessibility checker). Errors and warnings give\n"
        "exit 1, tips do not unless with --strict. Nothing is changed in the files.\n"
        "docs/lint.md lists the rules."),
    .options = OPTION_STRICT | OPTION_JSON | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 1,
    .run = lint_them,
};
