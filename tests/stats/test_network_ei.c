/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "stats/network_ei.h"
#include "tests/check.h"
#include "tests/stats/karate.h"
#include "tests/stats/random_ties.h"

static struct ei_indices indices_of(const struct ties *ties, const uint16_t *group, size_t n_groups,
                                    size_t replicates, struct arena *arena)
{
    struct ei_indices got;
    CHECK(network_ei((struct ei_request){.ties = ties,
                                         .group = group,
                                         .n_groups = n_groups,
                                         .replicates = replicates,
                                         .seed = 1},
                     arena, &got, NULL) == OK,
          "status");
    return got;
}

/* Of the club's 78 ties 10 join the factions of 16 and 18 (counted in Zachary's matrix): the index
   is (10 - 68) / 78. Within the groups are 16 * 15 + 18 * 17 of 34 * 33 ordered pairs. */
static void the_karate_club(void **state)
{
    (void)state;
    const struct ties ties = {karate_from, karate_to, KARATE_TIES, KARATE_N, false};
    struct arena arena = {0};
    const struct ei_indices got = indices_of(&ties, karate_faction, 2, 999, &arena);
    CHECK(got.all.external == 10 && got.all.internal == 68, "%zu", got.all.external);
    CHECK(near(got.all.value, -58 / 78., 1e-15), "%g", got.all.value);
    CHECK(near(got.all.expected, 1 - 2 * 546 / 1122., 1e-15), "%g", got.all.expected);
    CHECK(near(got.all.p, 1 / 1000., 1e-12), "p %g", got.all.p);
    CHECK(got.group[0].external == 10 && got.group[1].external == 10, "groups");
    CHECK(near(got.unit[32].value, (1. - 11) / 12, 1e-15), "33: %g", got.unit[32].value);
    arena_release(&arena);
}

static void all_within_and_all_across(void **state)
{
    (void)state;
    static const uint32_t from[] = {0, 1, 2, 3}, to[] = {1, 0, 3, 2};
    static const uint16_t silo[] = {0, 0, 1, 1, 2}, across[] = {0, 1, 0, 1, NETWORK_NO_GROUP};
    const struct ties ties = {from, to, 4, 5, true};
    struct arena arena = {0};
    struct ei_indices got = indices_of(&ties, silo, 3, 0, &arena);
    CHECK(got.all.value == -1 && got.group[0].value == -1 && got.unit[3].value == -1, "silo");
    CHECK(is_missing(got.group[2].value) && is_missing(got.group[2].expected), "no ties");
    CHECK(is_missing(got.all.p) && is_missing(got.unit[4].value), "no p");
    got = indices_of(&ties, across, 2, 9, &arena);
    CHECK(got.all.value == 1 && got.group[1].value == 1 && got.unit[0].value == 1, "across");
    CHECK(near(got.all.expected, 1 / 3., 1e-15), "four have a group: %g", got.all.expected);
    const struct ties none = {NULL, NULL, 0, 0, true};
    got = indices_of(&none, NULL, 0, 9, &arena);
    CHECK(is_missing(got.all.value) && is_missing(got.all.expected) && is_missing(got.all.p), "-");
    arena_release(&arena);
}

static double slow_index(const struct ties *ties, const uint16_t *group, size_t of_group)
{
    double e = 0, all = 0;
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++)
            if (a != b && are_tied(ties, a, b) && group[a] != NETWORK_NO_GROUP &&
                group[b] != NETWORK_NO_GROUP && (of_group == SIZE_MAX || group[a] == of_group)) {
                e += group[a] != group[b];
                all++;
            }
    return all == 0 ? MISSING : 2 * e / all - 1;
}

static void agrees_with_the_matrix(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("network_ei"));
    for (size_t nth = 0; nth < 200; nth++) {
        struct random_ties t;
        uint32_t place[RANDOM_UNITS] = {0};
        struct arena arena = {0};
        random_ties_make(&r, nth % 2 == 0, &t);
        struct ei_indices got = indices_of(&t.ties, t.group, 4, 0, &arena);
        const double all = got.all.value;
        CHECK(nth % 2 == 1 || near(all, slow_index(&t.ties, t.group, SIZE_MAX), 1e-12), "%zu", nth);
        for (size_t g = 0; g < 4; g++)
            CHECK(near(got.group[g].value, slow_index(&t.ties, t.group, g), 1e-12), "%zu", nth);
        random_ties_renumber(&r, &t, place);
        got = indices_of(&t.ties, t.group, 4, 0, &arena);
        CHECK(near(got.all.value, all, 1e-15), "%zu: other numbers", nth);
        arena_release(&arena);
    }
}

/* All orders of five units in groups of two and three: the mean of the index is what is expected,
   and the share of orders as far off is what p comes near. */
static void permutation_comes_near_all_orders(void **state)
{
    (void)state;
    enum { N = 5, ORDERS = 120 };
    static const uint32_t from[] = {0, 0, 1, 2, 3, 4}, to[] = {1, 2, 2, 0, 4, 3};
    static const uint16_t group[] = {0, 0, 1, 1, 1};
    const struct ties ties = {from, to, COUNT(from), N, true};
    struct arena arena = {0};
    const struct ei_indices got = indices_of(&ties, group, 2, 20000, &arena);
    double sum = 0, extreme = 0;
    for (size_t nth = 0; nth < ORDERS; nth++) {
        uint16_t dealt[N] = {0, 0, 1, 1, 1};
        for (size_t i = N, rest = nth; i > 1; rest /= i, i--) {
            const uint16_t keep = dealt[i - 1];
            dealt[i - 1] = dealt[rest % i];
            dealt[rest % i] = keep;
        }
        const double index = slow_index(&ties, dealt, SIZE_MAX);
        sum += index;
        extreme += fabs(index - got.all.expected) >= fabs(got.all.value - got.all.expected) - 1e-9;
    }
    CHECK(near(sum / ORDERS, got.all.expected, 1e-12), "%g %g", sum / ORDERS, got.all.expected);
    CHECK(fabs(got.all.p - extreme / ORDERS) < .01, "%g %g", got.all.p, extreme / ORDERS);
    const struct ei_indices again = indices_of(&ties, group, 2, 20000, &arena);
    CHECK(again.all.p == got.all.p && again.group[1].p == got.group[1].p, "the same again");
    arena_release(&arena);
}

static void no_memory_is_told(void **state)
{
    (void)state;
    const struct ties ties = {karate_from, karate_to, KARATE_TIES, KARATE_N, false};
    bool is_done = false;
    size_t nth = 1;
    for (; !is_done; nth++) {
        struct arena arena = {0};
        struct ei_indices got;
        struct error err = {0};
        arena_fail_at(nth);
        is_done = network_ei(
                      (struct ei_request){
                          .ties = &ties, .group = karate_faction, .n_groups = 2, .replicates = 3},
                      &arena, &got, &err) == OK;
        CHECK(is_done || err.status == ERR_MEMORY, "%zu: %s", nth, err.text);
        arena_release(&arena);
    }
    arena_fail_at(0);
    CHECK(nth > 5, "%zu allocations", nth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_karate_club), TEST(all_within_and_all_across), TEST(agrees_with_the_matrix),
        TEST(permutation_comes_near_all_orders), TEST(no_memory_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
