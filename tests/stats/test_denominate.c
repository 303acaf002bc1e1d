/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/denominate.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define REFUSED missing_because(MISSING_REFUSED)
#define UNKNOWN missing_because(MISSING_UNKNOWN)

static void known_values(void **state)
{
    (void)state;
    const struct {
        const char *name;
        double x, denominator, want;
        enum missing reason;
    } cases[] = {
        {"a number", 6, 4, 1.5, ANSWERED},
        {"zero", 0, 4, 0, ANSWERED},
        {"negative", 6, -4, -1.5, ANSWERED},
        {"missing", REFUSED, 4, MISSING, MISSING_REFUSED},
        {"denominator missing", 6, UNKNOWN, MISSING, MISSING_UNKNOWN},
        {"both missing", REFUSED, UNKNOWN, MISSING, MISSING_REFUSED},
        {"by zero", 6, 0, MISSING, MISSING_INVALID},
        {"zero by zero", 0, 0, MISSING, MISSING_INVALID},
        {"missing by zero", REFUSED, 0, MISSING, MISSING_REFUSED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x = cases[i].x;
        denominate(&x, &cases[i].denominator, 1);
        CHECK(near(x, cases[i].want, 0), "%s: got %g", cases[i].name, x);
        CHECK(missing_reason(x) == cases[i].reason, "%s: got %s", cases[i].name,
              missing_name(missing_reason(x)));
    }
}

static void multiplying_leads_back(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("denominate"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[30], by[30], before[30];
        random_column(&r, nth, x, COUNT(x));
        random_column(&r, nth + 1, by, COUNT(by));
        memcpy(before, x, sizeof x);
        denominate(x, by, COUNT(x));
        for (size_t i = 0; i < COUNT(x); i++) {
            const bool lost = is_missing(before[i]) || is_missing(by[i]) || by[i] == 0;
            CHECK(is_missing(x[i]) == lost, "case %zu at %zu: %g", nth, i, x[i]);
            CHECK(lost || near(x[i] * by[i], before[i], 1e-14), "case %zu at %zu: %g", nth, i,
                  x[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(known_values), TEST(multiplying_leads_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
