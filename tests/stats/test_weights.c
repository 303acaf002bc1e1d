/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/weights.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING
#define ROOT WEIGHTS_ROOT

static void known_trees(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n, parent[6];
        double weight[6], want[6];
    } cases[] = {
        {"a root",             1, {ROOT},                {7},          {1}},
        {"nothing",            0, {0},                   {0},          {0}},
        {"three levels, leaves first", 6, {4, 4, 4, 5, 5, ROOT}, {1, 1, 2, 1, 3, 9},
                                          {0.1875, 0.1875, 0.375, 0.25, 0.75, 1}},
        {"three levels, root first", 6, {ROOT, 0, 0, 1, 1, 1}, {9, 3, 1, 1, 1, 2},
                                        {1, 0.75, 0.25, 0.1875, 0.1875, 0.375}},
        {"two trees",          4, {ROOT, ROOT, 0, 1},    {1, 5, 2, 3}, {1, 1, 1, 1}},
        {"a child without weight", 3, {ROOT, 0, 0},      {1, 0, 5},    {1, 0, 1}},
        {"no weight at all",   4, {ROOT, 0, 1, 1},       {1, 1, 0, 0}, {1, 1, NA, NA}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double got[6];
        weights_effective(cases[i].weight, cases[i].parent, cases[i].n, got);
        for (size_t k = 0; k < cases[i].n; k++)
            CHECK(near(got[k], cases[i].want[k], 1e-15), "%s at %zu: got %g", cases[i].name, k,
                  got[k]);
    }
}

static void random_tree(struct random *r, size_t n, size_t *parent, double *weight)
{
    for (size_t i = 0; i < n; i++) {
        parent[i] = i == 0 ? ROOT : random_below(r, i);
        weight[i] = random_uniform(r);
    }
}

/* From the root down, one generation at a time: parents stand before their children here. */
static void slow_effective(const double *weight, const size_t *parent, size_t n, double *effective)
{
    effective[0] = 1;
    for (size_t above = 0; above < n; above++) {
        double sum = 0;
        for (size_t i = 1; i < n; i++)
            sum += parent[i] == above ? weight[i] : 0;
        for (size_t i = 1; i < n; i++)
            if (parent[i] == above)
                effective[i] = effective[above] * weight[i] / sum;
    }
}

static void agrees_with_walking_down(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("weights"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        size_t parent[30];
        double weight[30] = {0}, got[30] = {0}, want[30] = {0};
        const size_t n = 1 + random_below(&r, 30);
        random_tree(&r, n, parent, weight);
        weights_effective(weight, parent, n, got);
        slow_effective(weight, parent, n, want);
        for (size_t i = 0; i < n; i++)
            CHECK(near(got[i], want[i], 1e-14), "case %zu at %zu: %g, want %g", nth, i, got[i],
                  want[i]);
    }
}

static bool is_leaf(const size_t *parent, size_t n, size_t node)
{
    for (size_t i = 0; i < n; i++)
        if (parent[i] == node)
            return false;
    return true;
}

static void leaves_share_out_the_whole(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("weights"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        size_t parent[30];
        double weight[30] = {0}, effective[30] = {0}, sum = 0;
        random_tree(&r, 30, parent, weight);
        weights_effective(weight, parent, 30, effective);
        for (size_t i = 0; i < 30; i++)
            sum += is_leaf(parent, 30, i) ? effective[i] : 0;
        CHECK(near(sum, 1, 1e-14), "case %zu: got %.17g", nth, sum);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_trees),
        TEST(agrees_with_walking_down),
        TEST(leaves_share_out_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
