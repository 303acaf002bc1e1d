/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/folder.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const of_survey[] = {
    "settings.csv",    "survey.csv",      "choices.csv",    "indices.csv",   "register.csv",
    "answers.csv",     "figures.csv",     "hypotheses.csv", "crosswalk.csv", "simulation.csv",
    "uncertainty.csv", "cooperation.csv", "rules.csv",
};
static const char *const of_dialogues[] = {
    "settings.csv", "choices.csv", "sessions.csv", "codes.csv",
    "segments.csv", "coding.csv",  "needs.csv",    "figures.csv",
};

static const struct names_of_kind {
    const char *const *list;
    size_t n;
    const char *folder; /* as messages call it */
} known[] = {
    [KIND_SURVEY] = {of_survey, COUNT(of_survey), "survey folder"},
    [KIND_DIALOGUES] = {of_dialogues, COUNT(of_dialogues), "folder of dialogues"},
};

enum status folder_check(const char *folder, struct arena *arena, const char **out,
                         struct error *err)
{
    struct stat about;
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    *out = arena_text_n(arena, folder, n);
    if (*out == NULL)
        return error_memory(err);
    const struct place at = {*out, 0, 0};
    if (stat(*out, &about) != 0)
        return error_at(err, ERR_OPEN, at, "%s", strerror(errno));
    if (!S_ISDIR(about.st_mode))
        return error_at(err, ERR_OPEN, at, "%s", _("this is not a folder; want a survey folder"));
    return OK;
}

const char *folder_answers(const char *folder, size_t *n)
{
    static const char *const names[] = {"answers.csv", "answers.xlsx", "answers.sav",
                                        "answers.zsav"};
    const char *first = NULL;
    char path[4096];
    struct stat about;
    *n = 0;
    for (size_t i = 0; i < COUNT(names); i++) {
        const int length = snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        if (length < 0 || (size_t)length >= sizeof path || stat(path, &about) != 0)
            continue;
        first = first == NULL ? names[i] : first;
        ++*n;
    }
    return first == NULL ? names[0] : first;
}

static bool is_in(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool is_table(const char *name)
{
    const size_t n = strlen(name);
    return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".csv") == 0;
}

static void say_unread(const struct reading *in, enum wave_kind kind, const char *name)
{
    const char *path = arena_print(in->arena, "%s/%s", in->folder, name);
    const struct place at = {path, 0, 0};
    const char *nearest = text_nearest(name, known[kind].list, known[kind].n);
    if (path == NULL)
        in->found->is_out_of_memory = true;
    else if (nearest != NULL)
        findings_add(in->found, FINDING_INFO, "not_read", at, NULL, NULL,
                     "no table of a %s has this name; did you mean '%s'?", known[kind].folder,
                     nearest);
    else
        findings_add(in->found, FINDING_INFO, "not_read", at, NULL, NULL,
                     "no table of a %s has this name, so it is not read", known[kind].folder);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct unread {
    const char **names;
    size_t n;
};

/* The names of the tables that are not read, in the order of their bytes. */
static enum status gather(const struct reading *in, DIR *folder, enum wave_kind kind,
                          struct unread *out, struct error *err)
{
    size_t capacity = 0;
    errno = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (!is_table(entry->d_name) || is_in(entry->d_name, known[kind].list, known[kind].n))
            continue;
        const char *name = arena_text(in->arena, entry->d_name);
        const char **list = arena_grown(in->arena, out->names, out->n, &capacity, const char *);
        if (name == NULL || list == NULL)
            return error_memory(err);
        out->names = list;
        out->names[out->n++] = name;
    }
    if (errno != 0)
        return error_at(err, ERR_READ, (struct place){in->folder, 0, 0}, "%s", strerror(errno));
    return OK;
}

enum status folder_say_unread(const struct reading *in, enum wave_kind kind, struct error *err)
{
    struct unread unread = {0};
    DIR *folder = opendir(in->folder);
    if (folder == NULL)
        return error_at(err, ERR_OPEN, (struct place){in->folder, 0, 0}, "%s", strerror(errno));
    const enum status status = gather(in, folder, kind, &unread, err);
    closedir(folder);
    TRY(status);
    if (unread.n > 1)
        qsort(unread.names, unread.n, sizeof *unread.names, compare_names);
    for (size_t i = 0; i < unread.n; i++)
        say_unread(in, kind, unread.names[i]);
    return OK;
}
