/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/overlap.h"
#include "stats/paired.h"
#include "stats/welch.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

enum { LARGEST = 40 };

static struct pair pair_of(const double *x, const double *y, size_t n)
{
    struct pair p = {0};
    pair_add_columns(&p, x, y, n);
    return p;
}

/* Seven units of twelve, then six of eleven; the first five are the same, ten are in both frames.
   R 4.2.2, the formula written out with var(), cor() and qt(). */
static void as_in_r(void **state)
{
    (void)state;
    const double before[] = {40, 52, 61, 33, 48, 70, 55}, after[] = {44, 50, 66, 41, 58, 62};
    const struct overlap_change c = overlap_change((struct overlap_side){moments_of(before, 7), 12},
                                                   (struct overlap_side){moments_of(after, 6), 11},
                                                   pair_of(before, after, 5), 10, 0.95);
    CHECK(near(c.change, 2.2142857142857153, 1e-14), "%.17g", c.change);
    CHECK(near(c.covariance, 4.9263678470026750, 1e-13), "%.17g", c.covariance);
    CHECK(near(c.se, 2.6602671026007845, 1e-13), "%.17g", c.se);
    CHECK(c.df == 5, "%g", c.df);
    CHECK(near(c.low, -4.6241485776007067, 1e-12), "%.17g", c.low);
    CHECK(near(c.high, 9.0527200061721373, 1e-12), "%.17g", c.high);
    CHECK(near(c.p, 0.4431350816654066, 1e-12), "%.17g", c.p);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    const struct pair none = {0};
    // clang-format off
    static const struct {
        const char *name;
        struct overlap_side earlier, later;
        bool has_change, has_se, has_test;
    } cases[] = {
        {"an empty wave",             {{0}, 9},       {{5, 1, 2}, 9}, false, false, false},
        {"a wave of one",             {{1, 3, 0}, 9}, {{5, 1, 2}, 9}, true,  false, false},
        {"one that is its frame",     {{1, 3, 0}, 1}, {{5, 1, 2}, 9}, true,  true,  false},
        {"more than its frame",       {{5, 3, 2}, 4}, {{5, 1, 2}, 9}, true,  false, false},
        {"both all of their frames",  {{5, 3, 2}, 5}, {{6, 1, 2}, 6}, true,  true,  false},
        {"neither varies",            {{5, 3, 0}, 9}, {{6, 1, 0}, 9}, true,  true,  false},
        {"infinite frames",           {{5, 3, 2}, 0}, {{6, 1, 2}, 0}, true,  true,  true},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct overlap_change c =
            overlap_change(cases[i].earlier, cases[i].later, none, 0, 0.95);
        const bool has_p = i != 2 && cases[i].has_test;
        CHECK(isfinite(c.change) == cases[i].has_change, "%s: %g", cases[i].name, c.change);
        CHECK(isfinite(c.se) == cases[i].has_se, "%s: %g", cases[i].name, c.se);
        CHECK(isfinite(c.low) == cases[i].has_se || i == 2, "%s: %g", cases[i].name, c.low);
        CHECK(isfinite(c.p) == has_p, "%s: %g", cases[i].name, c.p);
    }
    const struct overlap_change census =
        overlap_change((struct overlap_side){{5, 3, 2}, 5}, (struct overlap_side){{6, 1, 2}, 6},
                       (struct pair){5, 3, 1, 2, 2, 1}, 5, 0.95);
    CHECK(census.se == 0 && census.low == -2 && census.high == -2, "%g", census.se);
}

/* --- every sample there is ---------------------------------------------------------------------
   What the formula says of a frame's own moments is the variance over all pairs of samples that
   have so many units in common, counted. */

enum { UNITS = 8, FRAME = 6, TAKEN = 3 };

static int n_bits(unsigned set)
{
    return __builtin_popcount(set);
}

static double mean_of(const double *x, unsigned set)
{
    double sum = 0;
    for (size_t i = 0; i < UNITS; i++)
        sum += (set >> i & 1) ? x[i] : 0;
    return sum / n_bits(set);
}

static void every_sample_of_one_frame(void **state)
{
    (void)state;
    const double x[UNITS] = {3, 8, 1, 9, 4, 7}, y[UNITS] = {5, 9, 0, 7, 7, 6};
    for (int n_both = 1; n_both <= TAKEN; n_both++) {
        struct moments change = {0};
        for (unsigned a = 0; a < 1u << FRAME; a++)
            for (unsigned b = 0; b < 1u << FRAME; b++)
                if (n_bits(a) == TAKEN && n_bits(b) == TAKEN && n_bits(a & b) == n_both)
                    moments_add(&change, mean_of(y, b) - mean_of(x, a));
        /* the moments of the whole frame, as if they were those of the samples */
        const struct moments all_x = moments_of(x, FRAME), all_y = moments_of(y, FRAME);
        const double scale = (TAKEN - 1.0) / (FRAME - 1.0);
        struct pair both = pair_of(x, y, FRAME);
        both.n = (size_t)n_both; /* r is of the frame */
        const struct overlap_change c = overlap_change(
            (struct overlap_side){{TAKEN, all_x.mean, all_x.m2 * scale}, FRAME},
            (struct overlap_side){{TAKEN, all_y.mean, all_y.m2 * scale}, FRAME}, both, FRAME, 0.95);
        if (n_both < 2)
            continue; /* r cannot be estimated of one: the function says 0 */
        const double counted = change.m2 / (double)change.n;
        CHECK(near(c.se * c.se, counted, 1e-12), "%d in both: %.17g, counted %.17g", n_both,
              c.se * c.se, counted);
    }
}

/* Two frames of six share the units 0 .. 3; two of those and one of the other two are taken in each
   wave, so that the common part has its share of both samples. */
static void every_sample_of_two_frames(void **state)
{
    (void)state;
    const double x[UNITS] = {3, 8, 1, 9, 4, 7, 0, 0}, y[UNITS] = {5, 9, 0, 7, 0, 0, 7, 6};
    const unsigned shared = 0x0F, only_1 = 0x30, only_2 = 0xC0;
    struct pair means = {0};
    for (unsigned a = 0; a < 1u << UNITS; a++)
        for (unsigned b = 0; b < 1u << UNITS; b++) {
            const bool is_sample = n_bits(a & shared) == 2 && n_bits(a & only_1) == 1 &&
                                   n_bits(b & shared) == 2 && n_bits(b & only_2) == 1;
            if (!is_sample || (a & only_2) != 0 || (b & only_1) != 0 || n_bits(a & b) != 2)
                continue;
            const double mean_x = mean_of(x, a), mean_y = mean_of(y, b);
            pair_add_columns(&means, &mean_x, &mean_y, 1);
        }
    struct pair both = pair_of(x, y, 4);
    const double v_x = both.xx / 3, v_y = both.yy / 3; /* of the common part */
    both.n = 2;
    const struct overlap_change c =
        overlap_change((struct overlap_side){{TAKEN, 0, v_x * (TAKEN - 1)}, FRAME},
                       (struct overlap_side){{TAKEN, 0, v_y * (TAKEN - 1)}, FRAME}, both, 4, 0.95);
    CHECK(means.n == 6 * 2 * 2, "%zu", means.n);
    CHECK(near(c.covariance, means.xy / (double)means.n, 1e-12), "%.17g, counted %.17g",
          c.covariance, means.xy / (double)means.n);
}

/* The textbook, written out. */
static void agrees_with_the_formula(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("overlap"));
    size_t n_with_se = 0;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST], a[LARGEST], b[LARGEST];
        random_column(&r, nth, x, LARGEST);
        random_column(&r, nth, y, LARGEST);
        for (size_t i = 0; i < LARGEST; i++)
            y[i] += nth % 3 == 0 ? (x[i] - 1e6) / 2 : x[i] / 2;
        const struct moments m_1 = moments_of(x, LARGEST), m_2 = moments_of(y, LARGEST);
        const double n_c = (double)both_present(x, y, LARGEST, a, b);
        double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
        for (size_t i = 0; i < (size_t)n_c; i++) {
            mean_a += a[i] / n_c;
            mean_b += b[i] / n_c;
        }
        for (size_t i = 0; i < (size_t)n_c; i++) {
            aa += (a[i] - mean_a) * (a[i] - mean_a);
            bb += (b[i] - mean_b) * (b[i] - mean_b);
            ab += (a[i] - mean_a) * (b[i] - mean_b);
        }
        const double n_1 = (double)m_1.n, n_2 = (double)m_2.n, v_1 = m_1.m2 / (n_1 - 1),
                     v_2 = m_2.m2 / (n_2 - 1);
        const double cov =
            (n_c / n_1 / n_2 - 48. / 50 / 52) * ab / sqrt(aa) / sqrt(bb) * sqrt(v_1) * sqrt(v_2);
        const double square = (1 / n_1 - 1. / 50) * v_1 + (1 / n_2 - 1. / 52) * v_2 - cov - cov;
        const struct overlap_change c =
            overlap_change((struct overlap_side){m_1, 50}, (struct overlap_side){m_2, 52},
                           pair_of(x, y, LARGEST), 48, 0.95);
        CHECK(near(c.se, square < 0 ? MISSING : sqrt(square), 1e-9), "case %zu: %.17g, %.17g", nth,
              c.se, sqrt(square));
        n_with_se += !is_missing(c.se);
    }
    CHECK(n_with_se > RANDOM_CASES * 9 / 10, "%zu", n_with_se);
}

/* In infinite frames: without a unit in common it is Welch's standard error, with all of them that
   of the pairs when both years vary alike. */
static void lies_between_groups_and_pairs(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3, 4, 5, 9}, y[] = {2, 3, 1, 9, 4, 5};
    double d[6];
    for (size_t i = 0; i < 6; i++)
        d[i] = y[i] - x[i];
    const struct moments a = moments_of(x, 6), b = moments_of(y, 6);
    const struct overlap_side before = {a, 0}, after = {b, 0};
    const struct overlap_change apart = overlap_change(before, after, (struct pair){0}, 0, 0.95);
    const struct overlap_change same = overlap_change(before, after, pair_of(x, y, 6), 0, 0.95);
    CHECK(near(apart.se, welch_t(b, a, 0, 0.95).se, 1e-14), "%.17g", apart.se);
    CHECK(near(same.se, paired_t(moments_of(d, 6), 0.95).se, 1e-14), "%.17g", same.se);
    CHECK(near(same.p, paired_t(moments_of(d, 6), 0.95).p, 1e-12), "%.17g", same.p);
    const struct overlap_change back = overlap_change(after, before, pair_of(y, x, 6), 0, 0.95);
    CHECK(near(back.change, -same.change, 1e-15) && near(back.se, same.se, 1e-15), "%g", back.se);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_in_r),
        TEST(what_cannot_be_had),
        TEST(every_sample_of_one_frame),
        TEST(every_sample_of_two_frames),
        TEST(agrees_with_the_formula),
        TEST(lies_between_groups_and_pairs),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
