/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/eigen.h"

#include <float.h>
#include <gsl/gsl_eigen.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/inverse.h"
#include "stats/sort.h"

/* Reads and destroys `copy`. */
static enum status decompose(double *copy, size_t k, double *out, struct error *err)
{
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(k);
    if (work == NULL)
        return error_memory(err);
    gsl_matrix_view matrix = gsl_matrix_view_array(copy, k, k);
    gsl_vector_view values = gsl_vector_view_array(out, k);
    gsl_eigen_symm(&matrix.matrix, &values.vector, work);
    gsl_eigen_symm_free(work);
    return OK;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

enum status eigen_values(const double *r, size_t k, double *out, struct error *err)
{
    if (k == 0 || !correlations_are_complete(r, k)) {
        for (size_t i = 0; i < k; i++)
            out[i] = MISSING;
        return OK;
    }
    struct arena scratch = {0};
    double *copy = arena_array(&scratch, k * k, double);
    enum status status = copy == NULL ? error_memory(err) : OK;
    if (status == OK) {
        memcpy(copy, r, k * k * sizeof *r);
        status = decompose(copy, k, out, err);
    }
    arena_release(&scratch);
    if (status != OK)
        return status;
    for (size_t i = 0; i < k; i++)
        if (fabs(out[i]) < 4 * (double)k * DBL_EPSILON)
            out[i] = 0;
    qsort(out, k, sizeof *out, by_size);
    return OK;
}

double eigen_first_share(const double *values, size_t k)
{
    return k == 0 ? MISSING : values[0] / (double)k;
}
