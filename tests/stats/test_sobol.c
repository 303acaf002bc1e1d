/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/sobol.h"
#include "tests/check.h"

#include <gsl/gsl_qrng.h>

enum { N = 1 << 14, D = 3 };

static double a[N], b[N], ab[D * N];

/* Ishigami & Homma 1990: sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3. */
static double ishigami(const double *u)
{
    double x[D];
    for (size_t i = 0; i < D; i++)
        x[i] = M_PI * (2 * u[i] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

/* Runs a function of three inputs on points of a Sobol sequence in six dimensions. */
static struct sobol_request run(double (*function)(const double *u))
{
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, 2 * D);
    for (size_t j = 0; j < N; j++) {
        double u[2 * D], mixed[D];
        gsl_qrng_get(sequence, u);
        a[j] = function(u);
        b[j] = function(u + D);
        for (size_t i = 0; i < D; i++) {
            memcpy(mixed, u, sizeof mixed);
            mixed[i] = u[D + i];
            ab[i * N + j] = function(mixed);
        }
    }
    gsl_qrng_free(sequence);
    return (struct sobol_request){.a = a, .b = b, .ab = ab, .n = N, .n_inputs = D};
}

/* Closed form, Saltelli et al. 2008, "Global Sensitivity Analysis: The Primer", p. 182 with a = 7,
   b = 0.1. */
static void ishigami_in_closed_form(void **state)
{
    (void)state;
    const double v1 = 0.5 * pow(1 + 0.1 * pow(M_PI, 4) / 5, 2), v2 = 49.0 / 8;
    const double v13 = 0.01 * pow(M_PI, 8) * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double first[D] = {v1 / v, v2 / v, 0};
    const double total[D] = {(v1 + v13) / v, v2 / v, v13 / v};
    struct sobol_index got[D];
    CHECK(near(first[0], 0.3139, 1e-4) && near(total[2], 0.2437, 1e-4), "%g %g", first[0],
          total[2]);
    CHECK(sobol_indices(run(ishigami), got, NULL) == OK, "Ishigami");
    for (size_t i = 0; i < D; i++) {
        CHECK(fabs(got[i].first - first[i]) < 2e-3, "S%zu: got %g, want %g", i + 1, got[i].first,
              first[i]);
        CHECK(fabs(got[i].total - total[i]) < 2e-3, "ST%zu: got %g, want %g", i + 1, got[i].total,
              total[i]);
        CHECK(got[i].n == N && is_missing(got[i].first_low) && is_missing(got[i].total_high),
              "%zu: no interval was asked for", i);
    }
}

/* Sums in long double, written as the formulas stand. */
static void check_slowly(struct sobol_request r, const struct sobol_index *got)
{
    long double mean = 0, v = 0;
    for (size_t j = 0; j < r.n; j++)
        mean += (r.a[j] + (long double)r.b[j]) / (2.0L * (long double)r.n);
    for (size_t j = 0; j < r.n; j++)
        v += (r.a[j] - mean) * (r.a[j] - mean) + (r.b[j] - mean) * (r.b[j] - mean);
    v /= 2.0L * (long double)r.n - 1;
    for (size_t i = 0; i < r.n_inputs; i++) {
        const double *mixed = r.ab + i * r.n;
        long double first = 0, total = 0;
        for (size_t j = 0; j < r.n; j++) {
            first += (r.b[j] - mean) * mixed[j] - (r.b[j] - mean) * r.a[j];
            total += ((long double)r.a[j] - mixed[j]) * ((long double)r.a[j] - mixed[j]);
        }
        first /= (long double)r.n * v;
        total /= 2 * (long double)r.n * v;
        CHECK(near(got[i].first, (double)first, 1e-9), "got %.17g", got[i].first);
        CHECK(near(got[i].total, (double)total, 1e-9), "got %.17g", got[i].total);
    }
}

static void as_the_formulas_stand(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct random random = random_stream(seed, 0);
        const size_t n = 2 + random_below(&random, 30), d = 1 + random_below(&random, 6);
        double y[8 * 32];
        struct sobol_index got[6];
        for (size_t j = 0; j < COUNT(y); j++)
            y[j] = random_normal(&random);
        const struct sobol_request request = {
            .a = y, .b = y + n, .ab = y + 2 * n, .n = n, .n_inputs = d};
        CHECK(sobol_indices(request, got, NULL) == OK, "%zu", (size_t)seed);
        check_slowly(request, got);
    }
}

static double of_the_first(const double *u)
{
    return u[0];
}

/* An input that does everything has 1 and 1, one that does nothing exactly 0 and 0; the interval
   holds the estimate. */
static void all_or_nothing(void **state)
{
    (void)state;
    struct sobol_request request = run(of_the_first);
    struct sobol_index got[D];
    request.n = 512;
    double some[D * 512];
    for (size_t i = 0; i < D; i++)
        memcpy(some + i * 512, ab + i * N, 512 * sizeof *some);
    request.ab = some;
    request.replicates = 200;
    CHECK(sobol_indices(request, got, NULL) == OK, "one input");
    CHECK(fabs(got[0].first - 1) < 0.02 && fabs(got[0].total - 1) < 0.02, "got %g, %g",
          got[0].first, got[0].total);
    CHECK(got[0].first_low < got[0].first && got[0].first < got[0].first_high, "got %g .. %g",
          got[0].first_low, got[0].first_high);
    CHECK(got[0].total_low < got[0].total && got[0].total < got[0].total_high, "got %g .. %g",
          got[0].total_low, got[0].total_high);
    for (size_t i = 1; i < D; i++)
        CHECK(got[i].first == 0 && got[i].total == 0 && got[i].total_low == 0 &&
                  got[i].first_high == 0,
              "%zu: got %g, %g", i, got[i].first, got[i].total);
}

/* Whatever is added to all outputs. */
static void shifted(void **state)
{
    (void)state;
    struct sobol_request request = run(ishigami);
    struct sobol_index before[D], after[D];
    CHECK(sobol_indices(request, before, NULL) == OK, "before");
    for (size_t j = 0; j < N; j++) {
        a[j] += 100;
        b[j] += 100;
    }
    for (size_t j = 0; j < COUNT(ab); j++)
        ab[j] += 100;
    CHECK(sobol_indices(request, after, NULL) == OK, "after");
    for (size_t i = 0; i < D; i++)
        CHECK(near(after[i].first, before[i].first, 1e-9) &&
                  near(after[i].total, before[i].total, 1e-9),
              "S%zu: got %g, want %g", i + 1, after[i].first, before[i].first);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const double same[] = {3, 3, 3, 3}, y[] = {1, 2, 4, 7}, gap[] = {1, MISSING, MISSING, 3};
    // clang-format off
    static const struct {
        const char *name;
        const double *a, *ab;
        size_t n, want_n;
        bool want;
    } cases[] = {
        {"nothing varies",  same, same, 4, 4, false},
        {"one point",       y,    y,    1, 1, false},
        {"no point",        y,    y,    0, 0, false},
        {"two points left", y,    gap,  4, 2, true},
        {"one point left",  y,    gap,  3, 1, false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sobol_index got;
        const struct sobol_request request = {.a = cases[i].a,
                                              .b = cases[i].a,
                                              .ab = cases[i].ab,
                                              .n = cases[i].n,
                                              .n_inputs = 1,
                                              .replicates = 20};
        CHECK(sobol_indices(request, &got, NULL) == OK, "%s", cases[i].name);
        CHECK(got.n == cases[i].want_n && is_missing(got.first) != cases[i].want &&
                  is_missing(got.total_low) != cases[i].want,
              "%s: got %g of %zu", cases[i].name, got.first, got.n);
    }
}

static void memory_runs_out(void **state)
{
    (void)state;
    static const double y[] = {1, 2, 4, 7};
    const struct sobol_request request = {
        .a = y, .b = y, .ab = y, .n = 4, .n_inputs = 1, .replicates = 10};
    struct sobol_index got;
    size_t nth = 1;
    for (enum status status = ERR_MEMORY; status != OK; nth++) {
        struct error err = {0};
        arena_fail_at(nth);
        status = sobol_indices(request, &got, &err);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %s", nth, err.text);
    }
    arena_fail_at(0);
    CHECK(nth > 5, "got %zu", nth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ishigami_in_closed_form), TEST(as_the_formulas_stand),
        TEST(all_or_nothing),          TEST(shifted),
        TEST(what_cannot_be_had),      TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
