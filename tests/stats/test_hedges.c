/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hedges.h"
#include "stats/noncentral.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"
#include "tests/stats/sleep.h"

#include <gsl/gsl_errno.h>

/* R 4.2.2: the formulas of the header, with lgamma and with uniroot on pt(t, m, ncp), over
   datasets::sleep and over mtcars$mpg by am */
static void known_effects(void **state)
{
    (void)state;
    const struct hedges s =
        hedges_g(moments_of(sleep_first, 10), moments_of(sleep_second, 10), 0.95);
    CHECK(near(s.d, -0.83218108134953961, 1e-13), "d %.17g", s.d);
    CHECK(near(s.g, -0.7969352391911223, 1e-13), "g %.17g", s.g);
    CHECK(near(s.low, -1.7388168991034212, 1e-9), "low %.17g", s.low);
    CHECK(near(s.high, 0.095450398211422302, 1e-9), "high %.17g", s.high);
    static const double automatic[] = {21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3,
                                       15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2},
                        manual[] = {21.0, 21.0, 22.8, 32.4, 30.4, 33.9, 27.3,
                                    26.0, 30.4, 15.8, 19.7, 15.0, 21.4};
    const struct hedges m = hedges_g(moments_of(manual, 13), moments_of(automatic, 19), 0.95);
    CHECK(near(m.g, 1.4406354024018546, 1e-13), "g %.17g", m.g);
    CHECK(near(m.low, 0.670568385745411, 1e-9), "low %.17g", m.low);
    CHECK(near(m.high, 2.2659732804460928, 1e-9), "high %.17g", m.high);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        struct moments a, b;
        bool has_g;
    } cases[] = {
        {"an empty group", {0},       {5, 1, 2}, false},
        {"two values",     {1, 3, 0}, {1, 1, 0}, false},
        {"three values",   {1, 3, 0}, {2, 1, 2}, false},
        {"four values",    {1, 3, 0}, {3, 1, 2}, true},
        {"neither varies", {4, 3, 0}, {5, 1, 0}, false},
        {"no difference",  {4, 3, 1}, {5, 3, 1}, true},
        {"a million",      {500000, 3, 4e5}, {500000, 2, 4e5}, true},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct hedges h = hedges_g(cases[i].a, cases[i].b, 0.95);
        CHECK(isfinite(h.g) == cases[i].has_g, "%s: %g", cases[i].name, h.g);
        CHECK(isfinite(h.low) == cases[i].has_g && isfinite(h.high) == cases[i].has_g, "%s: %g, %g",
              cases[i].name, h.low, h.high);
        CHECK(is_missing(h.low) || h.low < h.high, "%s: %g, %g", cases[i].name, h.low, h.high);
    }
}

/* J as Hedges' product formula for whole halves; the ends by the definition of the interval. */
static void agrees_with_the_definition(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("hedges"));
    for (size_t nth = 0; nth < RANDOM_CASES / 10; nth++) {
        const size_t n_a = 2 + random_below(&r, 40), n_b = 2 + random_below(&r, 40);
        double x[100];
        for (size_t i = 0; i < n_a + n_b; i++)
            x[i] = random_normal(&r) + (i < n_a ? 3 * random_uniform(&r) : 0);
        const struct hedges h = hedges_g(moments_of(x, n_a), moments_of(x + n_a, n_b), 0.95);
        const double m = (double)(n_a + n_b - 2);
        const double root = sqrt((double)n_a * (double)n_b / (double)(n_a + n_b));
        /* Gamma(m / 2) / Gamma((m - 1) / 2) steps by (m - 2) / (m - 3) from m = 2, 3. */
        double ratio =
            (n_a + n_b) % 2 == 0 ? 1 / sqrt(3.14159265358979324) : sqrt(3.14159265358979324) / 2;
        for (double at = (n_a + n_b) % 2 == 0 ? 4 : 5; at <= m; at += 2)
            ratio *= (at - 2) / (at - 3);
        CHECK(near(h.g, h.d * ratio / sqrt(m / 2), 1e-11), "case %zu: %.17g", nth, h.g);
        CHECK(near(noncentral_t_below(h.d * root, m, h.low * root), 0.975, 1e-9), "case %zu", nth);
        CHECK(near(noncentral_t_below(h.d * root, m, h.high * root), 0.025, 1e-9), "case %zu", nth);
    }
}

static void has_no_unit_and_turns_with_the_groups(void **state)
{
    (void)state;
    const struct moments a = moments_of(sleep_first, 10), b = moments_of(sleep_second, 7);
    const struct moments a2 = {a.n, 8 * a.mean + 64, 64 * a.m2},
                         b2 = {b.n, 8 * b.mean + 64, 64 * b.m2};
    const struct hedges there = hedges_g(a, b, 0.9), back = hedges_g(b2, a2, 0.9);
    CHECK(near(there.g, -back.g, 1e-12), "%.17g, %.17g", there.g, back.g);
    CHECK(near(there.low, -back.high, 1e-10), "%.17g, %.17g", there.low, back.high);
    CHECK(fabs(there.g) < fabs(there.d), "%g, %g", there.g, there.d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_effects),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_definition),
        TEST(has_no_unit_and_turns_with_the_groups),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
