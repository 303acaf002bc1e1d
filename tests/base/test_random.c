/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/random.h"
#include "tests/check.h"

/* With SplitMix64's own start and step the generator is SplitMix64: the first numbers of
   Vigna's splitmix64.c with the seed 1234567. */
static void a_plain_start_and_step_give_splitmix64(void **state)
{
    (void)state;
    static const uint64_t want[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    struct random r = {.state = 1234567, .step = UINT64_C(0x9E3779B97F4A7C15)};
    for (size_t i = 0; i < COUNT(want); i++) {
        const uint64_t got = random_bits(&r);
        CHECK(got == want[i], "number %zu: got %llu", i, (unsigned long long)got);
    }
}

/* Published figures rest on these: they never change. */
static void streams_never_change(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        uint64_t seed, replicate, want;
    } cases[] = {
        {0, 0, UINT64_C(3746585686858627171)},
        {1, 0, UINT64_C(8744170048127283929)},
        {1, 1, UINT64_C(16666726833086283520)},
        {1, 1999, UINT64_C(4690121170572384251)},
        {UINT64_MAX, UINT64_MAX, UINT64_C(13789142548563044188)},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct random r = random_stream(cases[i].seed, cases[i].replicate);
        const uint64_t got = random_bits(&r);
        CHECK(got == cases[i].want, "(%llu, %llu): got %llu", (unsigned long long)cases[i].seed,
              (unsigned long long)cases[i].replicate, (unsigned long long)got);
    }
    struct random r = random_stream(1, 7);
    const double uniform = random_uniform(&r), normal = random_normal(&r);
    const size_t below = random_below(&r, 1000);
    CHECK(uniform == 0.07200692632871797, "got %.17g", uniform);
    CHECK(near(normal, -0.43556382246181874, 1e-14), "got %.17g", normal);
    CHECK(below == 313, "got %zu", below);
}

static void every_step_is_odd_and_every_stream_its_own(void **state)
{
    (void)state;
    enum { N = 2000 };
    static uint64_t first[N];
    for (size_t i = 0; i < N; i++) {
        struct random r = random_stream(i % 2, i / 2);
        CHECK(r.step % 2 == 1, "stream %zu has an even step", i);
        first[i] = random_bits(&r);
        for (size_t j = 0; j < i; j++)
            if (first[i] == first[j])
                CHECK(false, "streams %zu and %zu begin alike", i, j);
    }
}

static void a_stream_does_not_depend_on_the_others(void **state)
{
    (void)state;
    struct random alone = random_stream(1, 5), a = random_stream(1, 5), b = random_stream(1, 6);
    for (size_t i = 0; i < 100; i++) {
        for (size_t j = 0; j < i % 4; j++)
            random_bits(&b);
        const uint64_t want = random_bits(&alone), got = random_bits(&a);
        if (got != want)
            CHECK(false, "number %zu", i);
    }
}

struct sample {
    double mean, variance;
};

static struct sample sample_of(double (*draw)(struct random *), size_t n)
{
    struct random r = random_stream(1, 0);
    double mean = 0, m2 = 0;
    for (size_t i = 0; i < n; i++) {
        const double x = draw(&r), delta = x - mean;
        mean += delta / (double)(i + 1);
        m2 += delta * (x - mean);
    }
    return (struct sample){mean, m2 / (double)(n - 1)};
}

/* Within four standard errors of the mean and of the variance. */
static void samples_have_their_mean_and_variance(void **state)
{
    (void)state;
    enum { N = 200000 };
    const struct sample uniform = sample_of(random_uniform, N);
    CHECK(fabs(uniform.mean - 0.5) < 4 * sqrt(1. / 12 / N), "got %g", uniform.mean);
    CHECK(fabs(uniform.variance - 1. / 12) < 4 * sqrt(1. / 180 / N), "got %g", uniform.variance);
    const struct sample normal = sample_of(random_normal, N);
    CHECK(fabs(normal.mean) < 4 * sqrt(1. / N), "got %g", normal.mean);
    CHECK(fabs(normal.variance - 1) < 4 * sqrt(2. / N), "got %g", normal.variance);
}

/* The k-th numbers of neighbouring streams, and neighbours within a stream, do not go together. */
static void neighbours_do_not_correlate(void **state)
{
    (void)state;
    enum { N = 100000 };
    double between = 0, within = 0;
    for (size_t i = 0; i < N; i++) {
        struct random r = random_stream(1, i), next = random_stream(1, i + 1);
        const double x = random_uniform(&r) - 0.5;
        between += x * (random_uniform(&next) - 0.5);
        within += x * (random_uniform(&r) - 0.5);
    }
    CHECK(fabs(between / N * 12) < 4 / sqrt(N), "r = %g", between / N * 12);
    CHECK(fabs(within / N * 12) < 4 / sqrt(N), "r = %g", within / N * 12);
}

static void a_uniform_is_inside_the_open_interval(void **state)
{
    (void)state;
    struct random r = random_stream(3, 3);
    double low = 1, high = 0;
    for (size_t i = 0; i < 100000; i++) {
        const double x = random_uniform(&r);
        low = fmin(low, x);
        high = fmax(high, x);
    }
    CHECK(low > 0 && low < 1e-4, "smallest %g", low);
    CHECK(high < 1 && high > 1 - 1e-4, "largest %g", high);
}

/* The finaliser maps 0 to 0: a stream that steps onto 0 must draw again. */
static void a_zero_is_drawn_again(void **state)
{
    (void)state;
    struct random r = {.state = UINT64_MAX, .step = 1};
    struct random next = {.state = 0, .step = 1};
    const double x = random_uniform(&r);
    CHECK(x > 0, "got %g", x);
    CHECK(x == random_uniform(&next), "got %g", x);
}

static void a_normal_is_the_quantile_of_its_uniform(void **state)
{
    (void)state;
    struct random a = random_stream(2, 0), b = random_stream(2, 0);
    for (size_t i = 0; i < 1000; i++) {
        const double u = random_uniform(&a), z = random_normal(&b);
        CHECK(near(0.5 * erfc(-z / sqrt(2)), u, 1e-12), "u = %.17g, z = %.17g", u, z);
    }
}

static void numbers_below_n_are_even(void **state)
{
    (void)state;
    enum { N = 60000, SIDES = 6 };
    size_t count[SIDES] = {0};
    struct random r = random_stream(1, 1);
    for (size_t i = 0; i < N; i++) {
        const size_t side = random_below(&r, SIDES);
        assert_true(side < SIDES);
        count[side]++;
    }
    const double expected = (double)N / SIDES;
    double chi2 = 0;
    for (size_t i = 0; i < SIDES; i++)
        chi2 += pow((double)count[i] - expected, 2) / expected;
    CHECK(chi2 < 20.5, "chi2(5) = %g", chi2); /* p = 0.001 */
}

static void the_edges_of_n_hold(void **state)
{
    (void)state;
    struct random r = random_stream(1, 2);
    size_t n_thirds = 0;
    const size_t huge = (SIZE_MAX / 4 + 1) * 3; /* taken unfairly, every third comes twice */
    for (size_t i = 0; i < 3000; i++) {
        assert_int_equal(random_below(&r, 1), 0);
        const size_t x = random_below(&r, huge);
        assert_true(x < huge);
        n_thirds += x % 3 == 0;
    }
    CHECK(n_thirds > 890 && n_thirds < 1110, "%zu of 3000 are multiples of 3", n_thirds);
}

static void a_name_has_its_own_number(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t want;
    } cases[] = {
        {"", UINT64_C(0x9E3779B97F4A7C15)},
        {"a", UINT64_C(11073659832390853537)},
        {"index/mean/MOGNAD", UINT64_C(14482568920539093315)},
        {"Öppenhet", UINT64_C(15411441273823307856)},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(random_name(cases[i].name) == cases[i].want, "%s: got %llu", cases[i].name,
              (unsigned long long)random_name(cases[i].name));
    CHECK(random_name("ab") != random_name("ba"), "%s", "the order of letters counts");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_plain_start_and_step_give_splitmix64),
        TEST(streams_never_change),
        TEST(every_step_is_odd_and_every_stream_its_own),
        TEST(a_stream_does_not_depend_on_the_others),
        TEST(samples_have_their_mean_and_variance),
        TEST(neighbours_do_not_correlate),
        TEST(a_uniform_is_inside_the_open_interval),
        TEST(a_zero_is_drawn_again),
        TEST(a_normal_is_the_quantile_of_its_uniform),
        TEST(numbers_below_n_are_even),
        TEST(the_edges_of_n_hold),
        TEST(a_name_has_its_own_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
