/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/adequacy.h"

#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/inverse.h"

static double share(double part, double rest)
{
    return part > 0 ? part / (part + rest) : MISSING;
}

/* The partial correlation of i and j is -P_ij / sqrt(P_ii P_jj), P the inverse. */
static void measure(const double *r, const double *inverse, size_t k, struct adequacy *out)
{
    double all = 0, all_partial = 0;
    for (size_t i = 0; i < k; i++) {
        double own = 0, own_partial = 0;
        for (size_t j = 0; j < k; j++) {
            const double p = inverse[i * k + j];
            if (j == i)
                continue;
            own += r[i * k + j] * r[i * k + j];
            own_partial += p * p / (inverse[i * k + i] * inverse[j * k + j]);
        }
        out->item[i] = share(own, own_partial);
        all += own;
        all_partial += own_partial;
    }
    out->kmo = share(all, all_partial);
}

enum status adequacy_of(const double *r, size_t k, size_t n, struct arena *arena,
                        struct adequacy *out, struct error *err)
{
    *out = (struct adequacy){.kmo = MISSING,
                             .item = arena_array(arena, k, double),
                             .chi2 = MISSING,
                             .df = k < 2 ? 0 : k * (k - 1) / 2,
                             .p = MISSING};
    double *inverse = arena_array(arena, k * k, double);
    if (out->item == NULL || inverse == NULL)
        return error_memory(err);
    for (size_t i = 0; i < k; i++)
        out->item[i] = MISSING;
    const double log_determinant = k < 2 ? MISSING : correlation_inverse(r, k, inverse);
    if (is_missing(log_determinant))
        return OK;
    measure(r, inverse, k, out);
    const double times = (double)n - 1 - (2 * (double)k + 5) / 6;
    if (times > 0) {
        out->chi2 = fmax(0, -times * log_determinant);
        out->p = chi_square_above(out->chi2, (double)out->df);
    }
    return OK;
}
