/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/signed_rank.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

enum { LARGEST = 60 };
#define NA MISSING

static struct signed_rank run(const double *d, size_t n)
{
    struct arena arena = {0};
    struct signed_rank_room room;
    struct error err = {0};
    CHECK(signed_rank_room_get(&arena, n, &room, &err) == OK, "%s", err.text);
    const struct signed_rank w = signed_rank_test(d, n, &room);
    arena_release(&arena);
    return w;
}

/* R 4.2.2: wilcox.test(d, exact = FALSE). The first is Hollander & Wolfe (1973), Nonparametric
   Statistical Methods, p. 29 (depression), in R's own example; the second has ties and zeros. */
static void as_in_r(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        double d[24];
        size_t n, n_used, n_zero;
        double v, p;
    } cases[] = {
        {"depression", {1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598, 2.48 - 2.05, 1.68 - 1.06,
                        1.88 - 1.29, 1.55 - 1.06, 3.06 - 3.14, 1.30 - 1.29},
         9, 9, 0, 40, 0.044010984012951455},
        {"ties and zeros", {3, -1, 4, 1, -5, 9, 2, -6, 5, 3, 5, 0, 0, -8, 9, 7, 9, 3, 2, 3},
         20, 18, 2, 130.5, 0.052064288972735663},
        {"a gap", {3, -1, 4, 1, -5, 9, 2, NA, -6, 5, 3, 5, 0, 0, -8, 9, 7, 9, NA, 3, 2, 3},
         22, 18, 2, 130.5, 0.052064288972735663},
        {"all alike", {1, 1, 1}, 3, 3, 0, 6, 0.14891467317876567},
        {"a single one", {2}, 1, 1, 0, 1, 1},
        {"in balance", {1, -1}, 2, 2, 0, 1.5, 1},
        {"zeros alone", {0, 0}, 2, 0, 2, NA, NA},
        {"nothing", {NA}, 1, 0, 0, NA, NA},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct signed_rank w = run(cases[i].d, cases[i].n);
        CHECK(w.n == cases[i].n_used && w.n_zero == cases[i].n_zero, "%s: %zu, %zu", cases[i].name,
              w.n, w.n_zero);
        CHECK(near(w.v, cases[i].v, 1e-14), "%s: %.17g", cases[i].name, w.v);
        CHECK(near(w.p, cases[i].p, 1e-12), "%s: %.17g", cases[i].name, w.p);
    }
}

/* The rank of a difference by counting; 0 when it has none. */
static double count_rank(const double *x, size_t n, size_t i)
{
    double below = 0, same = 0;
    for (size_t k = 0; k < n; k++) {
        below += x[k] != 0 && fabs(x[k]) < fabs(x[i]);
        same += fabs(x[k]) == fabs(x[i]);
    }
    return is_missing(x[i]) || x[i] == 0 ? 0 : below + (same + 1) / 2;
}

/* The variance as the sum of the squares of the ranks over 4, as follows from one fair coin per
   unit. */
static void agrees_with_counting(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("signed_rank"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], v = 0, total = 0, squares = 0;
        const size_t n = 1 + random_below(&r, LARGEST);
        random_column(&r, nth, x, n);
        for (size_t i = 0; i < n; i++)
            x[i] -= nth % 3 == 0 ? 1e6 + 1 : 1;
        for (size_t i = 0; i < n; i++) {
            const double rank = count_rank(x, n, i);
            v += x[i] > 0 ? rank : 0;
            total += rank;
            squares += rank * rank;
        }
        const double away = v - total / 2;
        const double z = fmax(0, fabs(away) - 0.5) / sqrt(squares / 4);
        const double p = away == 0 ? 1 : 2 * gsl_cdf_ugaussian_Q(z);
        const struct signed_rank w = run(x, n);
        CHECK(near(w.v, total == 0 ? MISSING : v, 1e-9), "case %zu: %.17g, %.17g", nth, w.v, v);
        CHECK(near(w.p, total == 0 ? MISSING : p, 1e-9), "case %zu: %.17g, %.17g", nth, w.p, p);
    }
}

/* Turning all signs gives the other ranks' sum and the same p; so does any scale. */
static void signs_may_be_turned(void **state)
{
    (void)state;
    const double d[] = {3, -1, 4, 1, -5, 9, 2, -6};
    double turned[8], scaled[8];
    for (size_t i = 0; i < 8; i++) {
        turned[i] = -d[i];
        scaled[i] = 1e-3 * d[i];
    }
    const struct signed_rank a = run(d, 8), b = run(turned, 8), c = run(scaled, 8);
    CHECK(a.v + b.v == 36 && a.p == b.p && a.z == -b.z, "%g, %g", a.v, b.v);
    CHECK(a.v == c.v && a.p == c.p, "%g, %g", a.v, c.v);
}

/* 0.3 - 0.2 and 0.2 - 0.1 are one change, though not one double. */
static void what_subtraction_leaves_makes_no_difference(void **state)
{
    (void)state;
    const double d[] = {0.3 - 0.2, 0.2 - 0.1, -0.4 - (-0.3), 0.7, 0.3 - (0.1 + 0.2)};
    const double whole[] = {1, 1, -1, 7, 0};
    const struct signed_rank a = run(d, 5), b = run(whole, 5);
    CHECK(d[0] != d[1] && d[4] != 0, "the example shows nothing");
    CHECK(a.n == 4 && a.n_zero == 1 && a.v == b.v && a.p == b.p, "%g, %g", a.v, b.v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_in_r),
        TEST(agrees_with_counting),
        TEST(signs_may_be_turned),
        TEST(what_subtraction_leaves_makes_no_difference),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
