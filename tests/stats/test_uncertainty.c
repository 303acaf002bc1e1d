/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/uncertainty.h"
#include "tests/stats/make_model.h"

static struct made made;

/* One of at least eight units and four items. */
static void make_larger(uint64_t seed, bool calm)
{
    made.calm = calm;
    for (make_model(&made, seed); made.model.tree.n_units < 8 || made.model.tree.n_items < 4;
         make_model(&made, ++seed))
        arena_release(&made.arena);
}

static struct uncertainty run(struct arena *arena, struct uncertainty_request request)
{
    struct uncertainty u;
    assert_int_equal(uncertainty_run(&made.model, request, arena, &u, NULL), OK);
    return u;
}

static bool is_same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || a == b;
}

static void check_same(const struct uncertainty *a, const struct uncertainty *b, int threads)
{
    const size_t n = a->n_units;
    CHECK(memcmp(a->nominal, b->nominal, n * sizeof *a->nominal) == 0, "%d: nominal", threads);
    CHECK(memcmp(a->rank_class, b->rank_class, n * sizeof *a->rank_class) == 0, "%d: classes",
          threads);
    CHECK(memcmp(a->counts.count, b->counts.count, n * n * sizeof *a->counts.count) == 0,
          "%d: counts", threads);
    CHECK(memcmp(a->counts.above, b->counts.above, n * n * sizeof *a->counts.above) == 0,
          "%d: pairs", threads);
    CHECK(is_same_number(a->all.mean, b->all.mean) && is_same_number(a->all.moved, b->all.moved),
          "%d: %.17g, %.17g", threads, a->all.mean, b->all.mean);
    for (size_t i = 0; i < SOURCE_COUNT; i++)
        CHECK(is_same_number(a->source[i].mean, b->source[i].mean), "%d: source %zu", threads, i);
    for (size_t i = 0; i < made.model.n_vary; i++)
        CHECK(is_same_number(a->sobol[i].first_low, b->sobol[i].first_low) &&
                  is_same_number(a->sobol[i].total, b->sobol[i].total),
              "%d: Sobol %zu", threads, i);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct arena arena = {0};
        make_larger(10 * seed, false);
        const struct uncertainty one = run(&arena, (struct uncertainty_request){.n_draws = 270});
        static const int threads[] = {2, 7};
        for (size_t i = 0; i < COUNT(threads); i++) {
            const struct uncertainty more =
                run(&arena, (struct uncertainty_request){.n_draws = 270, .threads = threads[i]});
            check_same(&one, &more, threads[i]);
        }
        arena_release(&arena);
        arena_release(&made.arena);
    }
}

/* Draws that are written and given back lead to the same ranks. */
static void given_draws_are_those_drawn(void **state)
{
    (void)state;
    enum { DRAWS = 40 };
    static double slots[DRAWS * MADE_SLOTS];
    struct arena arena = {0};
    make_larger(11, false);
    for (size_t i = 0; i < DRAWS; i++)
        uncertainty_draw(&made.model, i, slots + i * made.model.n_slots);
    const struct uncertainty drawn = run(&arena, (struct uncertainty_request){.n_draws = DRAWS});
    const struct uncertainty given =
        run(&arena, (struct uncertainty_request){.n_draws = DRAWS, .given = slots, .threads = 2});
    const size_t n = drawn.n_units;
    CHECK(n > 3 && memcmp(drawn.counts.count, given.counts.count, n * n * sizeof(uint32_t)) == 0,
          "%zu units", n);
    CHECK(is_same_number(drawn.all.mean, given.all.mean), "got %.17g, want %.17g", given.all.mean,
          drawn.all.mean);
    CHECK(drawn.n_points > 0 && given.n_points == 0 && given.source[SOURCE_METHOD].n == 0,
          "no sensitivity without draws");
    arena_release(&arena);
    arena_release(&made.arena);
}

/* The unit that follows each by nominal rank, the first of equals; n_units for the last. */
static void find_next(const struct uncertainty *u, size_t *next)
{
    for (size_t unit = 0; unit < u->n_units; unit++) {
        next[unit] = u->n_units;
        for (size_t other = 0; u->nominal[unit] > 0 && other < u->n_units; other++) {
            const bool is_behind = u->nominal[other] > u->nominal[unit] ||
                                   (u->nominal[other] == u->nominal[unit] && other > unit);
            const bool is_nearer =
                next[unit] == u->n_units || u->nominal[other] < u->nominal[next[unit]];
            if (u->nominal[other] > 0 && is_behind && is_nearer)
                next[unit] = other;
        }
    }
}

/* Written out: every draw ranked by itself, and its shift measured by hand. */
static void summaries_are_those_of_the_draws(void **state)
{
    (void)state;
    enum { DRAWS = 500 };
    struct arena arena = {0};
    make_larger(4, true);
    const size_t n = made.model.tree.n_units;
    const struct uncertainty u = run(&arena, (struct uncertainty_request){.n_draws = DRAWS});
    struct replicate_room room;
    assert_int_equal(replicate_room_get(&arena, &made.model, &room, NULL), OK);
    double sum_shift = 0, sum_far = 0, sum_rank[MADE_UNITS] = {0}, n_above[MADE_UNITS] = {0};
    size_t next[MADE_UNITS] = {0};
    find_next(&u, next);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double slots[MADE_SLOTS], shift = 0;
        uint32_t rank[MADE_UNITS] = {0};
        uncertainty_draw(&made.model, draw, slots);
        replicate_rank(&made.model, slots, &room, rank);
        size_t n_ranked = 0;
        for (size_t unit = 0; unit < n; unit++)
            if (next[unit] < n && rank[unit] > 0)
                n_above[unit] += rank[unit] < rank[next[unit]] || rank[next[unit]] == 0 ? 1 : 0;
        for (size_t unit = 0; unit < n; unit++) {
            if (rank[unit] == 0 || u.nominal[unit] == 0)
                continue;
            const double moved = fabs((double)rank[unit] - u.nominal[unit]);
            shift += moved;
            sum_far += moved > (double)u.far ? 1 : 0;
            sum_rank[unit] += rank[unit];
            n_ranked++;
        }
        sum_shift += shift / (double)n_ranked;
    }
    CHECK(u.all.n == DRAWS && near(u.all.mean, sum_shift / DRAWS, 1e-12) && u.all.mean > 0,
          "got %.17g, want %.17g", u.all.mean, sum_shift / DRAWS);
    CHECK(near(u.all.moved, sum_far / DRAWS, 1e-12), "got %g", u.all.moved);
    for (size_t unit = 0; unit < n; unit++) {
        const struct rank_summary s = u.rank[unit];
        CHECK(u.nominal[unit] == 0 || near(s.mean, sum_rank[unit] / DRAWS, 1e-12), "%zu: got %g",
              unit, s.mean);
        CHECK(near(u.above_next[unit], next[unit] < n ? n_above[unit] / DRAWS : MISSING, 0),
              "%zu: got %g", unit, u.above_next[unit]);
        CHECK(u.nominal[unit] == 0 || (s.low <= s.median && s.median <= s.high), "%zu: %g .. %g",
              unit, s.low, s.high);
    }
    CHECK(is_same_number(u.source[SOURCE_METHOD].mean, u.all.mean), "the only source");
    CHECK(u.source[SOURCE_UNITS].n == 0 && u.n_points == 0, "one choice");
    arena_release(&arena);
    arena_release(&made.arena);
}

/* Choices that do nothing move nobody, and have exactly no share. */
static void nothing_moves(void **state)
{
    (void)state;
    struct arena arena = {0};
    make_larger(4, true);
    made.vary[0].low = made.vary[0].high = 0;
    const struct uncertainty u = run(&arena, (struct uncertainty_request){.n_draws = 100});
    CHECK(u.all.mean == 0 && u.all.moved == 0, "got %g", u.all.mean);
    for (size_t unit = 0; unit < u.n_units; unit++)
        CHECK(u.nominal[unit] == 0 ||
                  (u.rank[unit].low == u.nominal[unit] && u.rank[unit].high == u.nominal[unit]),
              "%zu: got %g .. %g", unit, u.rank[unit].low, u.rank[unit].high);
    arena_release(&arena);
    arena_release(&made.arena);
}

static void memory_runs_out(void **state)
{
    (void)state;
    make_larger(3, true);
    size_t nth = 1;
    for (enum status status = ERR_MEMORY; status != OK; nth++) {
        struct arena arena = {0};
        struct uncertainty u;
        arena_fail_at(nth);
        status = uncertainty_run(&made.model, (struct uncertainty_request){.n_draws = 24}, &arena,
                                 &u, NULL);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %d", nth, (int)status);
        arena_release(&arena);
    }
    arena_fail_at(0);
    CHECK(nth > 30, "got %zu", nth);
    arena_release(&made.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(threads_change_nothing),
        TEST(given_draws_are_those_drawn),
        TEST(summaries_are_those_of_the_draws),
        TEST(nothing_moves),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
