/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/bootstrap.h"
#include "stats/resampled.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/law_schools.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>

static struct bootstrap bootstrap(struct bootstrap_request request)
{
    struct bootstrap b;
    assert_int_equal(bootstrap_interval(request, &b, NULL), OK);
    return b;
}

static void check_all(const char *name, struct bootstrap got, struct bootstrap want)
{
    CHECK(near(got.value, want.value, 1e-11), "%s: got %.17g", name, got.value);
    CHECK(near(got.se, want.se, 1e-11), "%s: got %.17g", name, got.se);
    CHECK(near(got.low, want.low, 1e-9), "%s: got %.17g", name, got.low);
    CHECK(near(got.high, want.high, 1e-9), "%s: got %.17g", name, got.high);
    CHECK(near(got.percentile_low, want.percentile_low, 1e-11), "%s: got %.17g", name,
          got.percentile_low);
    CHECK(near(got.percentile_high, want.percentile_high, 1e-11), "%s: got %.17g", name,
          got.percentile_high);
    CHECK(near(got.bias, want.bias, 1e-11), "%s: got %.17g", name, got.bias);
    CHECK(near(got.acceleration, want.acceleration, 1e-11), "%s: got %.17g", name,
          got.acceleration);
    CHECK(got.n_used == want.n_used, "%s: got %zu", name, got.n_used);
}

/* The same draws by a Python program with numpy 1.24 and scipy 1.10. (Efron 1982, p. 33: bootstrap
   se of the law schools' r .127 from 1,000 replicates; scipy's own BCa from 20,000: .345 to .942.)
 */
static void same_draws_elsewhere(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct resampled law, rating;
    double x[ATTITUDE_N], y1[ATTITUDE_N], y2[ATTITUDE_N];
    attitude_column(1, x);
    attitude_column(0, y1);
    attitude_column(3, y2);
    assert_int_equal(resampled_get(&arena, (const double *const[]){law_lsat, law_gpa, law_gpa},
                                   LAW_N, &law, NULL),
                     OK);
    assert_int_equal(
        resampled_get(&arena, (const double *const[]){x, y1, y2}, ATTITUDE_N, &rating, NULL), OK);
    struct bootstrap_request request = {.statistic = resampled_r,
                                        .data = &law,
                                        .n_units = LAW_N,
                                        .replicates = 2000,
                                        .seed = 1,
                                        .confidence = 0.95};
    check_all("law schools", bootstrap(request),
              (struct bootstrap){0.776374491289407, 0.12990905611851497, 0.37011795909794776,
                                 0.9414843893996436, 0.478785511223496, 0.9585727147537075,
                                 -0.051408514696362095, -0.07567156493787998, 2000});
    request.confidence = 0.9;
    const struct bootstrap narrow = bootstrap(request);
    CHECK(near(narrow.low, 0.470616817577042, 1e-9), "got %.17g", narrow.low);
    CHECK(near(narrow.high, 0.9274239197351516, 1e-9), "got %.17g", narrow.high);
    check_all("a difference",
              bootstrap((struct bootstrap_request){.statistic = resampled_difference,
                                                   .data = &rating,
                                                   .n_units = ATTITUDE_N,
                                                   .replicates = 1000,
                                                   .seed = 7,
                                                   .confidence = 0.95}),
              (struct bootstrap){0.2286817632747098, 0.13936422532242423, 0.013723163864140075,
                                 0.6082129490061344, -0.02247859221630029, 0.5109702793020621,
                                 0.10295334425500396, 0.057364737013595096, 1000});
    arena_release(&arena);
}

enum { N = 12, REPLICATES = 400 };

static double mean_of(const uint32_t *unit, size_t n, const void *data)
{
    const double *x = data;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[unit[i]];
    return n == 0 ? MISSING : sum / (double)n;
}

static double exp_mean_of(const uint32_t *unit, size_t n, const void *data)
{
    return exp(mean_of(unit, n, data));
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double slow_quantile(const double *sorted, size_t n, double p)
{
    const double at = (double)(n - 1) * p, below = floor(at);
    const size_t i = (size_t)below;
    return i + 1 < n ? sorted[i] + (at - below) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

/* Efron's 2.3 and 6.6 for a mean, whose acceleration is a sixth of its skewness over sqrt(n). */
static struct bootstrap slow_bootstrap_of_mean(const double *x, uint64_t seed, double confidence)
{
    double replicate[REPLICATES], squares = 0, cubes = 0, below = 0, mean = 0;
    for (size_t i = 0; i < N; i++)
        mean += x[i];
    mean /= N;
    for (size_t k = 0; k < REPLICATES; k++) {
        struct random r = random_stream(seed, k);
        replicate[k] = 0;
        for (size_t i = 0; i < N; i++)
            replicate[k] += x[random_below(&r, N)];
        replicate[k] /= N;
        below += replicate[k] < mean ? 1 : replicate[k] == mean ? 0.5 : 0;
    }
    qsort(replicate, REPLICATES, sizeof *replicate, ascending);
    for (size_t i = 0; i < N; i++) {
        squares += pow(x[i] - mean, 2);
        cubes += pow(x[i] - mean, 3);
    }
    const double a = cubes / pow(squares, 1.5) / 6, z0 = gsl_cdf_ugaussian_Pinv(below / REPLICATES);
    const double z = gsl_cdf_ugaussian_Pinv((1 + confidence) / 2);
    const double down = z0 + (z0 - z) / (1 - a * (z0 - z)), up = z0 + (z0 + z) / (1 - a * (z0 + z));
    return (struct bootstrap){
        .value = mean,
        .bias = z0,
        .acceleration = a,
        .low = slow_quantile(replicate, REPLICATES, gsl_cdf_ugaussian_P(down)),
        .high = slow_quantile(replicate, REPLICATES, gsl_cdf_ugaussian_P(up)),
    };
}

static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("bootstrap"));
    for (uint64_t nth = 0; nth < 100; nth++) {
        double x[N];
        for (size_t i = 0; i < N; i++)
            x[i] = exp(random_normal(&r));
        const struct bootstrap got =
            bootstrap((struct bootstrap_request){mean_of, x, N, REPLICATES, nth, 0.9});
        const struct bootstrap want = slow_bootstrap_of_mean(x, nth, 0.9);
        CHECK(near(got.value, want.value, 1e-12), "case %d: got %g", (int)nth, got.value);
        CHECK(near(got.bias, want.bias, 1e-12), "case %d: got %g", (int)nth, got.bias);
        CHECK(near(got.acceleration, want.acceleration, 1e-10), "case %d: got %.17g, want %.17g",
              (int)nth, got.acceleration, want.acceleration);
        CHECK(near(got.low, want.low, 1e-9) && near(got.high, want.high, 1e-9),
              "case %d: got %.17g, %.17g", (int)nth, got.low, got.high);
    }
}

/* Percentiles follow a monotone transformation exactly; BCa nearly, its acceleration being of the
   statistic's own scale. */
static void percentiles_transform_with_the_statistic(void **state)
{
    (void)state;
    double x[ATTITUDE_N];
    attitude_column(0, x);
    for (size_t i = 0; i < ATTITUDE_N; i++)
        x[i] /= 100;
    struct bootstrap_request request = {mean_of, x, ATTITUDE_N, 1001, 3, 0.95};
    const struct bootstrap plain = bootstrap(request);
    request.statistic = exp_mean_of;
    const struct bootstrap bent = bootstrap(request);
    CHECK(near(bent.bias, plain.bias, 1e-14), "got %g", bent.bias);
    CHECK(near(log(bent.percentile_low), plain.percentile_low, 1e-12), "got %g",
          log(bent.percentile_low));
    CHECK(near(log(bent.percentile_high), plain.percentile_high, 1e-12), "got %g",
          log(bent.percentile_high));
    CHECK(near(log(bent.low), plain.low, 2e-3), "got %g, %g", log(bent.low), plain.low);
}

/* MISSING unless unit 0 is drawn at least as often as `data` says. */
static double value_with_first(const uint32_t *unit, size_t n, const void *data)
{
    size_t seen = 0;
    for (size_t i = 0; i < n; i++)
        seen += unit[i] == 0;
    return seen >= *(const size_t *)data ? (double)unit[n - 1] : MISSING;
}

static double never(const uint32_t *unit, size_t n, const void *data)
{
    (void)unit, (void)n, (void)data;
    return MISSING;
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const double same[] = {4, 4, 4, 4}, one[] = {4};
    static const size_t once = 1;
    struct bootstrap_request request = {mean_of, same, 4, 100, 1, 0.95};
    const struct bootstrap constant = bootstrap(request);
    CHECK(constant.value == 4 && constant.low == 4 && constant.high == 4 && constant.se == 0,
          "a constant: got %g, %g", constant.low, constant.high);
    const struct bootstrap alone =
        bootstrap((struct bootstrap_request){mean_of, one, 1, 100, 1, 0.95});
    CHECK(alone.percentile_low == 4 && is_missing(alone.low), "one unit: got %g", alone.low);
    request.replicates = 0;
    CHECK(is_missing(bootstrap(request).percentile_low) && is_missing(bootstrap(request).low),
          "no replicates");
    CHECK(bootstrap(request).value == 4, "no replicates");
    request.n_units = 0;
    CHECK(is_missing(bootstrap(request).value), "no units");
    const struct bootstrap some =
        bootstrap((struct bootstrap_request){value_with_first, &once, 4, 100, 1, 0.95});
    CHECK(some.value == 3 && some.n_used > 50 && some.n_used < 85, "got %zu", some.n_used);
    CHECK(is_missing(some.percentile_low) && is_missing(some.low) && is_missing(some.se),
          "too many replicates without a value: got %g", some.percentile_low);
    const struct bootstrap none =
        bootstrap((struct bootstrap_request){never, NULL, 4, 100, 1, 0.95});
    CHECK(is_missing(none.value) && is_missing(none.low) && none.n_used == 0, "no value");
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct bootstrap got;
        arena_fail_at(nth);
        const enum status status =
            bootstrap_interval((struct bootstrap_request){mean_of, x, 3, 5, 1, 0.95}, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(same_draws_elsewhere),
        TEST(agrees_with_the_textbook),
        TEST(percentiles_transform_with_the_statistic),
        TEST(what_cannot_be_had),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
