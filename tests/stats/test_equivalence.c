/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/equivalence.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"
#include "tests/stats/sleep.h"

#include <gsl/gsl_errno.h>

/* R 4.2.2: t.test(extra ~ group, datasets::sleep) with mu = -3, "greater" and mu = 3, "less", and
   its interval at conf.level 0.9; pnorm((atanh(r) -+ atanh(margin)) * sqrt(n - controls - 3)) */
static void known_tests(void **state)
{
    (void)state;
    const struct moments a = moments_of(sleep_first, 10), b = moments_of(sleep_second, 10);
    const struct equivalence m = equivalence_means(a, b, 3, 0.05);
    CHECK(near(m.estimate, -1.58, 1e-14), "%.17g", m.estimate);
    CHECK(near(m.p_low, 0.055978914532244482, 1e-13), "%.17g", m.p_low);
    CHECK(fabs(m.p_high - 2.0811496858821167e-05) < 1e-16, "%.17g", m.p_high);
    CHECK(near(m.p, m.p_low, 0), "%.17g", m.p);
    CHECK(near(m.low, -3.0533814973316065, 1e-13), "%.17g", m.low);
    CHECK(near(m.high, -0.10661850266839384, 1e-13), "%.17g", m.high);
    const struct equivalence r = equivalence_correlation(0.1, 174, 0, 0.2, 0.05);
    CHECK(fabs(r.p_low - 3.698719074941445e-05) < 1e-16, "%.17g", r.p_low);
    CHECK(near(r.p_high, 0.090282532983772978, 1e-13), "%.17g", r.p_high);
    CHECK(near(r.low, -0.025444259821452132, 1e-13), "%.17g", r.low);
    CHECK(near(r.high, 0.22234378988885442, 1e-13), "%.17g", r.high);
    const struct equivalence partial = equivalence_correlation(-0.05, 174, 2, 0.15, 0.05);
    CHECK(near(partial.p_low, 0.094375461612428865, 1e-13), "%.17g", partial.p_low);
    CHECK(near(partial.p_high, 0.0044565663563156856, 1e-13), "%.17g", partial.p_high);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double r;
        size_t n, n_controls;
        double margin, alpha;
    } cases[] = {
        {"four units needed", 0.1, 3, 0, 0.2, 0.05}, {"and one more", 0.1, 4, 1, 0.2, 0.05},
        {"more controls", 0.1, 4, 9, 0.2, 0.05},     {"perfect", 1, 99, 0, 0.2, 0.05},
        {"missing", MISSING, 99, 0, 0.2, 0.05},      {"no margin", 0.1, 99, 0, 0, 0.05},
        {"margin of 1", 0.1, 99, 0, 1, 0.05},        {"alpha of a half", 0.1, 99, 0, 0.2, 0.5},
    };
    const struct moments a = moments_of(sleep_first, 10), one = {1, 2, 0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct equivalence e = equivalence_correlation(
            cases[i].r, cases[i].n, cases[i].n_controls, cases[i].margin, cases[i].alpha);
        CHECK(near(e.estimate, cases[i].r, 0), "%s", cases[i].name);
        CHECK(is_missing(e.p) && is_missing(e.p_low) && is_missing(e.low), "%s: %g", cases[i].name,
              e.p);
    }
    CHECK(is_missing(equivalence_means(a, one, 3, 0.05).p), "a group of one");
    CHECK(is_missing(equivalence_means(a, a, 0, 0.05).p), "no margin");
    CHECK(equivalence_means(a, a, 0, 0.05).estimate == 0, "estimate");
}

/* The verdict by p is the verdict by the interval. */
static void both_tests_reject_when_the_interval_is_inside(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("equivalence"));
    size_t n_inside = 0;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[40];
        for (size_t i = 0; i < 40; i++)
            x[i] = random_normal(&r);
        const double alpha = 0.01 + 0.2 * random_uniform(&r), margin = 0.9 * random_uniform(&r);
        const struct equivalence tests[] = {
            equivalence_means(moments_of(x, 15), moments_of(x + 15, 25), margin, alpha),
            equivalence_correlation(random_uniform(&r) - 0.5, 40, nth % 4, margin, alpha),
        };
        for (size_t i = 0; i < 2; i++) {
            const bool is_inside = tests[i].low > -margin && tests[i].high < margin;
            n_inside += is_inside;
            CHECK(is_inside == (tests[i].p < alpha), "case %zu, %zu: %g, %g", nth, i, tests[i].p,
                  alpha);
            CHECK(tests[i].p == fmax(tests[i].p_low, tests[i].p_high), "case %zu", nth);
        }
    }
    CHECK(n_inside > RANDOM_CASES / 10, "only %zu were inside", n_inside);
}

/* A wider margin is easier to keep to. */
static void p_falls_with_the_margin(void **state)
{
    (void)state;
    double before = 1;
    for (double margin = 0.05; margin < 1; margin += 0.05) {
        const double p = equivalence_correlation(0.1, 60, 0, margin, 0.05).p;
        CHECK(p < before, "%g: %g", margin, p);
        before = p;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_tests),
        TEST(what_cannot_be_had),
        TEST(both_tests_reject_when_the_interval_is_inside),
        TEST(p_falls_with_the_margin),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
