/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_REPORT_WRITTEN_H
#define TESTS_REPORT_WRITTEN_H

/* Looks at what was written into the working directory. */

#include "tests/check.h"
#include "tests/folder.h"

/* The bytes of the file and a closing NUL; to be freed. */
__attribute__((unused)) static char *read_file(const char *name, size_t *n)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    const long size = ftell(file);
    assert_true(size >= 0);
    rewind(file);
    char *bytes = calloc((size_t)size + 1, 1);
    assert_non_null(bytes);
    *n = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

/* Checks all of a file. */
__attribute__((unused)) static void check_file(const char *name, const char *want)
{
    size_t n = 0;
    char *got = read_file(name, &n);
    CHECK(n == strlen(want) && memcmp(got, want, n) == 0, "%s: want\n%s\ngot\n%s", name, want, got);
    free(got);
}

__attribute__((unused)) static size_t count_files(void)
{
    size_t n = 0;
    DIR *here = opendir(".");
    assert_non_null(here);
    while (readdir(here) != NULL)
        n++;
    closedir(here);
    return n - 2;
}

#endif
