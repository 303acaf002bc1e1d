/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

/* A temporary folder that is the working directory while a test runs, so that messages name files
   by short names.

       struct folder folder;
       folder_open(&folder);
       folder_write("in.csv", "a,b\n", 4);
       ...
       folder_close(&folder);             removes it with all its files                          */

#include "tests/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
    char path[64];
    char before[4096];
};

__attribute__((unused)) static void folder_open(struct folder *folder)
{
    strcpy(folder->path, "/tmp/mognad-test-XXXXXX");
    assert_non_null(getcwd(folder->before, sizeof folder->before));
    assert_non_null(mkdtemp(folder->path));
    assert_int_equal(chdir(folder->path), 0);
}

__attribute__((unused)) static void folder_write(const char *name, const char *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* Between the contents of one file and of the next. */
#define AND(file) "\f" file "\n"

/* Writes files given as AND("settings.csv") "..." AND("survey.csv") "...". */
__attribute__((unused)) static void folder_write_all(const char *files)
{
    while (*files == '\f') {
        char name[32] = "";
        const size_t n_name = strcspn(++files, "\n");
        memcpy(name, files, n_name);
        files += n_name + 1;
        const size_t n = strcspn(files, "\f");
        folder_write(name, files, n);
        files += n;
    }
}

/* Removes the files in the working directory. */
__attribute__((unused)) static void folder_empty(void)
{
    DIR *here = opendir(".");
    assert_non_null(here);
    for (struct dirent *entry; (entry = readdir(here)) != NULL;)
        if (entry->d_name[0] != '.' && unlink(entry->d_name) != 0)
            rmdir(entry->d_name);
    closedir(here);
}

__attribute__((unused)) static void folder_close(struct folder *folder)
{
    folder_empty();
    assert_int_equal(chdir(folder->before), 0);
    assert_int_equal(rmdir(folder->path), 0);
}

#endif
