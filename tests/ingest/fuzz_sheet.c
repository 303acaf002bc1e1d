/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook whose parts are the pieces of the input between form feeds: rows, strings, formats,
   sheets and what stands before them. Whatever they hold, its rows are read to their end or refused
   with a reason. */
#include "tests/ingest/make_sheet.h"

#include <stdint.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64];
    const char *part[5] = {0};
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    char *rest = text;
    for (size_t i = 0; i < COUNT(part) && rest != NULL; i++)
        part[i] = strsep(&rest, "\f");
    if (path[0] == '\0')
        snprintf(path, sizeof path, "/tmp/mognad-fuzz-%d.xlsx", (int)getpid());
    sheet_write(path, (struct sheet_parts){.rows = part[0],
                                           .strings = part[1],
                                           .formats = part[2],
                                           .sheets = part[3],
                                           .about = part[4]});
    struct rows *rows = NULL;
    struct error err = {0};
    const struct row *row = NULL;
    enum status status = rows_open(path, (struct rows_options){.takes_foreign = true}, &rows, &err);
    long line = 0;
    while (status == OK && (status = rows_next(rows, &row, &err)) == OK && row != NULL) {
        if (row->fault == NULL && row->line <= line)
            __builtin_trap();
        line = row->line;
    }
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    rows_close(rows);
    unlink(path);
    free(text);
    return 0;
}
