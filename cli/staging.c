/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What to clear away when a signal comes. The thread that waits for signals shares it with the
   rest, so it is guarded; a signal handler knows nothing but what is static. */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static struct staging *open_staging;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    (void)remove(path); /* what cannot be removed is left */
    return 0;
}

static void remove_folder(const char *folder)
{
    enum { OPEN_FOLDERS = 8 };
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static void fill_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
}

static void remove_made_folders(struct staging *staging)
{
    char *path = strdup(staging->target);
    for (; path != NULL && staging->n_made > 0; staging->n_made--) {
        if (rmdir(path) != 0)
            break;
        char *slash = strrchr(path, '/');
        if (slash == NULL)
            break;
        *slash = '\0';
    }
    free(path);
    staging->n_made = 0;
}

static void remove_store(const struct staging *staging)
{
    char journal[PATH_MAX];
    snprintf(journal, sizeof journal, "%s-journal", staging->store);
    unlink(journal);
    unlink(staging->store);
}

/* What the writer of `staged` has begun and not finished (report/outfile.c). */
static void remove_part(const char *staged)
{
    char part[PATH_MAX];
    const int n = snprintf(part, sizeof part, "%s.%ld.part", staged, (long)getpid());
    if (n > 0 && (size_t)n < sizeof part)
        unlink(part);
}

/* A file beside its place is in no staging folder, nor is what stood there before. */
static void remove_beside(struct staging *staging)
{
    for (size_t i = 0; i < staging->n_files; i++) {
        const struct staged_file *file = &staging->files[i];
        if (file->folder != NULL)
            continue;
        if (!file->is_moved) {
            unlink(file->staged);
            remove_part(file->staged);
        }
        if (file->is_moved && file->before != NULL)
            unlink(file->before);
    }
}

/* Removes everything that was made and not published. */
static void clear(struct staging *staging)
{
    remove_beside(staging);
    if (staging->folder != NULL)
        remove_folder(staging->folder);
    if (staging->store != NULL)
        remove_store(staging);
    remove_made_folders(staging);
}

static void *wait_for_signal(void *unused)
{
    (void)unused;
    sigset_t set;
    fill_signals(&set);
    int number = SIGTERM;
    sigwait(&set, &number);
    pthread_mutex_lock(&guard); /* a publication that has begun is completed first */
    if (open_staging != NULL)
        clear(open_staging);
    _exit(128 + number);
}

/* Blocks the signals in this thread and those that it starts, and lets one thread wait for them. */
static void watch_signals(void)
{
    static bool is_watching;
    if (is_watching)
        return;
    sigset_t set, before;
    fill_signals(&set);
    pthread_t thread;
    if (pthread_sigmask(SIG_BLOCK, &set, &before) != 0)
        return;
    is_watching = pthread_create(&thread, NULL, wait_for_signal, NULL) == 0;
    if (is_watching)
        pthread_detach(thread);
    else
        pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void set_open(struct staging *staging)
{
    pthread_mutex_lock(&guard);
    open_staging = staging;
    pthread_mutex_unlock(&guard);
}

/* mkdir -p; counts the levels that were made. */
static enum status make_folders(char *path, size_t *n_made, struct error *err)
{
    for (char *c = path;; c++) {
        if ((*c != '/' && *c != '\0') || c == path)
            continue;
        const char stop = *c;
        *c = '\0';
        const bool is_made = mkdir(path, 0777) == 0;
        if (!is_made && errno != EEXIST)
            return error_set(err, ERR_WRITE, _("%s: cannot make this folder: %s"), path,
                             strerror(errno));
        *n_made += is_made;
        *c = stop;
        if (stop == '\0')
            return OK;
    }
}

/* Locks a staging folder for as long as its process lives. -1: it cannot be opened, or is
 * another's.
 */
static int lock_folder(const char *folder)
{
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    close(descriptor);
    return -1;
}

static void remove_if_left(struct staging *staging, const char *name)
{
    const char *folder = arena_print(&staging->arena, "%s/%s", staging->target, name);
    const int lock = folder == NULL ? -1 : lock_folder(folder);
    if (lock < 0)
        return;
    remove_folder(folder);
    close(lock);
}

/* What runs that were killed left in `target`: staging folders that nobody holds. */
static void remove_leftovers(struct staging *staging)
{
    DIR *target = opendir(staging->target);
    for (struct dirent *entry; target != NULL && (entry = readdir(target)) != NULL;)
        if (strncmp(entry->d_name, ".mognad-", strlen(".mognad-")) == 0)
            remove_if_left(staging, entry->d_name);
    if (target != NULL)
        closedir(target);
}

enum status staging_open(const char *target, struct staging *staging, struct error *err)
{
    watch_signals();
    *staging = (struct staging){0};
    char *path = arena_text(&staging->arena, target);
    char *folder = arena_print(&staging->arena, "%s/.mognad-XXXXXX", target);
    if (path == NULL || folder == NULL)
        return error_memory(err);
    staging->target = path;
    TRY(make_folders(path, &staging->n_made, err));
    remove_leftovers(staging);
    if (mkdtemp(folder) == NULL)
        return error_set(err, ERR_WRITE, _("%s: cannot write in this folder: %s"), target,
                         strerror(errno));
    staging->folder = folder;
    staging->lock = lock_folder(folder);
    set_open(staging);
    return OK;
}

const char *staging_path(struct staging *staging, const char *folder, const char *name,
                         struct error *err)
{
    const char *within = arena_print(&staging->arena, "%s/%s", staging->folder, folder);
    struct staged_file *files = arena_grown(&staging->arena, staging->files, staging->n_files,
                                            &staging->capacity, struct staged_file);
    if (within == NULL || files == NULL) {
        error_memory(err);
        return NULL;
    }
    if (mkdir(within, 0777) != 0 && errno != EEXIST) {
        error_set(err, ERR_WRITE, _("%s: cannot make this folder: %s"), within, strerror(errno));
        return NULL;
    }
    const struct staged_file file = {
        .folder = arena_print(&staging->arena, "%s/%s", staging->target, folder),
        .staged = arena_print(&staging->arena, "%s/%s", within, name),
        .final = arena_print(&staging->arena, "%s/%s/%s", staging->target, folder, name),
    };
    if (file.folder == NULL || file.staged == NULL || file.final == NULL) {
        error_memory(err);
        return NULL;
    }
    staging->files = files;
    staging->files[staging->n_files++] = file;
    return file.staged;
}

enum status staging_withdraw(struct staging *staging, const char *folder, const char *name,
                             struct error *err)
{
    const char *path = staging_path(staging, folder, name, err);
    if (path == NULL)
        return err == NULL ? ERR_WRITE : err->status;
    staging->files[staging->n_files - 1].is_withdrawn = true;
    return OK;
}

const char *staging_beside(struct staging *staging, const char *path, struct error *err)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        error_set(err, ERR_WRITE,
                  S_ISDIR(there.st_mode) ? _("%s: is a folder; name a file in it")
                                         : _("%s: is no plain file"),
                  path);
        return NULL;
    }
    struct staged_file *files = arena_grown(&staging->arena, staging->files, staging->n_files,
                                            &staging->capacity, struct staged_file);
    const struct staged_file file = {
        .staged = arena_print(&staging->arena, "%s.mognad-%ld", path, (long)getpid()),
        .final = path,
    };
    if (files == NULL || file.staged == NULL) {
        error_memory(err);
        return NULL;
    }
    staging->files = files;
    staging->files[staging->n_files++] = file;
    return file.staged;
}

void staging_owns_store(struct staging *staging, const char *path)
{
    pthread_mutex_lock(&guard);
    staging->store = path;
    pthread_mutex_unlock(&guard);
}

/* Puts a file in its place; what stood there is kept beside the staged file. */
static enum status put_in_place(struct staging *staging, struct staged_file *file,
                                struct error *err)
{
    const char *before = arena_print(&staging->arena, "%s.before", file->staged);
    if (before == NULL)
        return error_memory(err);
    if (file->folder != NULL && mkdir(file->folder, 0777) == 0)
        file->is_folder_new = true;
    else if (file->folder != NULL && errno != EEXIST)
        return error_set(err, ERR_WRITE, _("%s: cannot make this folder: %s"), file->folder,
                         strerror(errno));
    if (rename(file->final, before) == 0)
        file->before = before;
    else if (errno != ENOENT)
        return error_set(err, ERR_WRITE, _("%s: cannot be replaced: %s"), file->final,
                         strerror(errno));
    if (file->is_withdrawn)
        return OK;
    file->is_moved = rename(file->staged, file->final) == 0;
    return file->is_moved ? OK
                          : error_set(err, ERR_WRITE, _("%s: cannot be replaced: %s"), file->final,
                                      strerror(errno));
}

static void take_back(struct staged_file *file)
{
    if (file->is_moved)
        (void)rename(file->final, file->staged);
    if (file->before != NULL)
        (void)rename(file->before, file->final);
    file->is_moved = false;
    if (file->is_folder_new)
        (void)rmdir(file->folder);
}

static enum status publish(struct staging *staging, struct store *store, struct error *err)
{
    for (size_t i = 0; i < staging->n_files; i++)
        TRY(put_in_place(staging, &staging->files[i], err));
    return store == NULL ? OK : store_commit(store, err);
}

/* A folder from which the last file was withdrawn goes too; one with a file in it cannot. */
static void remove_emptied(const struct staging *staging)
{
    for (size_t i = 0; i < staging->n_files; i++)
        if (staging->files[i].is_withdrawn && staging->files[i].before != NULL)
            (void)rmdir(staging->files[i].folder);
}

enum status staging_publish(struct staging *staging, struct store *store, struct error *err)
{
    pthread_mutex_lock(&guard);
    const enum status status = publish(staging, store, err);
    for (size_t i = staging->n_files; status != OK && i-- > 0;)
        take_back(&staging->files[i]);
    if (status == OK) {
        remove_emptied(staging);
        staging->n_made = 0;
        staging->store = NULL;
    }
    pthread_mutex_unlock(&guard);
    return status;
}

void staging_close(struct staging *staging)
{
    set_open(NULL);
    clear(staging);
    if (staging->folder != NULL && staging->lock >= 0)
        close(staging->lock);
    arena_release(&staging->arena);
    *staging = (struct staging){0};
}
