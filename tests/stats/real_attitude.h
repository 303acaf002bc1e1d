/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_REAL_ATTITUDE_H
#define TESTS_STATS_REAL_ATTITUDE_H

/* R's `attitude` as a file, and files of what R makes of it: 30 departments, seven ratings.

       TEST(described) ... cmocka_run_group_tests(tests, open_data, close_data)
       read_reference("attitude/describe_attitude.csv", &t);
       CHECK(near(got.mean, want(&t, v, "mean"), 1e-12), ...)                                    */

#include "tests/check.h"
#include "tests/stats/real_table.h"

enum { K = 7, N = 30 };

static struct arena arena;
static struct table data;
static double column[K][N];
static const double *const columns[K] = {column[0], column[1], column[2], column[3],
                                         column[4], column[5], column[6]};

static int open_data(void **state)
{
    (void)state;
    if (!table_read(&arena, "attitude/attitude.csv", &data) || data.n_columns != K ||
        data.n_rows != N)
        return -1;
    for (size_t v = 0; v < K; v++)
        for (size_t row = 0; row < N; row++)
            column[v][row] = table_number(&data, row, v);
    return 0;
}

static int close_data(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void read_reference(const char *path, struct table *t)
{
    assert_true(table_read(&arena, path, t));
}

static double want(const struct table *t, size_t row, const char *name)
{
    assert_true(row < t->n_rows && table_column(t, name) < t->n_columns);
    return table_number(t, row, table_column(t, name));
}

#endif
