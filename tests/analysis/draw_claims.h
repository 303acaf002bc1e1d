/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_ANALYSIS_DRAW_CLAIMS_H
#define TESTS_ANALYSIS_DRAW_CLAIMS_H

/* Data for each kind of claim, with an effect of known size.

       struct drawn drawn;
       draw_correlation(&random, 0, &drawn);        drawn.of[R_X] and drawn.of[R_Y]: no link

   What a test does without is broken: variances and sizes of levels are unequal, errors spread with
   x, controls go with x, the frame is finite. Each function draws the variables of one letter.   */

#include "base/random.h"

#include <math.h>
#include <stdbool.h>

enum { ROWS = 174, FIRST_LEVEL = 44, SECOND_LEVEL = ROWS - FIRST_LEVEL };
enum { FRAME = 212, HALF_FRAME = 106 };

#define MARGIN 0.25

/* clang-format off */
enum variable {
    R_X, R_Y,             /* correlation */
    D_X, D_Y1, D_Y2,      /* difference of correlations */
    M_Y,                  /* difference of means */
    E_X, E_Y,             /* equivalence */
    P_Y,                  /* proportion */
    B_X, B_Y, B_C1, B_C2, /* regression */
    I_X, I_Y,             /* interaction */
    N_VARIABLES
};
/* clang-format on */

struct drawn {
    double of[N_VARIABLES][ROWS];
};

/* Rows 0 .. FIRST_LEVEL - 1 are the first level: the smaller, and three times as spread out. */
static double spread_of(size_t row)
{
    return row < FIRST_LEVEL ? 3 : 1;
}

/* x is skew (exponential) when nothing goes with it, and normal when y does. */
__attribute__((unused)) static void draw_correlation(struct random *r, double rho,
                                                     struct drawn *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        const double x = rho > 0 ? random_normal(r) : -log(random_uniform(r));
        out->of[R_X][i] = x;
        out->of[R_Y][i] = rho * x + sqrt(1 - rho * rho) * random_normal(r);
    }
}

/* r of y1 and x is 0.4, of y2 and x `less` smaller. What is left of y1 and y2 goes together. */
#define D_RHO 0.4
#define D_LEFT 0.55

__attribute__((unused)) static void draw_difference(struct random *r, double less,
                                                    struct drawn *out)
{
    const double rho = D_RHO - less;
    for (size_t i = 0; i < ROWS; i++) {
        const double x = random_normal(r), e = random_normal(r);
        const double f = D_LEFT * e + sqrt(1 - D_LEFT * D_LEFT) * random_normal(r);
        out->of[D_X][i] = x;
        out->of[D_Y1][i] = D_RHO * x + sqrt(1 - D_RHO * D_RHO) * e;
        out->of[D_Y2][i] = rho * x + sqrt(1 - rho * rho) * f;
    }
}

__attribute__((unused)) static void draw_means(struct random *r, double apart, struct drawn *out)
{
    for (size_t i = 0; i < ROWS; i++)
        out->of[M_Y][i] = (i < FIRST_LEVEL ? apart : 0) + spread_of(i) * random_normal(r);
}

__attribute__((unused)) static void draw_equivalence(struct random *r, double rho,
                                                     struct drawn *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        const double x = random_normal(r);
        out->of[E_X][i] = x;
        out->of[E_Y][i] = rho * x + sqrt(1 - rho * rho) * random_normal(r);
    }
}

/* ROWS units without replacement from a frame in which so many are hits. */
__attribute__((unused)) static void draw_share(struct random *r, double hits, struct drawn *out)
{
    size_t hits_left = (size_t)hits, left = FRAME;
    for (size_t i = 0; i < ROWS; i++, left--) {
        const bool is_hit = random_below(r, left) < hits_left;
        hits_left -= is_hit;
        out->of[P_Y][i] = is_hit;
    }
}

/* y goes with two controls and they with x; its errors spread with the part of x that is x's own,
   B_OWN of its variance. */
#define B_OWN 0.55

__attribute__((unused)) static void draw_plane(struct random *r, double b, struct drawn *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        const double c1 = random_normal(r), c2 = random_normal(r), own = random_normal(r);
        const double x = 0.6 * c1 + 0.3 * c2 + sqrt(B_OWN) * own;
        const double spread = sqrt((1 + own * own) / 2);
        out->of[B_C1][i] = c1;
        out->of[B_C2][i] = c2;
        out->of[B_X][i] = x;
        out->of[B_Y][i] = 1 + b * x + 0.5 * c1 - 0.8 * c2 + spread * random_normal(r);
    }
}

__attribute__((unused)) static void draw_slopes(struct random *r, double apart, struct drawn *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        const double x = random_normal(r), slope = 0.5 + (i < FIRST_LEVEL ? apart : 0);
        out->of[I_X][i] = x;
        out->of[I_Y][i] = slope * x + spread_of(i) * random_normal(r);
    }
}

#endif
