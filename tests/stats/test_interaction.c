/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interaction.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_design.h"

#include <gsl/gsl_errno.h>

static double column[ATTITUDE_K][ATTITUDE_N];
static size_t above_75[ATTITUDE_N], thirds[ATTITUDE_N];

static int open_attitude(void **state)
{
    (void)state;
    for (size_t v = 0; v < ATTITUDE_K; v++)
        attitude_column(v, column[v]);
    for (size_t row = 0; row < ATTITUDE_N; row++) {
        above_75[row] = column[5][row] > 75;
        thirds[row] = column[5][row] > 79 ? 2 : column[5][row] > 70;
    }
    return 0;
}

/* Wanted: R 4.2.2, sandwich 3.0-2 (HC3) and lmtest 0.9-40 on lm(rating ~ complaints * g + learning)
   with g = critical > 75: the coefficient of
   complaints:g with its sign turned. */
static void attitude_by_critical(void **state)
{
    (void)state;
    const double *const control[] = {column[3]};
    struct arena arena = {0};
    struct interaction got;
    CHECK(interaction_fit((struct interaction_model){.y = column[0],
                                                     .x = column[1],
                                                     .level = above_75,
                                                     .control = control,
                                                     .n = ATTITUDE_N,
                                                     .n_levels = 2,
                                                     .n_controls = 1},
                          &arena, &got, NULL) == OK,
          "fit");
    const struct ols_coefficient d = got.difference;
    CHECK(near(d.estimate, -0.130690958003858, 1e-12), "got %.15g", d.estimate);
    CHECK(near(d.se, 0.225182230628075, 1e-12), "got %.15g", d.se);
    CHECK(near(d.t, -0.58037864550563, 1e-12), "got %.15g", d.t);
    CHECK(near(d.p, 0.566854390185497, 1e-12), "got %.15g", d.p);
    CHECK(near(d.high, 0.333080527369646, 1e-12), "got %.15g", d.high);
    CHECK(near(d.low, -0.594462443377362, 1e-12), "got %.15g", d.low);
    CHECK(near(got.slope[0].estimate, 0.623105739213464, 1e-12), "got %g", got.slope[0].estimate);
    CHECK(near(got.slope[0].se, 0.209360643482689, 1e-12), "got %.15g", got.slope[0].se);
    CHECK(near(got.slope[1].estimate, 0.753796697217323, 1e-12), "got %g", got.slope[1].estimate);
    CHECK(near(got.slope[1].se, 0.170791907086036, 1e-12), "got %.15g", got.slope[1].se);
    CHECK(near(got.wald, d.t * d.t, 1e-11), "F is t^2: got %.15g", got.wald);
    CHECK(got.n == 30 && got.df == 25 && got.n_of[0] + got.n_of[1] == 30, "got %zu", got.df);
    arena_release(&arena);
}

/* The same by three levels of critical: car 3.1-1's linearHypothesis with vcovHC's HC3. */
static void attitude_by_three_levels(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct interaction got;
    CHECK(interaction_fit(
              (struct interaction_model){
                  .y = column[0], .x = column[1], .level = thirds, .n = ATTITUDE_N, .n_levels = 3},
              &arena, &got, NULL) == OK,
          "fit");
    CHECK(near(got.wald, 0.335909877567922, 1e-12), "got %.15g", got.wald);
    CHECK(got.df == 24 && got.n_of[0] == 8 && got.n_of[1] == 11 && got.n_of[2] == 11, "got %zu",
          got.df);
    CHECK(is_missing(got.difference.estimate), "got %g", got.difference.estimate);
    arena_release(&arena);
}

/* Without controls every level has a line of its own, whatever the others do. */
static void agrees_with_a_line_per_level(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("interaction"));
    for (size_t nth = 0; nth < DESIGN_CASES; nth++) {
        struct random_design d;
        size_t level[DESIGN_ROWS];
        random_design(&r, nth, &d);
        for (size_t row = 0; row < d.n; row++)
            level[row] = row % 4;
        struct arena arena = {0};
        struct interaction got;
        CHECK(interaction_fit((struct interaction_model){.y = d.y,
                                                         .x = d.x[0],
                                                         .level = level,
                                                         .weight = nth % 3 == 0 ? d.weight : NULL,
                                                         .n = d.n,
                                                         .n_levels = 2},
                              &arena, &got, NULL) == OK,
              "case %zu", nth);
        for (size_t l = 0; l < 2; l++) {
            double own[DESIGN_ROWS];
            for (size_t row = 0; row < d.n; row++)
                own[row] = level[row] == l ? d.y[row] : MISSING;
            struct ols fit;
            struct hc3 hc3;
            struct ols_model m = design_model(&d, nth % 3 == 0);
            m.y = own, m.n_predictors = 1;
            CHECK(ols_fit(m, &arena, &fit, NULL) == OK, "case %zu", nth);
            CHECK(hc3_of(&m, &fit, &arena, &hc3, NULL) == OK, "case %zu", nth);
            CHECK(got.n_of[l] == fit.n, "case %zu: got %zu", nth, got.n_of[l]);
            CHECK(near(got.slope[l].estimate, fit.coefficient[1].estimate, 1e-9), "case %zu", nth);
            CHECK(got.n_of[0] == 2 || got.n_of[1] == 2
                      ? is_missing(got.slope[l].se)
                      : near(got.slope[l].se, hc3.coefficient[1].se, 1e-9),
                  "case %zu: got %g", nth, got.slope[l].se);
        }
        arena_release(&arena);
    }
}

static void turning_the_levels_turns_the_difference(void **state)
{
    (void)state;
    size_t turned[ATTITUDE_N];
    for (size_t row = 0; row < ATTITUDE_N; row++)
        turned[row] = 1 - above_75[row];
    struct interaction_model m = {
        .y = column[0], .x = column[2], .level = above_75, .n = ATTITUDE_N, .n_levels = 2};
    struct arena arena = {0};
    struct interaction before, after;
    CHECK(interaction_fit(m, &arena, &before, NULL) == OK, "before");
    m.level = turned;
    CHECK(interaction_fit(m, &arena, &after, NULL) == OK, "after");
    CHECK(near(after.difference.estimate, -before.difference.estimate, 1e-12), "got %g",
          after.difference.estimate);
    CHECK(near(after.difference.p, before.difference.p, 1e-12), "got %g", after.difference.p);
    CHECK(near(after.wald, before.wald, 1e-11), "got %g", after.wald);
    arena_release(&arena);
}

static void what_cannot_be_compared(void **state)
{
    (void)state;
    static const double y[] = {1, 3, 2, 5, 4, 4}, x[] = {1, 2, 3, 4, 6, 5};
    static const size_t level[] = {0, 0, 0, 1, 1, 7};
    struct arena arena = {0};
    struct interaction got;
    struct error err = {0};
    struct interaction_model m = {.y = y, .x = x, .level = level, .n = 6, .n_levels = 2};
    CHECK(interaction_fit(m, &arena, &got, NULL) == OK, "a level of two rows");
    CHECK(near(got.slope[1].estimate, -0.5, 1e-12), "got %g", got.slope[1].estimate);
    CHECK(is_missing(got.slope[1].se) && is_missing(got.difference.p) && is_missing(got.wald),
          "a level of two rows: got %g", got.slope[1].se);
    m.n = 4;
    CHECK(interaction_fit(m, &arena, &got, NULL) == ERR_NUMBER, "a level of one row");
    m.n = 3;
    CHECK(interaction_fit(m, &arena, &got, NULL) == ERR_NUMBER, "an empty level");
    m.n = 6, m.n_levels = 1;
    CHECK(interaction_fit(m, &arena, &got, &err) == ERR_VALUE, "one level");
    CHECK(strcmp(err.text, "slopes of fewer than two levels do not differ") == 0, "got '%s'",
          err.text);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    const struct interaction_model m = {
        .y = column[0], .x = column[1], .level = above_75, .n = ATTITUDE_N, .n_levels = 2};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct interaction got;
        arena_fail_at(nth);
        const enum status status = interaction_fit(m, &arena, &got, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_by_critical),         TEST(attitude_by_three_levels),
        TEST(agrees_with_a_line_per_level), TEST(turning_the_levels_turns_the_difference),
        TEST(what_cannot_be_compared),      TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, open_attitude, NULL);
}
