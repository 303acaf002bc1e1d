/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "stats/correlations.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

enum { K = 4, LARGEST = 1200 };

static double column[K][LARGEST];
static const double *const columns[K] = {column[0], column[1], column[2], column[3]};

static struct correlation matrix[K * K];

static void fill(struct random *r, size_t nth, size_t n)
{
    for (size_t v = 0; v < K; v++)
        random_column(r, nth + v * (nth % 5), column[v], n);
}

static bool is_alike(struct correlation a, struct correlation b)
{
    return a.n == b.n && near(a.value, b.value, 1e-12) && near(a.low, b.low, 1e-12) &&
           near(a.high, b.high, 1e-12) && near(a.p, b.p, 1e-12);
}

/* The single functions are the slow twins: they sort anew for every pair. */
static void agrees_with_one_pair_at_a_time(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("correlations"));
    struct arena arena = {0};
    struct spearman_room room;
    CHECK(spearman_room_get(&arena, LARGEST, &room, NULL) == OK, "no memory");
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        const size_t n = random_below(&r, nth % 50 == 0 ? LARGEST : 40);
        fill(&r, nth, n);
        struct correlation_request request = {columns, n, K, CORRELATION_PEARSON, 0.95};
        CHECK(correlation_matrix(request, matrix, NULL) == OK, "no memory");
        for (size_t i = 0; i < K; i++)
            for (size_t j = 0; j < K; j++)
                CHECK(
                    is_alike(matrix[i * K + j], correlation_pearson(column[i], column[j], n, 0.95)),
                    "case %zu: %zu, %zu", nth, i, j);
        request.kind = CORRELATION_SPEARMAN;
        CHECK(correlation_matrix(request, matrix, NULL) == OK, "no memory");
        for (size_t i = 0; i < K; i++)
            for (size_t j = 0; j < K; j++)
                CHECK(is_alike(matrix[i * K + j],
                               correlation_spearman(column[i], column[j], n, 0.95, &room)),
                      "case %zu: %zu, %zu: %.17g", nth, i, j, matrix[i * K + j].value);
    }
    arena_release(&arena);
}

static void a_column_goes_with_itself_unless_it_does_not_vary(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("correlations"));
    fill(&r, 0, LARGEST);
    for (size_t i = 0; i < LARGEST; i++)
        column[1][i] = is_missing(column[1][i]) ? MISSING : 0.1;
    for (int kind = CORRELATION_PEARSON; kind <= CORRELATION_SPEARMAN; kind++) {
        const struct correlation_request request = {columns, LARGEST, K,
                                                    (enum correlation_kind)kind, 0.95};
        CHECK(correlation_matrix(request, matrix, NULL) == OK, "no memory");
        CHECK(near(matrix[0].value, 1, 1e-15), "got %.17g", matrix[0].value);
        CHECK(is_missing(matrix[K + 1].value) && is_missing(matrix[1].value), "got %g",
              matrix[1].value);
        CHECK(matrix[2].value == matrix[2 * K].value, "not symmetric");
    }
}

static void the_same_bits_every_time(void **state)
{
    (void)state;
    struct random r = random_stream(3, random_name("correlations"));
    struct correlation again[K * K];
    memset(again, 0, sizeof again);
    memset(matrix, 0, sizeof matrix);
    fill(&r, 2, LARGEST);
    const struct correlation_request request = {columns, LARGEST, K, CORRELATION_SPEARMAN, 0.95};
    CHECK(correlation_matrix(request, matrix, NULL) == OK, "no memory");
    CHECK(correlation_matrix(request, again, NULL) == OK, "no memory");
    CHECK(memcmp(matrix, again, sizeof matrix) == 0, "differ");
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (int kind = CORRELATION_PEARSON; kind <= CORRELATION_SPEARMAN; kind++) {
        const struct correlation_request request = {columns, 20, K, (enum correlation_kind)kind,
                                                    0.95};
        bool is_there = false;
        for (size_t nth = 1; !is_there; nth++) {
            struct error err = {0};
            arena_fail_at(nth);
            const enum status status = correlation_matrix(request, matrix, &err);
            is_there = status == OK;
            CHECK(is_there || (status == ERR_MEMORY && err.status == ERR_MEMORY), "at %zu: %d", nth,
                  (int)status);
            arena_fail_at(0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(agrees_with_one_pair_at_a_time),
        TEST(a_column_goes_with_itself_unless_it_does_not_vary),
        TEST(the_same_bits_every_time),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
