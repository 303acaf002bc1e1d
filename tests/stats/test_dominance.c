/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/distribution.h"
#include "stats/dominance.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"
#include "tests/stats/sleep.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

enum { LARGEST = 60 };

static struct arena arena;
static struct sort_room room;
static double scratch[2 * LARGEST];

static int get_room(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return sort_room_get(&arena, COUNT(scratch), &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct dominance compare(const double *a, size_t n_a, const double *b, size_t n_b)
{
    return dominance_of((struct two_groups){a, n_a, b, n_b}, 0.95, scratch, &room);
}

/* R 4.2.2: wilcox.test with exact = FALSE over datasets::sleep (ties), and over the permeability
   constants of Hollander & Wolfe (1973), 69 (none), there also with exact = TRUE */
static void known_tests(void **state)
{
    (void)state;
    static const double x[] = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    static const double y[] = {1.15, 0.88, 0.90, 0.74, 1.21};
    const struct dominance s = compare(sleep_first, 10, sleep_second, 10), h = compare(x, 10, y, 5);
    CHECK(s.u == 25.5, "U %g", s.u);
    CHECK(near(s.p, 0.069327575433626581, 1e-13), "p %.17g", s.p);
    CHECK(near(s.p_greater, 0.97075166860727435, 1e-13), "p %.17g", s.p_greater);
    CHECK(near(s.p_less, 0.034663787716813291, 1e-13), "p %.17g", s.p_less);
    CHECK(is_missing(s.p_exact), "with ties: %g", s.p_exact);
    CHECK(h.u == 35, "U %g", h.u);
    CHECK(near(h.p, 0.24462360512698336, 1e-13), "p %.17g", h.p);
    CHECK(near(h.p_greater, 0.12231180256349168, 1e-13), "p %.17g", h.p_greater);
    CHECK(near(h.p_less, 0.90077534820399385, 1e-13), "p %.17g", h.p_less);
    CHECK(near(h.p_exact, 0.2544122544122544, 1e-13), "exact %.17g", h.p_exact);
}

/* R 4.2.2: pwilcox */
static void exact_tails(void **state)
{
    (void)state;
    static const struct {
        double u;
        size_t n_a, n_b;
        double want;
    } cases[] = {
        {10, 5, 6, 0.21428571428571427},
        {200, 20, 30, 0.024064731658852433},
        {1100, 49, 49, 0.23953930667723811},
        {300, 49, 49, 2.6115662252321572e-12},
        {0, 49, 49, 3.9250145964816453e-29},
        {2401, 49, 49, 1},
        {-1, 5, 5, NA},
        {3, 0, 5, NA},
        {3, 5, 50, NA},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = dominance_exact_below(cases[i].u, cases[i].n_a, cases[i].n_b);
        CHECK(is_missing(cases[i].want) ? is_missing(got) : fabs(got / cases[i].want - 1) < 1e-12,
              "%g of %zu, %zu: %.17g", cases[i].u, cases[i].n_a, cases[i].n_b, got);
    }
}

/* Hess & Kromrey (2004), as printed in the tests of R's effsize 0.8.1 */
static void hess_and_kromrey(void **state)
{
    (void)state;
    static const double treated[] = {10, 10, 20, 20, 20, 30, 30, 30, 40, 50};
    static const double control[] = {10, 20, 30, 40, 40, 50};
    const struct dominance d = compare(treated, 10, control, 6);
    CHECK(near(d.delta, -0.25, 1e-15), "%.17g", d.delta);
    CHECK(near(d.low, -0.7265846, 5e-8), "%.17g", d.low);
    CHECK(near(d.high, 0.3890062, 5e-8), "%.17g", d.high);
}

/* One pair in twelve is not decided: the variance would be 0.0069 and is taken to be 0.0145. */
static void variance_has_a_floor(void **state)
{
    (void)state;
    static const double low[] = {3, 2, 1}, high[] = {5, 5, 4, 3};
    const struct dominance d = compare(low, 3, high, 4);
    CHECK(near(d.delta, -11. / 12, 1e-14), "%.17g", d.delta);
    CHECK(near(d.low, -0.99489351808431647, 1e-12), "%.17g", d.low); /* R 4.2.2: the formulas */
    CHECK(near(d.high, -0.15042631021225381, 1e-12), "%.17g", d.high);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n_a, n_b;
        double a[4], b[4];
        double delta;
        bool has_test, has_interval;
    } cases[] = {
        {"an empty group",  0, 2, {0},          {1, 2},       NA, false, false},
        {"all missing",     1, 2, {NA},         {1, 2},       NA, false, false},
        {"one of each",     1, 1, {2},          {1},          1,  true,  false},
        {"all equal",       3, 2, {2, 2, 2},    {2, 2},       0,  false, false},
        {"wholly above",    2, 2, {3, 4},       {1, 2},       1,  true,  true},
        {"wholly below",    3, 3, {1, 1, 1},    {2, 2, 2},    -1, true,  true},
        {"one is missing",  3, 2, {1, NA, 2},   {1, 2},       0,  true,  true},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct dominance d = compare(cases[i].a, cases[i].n_a, cases[i].b, cases[i].n_b);
        CHECK(near(d.delta, cases[i].delta, 1e-15), "%s: %g", cases[i].name, d.delta);
        CHECK(isfinite(d.z) == cases[i].has_test, "%s: %g", cases[i].name, d.z);
        CHECK(isfinite(d.p) == cases[i].has_test, "%s: %g", cases[i].name, d.p);
        CHECK(isfinite(d.low) == cases[i].has_interval, "%s: %g", cases[i].name, d.low);
        CHECK(isfinite(d.high) == cases[i].has_interval, "%s: %g", cases[i].name, d.high);
        CHECK(is_missing(d.low) || (d.low <= d.delta && d.delta <= d.high), "%s: %g..%g",
              cases[i].name, d.low, d.high);
    }
}

/* Cliff's table of every pair: sign(a - b). */
static void slow_delta(const struct two_groups *g, double *delta, double *variance)
{
    const double n_a = (double)g->n_a, n_b = (double)g->n_b;
    double sum = 0, of_a = 0, of_b = 0, all = 0;
    double row[LARGEST] = {0}, column[LARGEST] = {0};
    for (size_t i = 0; i < g->n_a; i++)
        for (size_t j = 0; j < g->n_b; j++) {
            const double sign = (g->a[i] > g->b[j]) - (g->a[i] < g->b[j]);
            row[i] += sign / n_b;
            column[j] += sign / n_a;
            sum += sign;
        }
    *delta = sum / (n_a * n_b);
    for (size_t i = 0; i < g->n_a; i++)
        for (size_t j = 0; j < g->n_b; j++)
            all += pow((g->a[i] > g->b[j]) - (g->a[i] < g->b[j]) - *delta, 2);
    for (size_t i = 0; i < g->n_a; i++)
        of_a += pow(row[i] - *delta, 2);
    for (size_t j = 0; j < g->n_b; j++)
        of_b += pow(column[j] - *delta, 2);
    *variance =
        fmax((n_b * n_b * of_a + n_a * n_a * of_b - all) / (n_a * n_b * (n_a - 1) * (n_b - 1)),
             (1 - *delta * *delta) / (n_a * n_b - 1));
}

static void agrees_with_the_table_of_pairs(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("dominance"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double a[LARGEST], b[LARGEST], kept_a[LARGEST], kept_b[LARGEST], delta, variance;
        random_column(&r, nth, a, LARGEST);
        random_column(&r, nth, b, LARGEST);
        const size_t n_a = 4 + random_below(&r, LARGEST - 3), n_b = LARGEST;
        const struct two_groups kept = {kept_a, present(a, n_a, kept_a), kept_b,
                                        present(b, n_b, kept_b)};
        const struct dominance d = compare(a, n_a, b, n_b);
        if (kept.n_a < 2 || fabs(d.delta) == 1)
            continue;
        slow_delta(&kept, &delta, &variance);
        const double t = student_critical(0.95, (double)(kept.n_a + kept.n_b) - 2);
        const double low =
            (delta - delta * delta * delta -
             t * sqrt(variance) * sqrt(pow(1 - delta * delta, 2) + t * t * variance)) /
            (1 - delta * delta + t * t * variance);
        CHECK(d.n_a == kept.n_a && d.n_b == kept.n_b, "case %zu: %zu, %zu", nth, d.n_a, d.n_b);
        CHECK(near(d.delta, delta, 1e-12), "case %zu: %.17g, want %.17g", nth, d.delta, delta);
        CHECK(near(d.low, fmax(-1, low), 1e-9), "case %zu: %.17g, want %.17g", nth, d.low, low);
    }
}

/* All ways to choose which of 9 places belong to a. */
static void exact_p_counts_all_arrangements(void **state)
{
    (void)state;
    enum { PLACES = 9 };
    double at_most[PLACES][PLACES * PLACES] = {{0}}, all[PLACES] = {0};
    for (unsigned chosen = 0; chosen < 1U << PLACES; chosen++) {
        size_t n_a = 0, u = 0, n_b = 0;
        for (size_t place = 0; place < PLACES; place++) {
            const bool is_a = (chosen >> place & 1U) != 0;
            n_a += is_a;
            u += is_a ? n_b : 0;
            n_b += !is_a;
        }
        if (n_a == 0 || n_b == 0)
            continue;
        all[n_a]++;
        for (size_t s = u; s <= n_a * n_b; s++)
            at_most[n_a][s]++;
    }
    for (size_t n_a = 1; n_a < PLACES; n_a++)
        for (size_t u = 0; u <= n_a * (PLACES - n_a); u++)
            CHECK(near(dominance_exact_below((double)u, n_a, PLACES - n_a),
                       at_most[n_a][u] / all[n_a], 1e-14),
                  "%zu of %zu", u, n_a);
}

static void groups_may_change_places(void **state)
{
    (void)state;
    const struct dominance there = compare(sleep_first, 10, sleep_second, 8);
    const struct dominance back = compare(sleep_second, 8, sleep_first, 10);
    CHECK(near(there.delta, -back.delta, 1e-14), "%g, %g", there.delta, back.delta);
    CHECK(near(there.low, -back.high, 1e-12), "%g, %g", there.low, back.high);
    CHECK(near(there.p_greater, back.p_less, 1e-14), "%g, %g", there.p_greater, back.p_less);
    CHECK(near(there.p, back.p, 1e-14), "%g, %g", there.p, back.p);
    CHECK(near(there.u + back.u, 80, 0), "%g, %g", there.u, back.u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_tests),
        TEST(exact_tails),
        TEST(hess_and_kromrey),
        TEST(variance_has_a_floor),
        TEST(what_cannot_be_had),
        TEST(agrees_with_the_table_of_pairs),
        TEST(exact_p_counts_all_arrangements),
        TEST(groups_may_change_places),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
