/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "stats/steady.h"
#include "tests/check.h"

#include <float.h>

/* What is a whole number of 2^-42 parts of its power of two is left alone; ends are rounded. */
static void by_hand(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        double x, want;
    } cases[] = {
        {0, 0}, {1, 1}, {-75, -75}, {62.5, 62.5}, {0x1p-1000, 0x1p-1000},
        {1 + 0x1p-42, 1 + 0x1p-42}, {1 + 0x1p-52, 1}, {1 + 0x1.7p-43, 1 + 0x1p-42},
        {1 - 0x1p-53, 1}, {128 - 0x1p-46, 128}, {-1 - 0x1p-52, -1},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK(steady(cases[i].x) == cases[i].want, "%a: got %a", cases[i].x, steady(cases[i].x));
}

static void a_missing_value_keeps_its_reason(void **state)
{
    (void)state;
    const double x = steady(missing_because(MISSING_NOT_ASKED));
    CHECK(is_missing(x) && missing_reason(x) == MISSING_NOT_ASKED, "got %d",
          (int)missing_reason(x));
}

/* The slow twin: the mantissa as a number, rounded to 43 bits. */
static void agrees_with_the_mantissa(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("steady"));
    for (size_t nth = 0; nth < 10000; nth++) {
        int exponent;
        const double x = random_normal(&r) * pow(10, (double)random_below(&r, 20) - 10);
        const double part = frexp(x, &exponent);
        const double want = ldexp(round(ldexp(part, 43)), exponent - 43);
        CHECK(steady(x) == want, "%a: got %a, want %a", x, steady(x), want);
        CHECK(fabs(steady(x) - x) <= 1.2e-13 * fabs(x), "%a: got %a", x, steady(x));
        CHECK(steady(steady(x)) == steady(x), "%a: not once and for all", x);
    }
}

/* Sums of the same numbers in two orders: nearly all that differ become equal. */
static void another_order_gives_the_same(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("steady"));
    size_t n_apart = 0, n_still = 0;
    for (size_t nth = 0; nth < 10000; nth++) {
        double x[10], up = 0, down = 0;
        for (size_t i = 0; i < 10; i++)
            x[i] = 100 * (double)random_below(&r, 7) / 6;
        for (size_t i = 0; i < 10; i++) {
            up += x[i] / 10;
            down += x[9 - i] / 10;
        }
        n_apart += up < down || up > down;
        n_still += steady(up) < steady(down) || steady(up) > steady(down);
    }
    CHECK(n_apart > 1000, "only %zu apart", n_apart);
    CHECK(n_still * 50 < n_apart, "%zu of %zu still apart", n_still, n_apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_hand),
        TEST(a_missing_value_keeps_its_reason),
        TEST(agrees_with_the_mantissa),
        TEST(another_order_gives_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
