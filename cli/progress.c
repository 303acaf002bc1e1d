/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static struct {
    pthread_mutex_t guard;
    pthread_cond_t change;
    pthread_t thread;
    bool is_open, is_shown;
    const char *folder, *what;
    long seconds; /* since the step began */
} progress = {.guard = PTHREAD_MUTEX_INITIALIZER, .change = PTHREAD_COND_INITIALIZER};

static void wipe(void)
{
    if (progress.is_shown)
        fputs("\r\033[K", stderr);
    progress.is_shown = false;
}

static void show(void)
{
    if (progress.what == NULL)
        return;
    fprintf(stderr, "\r\033[K%s: %s ... %ld s", progress.folder, progress.what, progress.seconds);
    progress.is_shown = true;
}

/* Shows the step once a second, until it is over. */
static void *tick(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&progress.guard);
    while (progress.is_open) {
        struct timespec then;
        clock_gettime(CLOCK_REALTIME, &then);
        then.tv_sec++;
        const char *what = progress.what;
        while (progress.is_open && progress.what == what &&
               pthread_cond_timedwait(&progress.change, &progress.guard, &then) == 0)
            ;
        if (progress.is_open && progress.what == what) {
            progress.seconds++;
            show();
        }
    }
    wipe();
    pthread_mutex_unlock(&progress.guard);
    return NULL;
}

void progress_begin(const struct options *options)
{
    if (options->is_quiet || options->is_json || isatty(STDERR_FILENO) == 0 || progress.is_open)
        return;
    progress.is_open = true;
    progress.is_open = pthread_create(&progress.thread, NULL, tick, NULL) == 0;
}

void progress_step(const char *folder, const char *what)
{
    pthread_mutex_lock(&progress.guard);
    if (progress.is_open)
        wipe();
    progress.folder = folder;
    progress.what = what;
    progress.seconds = 0;
    pthread_cond_signal(&progress.change);
    pthread_mutex_unlock(&progress.guard);
}

void progress_end(void)
{
    pthread_mutex_lock(&progress.guard);
    const bool was_open = progress.is_open;
    progress.is_open = false;
    pthread_cond_signal(&progress.change);
    pthread_mutex_unlock(&progress.guard);
    if (was_open)
        pthread_join(progress.thread, NULL);
}
