/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/missing.h"
#include "stats/network_betweenness.h"
#include "tests/check.h"
#include "tests/stats/karate.h"
#include "tests/stats/random_ties.h"

static const struct ties karate = {karate_from, karate_to, KARATE_TIES, KARATE_N, false};

/* Q of the factions of igraph's data set, 0.3715, and of the best of all partitions, 0.4198, which
   igraph's exact search (Brandes et al. 2008, IEEE Trans. Knowl. Data Eng. 20, 172) finds and its
   own tests name; betweenness as R's igraph 1.3.5 has it; networkx 3.6 agrees on all. */
static void the_karate_club(void **state)
{
    (void)state;
    static const uint16_t best[KARATE_N] = {0, 0, 0, 0, 1, 1, 1, 0, 3, 3, 1, 0, 0, 0, 3, 3, 1,
                                            0, 3, 0, 3, 0, 3, 2, 2, 2, 3, 2, 2, 3, 3, 2, 3, 3};
    const double pairs = 33. * 32 / 2;
    double between[KARATE_N], q = 0;
    struct network_components parts;
    CHECK(network_modularity(&karate, karate_faction, &q, NULL) == OK, "status");
    CHECK(near(q, 0.37146614069690984, 1e-12), "factions: %.17g", q);
    CHECK(network_modularity(&karate, best, &q, NULL) == OK, "status");
    CHECK(near(q, 0.41978961209730440, 1e-12), "best: %.17g", q);
    CHECK(network_betweenness(&karate, 1, between, NULL) == OK, "status");
    CHECK(near(between[0] * pairs, 231.07142857142861, 1e-12), "1: %.17g", between[0]);
    CHECK(near(between[33] * pairs, 160.55158730158729, 1e-12), "34: %.17g", between[33]);
    CHECK(near(between[32] * pairs, 76.690476190476190, 1e-12), "33: %.17g", between[32]);
    CHECK(near(between[2], 0.14365680615680618, 1e-12), "3: %.17g", between[2]);
    CHECK(near(network_density(&karate), 2 * 78 / (34. * 33), 1e-15), "density");
    CHECK(network_components(&karate, &parts, NULL) == OK, "status");
    CHECK(parts.n_weak == 1 && parts.largest_weak == 34 && parts.n_isolated == 0, "%zu",
          parts.n_weak);
}

/* Nine units, the last alone. R's igraph 1.3.5 and networkx 3.6 agree on all of it. */
static void a_directed_network(void **state)
{
    (void)state;
    static const uint32_t from[] = {0, 1, 1, 2, 3, 2, 4, 5, 5, 6, 7, 3, 0, 7};
    static const uint32_t to[] = {1, 0, 2, 3, 1, 4, 5, 4, 6, 7, 5, 6, 7, 2};
    static const double want[] = {0.026785714285714284, 0.16666666666666666,  0.34226190476190471,
                                  0.23214285714285715,  0.026785714285714284, 0.16666666666666666,
                                  0.23214285714285715,  0.34226190476190471,  0};
    static const uint16_t two[] = {0, 0, 0, 0, 1, 1, 1, 1, 0};
    static const uint16_t three[] = {0, 0, 1, 1, 1, 2, 2, 2, 2};
    const struct ties ties = {from, to, COUNT(from), 9, true};
    double between[9], got = 0;
    struct network_components parts;
    CHECK(network_betweenness(&ties, 2, between, NULL) == OK, "status");
    for (size_t i = 0; i < 9; i++)
        CHECK(near(between[i], want[i], 1e-14), "%zu: %.17g", i, between[i]);
    CHECK(network_reciprocity(&ties, &got, NULL) == OK && near(got, 2 / 7., 1e-15), "%.17g", got);
    CHECK(near(network_density(&ties), 14 / 72., 1e-15), "density");
    CHECK(network_modularity(&ties, two, &got, NULL) == OK, "status");
    CHECK(near(got, 0.22448979591836735, 1e-14), "two: %.17g", got);
    CHECK(network_modularity(&ties, three, &got, NULL) == OK, "status");
    CHECK(near(got, 0.15816326530612249, 1e-14), "three: %.17g", got);
    CHECK(network_components(&ties, &parts, NULL) == OK, "status");
    CHECK(parts.n_weak == 2 && parts.n_strong == 2 && parts.largest_weak == 8 &&
              parts.largest_strong == 8 && parts.n_isolated == 1,
          "%zu %zu", parts.n_weak, parts.n_strong);
}

/* Nothing to measure is missing; nothing is infinite, and nobody aborts. */
static void small_and_wrong_networks(void **state)
{
    (void)state;
    static const uint32_t from[] = {0, 7}, to[] = {1, 0};
    static const uint16_t none[] = {NETWORK_NO_GROUP, NETWORK_NO_GROUP, NETWORK_NO_GROUP};
    for (size_t n = 0; n <= 3; n++) {
        const struct ties ties = {from, to, n < 2 ? 0 : 1, n, true};
        struct network_components parts;
        double got[3] = {1, 1, 1}, q = 1;
        CHECK(network_betweenness(&ties, 2, got, NULL) == OK, "%zu", n);
        CHECK(n == 0 || is_missing(got[0]) == (n < 3), "%zu: %g", n, got[0]);
        CHECK(network_modularity(&ties, none, &q, NULL) == OK && is_missing(q), "%zu: %g", n, q);
        CHECK(network_reciprocity(&ties, &q, NULL) == OK && is_missing(q) == (n < 2), "%zu", n);
        CHECK(is_missing(network_density(&ties)) == (n < 2), "%zu", n);
        CHECK(network_components(&ties, &parts, NULL) == OK, "%zu", n);
        CHECK(parts.n_weak == (n < 2 ? n : n - 1) && parts.n_strong == n, "%zu", n);
    }
    const struct ties wrong = {from, to, 2, 3, true};
    struct error err = {0};
    double got[3];
    CHECK(network_betweenness(&wrong, 1, got, &err) == ERR_VALUE && is_missing(got[0]), "%s",
          err.text);
    CHECK(strstr(err.text, "not in the network") != NULL, "%s", err.text);
    CHECK(strncmp(network_library_version(), "0.10.", 5) == 0, "%s", network_library_version());
}

/* Lengths and numbers of all shortest paths, by looking at ever longer ones. */
struct paths {
    double number[RANDOM_UNITS][RANDOM_UNITS];
    int length[RANDOM_UNITS][RANDOM_UNITS]; /* 0: none */
};

static void count_paths(const struct ties *ties, struct paths *p)
{
    *p = (struct paths){0};
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++)
            if (a != b && are_tied(ties, a, b)) {
                p->number[a][b] = 1;
                p->length[a][b] = 1;
            }
    for (int length = 2; length < RANDOM_UNITS; length++)
        for (size_t a = 0; a < ties->n; a++)
            for (size_t c = 0; c < ties->n; c++) {
                if (a == c || p->length[a][c] != 0)
                    continue;
                double number = 0;
                for (size_t b = 0; b < ties->n; b++)
                    if (p->length[a][b] == length - 1 && b != c && are_tied(ties, b, c))
                        number += p->number[a][b];
                p->number[a][c] = number;
                p->length[a][c] = number > 0 ? length : 0;
            }
}

/* Freeman's definition, over ordered pairs in either case. */
static double slow_betweenness(const struct ties *ties, const struct paths *p, size_t unit)
{
    double sum = 0;
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++)
            if (a != b && a != unit && b != unit && p->length[a][b] > 0 && p->length[a][unit] > 0 &&
                p->length[unit][b] > 0 &&
                p->length[a][unit] + p->length[unit][b] == p->length[a][b])
                sum += p->number[a][unit] * p->number[unit][b] / p->number[a][b];
    return sum / ((double)(ties->n - 1) * (double)(ties->n - 2));
}

/* The definition over the matrix of those who have a group. */
static double slow_modularity(const struct ties *ties, const uint16_t *group)
{
    double m = 0, sum = 0, out[RANDOM_UNITS] = {0}, in[RANDOM_UNITS] = {0};
    double tied[RANDOM_UNITS][RANDOM_UNITS] = {0};
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++)
            if (group[a] != NETWORK_NO_GROUP && group[b] != NETWORK_NO_GROUP && a != b)
                m += tied[a][b] = are_tied(ties, a, b);
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++) {
            out[a] += tied[a][b];
            in[a] += tied[b][a];
        }
    for (size_t a = 0; a < ties->n; a++)
        for (size_t b = 0; b < ties->n; b++)
            if (group[a] == group[b] && group[a] != NETWORK_NO_GROUP)
                sum += tied[a][b] - out[a] * in[b] / m;
    return m == 0 ? MISSING : sum / m;
}

static double slow_reciprocity(const struct ties *ties)
{
    double back = 0;
    for (size_t i = 0; i < ties->n_ties; i++)
        back += are_tied(ties, ties->to[i], ties->from[i]);
    return ties->n_ties == 0 ? MISSING : back / (double)ties->n_ties;
}

static void check_slowly(const struct random_ties *t, size_t nth)
{
    const struct ties *ties = &t->ties;
    double between[RANDOM_UNITS], got = 0;
    uint32_t out[RANDOM_UNITS], in[RANDOM_UNITS];
    struct paths paths;
    count_paths(ties, &paths);
    CHECK(network_betweenness(ties, nth % 3 == 0 ? 2 : 1, between, NULL) == OK, "%zu", nth);
    for (size_t i = 0; i < ties->n && ties->n > 2; i++)
        CHECK(near(between[i], slow_betweenness(ties, &paths, i), 1e-12), "%zu: %zu", nth, i);
    CHECK(network_modularity(ties, t->group, &got, NULL) == OK, "%zu", nth);
    CHECK(near(got, slow_modularity(ties, t->group), 1e-12), "%zu: %.17g", nth, got);
    CHECK(network_reciprocity(ties, &got, NULL) == OK, "%zu", nth);
    CHECK(near(got, slow_reciprocity(ties), 1e-12), "%zu: %.17g", nth, got);
    network_degrees(ties, out, in);
    for (size_t a = 0; a < ties->n; a++) {
        uint32_t row = 0, column = 0;
        for (size_t b = 0; b < ties->n; b++) {
            row += are_tied(ties, a, b);
            column += are_tied(ties, b, a);
        }
        CHECK(out[a] == row && in[a] == column, "%zu: %zu", nth, a);
    }
}

/* Components are the classes of units that reach each other. */
static void check_components(const struct ties *ties, size_t nth)
{
    struct paths paths;
    struct network_components got;
    count_paths(ties, &paths);
    size_t n = 0, largest = 0;
    for (size_t a = 0; a < ties->n; a++) {
        size_t size = 1;
        bool is_first = true;
        for (size_t b = 0; b < ties->n; b++)
            if (paths.length[a][b] > 0 && paths.length[b][a] > 0) {
                size++;
                is_first &= b > a;
            }
        n += is_first;
        largest = size > largest ? size : largest;
    }
    CHECK(network_components(ties, &got, NULL) == OK, "%zu", nth);
    CHECK(got.n_strong == n && got.largest_strong == largest, "%zu: %zu", nth, got.n_strong);
    CHECK(got.n_weak <= got.n_strong && got.largest_weak >= got.largest_strong, "%zu", nth);
    CHECK(ties->is_directed || got.n_weak == n, "%zu: %zu", nth, got.n_weak);
}

static void agrees_with_definitions(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("network"));
    for (size_t nth = 0; nth < 200; nth++) {
        struct random_ties t;
        random_ties_make(&r, nth % 2 == 0, &t);
        check_slowly(&t, nth);
        check_components(&t.ties, nth);
    }
}

static void other_numbers_of_units_change_nothing(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("network"));
    for (size_t nth = 0; nth < 100; nth++) {
        struct random_ties t;
        uint32_t place[RANDOM_UNITS] = {0};
        double before[RANDOM_UNITS], after[RANDOM_UNITS], q[2] = {0};
        random_ties_make(&r, true, &t);
        CHECK(network_betweenness(&t.ties, 1, before, NULL) == OK, "%zu", nth);
        CHECK(network_modularity(&t.ties, t.group, &q[0], NULL) == OK, "%zu", nth);
        random_ties_renumber(&r, &t, place);
        CHECK(network_betweenness(&t.ties, 2, after, NULL) == OK, "%zu", nth);
        CHECK(network_modularity(&t.ties, t.group, &q[1], NULL) == OK, "%zu", nth);
        for (size_t i = 0; i < t.ties.n; i++)
            CHECK(near(after[place[i]], before[i], 1e-12), "%zu: %zu", nth, i);
        CHECK(near(q[1], q[0], 1e-12), "%zu: %g %g", nth, q[0], q[1]);
    }
}

/* The bits too. */
static void threads_change_nothing(void **state)
{
    (void)state;
    enum { N = 200, M = 1500 };
    static uint32_t from[M], to[M];
    static double one[N], four[N];
    struct random r = random_stream(3, random_name("network"));
    for (size_t i = 0; i < M; i++) {
        from[i] = (uint32_t)random_below(&r, N);
        to[i] = (uint32_t)((from[i] + 1 + random_below(&r, N - 1)) % N);
    }
    const struct ties ties = {from, to, M, N, true};
    CHECK(network_betweenness(&ties, 1, one, NULL) == OK, "one");
    CHECK(network_betweenness(&ties, 4, four, NULL) == OK, "four");
    CHECK(memcmp(one, four, sizeof one) == 0, "other bits");
}

/* Each diamond doubles the number of shortest paths: 1100 are more than a double can count. */
static void more_paths_than_a_double_counts(void **state)
{
    (void)state;
    enum { DIAMONDS = 1100, N = 3 * DIAMONDS + 1 };
    static uint32_t from[4 * DIAMONDS], to[4 * DIAMONDS];
    static double between[N];
    for (uint32_t i = 0; i < DIAMONDS; i++)
        for (uint32_t side = 0; side < 2; side++) {
            from[4 * i + 2 * side] = 3 * i;
            to[4 * i + 2 * side] = from[4 * i + 2 * side + 1] = 3 * i + 1 + side;
            to[4 * i + 2 * side + 1] = 3 * i + 3;
        }
    const struct ties ties = {from, to, COUNT(from), N, true};
    CHECK(network_betweenness(&ties, 2, between, NULL) == OK, "status");
    for (size_t i = 0; i < N; i++)
        CHECK(is_missing(between[i]) || (between[i] >= 0 && between[i] <= 1), "%zu: %g", i,
              between[i]);
}

static void no_memory_is_told(void **state)
{
    (void)state;
    const struct ties karate_ties = karate;
    double between[KARATE_N];
    bool is_done = false;
    for (size_t nth = 1; !is_done; nth++) {
        struct error err = {0};
        arena_fail_at(nth);
        is_done = network_betweenness(&karate_ties, 1, between, &err) == OK;
        CHECK(is_done || err.status == ERR_MEMORY, "%zu: %s", nth, err.text);
    }
    arena_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_karate_club),
        TEST(a_directed_network),
        TEST(small_and_wrong_networks),
        TEST(agrees_with_definitions),
        TEST(other_numbers_of_units_change_nothing),
        TEST(threads_change_nothing),
        TEST(more_paths_than_a_double_counts),
        TEST(no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
