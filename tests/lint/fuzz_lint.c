/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook whose parts are replaced by the pieces of the input between form feeds: each begins
   with a line that names the part. Whatever they hold, the workbook is checked or refused with a
   reason. */
#include "lint/lint.h"

#include "tests/lint/make_workbook.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_PARTS = 8 };

/* The changes that the input asks for; it is cut into pieces. */
static size_t take_apart(char *text, struct change *changes)
{
    size_t n = 0;
    for (char *rest = text; rest != NULL && n < MOST_PARTS;) {
        char *piece = strsep(&rest, "\f"), *name = strsep(&piece, "\n");
        if (piece == NULL || strspn(name, "abcdefghijklmnopqrstuvwxyzP0123456789._/[]") == 0)
            continue;
        bool is_new = true;
        for (size_t i = 0; i < n; i++)
            is_new &= strcmp(changes[i].part, name) != 0;
        if (is_new)
            changes[n++] = (struct change){name, NULL, piece};
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64];
    struct change changes[MOST_PARTS];
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (path[0] == '\0')
        snprintf(path, sizeof path, "/tmp/mognad-fuzz-%d.xlsx", (int)getpid());
    workbook_write(path, changes, take_apart(text, changes));
    struct arena arena = {0};
    struct lint_report report = {.arena = &arena};
    struct error err = {0};
    const enum status status = lint_file(path, &report, &err);
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    for (size_t i = 0; status == OK && i < report.n; i++)
        if (report.list[i].text == NULL || report.of_rule[report.list[i].rule] == 0 ||
            (i > 0 && report.list[i].rule < report.list[i - 1].rule))
            __builtin_trap();
    arena_release(&arena);
    unlink(path);
    free(text);
    return 0;
}
