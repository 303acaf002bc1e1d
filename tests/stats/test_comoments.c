/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/block.h"
#include "stats/comoments.h"
#include "stats/pair.h"
#include "tests/check.h"
#include "tests/stats/random_column.h"

#define NA MISSING

enum { K = 4, LARGEST = 3 * BLOCK_ROWS + 100 };

static void known_tables(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n;
        double rows[8];
        size_t want_n, n_dropped;
        double covariance, correlation;
    } cases[] = {
        {"one line",            3, {1, 5, 2, 7, 3, 9},       3, 0, 2,   1},
        {"one value missing",   4, {1, 5, NA, 6, 2, 7, 3, 9}, 3, 1, 2,  1},
        {"all rows incomplete", 2, {1, NA, NA, 2},           0, 2, NA,  NA},
        {"one row",             1, {1, 2},                   1, 0, NA,  NA},
        {"nothing",             0, {0},                      0, 0, NA,  NA},
        {"one does not vary",   3, {0.1, 1, 0.1, 2, 0.1, 4}, 3, 0, 0,   NA},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct comoments m;
        CHECK(comoments_get(&arena, 2, &m, NULL) == OK, "no memory");
        comoments_add_rows(&m, cases[i].rows, cases[i].n);
        const double covariance = comoments_covariance(&m, 0, 1);
        const double r = comoments_correlation(&m, 0, 1);
        CHECK(m.n == cases[i].want_n, "%s: got %zu", cases[i].name, m.n);
        CHECK(m.n_dropped == cases[i].n_dropped, "%s: got %zu", cases[i].name, m.n_dropped);
        CHECK(near(covariance, cases[i].covariance, 1e-15), "%s: got %.17g", cases[i].name,
              covariance);
        CHECK(near(r, cases[i].correlation, 1e-15), "%s: got %.17g", cases[i].name, r);
        arena_release(&arena);
    }
}

static double slow_mean(const double rows[][K], const bool *complete, size_t n, size_t v)
{
    long double sum = 0, seen = 0;
    for (size_t row = 0; row < n; row++)
        if (complete[row]) {
            sum += rows[row][v];
            seen++;
        }
    return (double)(sum / seen);
}

static double slow_sum(const double rows[][K], const bool *complete, size_t n, const size_t ij[2])
{
    const double mean_i = slow_mean(rows, complete, n, ij[0]);
    const double mean_j = slow_mean(rows, complete, n, ij[1]);
    long double sum = 0;
    for (size_t row = 0; row < n; row++)
        if (complete[row])
            sum +=
                ((long double)rows[row][ij[0]] - mean_i) * ((long double)rows[row][ij[1]] - mean_j);
    return (double)sum;
}

static void random_rows(struct random *r, size_t nth, double rows[][K], size_t n)
{
    static double column[LARGEST];
    for (size_t v = 0; v < K; v++) {
        random_column(r, nth + 6 * v, column, n);
        for (size_t row = 0; row < n; row++)
            rows[row][v] = column[row];
    }
}

static size_t find_complete(const double rows[][K], size_t n, bool *complete)
{
    size_t n_complete = 0;
    for (size_t row = 0; row < n; row++) {
        complete[row] = true;
        for (size_t v = 0; v < K; v++)
            complete[row] = complete[row] && !is_missing(rows[row][v]);
        n_complete += complete[row];
    }
    return n_complete;
}

static void check_sums(size_t nth, const struct comoments *m, double rows[][K],
                       const bool *complete, size_t n)
{
    for (size_t i = 0; i < K; i++) {
        const double mean = slow_mean((const double(*)[K])rows, complete, n, i);
        CHECK(near(m->mean[i], mean, 1e-12), "case %zu: %g", nth, m->mean[i]);
        for (size_t j = 0; j < K; j++) {
            const size_t ij[] = {i, j};
            const double want = slow_sum((const double(*)[K])rows, complete, n, ij);
            CHECK(near(m->sum[i * K + j], want, 1e-8), "case %zu: %g, want %g", nth,
                  m->sum[i * K + j], want);
        }
    }
}

/* In one go and in two parts that are merged. */
static void agrees_with_the_textbook_in_any_blocks(void **state)
{
    (void)state;
    static double rows[LARGEST][K];
    static bool complete[LARGEST];
    struct random r = random_stream(1, random_name("comoments"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct arena arena = {0};
        struct comoments whole, part, rest;
        const size_t n = random_below(&r, nth % 20 == 0 ? LARGEST : 40);
        const size_t cut = random_below(&r, n + 1);
        random_rows(&r, nth, rows, n);
        const size_t n_complete = find_complete((const double(*)[K])rows, n, complete);
        CHECK(comoments_get(&arena, K, &whole, NULL) == OK, "no memory");
        CHECK(comoments_get(&arena, K, &part, NULL) == OK, "no memory");
        CHECK(comoments_get(&arena, K, &rest, NULL) == OK, "no memory");
        comoments_add_rows(&whole, rows[0], n);
        comoments_add_rows(&part, rows[0], cut);
        comoments_add_rows(&rest, rows[cut], n - cut);
        comoments_merge(&part, &rest);
        CHECK(whole.n == n_complete && part.n == n_complete, "case %zu: got %zu", nth, whole.n);
        CHECK(whole.n_dropped == n - n_complete && part.n_dropped == n - n_complete, "case %zu",
              nth);
        if (n_complete > 0) {
            check_sums(nth, &whole, rows, complete, n);
            check_sums(nth, &part, rows, complete, n);
        }
        arena_release(&arena);
    }
}

static void columns_and_rows_give_the_same_bits(void **state)
{
    (void)state;
    static double rows[LARGEST][K], column[K][LARGEST];
    const double *const columns[K] = {column[0], column[1], column[2], column[3]};
    struct random r = random_stream(2, random_name("comoments"));
    struct arena arena = {0};
    struct comoments by_row, by_column;
    random_rows(&r, 0, rows, LARGEST);
    for (size_t row = 0; row < LARGEST; row++)
        for (size_t v = 0; v < K; v++)
            column[v][row] = rows[row][v];
    CHECK(comoments_get(&arena, K, &by_row, NULL) == OK, "no memory");
    CHECK(comoments_get(&arena, K, &by_column, NULL) == OK, "no memory");
    comoments_add_rows(&by_row, rows[0], LARGEST);
    comoments_add_columns(&by_column, columns, LARGEST);
    CHECK(memcmp(by_row.sum, by_column.sum, K * K * sizeof(double)) == 0, "sums differ");
    CHECK(memcmp(by_row.mean, by_column.mean, K * sizeof(double)) == 0, "means differ");
    arena_release(&arena);
}

static void a_constant_has_no_spread_at_all(void **state)
{
    (void)state;
    static double rows[LARGEST][2];
    struct arena arena = {0};
    struct comoments m;
    for (size_t row = 0; row < LARGEST; row++) {
        rows[row][0] = 0.1;
        rows[row][1] = (double)row;
    }
    CHECK(comoments_get(&arena, 2, &m, NULL) == OK, "no memory");
    comoments_add_rows(&m, rows[0], LARGEST);
    comoments_merge(&m, &m);
    CHECK(m.sum[0] == 0 && m.sum[1] == 0 && m.sum[2] == 0, "%g, %g", m.sum[0], m.sum[1]);
    arena_release(&arena);
}

static void correlations_of_all(void **state)
{
    (void)state;
    static const double rows[] = {1, 2, 7, 2, 2, 7, 3, 5, 7};
    double r[9];
    struct arena arena = {0};
    struct comoments m;
    CHECK(comoments_get(&arena, 3, &m, NULL) == OK, "no memory");
    comoments_add_rows(&m, rows, 3);
    comoments_correlations(&m, r);
    CHECK(r[0] == 1 && r[4] == 1, "%g, %g", r[0], r[4]);
    CHECK(r[3] == r[1] && near(r[1], comoments_correlation(&m, 0, 1), 1e-15), "%g, %g", r[1], r[3]);
    for (size_t i = 0; i < 3; i++)
        CHECK(is_missing(r[3 * i + 2]) && is_missing(r[6 + i]), "a constant: %g", r[6 + i]);
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct comoments m;
        arena_fail_at(nth);
        const enum status status = comoments_get(&arena, K, &m, NULL);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_tables),
        TEST(agrees_with_the_textbook_in_any_blocks),
        TEST(columns_and_rows_give_the_same_bits),
        TEST(a_constant_has_no_spread_at_all),
        TEST(correlations_of_all),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
