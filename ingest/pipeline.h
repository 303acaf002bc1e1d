/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PIPELINE_H
#define INGEST_PIPELINE_H

/* Two stages that pass items from one to the other, each in a thread of its own: one reads while
   the other writes. Items come in the same order whatever the number of threads.

       struct pipeline pipeline = {.fill = fill, .put = put, .context = c, .items = items, .n = 4};
       status = pipeline_run(&pipeline, threads, err);                                      */

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct pipeline {
    /* Fills an item; *is_last when nothing comes after it. Runs in a thread of its own. */
    enum status (*fill)(void *context, void *item, bool *is_last, struct error *err);
    /* Takes what is in an item, which is then filled again. Runs in the caller's thread. */
    enum status (*put)(void *context, void *item, struct error *err);
    void *context;
    void **items; /* n, two or more for two threads */
    size_t n;
};

/* Fills and puts until the last item. Stops at the first failure of either stage, in the order of
   the items, and returns it. With fewer than 2 `threads`, or when no thread can be had, everything
   runs in the caller's. */
MUST_CHECK enum status pipeline_run(const struct pipeline *pipeline, int threads,
                                    struct error *err);

#endif
