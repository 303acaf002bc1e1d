/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { LARGEST = 100 };

static struct arena arena;
static struct sort_room room;

static int get_room(void **state)
{
    (void)state;
    return sort_room_get(&arena, LARGEST, &room, NULL) == OK ? 0 : -1;
}

static int release_room(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void known_columns(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double x[5], mid[5], ascending[5], descending[5];
    } cases[] = {
        {"the header's example", 5, {7, 5, 5, 9, NA}, {3, 1.5, 1.5, 4, NA}, {3, 1, 1, 4, NA},
                                                                            {2, 3, 3, 1, NA}},
        {"league table",         4, {10, 20, 20, 40}, {1, 2.5, 2.5, 4},     {1, 2, 2, 4},
                                                                            {4, 2, 2, 1}},
        {"all tied",             3, {5, 5, 5},        {2, 2, 2},            {1, 1, 1},
                                                                            {1, 1, 1}},
        {"one value",            2, {NA, 5},          {NA, 1},              {NA, 1},
                                                                            {NA, 1}},
        {"apart by one bit",     2, {1, 1 + 0x1p-52}, {1, 2},               {1, 2},
                                                                            {2, 1}},
        {"nothing",              0, {0},              {0},                  {0},
                                                                            {0}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double mid[5], ascending[5], descending[5];
        rank_mid(cases[i].x, cases[i].n, mid, &room);
        rank_ascending(cases[i].x, cases[i].n, ascending, &room);
        rank_descending(cases[i].x, cases[i].n, descending, &room);
        for (size_t k = 0; k < cases[i].n; k++) {
            CHECK(near(mid[k], cases[i].mid[k], 0), "%s: got %g", cases[i].name, mid[k]);
            CHECK(near(ascending[k], cases[i].ascending[k], 0), "%s: got %g", cases[i].name,
                  ascending[k]);
            CHECK(near(descending[k], cases[i].descending[k], 0), "%s: got %g", cases[i].name,
                  descending[k]);
        }
    }
}

static size_t count_below(const double *x, size_t n, double value)
{
    size_t below = 0;
    for (size_t i = 0; i < n; i++)
        below += x[i] < value;
    return below;
}

static size_t count_equal(const double *x, size_t n, double value)
{
    size_t equal = 0;
    for (size_t i = 0; i < n; i++)
        equal += x[i] == value;
    return equal;
}

static void agrees_with_counting(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("rank"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], mid[LARGEST], up[LARGEST], down[LARGEST];
        const size_t n = random_below(&r, LARGEST + 1);
        random_column(&r, nth, x, n);
        const size_t n_present = rank_mid(x, n, mid, &room);
        CHECK(rank_ascending(x, n, up, &room) == n_present, "case %zu", nth);
        CHECK(rank_descending(x, n, down, &room) == n_present, "case %zu", nth);
        for (size_t i = 0; i < n; i++) {
            const double below = (double)count_below(x, n, x[i]);
            const double equal = (double)count_equal(x, n, x[i]);
            const double above = (double)n_present - below - equal;
            if (is_missing(x[i]))
                continue;
            CHECK(mid[i] == below + (equal + 1) / 2, "case %zu at %zu: %g", nth, i, mid[i]);
            CHECK(up[i] == below + 1, "case %zu at %zu: %g", nth, i, up[i]);
            CHECK(down[i] == above + 1, "case %zu at %zu: %g", nth, i, down[i]);
        }
    }
}

static void mid_ranks_always_have_the_same_sum(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("rank"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double x[LARGEST], sum = 0;
        random_column(&r, nth, x, LARGEST);
        const size_t n = rank_mid(x, LARGEST, x, &room); /* in place */
        for (size_t i = 0; i < LARGEST; i++)
            sum += is_missing(x[i]) ? 0 : x[i];
        CHECK(sum == (double)(n * (n + 1)) / 2, "case %zu: got %g", nth, sum);
    }
}

static void the_reason_of_a_missing_value_stays(void **state)
{
    (void)state;
    const double x[] = {3, missing_because(MISSING_REFUSED), 1};
    double rank[3];
    rank_descending(x, 3, rank, &room);
    CHECK(missing_reason(rank[1]) == MISSING_REFUSED, "got %d", (int)missing_reason(rank[1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_columns),
        TEST(agrees_with_counting),
        TEST(mid_ranks_always_have_the_same_sum),
        TEST(the_reason_of_a_missing_value_stays),
    };
    return cmocka_run_group_tests(tests, get_room, release_room);
}
