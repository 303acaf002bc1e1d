/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "stats/reliability.h"
#include "tests/analysis/make_wave.h"

static void a_scale_of_three_items(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    make_index(&m, "I", NULL);
    /* complete rows: (10 20 10) (20 20 30) (40 50 40) (30 40 20) */
    make_number(&m, "a", "I", (double[]){10, 20, 40, 30, 99});
    make_number(&m, "b", "I", (double[]){20, 20, 50, 40, NA});
    make_number(&m, "c", "I", (double[]){90, 70, 60, 80, 5})->direction = -1;
    make_number(&m, "none", "I", (double[]){1, 2, NA, 3, 4})->weight = 0;
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    /* variances 500/3, 675/3, 500/3; total 40 70 130 90: 4275/3 */
    CHECK_FIGURE(&m, "alpha/complete/I", 1.5 * (1 - 1675. / 4275));
    CHECK_FIELD(&m, "alpha/complete/I", n, 4);
    /* b and c: 30 50 90 60: 1875/3 */
    CHECK_FIGURE(&m, "alpha/if_dropped/a~I", 2 * (1 - 1175. / 1875));
    /* a with b + c: sum of products 550 + 400 */
    CHECK_FIGURE(&m, "item_rest/r/a~I", 950 / sqrt(500. * 1875));
    const double ab = 550 / sqrt(500. * 675), ac = 400 / 500., bc = 350 / sqrt(675. * 500);
    CHECK_FIGURE(&m, "inter_item/mean_r/I", (ab + ac + bc) / 3);
    CHECK(figures_find(&m.figures, "item_rest/r/none~I") == NULL, "an item without weight");
    CHECK(strcmp(maker_figure(&m, "alpha/complete/I")->method,
                 "Cronbach's alpha of 3 items as normalised, units that have all; Feldt 95 % "
                 "interval") == 0,
          "%s", maker_figure(&m, "alpha/complete/I")->method);
    maker_close(&m);
}

/* r12 .72, r13 .63, r23 .56 have the loadings .9, .8 and .7: the items are made of three columns
   that are at right angles. */
static void a_scale_with_one_factor(void **state)
{
    (void)state;
    static const double at[3][8] = {
        {1, 1, 1, 1, -1, -1, -1, -1}, {1, 1, -1, -1, 1, 1, -1, -1}, {1, -1, 1, -1, 1, -1, 1, -1}};
    const double l21 = .72, l22 = sqrt(1 - l21 * l21), l31 = .63, l32 = (.56 - l31 * l21) / l22;
    const double l33 = sqrt(1 - l31 * l31 - l32 * l32);
    const double determinant = l22 * l22 * l33 * l33;
    double a[8], b[8], c[8];
    for (size_t i = 0; i < 8; i++) {
        a[i] = 50 + 10 * at[0][i];
        b[i] = 50 + 10 * (l21 * at[0][i] + l22 * at[1][i]);
        c[i] = 50 + 10 * (l31 * at[0][i] + l32 * at[1][i] + l33 * at[2][i]);
    }
    struct maker m;
    maker_open(&m, 8);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", a);
    make_number(&m, "b", "I", b);
    make_number(&m, "c", "I", c);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(near(maker_figure(&m, "omega/total/I")->value, 2.4 * 2.4 / (2.4 * 2.4 + 1.06), 1e-10),
          "%.17g", maker_figure(&m, "omega/total/I")->value);
    CHECK_FIELD(&m, "omega/total/I", n, 8);
    CHECK_FIGURE(&m, "bartlett/chi2/I", -(7 - 11. / 6) * log(determinant));
    CHECK(fabs(maker_figure(&m, "bartlett/chi2/I")->p - 0.06) < 0.03, "p");
    CHECK(maker_figure(&m, "kmo/overall/I")->value > 0.7, "kmo");
    CHECK(maker_figure(&m, "eigen/first_share/I")->value > 0.7, "share");
    CHECK(m.found.n == 0, "%s", maker_finding(&m, 0));
    maker_close(&m);
}

static void parts_that_follow_from_others(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 20, 40, 30, 35});
    make_number(&m, "b", "I", (double[]){20, 20, 50, 40, 15});
    make_number(&m, "c", "I", (double[]){30, 40, 90, 70, 50}); /* a + b */
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const char *const missing[] = {"omega/total/I", "kmo/overall/I", "bartlett/chi2/I"};
    for (size_t i = 0; i < COUNT(missing); i++)
        CHECK(strcmp(maker_figure(&m, missing[i])->status, "x") == 0, "%s", missing[i]);
    CHECK(maker_figure(&m, "eigen/first_share/I")->value > 0.6, "the share is there");
    CHECK(m.found.n == 1 &&
              strcmp(maker_finding(&m, 0),
                     "info no_factor indices.csv:2:0 no omega and KMO for 'I': over the 5 units "
                     "that have all of its 3 parts, a part follows from others, or none goes with "
                     "another") == 0,
          "%zu: %s", m.found.n, maker_finding(&m, 0));
    maker_close(&m);
}

/* As a question does that only those are asked who have answered another in one way. */
static void a_part_that_does_not_vary(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 10, 10, 70});
    make_number(&m, "b", "I", (double[]){20, 20, 50, NA});
    make_number(&m, "c", "I", (double[]){30, 40, 90, 70});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "omega/total/I")->status, "x") == 0, "omega");
    CHECK(m.found.n == 1 &&
              strcmp(maker_finding(&m, 0),
                     "info no_factor indices.csv:2:0 no omega and KMO for 'I': over the 3 units "
                     "that have all of its 3 parts, a part does not vary") == 0,
          "%zu: %s", m.found.n, maker_finding(&m, 0));
    maker_close(&m);
}

static void a_factor_that_explains_too_much(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 20, 30, 40, 50, 60});
    make_number(&m, "b", "I", (double[]){10, 30, 20, 60, 40, 50});
    make_number(&m, "c", "I", (double[]){30, 10, 20, 30, 60, 50});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(m.found.n == 1 && strncmp(maker_finding(&m, 0), "info improper_factor", 20) == 0,
          "%zu: %s", m.found.n, maker_finding(&m, 0));
    CHECK(maker_figure(&m, "omega/total/I")->value > 0.8, "omega");
    maker_close(&m);
}

static void two_items_and_one(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_index(&m, "TWO", NULL);
    make_number(&m, "a", "TWO", (double[]){1, 2, 3});
    make_number(&m, "b", "TWO", (double[]){1, 2, 4});
    make_index(&m, "ONE", NULL);
    make_number(&m, "c", "ONE", (double[]){1, 2, 4});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const char *const not_applicable[] = {
        "alpha/if_dropped/a~TWO", "alpha/complete/ONE",    "alpha/pairwise/ONE",
        "item_rest/r/c~ONE",      "omega/total/TWO",       "kmo/overall/TWO",
        "omega/total/ONE",        "eigen/first_share/ONE", "bartlett/chi2/ONE",
        "alpha/if_dropped/c~ONE", "inter_item/mean_r/ONE"};
    for (size_t i = 0; i < COUNT(not_applicable); i++)
        CHECK(strcmp(maker_figure(&m, not_applicable[i])->status, "z") == 0, "%s: %g",
              not_applicable[i], maker_figure(&m, not_applicable[i])->value);
    CHECK(m.found.n == 0, "%s", maker_finding(&m, 0));
    maker_close(&m);
}

static void no_complete_row_is_said(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){1, 2, NA});
    make_number(&m, "b", "I", (double[]){NA, 2, 4});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "alpha/complete/I")->status, "x") == 0, "status");
    CHECK(m.found.n == 1 && strcmp(maker_finding(&m, 0),
                                   "info no_alpha indices.csv:2:0 no alpha for 'I': 1 units have "
                                   "all of its 2 parts, and their sum must vary over at least "
                                   "two") == 0,
          "%zu: %s", m.found.n, maker_finding(&m, 0));
    maker_close(&m);
}

enum { ROWS = 700, ITEMS = 4 };

/* Fills ITEMS columns with a common part; a tenth is missing. */
static void draw(double x[ITEMS][ROWS], uint64_t trial, double share_missing)
{
    struct random r = random_stream(7, trial);
    for (size_t row = 0; row < ROWS; row++) {
        const double common = random_uniform(&r);
        for (size_t i = 0; i < ITEMS; i++) {
            x[i][row] = 50 * common + 50 * random_uniform(&r);
            if (random_uniform(&r) < share_missing)
                x[i][row] = MISSING;
        }
    }
}

/* The slow twin: every row written out, all in one block. */
static void blocks_give_what_a_table_gives(void **state)
{
    (void)state;
    static double x[ITEMS][ROWS], table[ROWS * ITEMS];
    for (uint64_t trial = 0; trial < 20; trial++) {
        draw(x, trial, trial % 2 == 0 ? 0.1 : 0);
        struct maker m;
        maker_open(&m, ROWS);
        make_index(&m, "TOP", NULL);
        make_index(&m, "I", "TOP");
        static const char *const codes[ITEMS] = {"a", "b", "c", "d"};
        for (size_t i = 0; i < ITEMS; i++) {
            make_number(&m, codes[i], "I", x[i]);
            for (size_t row = 0; row < ROWS; row++)
                table[row * ITEMS + i] = x[i][row];
        }
        CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
        struct alpha want;
        CHECK(cronbach_alpha_of((struct scores){table, ROWS, ITEMS}, 0.95, &want, NULL) == OK,
              "memory");
        CHECK_FIGURE(&m, "alpha/complete/I", want.value);
        CHECK_FIELD(&m, "alpha/complete/I", low, want.low);
        CHECK_FIELD(&m, "alpha/complete/I", high, want.high);
        CHECK_FIELD(&m, "alpha/complete/I", n, (double)want.n_used);
        /* every item below TOP, by the way that does not look at pairs */
        CHECK_FIGURE(&m, "alpha/complete_items/TOP", want.value);
        CHECK_FIELD(&m, "alpha/complete_items/TOP", high, want.high);
        CHECK_FIELD(&m, "alpha/complete_items/TOP", n, (double)want.n_used);
        struct pairs pairs;
        CHECK(pairs_get(&m.arena, ITEMS, &pairs, NULL) == OK, "memory");
        const double *const columns[ITEMS] = {x[0], x[1], x[2], x[3]};
        pairs_add_columns(&pairs, columns, ROWS);
        CHECK_FIGURE(&m, "alpha/pairwise/I", cronbach_alpha_pairwise(&pairs).value);
        CHECK(trial % 2 == 0 || maker_figure(&m, "alpha/pairwise/I")->value ==
                                    maker_figure(&m, "alpha/complete/I")->value,
              "nothing missing: the same");
        maker_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_scale_of_three_items),          TEST(a_scale_with_one_factor),
        TEST(parts_that_follow_from_others),   TEST(a_part_that_does_not_vary),
        TEST(a_factor_that_explains_too_much), TEST(two_items_and_one),
        TEST(no_complete_row_is_said),         TEST(blocks_give_what_a_table_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
