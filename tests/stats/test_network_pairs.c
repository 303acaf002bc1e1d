/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/network_pairs.h"
#include "tests/check.h"
#include "tests/stats/random_ties.h"

/* Four units of which the last did not answer: 0 and 1 name each other, 2 names 0, all name 3. */
static void what_each_side_says(void **state)
{
    (void)state;
    static const uint32_t from[] = {2, 0, 0, 1, 1, 2}, to[] = {3, 3, 1, 0, 3, 0};
    static const bool has_answered[] = {true, true, true, false};
    const struct ties ties = {from, to, COUNT(from), 4, true};
    struct arena arena = {0};
    struct network_pairs p;
    CHECK(network_pairs_get(&ties, has_answered, &arena, &p, NULL) == OK, "status");
    CHECK(p.n_answered == 3 && p.possible == 9 && p.possible_mutual == 3, "%g", p.possible);
    CHECK(p.either.n_ties == 5 && p.both.n_ties == 1 && p.either_mutual == 2, "%zu %zu %zu",
          p.either.n_ties, p.both.n_ties, p.either_mutual);
    CHECK(p.n_answerable == 3 && p.n_answered_back == 2, "%zu %zu", p.n_answerable,
          p.n_answered_back);
    CHECK(p.both.from[0] == 0 && p.both.to[0] == 1 && !p.both.is_directed, "0 and 1");
    CHECK(p.either.from[1] == 0 && p.either.to[1] == 2, "0 and 2");
    arena_release(&arena);
}

static void nobody_is_no_division(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct network_pairs p;
    const struct ties ties = {NULL, NULL, 0, 0, true};
    CHECK(network_pairs_get(&ties, NULL, &arena, &p, NULL) == OK, "status");
    CHECK(p.possible == 0 && p.possible_mutual == 0 && p.either.n_ties == 0, "nobody");
    arena_release(&arena);
}

/* Of every pair of units, what the matrix says; and both sides at once: union and confirmed are as
   many as all reports. */
static void agrees_with_the_matrix(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("network_pairs"));
    for (size_t nth = 0; nth < 200; nth++) {
        struct random_ties t;
        struct network_pairs p;
        struct arena arena = {0};
        bool has_answered[RANDOM_UNITS] = {0};
        size_t either = 0, both = 0, answerable = 0, either_mutual = 0;
        random_ties_make(&r, true, &t);
        for (size_t i = 0; i < t.ties.n; i++)
            has_answered[i] = random_below(&r, 4) > 0;
        for (size_t i = t.ties.n_ties; i-- > 0;) /* who did not answer reports nothing */
            if (!has_answered[t.from[i]]) {
                t.ties.n_ties--;
                t.from[i] = t.from[t.ties.n_ties];
                t.to[i] = t.to[t.ties.n_ties];
            }
        for (size_t a = 0; a < t.ties.n; a++)
            for (size_t b = 0; b < t.ties.n; b++) {
                const bool there = are_tied(&t.ties, a, b), back = are_tied(&t.ties, b, a);
                answerable += there && has_answered[b];
                either += a < b && (there || back);
                either_mutual += a < b && (there || back) && has_answered[a] && has_answered[b];
                both += a < b && there && back;
            }
        CHECK(network_pairs_get(&t.ties, has_answered, &arena, &p, NULL) == OK, "%zu", nth);
        CHECK(p.either.n_ties == either && p.both.n_ties == both, "%zu", nth);
        CHECK(p.n_answerable == answerable && p.n_answered_back == 2 * both, "%zu", nth);
        CHECK(p.either_mutual == either_mutual, "%zu", nth);
        CHECK(p.either.n_ties + p.both.n_ties == t.ties.n_ties, "%zu", nth);
        for (size_t i = 0; i < p.either.n_ties; i++)
            CHECK(p.either.from[i] < p.either.to[i], "%zu", nth);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(what_each_side_says), TEST(nobody_is_no_division),
                                       TEST(agrees_with_the_matrix)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
