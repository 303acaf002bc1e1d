/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_REPORT_PARTS_H
#define TESTS_REPORT_PARTS_H

/* The parts of a workbook. */

#include <minizip/unzip.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The part as a text that the caller frees; NULL when it is not there, or damaged. */
__attribute__((unused)) static char *part_read(const char *path, const char *part)
{
    unzFile zip = unzOpen64(path);
    unz_file_info64 info = {0};
    char *text = NULL;
    if (zip == NULL)
        return NULL;
    if (unzLocateFile(zip, part, 1) == UNZ_OK &&
        unzGetCurrentFileInfo64(zip, &info, NULL, 0, NULL, 0, NULL, 0) == UNZ_OK &&
        unzOpenCurrentFile(zip) == UNZ_OK) {
        const int size = (int)info.uncompressed_size;
        text = calloc((size_t)size + 1, 1);
        const bool is_whole = text != NULL && unzReadCurrentFile(zip, text, (unsigned)size) == size;
        if (unzCloseCurrentFile(zip) != UNZ_OK || !is_whole) { /* tells of a wrong CRC */
            free(text);
            text = NULL;
        }
    }
    unzClose(zip);
    return text;
}

/* The number of the sheet of that name in the workbook, from 1; 0 without it. */
__attribute__((unused)) static unsigned sheet_number(const char *path, const char *name, size_t n)
{
    unsigned number = 0;
    char *book = part_read(path, "xl/workbook.xml");
    const char *at = book;
    while (at != NULL && (at = strstr(at, "<sheet name=\"")) != NULL) {
        at += strlen("<sheet name=\"");
        number++;
        if (strncmp(at, name, n) == 0 && at[n] == '"')
            break;
    }
    free(book);
    return at == NULL ? 0 : number;
}

/* Whether the part holds the text. In the part's name "{Cover}" stands for that sheet's number. */
__attribute__((unused)) static bool part_holds(const char *path, const char *part, const char *text)
{
    char numbered[200];
    const char *open = strchr(part, '{'), *close = strchr(part, '}');
    if (open != NULL && close != NULL) {
        const unsigned number = sheet_number(path, open + 1, (size_t)(close - open - 1));
        snprintf(numbered, sizeof numbered, "%.*s%u%s", (int)(open - part), part, number,
                 close + 1);
        part = numbered;
    }
    char *whole = part_read(path, part);
    const bool holds = whole != NULL && strstr(whole, text) != NULL;
    free(whole);
    return holds;
}

#endif
