/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/pipeline.h"

#include <pthread.h>

struct queue {
    const struct pipeline *pipeline;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t n_filled, n_put; /* so far; item i lies at i % n */
    bool is_ended;          /* nothing more is filled */
    bool is_stopped;        /* nothing more is put */
    enum status status;     /* of filling */
    struct error err;
};

static enum status run_alone(const struct pipeline *pipeline, struct error *err)
{
    for (bool is_last = false; !is_last;) {
        TRY(pipeline->fill(pipeline->context, pipeline->items[0], &is_last, err));
        TRY(pipeline->put(pipeline->context, pipeline->items[0], err));
    }
    return OK;
}

/* Waits for an item that may be filled; false when the other stage has stopped. */
static bool wait_for_room(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->n_filled - queue->n_put == queue->pipeline->n && !queue->is_stopped)
        pthread_cond_wait(&queue->changed, &queue->lock);
    const bool may_fill = !queue->is_stopped;
    pthread_mutex_unlock(&queue->lock);
    return may_fill;
}

static void hand_over(struct queue *queue, enum status status, bool is_last)
{
    pthread_mutex_lock(&queue->lock);
    queue->status = status;
    if (status == OK)
        queue->n_filled++;
    queue->is_ended = is_last || status != OK;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

static void *fill_all(void *context)
{
    struct queue *queue = context;
    const struct pipeline *pipeline = queue->pipeline;
    bool is_last = false;
    while (!is_last && wait_for_room(queue)) {
        void *item = pipeline->items[queue->n_filled % pipeline->n];
        const enum status status = pipeline->fill(pipeline->context, item, &is_last, &queue->err);
        is_last |= status != OK;
        hand_over(queue, status, is_last);
    }
    return NULL;
}

/* Waits for an item that may be put; false when there will be none. */
static bool wait_for_item(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->n_put == queue->n_filled && !queue->is_ended)
        pthread_cond_wait(&queue->changed, &queue->lock);
    const bool may_put = queue->n_put < queue->n_filled;
    pthread_mutex_unlock(&queue->lock);
    return may_put;
}

static void take_back(struct queue *queue, enum status status)
{
    pthread_mutex_lock(&queue->lock);
    queue->n_put++;
    queue->is_stopped = status != OK;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

static enum status put_all(struct queue *queue, struct error *err)
{
    const struct pipeline *pipeline = queue->pipeline;
    enum status status = OK;
    while (status == OK && wait_for_item(queue)) {
        status = pipeline->put(pipeline->context, pipeline->items[queue->n_put % pipeline->n], err);
        take_back(queue, status);
    }
    return status;
}

static enum status run_together(struct queue *queue, struct error *err)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, fill_all, queue) != 0)
        return run_alone(queue->pipeline, err);
    const enum status status = put_all(queue, err);
    pthread_join(thread, NULL);
    if (status == OK && queue->status != OK)
        return error_set(err, queue->status, "%s", queue->err.text);
    return status;
}

enum status pipeline_run(const struct pipeline *pipeline, int threads, struct error *err)
{
    if (threads < 2 || pipeline->n < 2)
        return run_alone(pipeline, err);
    struct queue queue = {.pipeline = pipeline};
    pthread_mutex_init(&queue.lock, NULL);
    pthread_cond_init(&queue.changed, NULL);
    const enum status status = run_together(&queue, err);
    pthread_cond_destroy(&queue.changed);
    pthread_mutex_destroy(&queue.lock);
    return status;
}
