/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "base/random.h"
#include "stats/krippendorff.h"
#include "stats/pooled_alpha.h"
#include "tests/check.h"

#include <stdlib.h>

static struct pooled_alpha estimate(const struct pooled_unit *unit, size_t n, size_t replicates)
{
    struct pooled_alpha a;
    assert_int_equal(pooled_alpha_estimate(
                         (struct pooled_alpha_request){unit, n, replicates, 1, 0.95}, &a, NULL),
                     OK);
    return a;
}

/* Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, A: two observers, ten units,
   binary; .095. One says yes of 0..., both of one, one alone of four. */
static void a_published_example(void **state)
{
    (void)state;
    static const size_t yes[] = {1, 2, 1, 0, 0, 1, 0, 0, 1, 0};
    struct pooled_unit one[10] = {0}, together = {0};
    for (size_t i = 0; i < COUNT(yes); i++) {
        pooled_unit_add(&one[i], yes[i], 2 - yes[i]);
        pooled_unit_add(&together, yes[i], 2 - yes[i]);
    }
    const double apart = estimate(one, COUNT(yes), 0).value;
    CHECK(fabs(apart - 0.095) < 5e-4, "%.17g", apart);
    CHECK(near(estimate(&together, 1, 0).value, apart, 1e-14), "in one segment");
}

static void edges(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t yes, no;
        double want;
    } cases[] = {
        {"nothing", 0, 0, MISSING},    {"one coder", 1, 0, MISSING}, {"all say yes", 2, 0, MISSING},
        {"all say no", 0, 3, MISSING}, {"two apart", 1, 1, 0},       {"three apart", 1, 2, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pooled_unit unit = {0};
        pooled_unit_add(&unit, cases[i].yes, cases[i].no);
        const struct pooled_alpha a = estimate(&unit, 1, 20);
        CHECK(near(a.value, cases[i].want, 1e-14), "%s: %.17g", cases[i].name, a.value);
        CHECK(is_missing(a.low) && is_missing(a.high), "%s: %g", cases[i].name, a.low);
    }
    CHECK(is_missing(estimate(NULL, 0, 20).value), "no segment");
}

enum { SEGMENTS = 12, CODES = 3, CODERS = 3 };

/* Draws all decisions, one unit each in `cell` and a segment's together in `unit`. */
static void draw(uint64_t nth, double *cell, struct pooled_unit *unit)
{
    struct random r = random_stream(7, nth);
    for (size_t i = 0; i < SEGMENTS * CODES; i++) {
        size_t n[2] = {0, 0};
        for (size_t k = 0; k < CODERS; k++) {
            const size_t drawn = random_below(&r, 4);
            cell[i * CODERS + k] = drawn == 3 ? MISSING : drawn == 0;
            if (drawn < 3)
                n[drawn == 0]++;
        }
        pooled_unit_add(&unit[i / CODES], n[1], n[0]);
    }
}

/* Which is what is defined. */
static void the_same_as_over_single_decisions(void **state)
{
    (void)state;
    for (uint64_t nth = 0; nth < 1000; nth++) {
        double cell[SEGMENTS * CODES * CODERS];
        struct pooled_unit unit[SEGMENTS] = {0};
        struct krippendorff want;
        draw(nth, cell, unit);
        const struct krippendorff_request request = {.codings = {cell, SEGMENTS * CODES, CODERS},
                                                     .level = LEVEL_NOMINAL,
                                                     .confidence = 0.95};
        assert_int_equal(krippendorff_alpha(request, &want, NULL), OK);
        const struct pooled_alpha got = estimate(unit, SEGMENTS, 0);
        CHECK(near(got.value, want.value, 1e-12), "%g != %g", got.value, want.value);
        CHECK(got.n_codings == (double)want.n_codings, "%g", got.n_codings);
    }
}

/* Yes and no are names; and the interval holds the value. */
static void yes_and_no_may_change_places(void **state)
{
    (void)state;
    struct pooled_unit one[40] = {0}, other[40] = {0};
    struct random r = random_stream(3, 1);
    for (size_t i = 0; i < COUNT(one); i++)
        for (size_t k = 0; k < 5; k++) {
            const size_t likely = random_below(&r, 3) == 0 ? 2 : 0;
            const size_t yes = random_below(&r, 6) == 0 ? 1 : likely;
            pooled_unit_add(&one[i], yes, 2 - yes);
            pooled_unit_add(&other[i], 2 - yes, yes);
        }
    const struct pooled_alpha a = estimate(one, COUNT(one), 500);
    const struct pooled_alpha b = estimate(other, COUNT(other), 500);
    CHECK(near(a.value, b.value, 1e-14) && near(a.low, b.low, 1e-14), "%g %g", a.value, b.value);
    CHECK(a.low < a.value && a.value < a.high && a.high < 1, "%g %g %g", a.low, a.value, a.high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(a_published_example), TEST(edges),
                                       TEST(the_same_as_over_single_decisions),
                                       TEST(yes_and_no_may_change_places)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
