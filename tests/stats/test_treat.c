/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "stats/shape.h"
#include "stats/treat.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { LARGEST = 60 };

static double skewness_of(const double *x, size_t n)
{
    struct shape s = {0};
    shape_add_block(&s, x, n);
    return shape_skewness(s);
}

static double kurtosis_of(const double *x, size_t n)
{
    struct shape s = {0};
    shape_add_block(&s, x, n);
    return shape_kurtosis(s);
}

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[20], want[20];
        size_t n_high, n_low;
        bool is_log;
    } cases[] = {
        /* COINr's help on winsorise: once the larger outlier is moved, the indicator passes */
        {"1:10, 30, 100", 12, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100},
                              {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 30}, 1, 0, false},
        {"turned",        12, {-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -30, -100},
                              {-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -30, -30}, 0, 1, false},
        {"passes",         5, {1, 2, 3, 4, 5},  {1, 2, 3, 4, 5},  0, 0, false},
        {"does not vary",  5, {7, 7, 7, 7, 7},  {7, 7, 7, 7, 7},  0, 0, false},
        {"three values",   3, {1, 2, 99},       {1, 2, 99},       0, 0, false},
        {"nothing",        0, {0},              {0},              0, 0, false},
        {"all missing",    2, {NA, NA},         {NA, NA},         0, 0, false},
        {"missing stay",   7, {1, NA, 2, 3, 2, 50, 1}, {1, NA, 2, 3, 2, 3, 1}, 1, 0, false},
        {"ties move together", 20, {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 90, 90},
                                   {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 3, 3},
                                   2, 0, false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[20];
        struct treated got;
        memcpy(x, cases[i].x, sizeof x);
        CHECK(treat_column(x, cases[i].n, &got, NULL) == OK, "no memory");
        for (size_t k = 0; k < cases[i].n; k++)
            CHECK(near(x[k], cases[i].want[k], 1e-15), "%s at %zu: got %g", cases[i].name, k, x[k]);
        CHECK(got.n_high == cases[i].n_high, "%s: got %zu", cases[i].name, got.n_high);
        CHECK(got.n_low == cases[i].n_low, "%s: got %zu", cases[i].name, got.n_low);
        CHECK(got.is_log == cases[i].is_log && got.passes, "%s", cases[i].name);
    }
}

/* Two values only: winsorising would make them one. Logarithms keep them apart. */
static void an_indicator_never_becomes_a_constant(void **state)
{
    (void)state;
    double x[40] = {[7] = 1};
    struct treated got;
    CHECK(treat_column(x, 40, &got, NULL) == OK, "no memory");
    CHECK(got.is_log && got.n_high == 0 && !got.passes, "n_high %zu", got.n_high);
    CHECK(near(x[7], log(1.01), 1e-15) && near(x[0], log(0.01), 1e-15), "got %g, %g", x[7], x[0]);
    CHECK(near(got.skewness, got.skewness_before, 1e-12), "got %g", got.skewness);
}

/* Six rising outliers of 100 points: five are not enough. */
static void logarithms_come_after_five_points(void **state)
{
    (void)state;
    double x[100];
    struct treated got;
    for (size_t i = 0; i < 100; i++)
        x[i] = i < 94 ? (double)(i % 10) : exp((double)i - 86);
    const double max = x[99];
    CHECK(treat_column(x, 100, &got, NULL) == OK, "no memory");
    CHECK(got.is_log && got.n_high == 0 && got.n_low == 0, "n_high %zu", got.n_high);
    CHECK(near(x[0], log(0.01 * max), 1e-14) && near(x[99], log(1.01 * max), 1e-14), "got %g, %g",
          x[0], x[99]);
    CHECK(near(got.skewness, skewness_of(x, 100), 1e-12), "got %g", got.skewness);
    CHECK(got.skewness < got.skewness_before, "got %g", got.skewness);
}

static bool fails(const double *x, size_t n)
{
    return n >= 4 && fabs(skewness_of(x, n)) >= 2 && kurtosis_of(x, n) >= 3.5;
}

static double extreme(const double *x, size_t n, double sign)
{
    double most = -INFINITY;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, sign * x[i]);
    return sign * most;
}

/* Moves all points at one end to the next value; returns how many. */
static size_t move_end(double *x, size_t n, double sign)
{
    const double end = extreme(x, n, sign);
    double next = -INFINITY;
    size_t moved = 0;
    for (size_t i = 0; i < n; i++)
        if (x[i] != end)
            next = fmax(next, sign * x[i]);
    for (size_t i = 0; i < n; i++)
        if (x[i] == end) {
            x[i] = sign * next;
            moved++;
        }
    return moved;
}

static size_t distinct(const double *x, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (x[j] != x[i])
            j++;
        count += j == i;
    }
    return count;
}

/* The definition, step by step and without sorting. */
static void slow_treat(double *x, size_t n, size_t moved[2])
{
    double untreated[LARGEST];
    memcpy(untreated, x, n * sizeof *x);
    moved[0] = moved[1] = 0;
    while (fails(x, n) && moved[0] + moved[1] < 5 && distinct(x, n) > 2) {
        const bool is_low = skewness_of(x, n) < 0;
        moved[is_low] = move_end(x, n, is_low ? -1 : 1);
    }
    if (!fails(x, n))
        return;
    moved[0] = moved[1] = 0;
    const double min = extreme(untreated, n, -1), max = extreme(untreated, n, 1);
    for (size_t i = 0; i < n; i++)
        x[i] = log(untreated[i] - min + 0.01 * (max - min));
}

/* Skewed either way, with ties in every other case; in every eighth case six outliers, one too many
   to winsorise. */
static void random_indicator(struct random *r, size_t nth, double *x, size_t n)
{
    const double tail = 1 + (double)(nth % 4), sign = nth % 3 == 0 ? -1 : 1;
    for (size_t i = 0; i < n; i++) {
        x[i] = sign * pow(fabs(random_normal(r)) + 0.1, tail);
        x[i] = nth % 2 == 0 ? round(4 * x[i]) : x[i];
        if (nth % 8 == 7 && i < 6)
            x[i] = sign * pow(10, (double)i + 3);
    }
}

static void agrees_with_the_definition(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("treat"));
    size_t n_winsorised = 0, n_logs = 0;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], want[LARGEST];
        size_t moved[2];
        struct treated got;
        const size_t n = nth % 8 == 7 ? LARGEST : 4 + random_below(&r, LARGEST - 4);
        random_indicator(&r, nth, x, n);
        memcpy(want, x, sizeof x);
        slow_treat(want, n, moved);
        CHECK(treat_column(x, n, &got, NULL) == OK, "no memory");
        for (size_t i = 0; i < n; i++)
            CHECK(near(x[i], want[i], 1e-12), "case %zu at %zu: %g, want %g", nth, i, x[i],
                  want[i]);
        CHECK(got.n_high == moved[0] && got.n_low == moved[1], "case %zu: %zu, %zu", nth,
              got.n_high, got.n_low);
        n_winsorised += got.n_high + got.n_low > 0;
        n_logs += got.is_log;
    }
    CHECK(n_winsorised > 300 && n_logs > 100, "only %zu and %zu", n_winsorised, n_logs);
}

static void treatment_keeps_the_order(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("treat"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], before[LARGEST];
        struct treated got;
        for (size_t i = 0; i < LARGEST; i++)
            before[i] = x[i] = exp(2 * random_normal(&r));
        CHECK(treat_column(x, LARGEST, &got, NULL) == OK, "no memory");
        for (size_t i = 1; i < LARGEST; i++)
            CHECK((before[i] > before[0]) >= (x[i] > x[0]), "case %zu at %zu", nth, i);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        double x[] = {1, 2, 3, 2, 50, 1};
        struct treated got;
        struct error err = {0};
        arena_fail_at(nth);
        const enum status status = treat_column(x, 6, &got, &err);
        is_there = status == OK;
        CHECK(is_there || (status == ERR_MEMORY && x[4] == 50), "at %zu", nth);
        CHECK(err.status == status, "at %zu: %d", nth, (int)err.status);
        arena_fail_at(0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(an_indicator_never_becomes_a_constant),
        TEST(logarithms_come_after_five_points),
        TEST(agrees_with_the_definition),
        TEST(treatment_keeps_the_order),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
