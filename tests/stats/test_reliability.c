/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/reliability.h"
#include "tests/check.h"
#include "tests/stats/attitude.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

/* Wanted numbers: R psych 2.2.9, alpha(attitude). */
static void attitude_is_reliable(void **state)
{
    (void)state;
    struct alpha got;
    const struct scores scores = {attitude[0], ATTITUDE_N, ATTITUDE_K};
    CHECK(cronbach_alpha_of(scores, 0.95, &got, NULL) == OK, "no memory");
    CHECK(near(got.value, 0.84314276956475986, 1e-14), "got %.17g", got.value);
    CHECK(near(got.low, 0.73937568564310729, 1e-12), "got %.17g", got.low);
    CHECK(near(got.high, 0.9157730721599816, 1e-12), "got %.17g", got.high);
    CHECK(got.n_used == 30 && got.n_dropped == 0 && got.n_items == 7, "got %zu", got.n_used);
}

static void what_each_item_of_attitude_does(void **state)
{
    (void)state;
    static const struct {
        double r_rest, alpha_if_dropped;
    } want[ATTITUDE_K] = {
        {0.6712620572236645, 0.80976020630892143},  {0.74210971022223848, 0.79691745727413965},
        {0.56071111148025554, 0.82784776593865905}, {0.7144454981336763, 0.80303097502257437},
        {0.78627559383440004, 0.79538657419820524}, {0.26503433919667607, 0.86387231144643684},
        {0.46081054946849642, 0.8404648682654573},
    };
    struct arena arena = {0};
    struct comoments items;
    CHECK(comoments_get(&arena, ATTITUDE_K, &items, NULL) == OK, "no memory");
    comoments_add_rows(&items, attitude[0], ATTITUDE_N);
    for (size_t i = 0; i < ATTITUDE_K; i++) {
        const struct item_fit got = item_fit(&items, i);
        CHECK(near(got.r_rest, want[i].r_rest, 1e-13), "item %zu: %.17g", i, got.r_rest);
        CHECK(near(got.alpha_if_dropped, want[i].alpha_if_dropped, 1e-13), "item %zu: %.17g", i,
              got.alpha_if_dropped);
    }
    const double r = mean_inter_item_correlation(&items);
    CHECK(near(r, 0.42690664264971706, 1e-14), "got %.17g", r);
    arena_release(&arena);
}

static void small_tables(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t people, items;
        double cell[8];
        double value, low, high;
        size_t n_used;
    } cases[] = {
        {"identical items",       3, 2, {1,1, 2,2, 3,3},       1,   1,  1,  3},
        {"opposed items",         3, 2, {1,3, 2,2, 3,1},       NA,  NA, NA, 3},
        {"opposed but rounded",   3, 2, {.1,.9, .7,.3, .4,.6}, NA,  NA, NA, 3},
        {"one answer missing",    4, 2, {1,1, 2,2, 3,3, 4,NA}, 1,   1,  1,  3},
        {"a single person",       1, 2, {1,2},                 NA,  NA, NA, 1},
        {"nobody answers all",    2, 2, {1,NA, NA,2},          NA,  NA, NA, 0},
        {"a single item",         3, 1, {1, 2, 3},             NA,  NA, NA, 3},
        {"nobody",                0, 2, {0},                   NA,  NA, NA, 0},
        {"no items",              2, 0, {0},                   NA,  NA, NA, 2},
        {"no spread",             2, 2, {.1,.2, .1,.2},        NA,  NA, NA, 2},
        /* alpha 2/3; F(.975; 3, 3) = 15.43918238, F(.025; 3, 3) = 1 / 15.43918238 */
        {"four people",           4, 2, {1,1, 1,2, 2,1, 2,2},  0,   -14.439182383, 0.935229731, 4},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct scores scores = {cases[i].cell, cases[i].people, cases[i].items};
        struct alpha got;
        CHECK(cronbach_alpha_of(scores, 0.95, &got, NULL) == OK, "no memory");
        CHECK(near(got.value, cases[i].value, 1e-12), "%s: got %.17g", cases[i].name, got.value);
        CHECK(near(got.low, cases[i].low, 1e-9), "%s: got %.17g", cases[i].name, got.low);
        CHECK(near(got.high, cases[i].high, 1e-9), "%s: got %.17g", cases[i].name, got.high);
        CHECK(got.n_used == cases[i].n_used, "%s: got %zu", cases[i].name, got.n_used);
        CHECK(got.n_dropped == cases[i].people - got.n_used, "%s", cases[i].name);
    }
}

enum { K = 5, LARGEST = 40 };

/* Answers that have something in common; about one in twelve missing when asked for. */
static void random_answers(struct random *r, bool has_missing, double *cell, size_t n)
{
    for (size_t person = 0; person < n; person++) {
        const double common = random_normal(r);
        for (size_t item = 0; item < K; item++) {
            cell[person * K + item] = floor(3 + common + random_normal(r));
            if (has_missing && random_below(r, 12) == 0)
                cell[person * K + item] = MISSING;
        }
    }
}

static double slow_covariance(const double *x, const double *y, size_t n)
{
    long double mean_x = 0, mean_y = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        mean_x += x[i] / (long double)n;
        mean_y += y[i] / (long double)n;
    }
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean_x) * (y[i] - mean_y);
    return (double)(sum / (n - 1.0L));
}

static size_t complete_people(const double *cell, size_t n, double column[K][LARGEST])
{
    size_t kept = 0;
    for (size_t person = 0; person < n; person++) {
        bool is_complete = true;
        for (size_t item = 0; item < K; item++)
            is_complete = is_complete && !is_missing(cell[person * K + item]);
        for (size_t item = 0; item < K && is_complete; item++)
            column[item][kept] = cell[person * K + item];
        kept += is_complete;
    }
    return kept;
}

/* Cronbach's own words: the items' variances against the variance of their sum. */
static double slow_alpha(double column[][LARGEST], size_t k, size_t n)
{
    double total[LARGEST] = {0}, variances = 0;
    for (size_t item = 0; item < k; item++) {
        variances += slow_covariance(column[item], column[item], n);
        for (size_t i = 0; i < n; i++)
            total[i] += column[item][i];
    }
    return (double)k / ((double)k - 1) * (1 - variances / slow_covariance(total, total, n));
}

static double slow_rest_correlation(double column[][LARGEST], size_t item, size_t n)
{
    double rest[LARGEST] = {0};
    for (size_t other = 0; other < K; other++)
        for (size_t i = 0; i < n && other != item; i++)
            rest[i] += column[other][i];
    return slow_covariance(rest, column[item], n) /
           sqrt(slow_covariance(rest, rest, n) * slow_covariance(column[item], column[item], n));
}

static void agrees_with_the_variance_of_the_sum(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("alpha"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double cell[LARGEST * K], column[K][LARGEST];
        struct arena arena = {0};
        struct comoments items;
        const size_t n = 12 + random_below(&r, LARGEST - 12);
        random_answers(&r, nth % 2 == 0, cell, n);
        const size_t n_complete = complete_people(cell, n, column);
        if (n_complete < 4)
            continue;
        CHECK(comoments_get(&arena, K, &items, NULL) == OK, "no memory");
        comoments_add_rows(&items, cell, n);
        const struct alpha alpha = cronbach_alpha(&items, 0.95);
        const struct item_fit last = item_fit(&items, K - 1);
        CHECK(near(alpha.value, slow_alpha(column, K, n_complete), 1e-10), "case %zu", nth);
        CHECK(alpha.low <= alpha.value && alpha.value <= alpha.high, "case %zu", nth);
        CHECK(alpha.n_used == n_complete, "case %zu", nth);
        CHECK(near(last.alpha_if_dropped, slow_alpha(column, K - 1, n_complete), 1e-10), "case %zu",
              nth);
        CHECK(near(last.r_rest, slow_rest_correlation(column, K - 1, n_complete), 1e-10),
              "case %zu", nth);
        arena_release(&arena);
    }
}

static double slow_pairwise_alpha(const double *cell, size_t n)
{
    double apart = 0, all = 0;
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++) {
            double x[LARGEST], y[LARGEST], kept_x[LARGEST], kept_y[LARGEST];
            for (size_t person = 0; person < n; person++) {
                x[person] = cell[person * K + i];
                y[person] = cell[person * K + j];
            }
            const size_t n_both = both_present(x, y, n, kept_x, kept_y);
            const double c = slow_covariance(kept_x, kept_y, n_both);
            all += c;
            apart += i == j ? 0 : c;
        }
    return K * K * (apart / (K * (K - 1))) / all;
}

static void the_pairwise_form_agrees_with_its_formula(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("alpha"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        double cell[LARGEST * K];
        struct arena arena = {0};
        struct pairs pairs;
        struct alpha complete;
        random_answers(&r, nth % 2 == 0, cell, LARGEST);
        CHECK(pairs_get(&arena, K, &pairs, NULL) == OK, "no memory");
        pairs_add_rows(&pairs, cell, LARGEST);
        const struct alpha got = cronbach_alpha_pairwise(&pairs);
        CHECK(near(got.value, slow_pairwise_alpha(cell, LARGEST), 1e-10), "case %zu: %g", nth,
              got.value);
        CHECK(is_missing(got.low) && is_missing(got.high), "case %zu", nth);
        CHECK(cronbach_alpha_of((struct scores){cell, LARGEST, K}, 0.95, &complete, NULL) == OK,
              "no memory");
        if (nth % 2 == 1)
            CHECK(near(got.value, complete.value, 1e-12) && got.n_used == LARGEST, "case %zu", nth);
        arena_release(&arena);
    }
}

static void pairwise_counts_people_and_bears_little(void **state)
{
    (void)state;
    const double cell[] = {1, 2, NA, 2, NA, 3, 3, 4, 5, 4, 4, NA};
    struct arena arena = {0};
    struct pairs pairs, nothing;
    CHECK(pairs_get(&arena, 3, &pairs, NULL) == OK, "no memory");
    CHECK(pairs_get(&arena, 0, &nothing, NULL) == OK, "no memory");
    pairs_add_rows(&pairs, cell, 4);
    const struct alpha got = cronbach_alpha_pairwise(&pairs);
    CHECK(got.n_used == 1 && is_missing(got.value), "%zu, %g", got.n_used, got.value);
    CHECK(is_missing(cronbach_alpha_pairwise(&nothing).value), "of nothing");
    arena_release(&arena);
}

static void alpha_ignores_a_shift_of_every_answer(void **state)
{
    (void)state;
    const double raw[] = {1, 2, 2, 2, 3, 5, 4, 4};
    const double shifted[] = {101, 102, 102, 102, 103, 105, 104, 104};
    struct alpha a, b;
    CHECK(cronbach_alpha_of((struct scores){raw, 4, 2}, 0.95, &a, NULL) == OK, "no memory");
    CHECK(cronbach_alpha_of((struct scores){shifted, 4, 2}, 0.95, &b, NULL) == OK, "no memory");
    CHECK(near(a.value, b.value, 1e-14), "%g, %g", a.value, b.value);
}

static void an_item_without_spread_has_no_correlation(void **state)
{
    (void)state;
    const double cell[] = {1, 1, 7, 2, 2, 7, 3, 4, 7};
    struct arena arena = {0};
    struct comoments items, nobody;
    CHECK(comoments_get(&arena, 3, &items, NULL) == OK, "no memory");
    CHECK(comoments_get(&arena, 3, &nobody, NULL) == OK, "no memory");
    comoments_add_rows(&items, cell, 3);
    CHECK(is_missing(item_fit(&items, 2).r_rest), "got %g", item_fit(&items, 2).r_rest);
    CHECK(item_fit(&items, 2).alpha_if_dropped > 0.9, "the others go together");
    CHECK(is_missing(mean_inter_item_correlation(&items)), "one has no correlation");
    CHECK(is_missing(item_fit(&nobody, 0).r_rest), "nobody");
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct alpha alpha;
        arena_fail_at(nth);
        const enum status status =
            cronbach_alpha_of((struct scores){attitude[0], 30, 7}, 0.95, &alpha, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(attitude_is_reliable),
        TEST(what_each_item_of_attitude_does),
        TEST(small_tables),
        TEST(agrees_with_the_variance_of_the_sum),
        TEST(the_pairwise_form_agrees_with_its_formula),
        TEST(pairwise_counts_people_and_bears_little),
        TEST(alpha_ignores_a_shift_of_every_answer),
        TEST(an_item_without_spread_has_no_correlation),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
