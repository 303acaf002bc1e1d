/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/gather.h"
#include "base/random.h"
#include "tests/analysis/make_wave.h"

enum { ROWS = 20000, K = 3 };

/* Enough rows for every chunk to hold several blocks. */
static void open_example(struct maker *m, double x[K][ROWS])
{
    static const char *const codes[K] = {"a", "b", "c"};
    maker_open(m, ROWS);
    make_index(m, "I", NULL);
    for (size_t v = 0; v < K; v++) {
        struct random r = random_stream(5, v);
        for (size_t row = 0; row < ROWS; row++) {
            const double common = (double)(row * 7919 % 1000) / 20;
            x[v][row] = random_uniform(&r) < 0.1 ? MISSING : common + 50 * random_uniform(&r);
        }
        make_number(m, codes[v], "I", x[v]);
    }
}

static double x[K][ROWS];
static const double *const columns[K] = {x[0], x[1], x[2]};

static void chunks_add_up_to_the_whole(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, x);
    struct variables set;
    struct comoments want, got, total;
    CHECK(variables_open(&m.wave, m.form.indicators[0].children, K, NULL, &set, NULL) == OK, "set");
    CHECK(comoments_get(&m.arena, K, &want, NULL) == OK, "want");
    comoments_add_columns(&want, columns, ROWS);
    CHECK(gather_comoments(&m.arena, &set, 2, &got, NULL) == OK, "got");
    CHECK(gather_total(&m.arena, &set, 2, &total, NULL) == OK, "total");
    CHECK(got.n == want.n && got.n_dropped == want.n_dropped, "%zu %zu", got.n, got.n_dropped);
    CHECK(total.n == want.n && total.n_dropped == want.n_dropped, "%zu %zu", total.n,
          total.n_dropped);
    double want_sum = 0, total_sum = 0;
    for (size_t i = 0; i < K * K; i++) {
        CHECK(near(got.sum[i], want.sum[i], 1e-9), "%zu: %.17g", i, got.sum[i]);
        want_sum += want.sum[i];
        total_sum += total.sum[i];
    }
    for (size_t v = 0; v < K; v++) {
        CHECK(near(got.mean[v], want.mean[v], 1e-12), "%zu", v);
        CHECK(near(total.mean[v], want.mean[v], 1e-12), "%zu", v);
        CHECK(near(total.sum[v * K + v], want.sum[v * K + v], 1e-9), "%zu", v);
    }
    CHECK(near(total_sum, want_sum, 1e-9), "%.17g %.17g", total_sum, want_sum);
    variables_close(&set);
    maker_close(&m);
}

static void pairs_add_up_too(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, x);
    struct variables set;
    struct pairs want, got;
    CHECK(variables_open(&m.wave, m.form.indicators[0].children, K, NULL, &set, NULL) == OK, "set");
    CHECK(pairs_get(&m.arena, K, &want, NULL) == OK, "want");
    pairs_add_columns(&want, columns, ROWS);
    CHECK(gather_pairs(&m.arena, &set, 2, &got, NULL) == OK, "got");
    for (size_t j = 0; j < K; j++)
        for (size_t i = 0; i <= j; i++) {
            CHECK(pairs_at(&got, i, j)->n == pairs_at(&want, i, j)->n, "%zu %zu", i, j);
            CHECK(near(pairs_at(&got, i, j)->xy, pairs_at(&want, i, j)->xy, 1e-9), "%zu %zu", i, j);
        }
    variables_close(&set);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(chunks_add_up_to_the_whole),
        TEST(pairs_add_up_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
