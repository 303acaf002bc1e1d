/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const int exit_codes[] = {
#define STATUS(name, exit_code, meaning) [name] = (exit_code),
#include "base/status.def"
#undef STATUS
};
_Static_assert(COUNT(exit_codes) == STATUS_COUNT, "every status needs an exit code");

const char *message_in_language(const char *text)
{
    return gettext(text);
}

int status_exit_code(enum status status)
{
    return exit_codes[status];
}

/* A text cut by its buffer must not end inside a UTF-8 character. */
static void cut_at_whole_character(char *text, size_t size)
{
    size_t end = size - 1;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0U) == 0x80U)
        end--;
    if (end > 0 && (unsigned char)text[end - 1] >= 0xC0U)
        text[end - 1] = '\0';
}

/* "AB" of the column 28. */
static const char *column_letters(int column, char letters[8])
{
    char *at = letters + 7;
    *at = '\0';
    for (; column > 0 && at > letters; column = (column - 1) / 26)
        *--at = (char)('A' + (column - 1) % 26);
    return at;
}

size_t place_write(struct place at, char *out, size_t size)
{
    char letters[8];
    const size_t length = strlen(at.file);
    const bool is_sheet = length > 0 && at.file[length - 1] == '!';
    int n;
    if (is_sheet && at.line > 0 && at.column > 0)
        n = snprintf(out, size, "%s%s%ld: ", at.file, column_letters(at.column, letters), at.line);
    else if (is_sheet && at.line > 0)
        n = snprintf(out, size, "%s%ld: ", at.file, at.line);
    else if (is_sheet && at.column > 0)
        n = snprintf(out, size, "%s%s: ", at.file, column_letters(at.column, letters));
    else if (at.line > 0 && at.column > 0)
        n = snprintf(out, size, "%s:%ld:%d: ", at.file, at.line, at.column);
    else if (at.line > 0)
        n = snprintf(out, size, "%s:%ld: ", at.file, at.line);
    else
        n = snprintf(out, size, "%s: ", at.file);
    if (n < 0)
        return 0;
    return (size_t)n < size ? (size_t)n : size - 1;
}

/* Returns how much of err->text the place takes. */
static size_t write_place(struct error *err, struct place at)
{
    return at.file == NULL ? 0 : place_write(at, err->text, sizeof err->text);
}

__attribute__((format(printf, 4, 0))) static enum status
error_write(struct error *err, enum status status, struct place at, const char *format,
            va_list arguments)
{
    if (err == NULL || err->status != OK)
        return status;
    err->status = status;
    const size_t used = write_place(err, at);
    const size_t room = sizeof err->text - used;
    const int n = vsnprintf(err->text + used, room, format, arguments);
    if (n >= 0 && (size_t)n >= room)
        cut_at_whole_character(err->text, sizeof err->text);
    return status;
}

enum status error_at(struct error *err, enum status status, struct place at, const char *format,
                     ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_write(err, status, at, format, arguments);
    va_end(arguments);
    return status;
}

enum status error_set(struct error *err, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_write(err, status, (struct place){0}, format, arguments);
    va_end(arguments);
    return status;
}
