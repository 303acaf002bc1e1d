/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "stats/triangle.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>

enum { K = 3, LARGEST = 1300 };

static void take(struct triangle *t, const double *row)
{
    memcpy(triangle_row(t), row, t->n_columns * sizeof *row);
    CHECK(triangle_take(t, NULL) == OK, "take");
}

/* Golub & Van Loan's kind of example: 3, 4 | 5. R by hand: lengths and projections. */
static void by_hand(void **state)
{
    (void)state;
    static const double rows[][2] = {{3, 1}, {4, 2}};
    struct arena arena = {0};
    struct triangle t;
    CHECK(triangle_get(&arena, 2, &t, NULL) == OK, "get");
    take(&t, rows[0]);
    take(&t, rows[1]);
    CHECK(triangle_fold(&t, NULL) == OK, "fold");
    const double sign = triangle_at(&t, 0, 0) > 0 ? 1 : -1;
    CHECK(near(sign * triangle_at(&t, 0, 0), 5, 1e-15), "got %g", triangle_at(&t, 0, 0));
    CHECK(near(sign * triangle_at(&t, 0, 1), 11.0 / 5, 1e-15), "got %g", triangle_at(&t, 0, 1));
    CHECK(near(fabs(triangle_at(&t, 1, 1)), 2.0 / 5, 1e-14), "got %g", triangle_at(&t, 1, 1));
    CHECK(near(triangle_length(&t, 1), sqrt(5), 1e-15), "got %g", triangle_length(&t, 1));
    arena_release(&arena);
}

/* Modified Gram-Schmidt, with more digits. */
static void slow_triangle(double a[][K], size_t n, long double r[K][K])
{
    static long double q[LARGEST][K];
    for (size_t row = 0; row < n; row++)
        for (size_t j = 0; j < K; j++)
            q[row][j] = a[row][j];
    for (size_t j = 0; j < K; j++) {
        long double length = 0;
        for (size_t row = 0; row < n; row++)
            length += q[row][j] * q[row][j];
        r[j][j] = sqrtl(length);
        for (size_t row = 0; row < n; row++)
            q[row][j] /= r[j][j];
        for (size_t l = j + 1; l < K; l++) {
            r[j][l] = 0;
            for (size_t row = 0; row < n; row++)
                r[j][l] += q[row][j] * q[row][l];
            for (size_t row = 0; row < n; row++)
                q[row][l] -= r[j][l] * q[row][j];
        }
    }
}

/* Fewer rows than a block, and more than two of them; untaken rows leave nothing behind. */
static void agrees_with_gram_schmidt(void **state)
{
    (void)state;
    static double a[LARGEST][K];
    struct random random = random_stream(1, random_name("triangle"));
    for (size_t nth = 0; nth < 40; nth++) {
        const size_t n = nth % 8 == 0 ? LARGEST : 4 + random_below(&random, 40);
        struct arena arena = {0};
        struct triangle t;
        CHECK(triangle_get(&arena, K, &t, NULL) == OK, "get");
        for (size_t row = 0; row < n; row++) {
            for (size_t j = 0; j < K; j++)
                triangle_row(&t)[j] = 1e6;
            for (size_t j = 0; j < K; j++)
                a[row][j] = (double)j + random_normal(&random);
            take(&t, a[row]);
        }
        CHECK(triangle_fold(&t, NULL) == OK, "fold");
        long double want[K][K];
        slow_triangle(a, n, want);
        for (size_t i = 0; i < K; i++)
            for (size_t j = i; j < K; j++)
                CHECK(near(triangle_at(&t, i, j) * copysign(1, triangle_at(&t, i, i)),
                           (double)want[i][j], 1e-12),
                      "case %zu: R(%zu, %zu) is %g", nth, i, j, triangle_at(&t, i, j));
        arena_release(&arena);
    }
}

static void solving_undoes_multiplying(void **state)
{
    (void)state;
    static const double rows[][K] = {{2, 1, 7}, {1, 3, 1}, {0, 1, 5}, {4, 4, 1}}, b[] = {1, -2, 3};
    struct arena arena = {0};
    struct triangle t;
    CHECK(triangle_get(&arena, K, &t, NULL) == OK, "get");
    for (size_t row = 0; row < COUNT(rows); row++)
        take(&t, rows[row]);
    CHECK(triangle_fold(&t, NULL) == OK, "fold");
    CHECK(triangle_dependent(&t, K) == K, "got %zu", triangle_dependent(&t, K));
    double c[K] = {0}, turned[K] = {0};
    for (size_t i = 0; i < K; i++)
        for (size_t j = i; j < K; j++) {
            c[i] += triangle_at(&t, i, j) * b[j];
            turned[j] += triangle_at(&t, i, j) * b[i];
        }
    triangle_solve(&t, K, c);
    triangle_solve_transposed(&t, K, turned);
    for (size_t i = 0; i < K; i++)
        CHECK(near(c[i], b[i], 1e-14) && near(turned[i], b[i], 1e-14), "%zu: got %g and %g", i,
              c[i], turned[i]);
    arena_release(&arena);
}

static void dependence_is_found(void **state)
{
    (void)state;
    static const double sum[][K] = {{1, 2, 3}, {4, 1, 5}, {2, 2, 4}, {0, 1, 1}};
    struct arena arena = {0};
    struct triangle t;
    CHECK(triangle_get(&arena, K, &t, NULL) == OK, "get");
    CHECK(triangle_fold(&t, NULL) == OK, "no rows");
    CHECK(triangle_dependent(&t, K) == 0, "no rows: got %zu", triangle_dependent(&t, K));
    for (size_t row = 0; row < COUNT(sum); row++) {
        take(&t, sum[row]);
        CHECK(triangle_fold(&t, NULL) == OK, "fold");
        const size_t want = row == 0 ? 1 : 2;
        CHECK(triangle_dependent(&t, K) == want, "%zu rows: got %zu", row + 1,
              triangle_dependent(&t, K));
    }
    CHECK(triangle_dependent(&t, 2) == 2, "the first two: got %zu", triangle_dependent(&t, 2));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(by_hand), TEST(agrees_with_gram_schmidt),
                                       TEST(solving_undoes_multiplying), TEST(dependence_is_found)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
