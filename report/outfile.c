/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct outfile {
    char *path;     /* where it ends */
    char *part;     /* where it is written; NULL while there is no such file */
    int descriptor; /* -1: closed */
    int failure;    /* errno of the first failure; 0 while all is well */
    size_t n;       /* in buffer */
    char buffer[64 * 1024];
};

static enum status cannot_write(const char *path, int failure, struct error *err)
{
    return error_at(err, ERR_WRITE, (struct place){path, 0, 0}, _("cannot be written: %s"),
                    strerror(failure));
}

/* Opens the part file anew, with the permissions that a plain new file gets. */
static enum status open_part(struct outfile *file, struct error *err)
{
    char *part = NULL;
    if (asprintf(&part, "%s.%ld.part", file->path, (long)getpid()) < 0)
        return error_memory(err);
    (void)unlink(part); /* left by a run that was killed and had our number */
    file->descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file->descriptor < 0) {
        const int failure = errno;
        free(part);
        return cannot_write(file->path, failure, err);
    }
    file->part = part;
    return OK;
}

enum status outfile_open(const char *path, struct outfile **out, struct error *err)
{
    *out = NULL;
    struct outfile *file = malloc(sizeof *file);
    if (file == NULL)
        return error_memory(err);
    *file = (struct outfile){.descriptor = -1, .path = strdup(path)};
    const enum status status = file->path == NULL ? error_memory(err) : open_part(file, err);
    if (status == OK)
        *out = file;
    else
        outfile_close(file);
    return status;
}

static void write_out(struct outfile *file, const char *bytes, size_t n)
{
    while (n > 0 && file->failure == 0) {
        const ssize_t written = write(file->descriptor, bytes, n);
        if (written >= 0) {
            bytes += written;
            n -= (size_t)written;
        } else if (errno != EINTR) {
            file->failure = errno;
        }
    }
}

static void flush(struct outfile *file)
{
    write_out(file, file->buffer, file->n);
    file->n = 0;
}

void outfile_put(struct outfile *file, const char *bytes, size_t n)
{
    if (n > sizeof file->buffer - file->n)
        flush(file);
    if (n > sizeof file->buffer) {
        write_out(file, bytes, n);
        return;
    }
    memcpy(file->buffer + file->n, bytes, n);
    file->n += n;
}

/* Not synced to the disk: what a power cut takes, the next run makes again. */
enum status outfile_finish(struct outfile *file, struct error *err)
{
    flush(file);
    if (close(file->descriptor) != 0 && file->failure == 0)
        file->failure = errno;
    file->descriptor = -1;
    if (file->failure == 0 && rename(file->part, file->path) != 0)
        file->failure = errno;
    if (file->failure != 0)
        return cannot_write(file->path, file->failure, err);
    free(file->part);
    file->part = NULL;
    return OK;
}

void outfile_close(struct outfile *file)
{
    if (file == NULL)
        return;
    if (file->descriptor >= 0)
        close(file->descriptor);
    if (file->part != NULL)
        (void)unlink(file->part);
    free(file->part);
    free(file->path);
    free(file);
}
