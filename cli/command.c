/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include "base/text.h"

#include <string.h>

// a command a line
// clang-format off
static const struct command *const table[] = {
    &command_run,
    &command_check,
    &command_verify,
    &command_diff,
    &command_explain,
    &command_lint,
    &command_new,
    &command_simulate,
};
// clang-format on

const struct command *const *commands(size_t *n)
{
    *n = COUNT(table);
    return table;
}

const struct command *command_by_name(const char *name)
{
    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i]->name, name) == 0)
            return table[i];
    return NULL;
}

const char *command_nearest(const char *name)
{
    const char *names[COUNT(table)];
    for (size_t i = 0; i < COUNT(table); i++)
        names[i] = table[i]->name;
    return text_nearest(name, names, COUNT(table));
}

void command_print_help(const struct command *command, FILE *file)
{
    fprintf(file, _("usage: mognad %s [OPTION]... %s\n"), command->name, _(command->arguments));
    fprintf(file, "\n%s\n\n", _(command->details));
    options_print(command->options, file);
    fputs(_("\nExit status: 0 clean, 1 findings, 2 usage, input or output trouble.\n"), file);
}

void commands_print_help(FILE *file)
{
    fputs(_("usage: mognad COMMAND [OPTION]... [ARGUMENT]...\n\n"
            "From the yearly questionnaire to state agencies to an accessible workbook in which\n"
            "every number can be traced, recalculated and reproduced.\n\n"),
          file);
    for (size_t i = 0; i < COUNT(table); i++)
        fprintf(file, "  %-9s %-23s %s\n", table[i]->name, _(table[i]->arguments),
                _(table[i]->about));
    fputs(_("\n'mognad COMMAND --help' tells more. 'mognad --version' prints versions.\n"), file);
}
