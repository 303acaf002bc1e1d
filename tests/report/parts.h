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

/* Whether the part holds the text. */
__attribute__((unused)) static bool part_holds(const char *path, const char *part, const char *text)
{
    char *whole = part_read(path, part);
    const bool holds = whole != NULL && strstr(whole, text) != NULL;
    free(whole);
    return holds;
}

#endif
