/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "stats/aggregate.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA missing_because(MISSING_NO_ANSWER)
#define NOT_ASKED missing_because(MISSING_NOT_ASKED)
#define NOT_APPLICABLE missing_because(MISSING_NOT_APPLICABLE)
#define INVALID missing_because(MISSING_INVALID)

static const double equal[] = {1, 1, 1, 1}, rising[] = {1, 2, 3, 4}, some[] = {1, 0, 1, 0},
                    none[] = {0, 0, 0, 0},
                    rounded[] = {0.1, 0.5, 0.2}; /* (0.1 + 0.5) / 0.8 < 0.75 in doubles */

static void known_units(void **state)
{
    (void)state;
    // clang-format off
    const struct {
        const char *name;
        struct aggregate_rule rule;
        double child[4], want;
    } cases[] = {
        {"mean",             {AGGREGATE_AMEAN, POLICY_COMPLETE, 0, equal, 4},  {1, 2, 3, 6}, 3},
        {"weighted mean",    {AGGREGATE_AMEAN, POLICY_COMPLETE, 0, rising, 4}, {1, 2, 3, 6}, 3.8},
        {"geometric",        {AGGREGATE_GMEAN, POLICY_COMPLETE, 0, equal, 4},  {1, 2, 4, 8}, 2.8284271247461903},
        {"weighted geometric", {AGGREGATE_GMEAN, POLICY_COMPLETE, 0, rising, 2}, {8, 1},     2},
        {"harmonic",         {AGGREGATE_HMEAN, POLICY_COMPLETE, 0, equal, 3},  {40, 60, 120}, 60},
        {"weighted harmonic", {AGGREGATE_HMEAN, POLICY_COMPLETE, 0, rising, 2}, {1, 2},      1.5},

        {"half is there",    {AGGREGATE_AMEAN, POLICY_AVAILABLE, .5, equal, 4}, {1, 3, NA, NA}, 2},
        {"less than half",   {AGGREGATE_AMEAN, POLICY_AVAILABLE, .5, equal, 4}, {1, NA, NA, NA}, NA},
        {"half of the weight", {AGGREGATE_AMEAN, POLICY_AVAILABLE, .5, rising, 4}, {NA, 3, 3, NA}, 3},
        {"less of the weight", {AGGREGATE_AMEAN, POLICY_AVAILABLE, .5, rising, 4}, {1, NA, 3, NA}, NA},
        {"share after rounding", {AGGREGATE_AMEAN, POLICY_AVAILABLE, .75, rounded, 3}, {5, 5, NA}, 5},
        {"one is enough",    {AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, equal, 4},  {NA, 7, NA, NA}, 7},
        {"nothing is there", {AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, equal, 4},  {NA, NA, NA, NA}, NA},
        {"weights rescaled", {AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, rising, 4}, {1, NA, 3, NA}, 2.5},

        {"not asked leaves the base", {AGGREGATE_AMEAN, POLICY_AVAILABLE, 1, equal, 4},
                                      {1, NOT_ASKED, 3, NOT_APPLICABLE}, 2},
        {"and from complete", {AGGREGATE_AMEAN, POLICY_COMPLETE, 0, equal, 4},
                              {1, NOT_ASKED, 3, NOT_APPLICABLE}, 2},
        {"no answer does not", {AGGREGATE_AMEAN, POLICY_COMPLETE, 0, equal, 4}, {1, NOT_ASKED, 3, NA}, NA},
        {"nothing asked",    {AGGREGATE_AMEAN, POLICY_COMPLETE, 0, equal, 2},  {NOT_ASKED, NOT_ASKED}, NA},
        {"share of the base", {AGGREGATE_AMEAN, POLICY_AVAILABLE, .5, equal, 4}, {8, NA, NOT_ASKED, NOT_ASKED}, 8},

        {"missing is zero",  {AGGREGATE_AMEAN, POLICY_ZERO, 0, equal, 4}, {4, NA, NOT_ASKED, 8}, 3},
        {"all missing is zero", {AGGREGATE_AMEAN, POLICY_ZERO, 0, equal, 2}, {NA, NA}, 0},
        {"zero in a product", {AGGREGATE_GMEAN, POLICY_ZERO, 0, equal, 2}, {4, NA}, INVALID},

        {"zero, geometric",  {AGGREGATE_GMEAN, POLICY_AVAILABLE, 0, equal, 2}, {4, 0}, INVALID},
        {"negative, harmonic", {AGGREGATE_HMEAN, POLICY_AVAILABLE, 0, equal, 2}, {4, -1}, INVALID},
        {"told also when too few", {AGGREGATE_HMEAN, POLICY_COMPLETE, 0, equal, 3}, {4, -1, NA}, INVALID},
        {"zero, arithmetic", {AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, equal, 2}, {4, 0}, 2},

        {"weight 0 is not looked at", {AGGREGATE_GMEAN, POLICY_COMPLETE, 0, some, 4}, {2, -9, 8, NA}, 4},
        {"no weight at all", {AGGREGATE_AMEAN, POLICY_AVAILABLE, 0, none, 2}, {1, 2}, NA},
        {"no children",      {AGGREGATE_AMEAN, POLICY_ZERO, 0, none, 0}, {0}, NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = aggregate(&cases[i].rule, cases[i].child);
        CHECK(near(got, cases[i].want, 1e-14), "%s: got %.17g", cases[i].name, got);
        CHECK(missing_reason(got) == missing_reason(cases[i].want), "%s: got %s", cases[i].name,
              missing_name(missing_reason(got)));
    }
}

enum { LARGEST = 8 };

/* Weights that sum to 1 over the children present, then the textbook's sums and products. */
static double slow_aggregate(const struct aggregate_rule *rule, const double *child)
{
    long double present = 0, base = 0, sum = 0, product = 1, inverse = 0;
    for (size_t i = 0; i < rule->n; i++) {
        const enum missing reason = missing_reason(child[i]);
        present += is_missing(child[i]) ? 0 : rule->weight[i];
        base += reason == MISSING_NOT_ASKED ? 0 : rule->weight[i];
    }
    for (size_t i = 0; i < rule->n; i++) {
        if (is_missing(child[i]))
            continue;
        sum += rule->weight[i] / present * child[i];
        product *= powl(child[i], rule->weight[i] / present);
        inverse += rule->weight[i] / present / child[i];
    }
    if (present == 0 || present / base < (rule->missing == POLICY_COMPLETE ? 1 : rule->min_share))
        return MISSING;
    return (double)(rule->mean == AGGREGATE_AMEAN   ? sum
                    : rule->mean == AGGREGATE_GMEAN ? product
                                                    : 1 / inverse);
}

static void agrees_with_the_textbook(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("aggregate"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double child[LARGEST], weight[LARGEST];
        const struct aggregate_rule rule = {
            .mean = (enum aggregate)(nth % 3),
            .missing = nth % 2 == 0 ? POLICY_AVAILABLE : POLICY_COMPLETE,
            .min_share = random_uniform(&r),
            .weight = weight,
            .n = 1 + random_below(&r, LARGEST),
        };
        for (size_t i = 0; i < rule.n; i++) {
            child[i] = 100 * random_uniform(&r);
            weight[i] = random_uniform(&r);
            if (random_below(&r, 5) == 0)
                child[i] = random_below(&r, 2) == 0 ? NA : NOT_ASKED;
        }
        const double got = aggregate(&rule, child), want = slow_aggregate(&rule, child);
        CHECK(near(got, want, 1e-12), "case %zu: %.17g, want %.17g", nth, got, want);
    }
}

static void the_three_means_stand_in_order(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("aggregate"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double child[LARGEST], weight[LARGEST], mean[3];
        struct aggregate_rule rule = {.weight = weight, .n = LARGEST};
        for (size_t i = 0; i < LARGEST; i++) {
            child[i] = 1 + 99 * random_uniform(&r);
            weight[i] = random_uniform(&r);
        }
        for (int kind = 0; kind < 3; kind++) {
            rule.mean = (enum aggregate)kind;
            mean[kind] = aggregate(&rule, child);
        }
        CHECK(mean[AGGREGATE_HMEAN] < mean[AGGREGATE_GMEAN] &&
                  mean[AGGREGATE_GMEAN] < mean[AGGREGATE_AMEAN],
              "case %zu", nth);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_units),
        TEST(agrees_with_the_textbook),
        TEST(the_three_means_stand_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
