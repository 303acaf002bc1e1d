/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/* What went wrong, where, and who is told.

   A function that can fail returns `enum status` and takes a `struct error *`, owned by the
   caller, as its last parameter; the first error wins.

       struct error err = {0};
       if (rows_open(path, &rows, &err) != OK)
           fprintf(stderr, "%s\n", err.text);    surveys/2022/answers.csv:118:7: ...

   `struct error` is for what makes going on impossible. Faults that can be listed together go to
   `struct findings` (base/finding.h).                                                            */

#include <stddef.h>

enum status {
#define STATUS(name, exit_code, meaning) name,
#include "base/status.def"
#undef STATUS
    STATUS_COUNT
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* Where in which file. A part that is not known is 0 (or NULL). */
struct place {
    const char *file; /* as the user named it; borrowed */
    long line;        /* physical line, from 1 */
    int column;       /* CSV field number, from 1 */
};

/* Writes "file:line:column: " with the parts that are known, or, when the file's name ends with "!"
   because it is a sheet of a workbook, "book.xlsx:Sheet!C7: ". Returns the length, less than
   `size`; cut when there is no room. at.file is not NULL. */
size_t place_write(struct place at, char *out, size_t size);

struct error {
    enum status status;
    char text[1024]; /* "file:line:column: message"; UTF-8; cut at a whole character */
};

/* Notes an error and returns `status`, so that a caller can `return error_at(...)`.
     err     may be NULL; keeps what it holds if it holds an error already
     status  not OK                                                                    */
enum status error_at(struct error *err, enum status status, struct place at, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));

/* The same for an error that has no place. */
enum status error_set(struct error *err, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The exit code of `status`: 0 clean, 1 findings, 2 usage, input or output trouble. */
int status_exit_code(enum status status);

/* Returns from the calling function when `call` fails; for functions with nothing to release. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        const enum status try_status_ = (call);                                                    \
        if (try_status_ != OK)                                                                     \
            return try_status_;                                                                    \
    } while (0)

/* The number of elements of an array (not of a pointer). */
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The message in the user's language: for what is only ever printed, never for what may end in a
   file (base/finding.h). N_ marks a text of a table, which _ translates where it is printed. */
#define _(text) message_in_language(text)
#define N_(text) text
const char *message_in_language(const char *text) __attribute__((format_arg(1)));

/* Out of memory, the one error that has nothing to add. Inline, so that compilers and clang-tidy
   see that what is returned is never OK. */
static inline enum status error_memory(struct error *err)
{
    (void)error_set(err, ERR_MEMORY, "%s", _("out of memory"));
    return ERR_MEMORY;
}

#endif
