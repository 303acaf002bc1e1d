/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_STAGING_H
#define CLI_STAGING_H

/* A folder beside the target in which the files of a run are made, and from which they are moved
   into place together once all of them are whole: a failed or interrupted run leaves the target as
   it was.

       struct staging staging = {0};
       TRY(staging_open("out", &staging, err));
       path = staging_path(&staging, "2022", "report.xlsx", err); out/.mognad-x1Yz/2022/report.xlsx
       ... write ...
       status = staging_publish(&staging, store, err);              out/2022/report.xlsx
       staging_close(&staging);                                     removes what was not published

   SIGINT, SIGTERM and SIGHUP close the open staging and end the process with 128 + the signal. */

#include "base/arena.h"
#include "base/error.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

struct staged_file {
    const char *folder; /* within the target; NULL: of a file beside its final place */
    const char *staged, *final;
    const char *before; /* what stood at `final`; NULL: nothing was moved away */
    bool is_moved, is_folder_new;
    bool is_withdrawn; /* nothing is to stand at `final` */
};

struct staging {
    struct arena arena;
    const char *target; /* the folder that files end in */
    const char *folder; /* the staging folder; NULL when closed */
    int lock;           /* held on it, so that nobody takes it for a killed run's */
    const char *store;  /* a store that this run made; NULL: none */
    size_t n_made;      /* how many levels of `target` were made by us */
    struct staged_file *files;
    size_t n_files, capacity;
};

/* Makes `target` if need be, and an empty staging folder in it; removes those of runs that were
   killed. One staging may be open at a time in a process. */
MUST_CHECK enum status staging_open(const char *target, struct staging *staging, struct error *err);

/* Where to write the file `name` of the target's subfolder `folder`; NULL with *err set when the
   subfolder cannot be made. The file is to be moved by staging_publish. */
const char *staging_path(struct staging *staging, const char *folder, const char *name,
                         struct error *err);

/* What an earlier run left as the file `name` of the target's subfolder `folder`, and this one does
   not write, goes when the others are published: it would tell of other figures. */
MUST_CHECK enum status staging_withdraw(struct staging *staging, const char *folder,
                                        const char *name, struct error *err);

/* Where to write a file that is to stand at `path`, which may be anywhere: beside it. NULL with
   *err set when memory runs out, or when something that is no plain file stands there: it would be
   moved away. */
const char *staging_beside(struct staging *staging, const char *path, struct error *err);

/* The store at `path` (borrowed) was made by this run, and goes with it when it is not published.
 */
void staging_owns_store(struct staging *staging, const char *path);

/* Moves every file that staging_path named into its place and commits the store, unless NULL. When
   any of that fails, what stood there before stands there again. A signal waits until it is done.
 */
MUST_CHECK enum status staging_publish(struct staging *staging, struct store *store,
                                       struct error *err);

/* Removes what was not published: the staging folder, a store and a target that were made for
   nothing. The store is closed by then. May be repeated. */
void staging_close(struct staging *staging);

#endif
