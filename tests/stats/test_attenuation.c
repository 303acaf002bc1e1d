/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "base/random.h"
#include "stats/attenuation.h"
#include "tests/check.h"

#define NA MISSING

static void cases_by_hand(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        double r, alpha_x, alpha_y, want;
    } cases[] = {
        {"textbook",            0.42, 0.7,  0.8, 0.56124860801609122}, /* 0.42 / sqrt(0.56) */
        {"no error",            0.42, 1,    1,   0.42},
        {"one scale",           -0.3, 0.81, 1,   -1 / 3.0},
        {"above 1",             0.6,  0.5,  0.5, 1.2},
        {"no relation",         0,    0.7,  0.8, 0},
        {"alpha of 0",          0.4,  0,    0.8, NA},
        {"two negative alphas", 0.4,  -.2,  -.3, NA},
        {"no alpha",            0.4,  0.7,  NA,  NA},
        {"no r",                NA,   0.7,  0.8, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = attenuation_corrected(cases[i].r, cases[i].alpha_x, cases[i].alpha_y);
        CHECK(near(got, cases[i].want, 1e-15), "%s: got %.17g", cases[i].name, got);
    }
}

/* Weakening an r by two reliabilities, and back. */
static void undoes_what_error_does(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("attenuation"));
    for (size_t nth = 0; nth < 1000; nth++) {
        const double true_r = 2 * random_uniform(&r) - 1;
        const double a = random_uniform(&r), b = random_uniform(&r);
        const double got = attenuation_corrected(true_r * sqrt(a * b), a, b);
        CHECK(near(got, true_r, 1e-13), "case %zu: got %.17g", nth, got);
        CHECK(near(attenuation_corrected(true_r, a, b), attenuation_corrected(true_r, b, a), 1e-14),
              "case %zu", nth);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(cases_by_hand), TEST(undoes_what_error_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
