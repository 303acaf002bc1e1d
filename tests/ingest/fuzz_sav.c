/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input is an SPSS file: it is read to its end, or refused with a reason. */
#include "ingest/rows.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rows *rows = NULL;
    struct error err = {0};
    const struct row *row = NULL;
    char path[64];
    const int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    enum status status = rows_open(path, (struct rows_options){.takes_foreign = true}, &rows, &err);
    while (status == OK && (status = rows_next(rows, &row, &err)) == OK && row != NULL)
        for (size_t i = 0; i < row->n_cells; i++)
            if (strlen(row->cells[i].text) != row->cells[i].n)
                __builtin_trap();
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    rows_close(rows);
    close(fd);
    return 0;
}
