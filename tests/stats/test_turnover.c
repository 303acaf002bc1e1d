/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/turnover.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

enum { LARGEST = 40 };

/* By hand. Before: 40 50 60 stay (50), 20 leaves; mean 42.5. After: 46 50 66 (54), 90 and 70 come
   (80); mean 64.4. The change of 21.9 is 4 of those that stay, 2/5 of 80 - 54, and 1/4 of 50 - 20.
   The same in equation 6 of Melitz & Polanec (2015) with shares of 1/n. */
static void by_hand(void **state)
{
    (void)state;
    const double stay_1[] = {40, 50, 60}, leave[] = {20}, stay_2[] = {46, 50, 66},
                 enter[] = {90, 70};
    const struct turnover t =
        turnover_of((struct turnover_side){moments_of(stay_1, 3), moments_of(leave, 1)},
                    (struct turnover_side){moments_of(stay_2, 3), moments_of(enter, 2)}, 3, 4);
    CHECK(near(t.change, 21.9, 1e-14), "%.17g", t.change);
    CHECK(near(t.staying, 4, 1e-14), "%.17g", t.staying);
    CHECK(t.restructured == 0, "%.17g", t.restructured);
    CHECK(near(t.entering, 10.4, 1e-14), "%.17g", t.entering);
    CHECK(near(t.leaving, 7.5, 1e-14), "%.17g", t.leaving);
}

/* 40 and 50 became one of 51, 60 stayed at 60: the pairs change by 6 and 0, so by 3; their means
   go from 50 to 55.5, of which 2.5 come of two counting as one. */
static void two_that_became_one(void **state)
{
    (void)state;
    const double before[] = {40, 50, 60}, after[] = {51, 60};
    const struct turnover t = turnover_of((struct turnover_side){moments_of(before, 3), {0}},
                                          (struct turnover_side){moments_of(after, 2), {0}}, 2, 3);
    CHECK(near(t.staying, 3, 1e-14) && near(t.restructured, 2.5, 1e-14), "%g, %g", t.staying,
          t.restructured);
    CHECK(t.entering == 0 && t.leaving == 0, "%g, %g", t.entering, t.leaving);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    const struct moments some = {3, 50, 2}, none = {0};
    const struct turnover empty = turnover_of((struct turnover_side){none, none},
                                              (struct turnover_side){some, some}, 0, MISSING);
    CHECK(is_missing(empty.change) && is_missing(empty.staying), "%g", empty.change);
    const struct turnover strangers = turnover_of((struct turnover_side){none, some},
                                                  (struct turnover_side){none, some}, 0, MISSING);
    CHECK(strangers.change == 0, "%g", strangers.change);
    CHECK(is_missing(strangers.staying) && is_missing(strangers.entering) &&
              is_missing(strangers.leaving) && is_missing(strangers.restructured),
          "%g", strangers.entering);
}

/* Unit by unit: each unit's own share of the change, told apart by what it is. */
static void the_parts_are_the_whole(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("turnover"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], y[LARGEST];
        random_column(&r, nth, x, LARGEST);
        random_column(&r, nth + 1, y, LARGEST);
        for (size_t i = 0; i < LARGEST / 4; i++)
            x[i] = random_normal(&r);
        double sum_1 = 0, sum_2 = 0, stay_1 = 0, stay_2 = 0, n_1 = 0, n_2 = 0, n = 0;
        struct turnover_side earlier = {0}, later = {0};
        for (size_t i = 0; i < LARGEST; i++) {
            const bool is_1 = !is_missing(x[i]), is_2 = !is_missing(y[i]);
            if (is_1)
                moments_add(is_2 ? &earlier.staying : &earlier.other, x[i]);
            if (is_2)
                moments_add(is_1 ? &later.staying : &later.other, y[i]);
            sum_1 += is_1 ? x[i] : 0;
            sum_2 += is_2 ? y[i] : 0;
            n_1 += is_1;
            n_2 += is_2;
            n += is_1 && is_2;
            stay_1 += is_1 && is_2 ? x[i] : 0;
            stay_2 += is_1 && is_2 ? y[i] : 0;
        }
        const struct turnover t =
            turnover_of(earlier, later, (size_t)n, later.staying.mean - earlier.staying.mean);
        double entering = 0, leaving = 0;
        for (size_t i = 0; i < LARGEST; i++) {
            if (is_missing(x[i]) && !is_missing(y[i]))
                entering += (y[i] - stay_2 / n) / n_2;
            if (is_missing(y[i]) && !is_missing(x[i]))
                leaving -= (x[i] - stay_1 / n) / n_1;
        }
        CHECK(near(t.entering, entering, 1e-9), "case %zu: %g, %g", nth, t.entering, entering);
        CHECK(near(t.leaving, leaving, 1e-9), "case %zu: %g, %g", nth, t.leaving, leaving);
        CHECK(near(t.staying + t.restructured + t.entering + t.leaving, sum_2 / n_2 - sum_1 / n_1,
                   1e-9),
              "case %zu: %g", nth, t.change);
    }
}

/* A unit that comes in at the level of those that stay changes nothing. */
static void who_is_like_the_others_adds_nothing(void **state)
{
    (void)state;
    const struct moments before = {4, 40, 10}, after = {4, 45, 10}, like = {2, 45, 0};
    const struct turnover t =
        turnover_of((struct turnover_side){before, {0}}, (struct turnover_side){after, like}, 4, 5);
    CHECK(t.entering == 0 && t.change == 5 && t.staying == 5, "%g", t.entering);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_hand),
        TEST(two_that_became_one),
        TEST(what_cannot_be_had),
        TEST(the_parts_are_the_whole),
        TEST(who_is_like_the_others_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
