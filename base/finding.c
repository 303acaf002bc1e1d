/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    [FINDING_FAULT] = "fault",
    [FINDING_ERROR] = "error",
    [FINDING_WARNING] = "warning",
    [FINDING_INFO] = "info",
};
_Static_assert(COUNT(names) == SEVERITY_COUNT, "every severity needs a name");

const char *severity_name(enum severity severity)
{
    return names[severity];
}

/* The findings of one file share one copy of its name. */
static const char *keep_file(struct findings *found, const char *file)
{
    if (file == NULL)
        return NULL;
    if (found->last_file == NULL || strcmp(found->last_file, file) != 0)
        found->last_file = arena_text(found->arena, file);
    return found->last_file;
}

static const char *keep(struct findings *found, const char *text)
{
    return text == NULL ? NULL : arena_text(found->arena, text);
}

__attribute__((format(printf, 2, 0))) static char *print_text(struct arena *arena,
                                                              const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, arguments);
    char *text = n < 0 ? NULL : arena_zeros(arena, (size_t)n + 1, 1);
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

/* NOLINTNEXTLINE(readability-function-size): a finding has these parts, and printf its rest */
void findings_add(struct findings *found, enum severity severity, const char *rule, struct place at,
                  const char *unit, const char *question, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const struct finding finding = {
        .severity = severity,
        .rule = rule,
        .at = {keep_file(found, at.file), at.line, at.column},
        .unit = keep(found, unit),
        .question = keep(found, question),
        .text = print_text(found->arena, format, arguments),
    };
    va_end(arguments);
    const bool is_whole = finding.text != NULL && (at.file == NULL || finding.at.file != NULL) &&
                          (unit == NULL || finding.unit != NULL) &&
                          (question == NULL || finding.question != NULL);
    struct finding *list =
        arena_grown(found->arena, found->list, found->n, &found->capacity, struct finding);
    found->count[severity]++;
    if (!is_whole || list == NULL) {
        found->is_out_of_memory = true;
        return;
    }
    found->list = list;
    found->list[found->n++] = finding;
}

enum status findings_status(const struct findings *found, struct error *err)
{
    if (found->is_out_of_memory)
        return error_memory(err);
    for (size_t i = 0; i < found->n; i++)
        if (found->list[i].severity == FINDING_FAULT)
            return error_at(err, ERR_TABLE, found->list[i].at, "%s", found->list[i].text);
    return OK;
}
