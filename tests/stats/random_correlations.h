/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STATS_RANDOM_CORRELATIONS_H
#define TESTS_STATS_RANDOM_CORRELATIONS_H

/* Seeded random correlation matrices for the slow twins of what is made of one, and slow algebra to
   compare with. */

#include "base/random.h"
#include "stats/comoments.h"

enum { RANDOM_K_MAX = 7, RANDOM_PEOPLE = 40 };

/* k x k, of 40 people who have something in common; every third item is turned the other way. */
__attribute__((unused)) static void random_correlations(struct random *r, size_t k, double *out)
{
    double cell[RANDOM_PEOPLE * RANDOM_K_MAX];
    struct arena arena = {0};
    struct comoments m;
    for (size_t person = 0; person < RANDOM_PEOPLE; person++) {
        const double common = random_normal(r);
        for (size_t i = 0; i < k; i++)
            cell[person * k + i] = (i % 3 == 2 ? -1 : 1) * common + random_normal(r);
    }
    assert_int_equal(comoments_get(&arena, k, &m, NULL), OK);
    comoments_add_rows(&m, cell, RANDOM_PEOPLE);
    comoments_correlations(&m, out);
    arena_release(&arena);
}

/* The determinant of k x k without row `row` and column `column` (k: all of it), by Laplace. */
__attribute__((unused)) static double slow_determinant(const double *a, size_t k, size_t row,
                                                       size_t column)
{
    double rest[RANDOM_K_MAX * RANDOM_K_MAX], sum = 0;
    size_t n = 0, width = row < k ? k - 1 : k;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            if (i != row && j != column)
                rest[n++] = a[i * k + j];
    for (size_t j = 0; width > 1 && j < width; j++)
        sum += (j % 2 == 0 ? 1 : -1) * rest[j] * slow_determinant(rest, width, 0, j);
    return width == 0 ? 1 : width == 1 ? rest[0] : sum;
}

/* Jacobi's rotations (1846): the diagonal of `a` becomes the eigenvalues, the columns of `vector`
   their vectors. */
__attribute__((unused)) static void slow_eigen(double *a, size_t k, double *vector)
{
    for (size_t i = 0; i < k * k; i++)
        vector[i] = i % (k + 1) == 0;
    for (size_t n = 0; n < 12 * k * k; n++) {
        const size_t p = n / k % k, q = n % k;
        if (p == q || a[p * k + q] == 0)
            continue;
        const double angle = atan2(2 * a[p * k + q], a[q * k + q] - a[p * k + p]) / 2;
        const double c = cos(angle), s = sin(angle);
        for (size_t i = 0; i < k; i++) {
            const double ip = a[i * k + p], iq = a[i * k + q];
            const double vp = vector[i * k + p], vq = vector[i * k + q];
            a[i * k + p] = c * ip - s * iq;
            a[i * k + q] = s * ip + c * iq;
            vector[i * k + p] = c * vp - s * vq;
            vector[i * k + q] = s * vp + c * vq;
        }
        for (size_t i = 0; i < k; i++) {
            const double pi = a[p * k + i], qi = a[q * k + i];
            a[p * k + i] = c * pi - s * qi;
            a[q * k + i] = s * pi + c * qi;
        }
    }
}

#endif
