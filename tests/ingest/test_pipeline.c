/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/pipeline.h"

#include "tests/check.h"

struct belt {
    int n_filled, n_put;       /* so far */
    int last;                  /* item after which nothing comes */
    int fill_fails, put_fails; /* at this item; -1: never */
    char order[4096];
};

static enum status fill(void *context, void *item, bool *is_last, struct error *err)
{
    struct belt *belt = context;
    if (belt->n_filled == belt->fill_fails)
        return error_set(err, ERR_READ, "cannot fill %d", belt->n_filled);
    *(int *)item = belt->n_filled++;
    *is_last = belt->n_filled == belt->last;
    return OK;
}

static enum status put(void *context, void *item, struct error *err)
{
    struct belt *belt = context;
    if (belt->n_put == belt->put_fails)
        return error_set(err, ERR_STORE, "cannot put %d", belt->n_put);
    belt->n_put++;
    sprintf(belt->order + strlen(belt->order), "%d ", *(int *)item);
    return OK;
}

static void items_keep_their_order_and_failures_stop(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        int last, fill_fails, put_fails;
        enum status want;
        const char *message;
        int n_put;
    } cases[] = {
        {"one item", 1, -1, -1, OK, "", 1},
        {"fewer than there is room for", 3, -1, -1, OK, "", 3},
        {"many", 200, -1, -1, OK, "", 200},
        {"the first cannot be filled", 5, 0, -1, ERR_READ, "cannot fill 0", 0},
        {"a later one cannot be filled", 50, 30, -1, ERR_READ, "cannot fill 30", 30},
        {"the first cannot be put", 5, -1, 0, ERR_STORE, "cannot put 0", 0},
        {"a later one cannot be put", 50, -1, 20, ERR_STORE, "cannot put 20", 20},
        {"the earlier failure is told", 50, 21, 20, ERR_STORE, "cannot put 20", 20},
    };
    // clang-format on
    for (int threads = 0; threads <= 2; threads++)
        for (size_t i = 0; i < COUNT(cases); i++) {
            int items[3];
            void *at[] = {&items[0], &items[1], &items[2]};
            struct belt belt = {.last = cases[i].last,
                                .fill_fails = cases[i].fill_fails,
                                .put_fails = cases[i].put_fails};
            const struct pipeline pipeline = {
                .fill = fill, .put = put, .context = &belt, .items = at, .n = COUNT(at)};
            struct error err = {0};
            const enum status got = pipeline_run(&pipeline, threads, &err);
            CHECK(got == cases[i].want, "%s, %d threads: %d", cases[i].name, threads, got);
            CHECK(strcmp(err.text, cases[i].message) == 0, "%s: %s", cases[i].name, err.text);
            CHECK(belt.n_put == cases[i].n_put, "%s: %d put", cases[i].name, belt.n_put);
            char want[4096] = "";
            for (int k = 0; k < cases[i].n_put; k++)
                sprintf(want + strlen(want), "%d ", k);
            CHECK(strcmp(belt.order, want) == 0, "%s: %s", cases[i].name, belt.order);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(items_keep_their_order_and_failures_stop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
