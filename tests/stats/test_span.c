/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "stats/span.h"
#include "tests/check.h"

static enum status make(const double *rows, size_t n_rows, size_t n_columns, struct arena *arena,
                        struct span *out)
{
    struct error err = {0};
    const enum status status = span_make(rows, n_rows, n_columns, arena, out, &err);
    CHECK(status == OK, "%s", err.text);
    return status;
}

/* A table of two by two with its margins: Cox, JASA 75 (1980), 377-385, and any textbook on
   suppression. One inner cell withheld follows from a margin; two in a row follow from the columns;
   four corners of a rectangle do not. Cells a b / c d are the columns. */
static void margins_of_a_table(void **state)
{
    (void)state;
    static const double rows[] = {
        1, 1, 0, 0, /* a + b */
        0, 0, 1, 1, /* c + d */
        1, 0, 1, 0, /* a + c */
        0, 1, 0, 1, /* b + d */
        0, 0, 0, 1, /* d alone */
    };
    static const double a[] = {1, 0, 0, 0};
    struct arena arena = {0};
    struct span span;
    double times[5];
    if (make(rows, 5, 4, &arena, &span) == OK) {
        CHECK(span.rank == 4, "rank %zu", span.rank);
        CHECK(span_has(&span, a, times), "d gives a");
        for (size_t c = 0; c < 4; c++) {
            double sum = 0;
            for (size_t i = 0; i < 5; i++)
                sum += times[i] * rows[i * 4 + c];
            CHECK(near(sum, a[c], 1e-12), "column %zu: %g", c, sum);
        }
    }
    if (make(rows, 4, 4, &arena, &span) == OK) {
        CHECK(span.rank == 3, "rank %zu", span.rank);
        CHECK(!span_has(&span, a, times), "margins alone do not");
    }
    arena_release(&arena);
}

/* Whether target is a combination, by least squares of Gram and Schmidt. */
static bool slow_has(const double *rows, size_t n, size_t k, const double *target)
{
    double base[16][16] = {{0}};
    size_t n_base = 0;
    for (size_t i = 0; i <= n; i++) {
        double left[16] = {0}, length = 0;
        for (size_t c = 0; c < k; c++)
            left[c] = i < n ? rows[i * k + c] : target[c];
        for (size_t b = 0; b < 2 * n_base; b++) { /* twice is enough: Kahan */
            double dot = 0;
            for (size_t c = 0; c < k; c++)
                dot += left[c] * base[b % n_base][c];
            for (size_t c = 0; c < k; c++)
                left[c] -= dot * base[b % n_base][c];
        }
        for (size_t c = 0; c < k; c++)
            length += left[c] * left[c];
        if (i == n)
            return length < 1e-12;
        for (size_t c = 0; c < k && length > 1e-12; c++)
            base[n_base][c] = left[c] / sqrt(length);
        n_base += length > 1e-12;
    }
    return false;
}

static void as_by_orthogonal_rows(void **state)
{
    (void)state;
    struct random r = random_stream(7, 1);
    size_t n_yes = 0, n_no = 0;
    for (size_t nth = 0; nth < 500; nth++) {
        const size_t n = 1 + random_below(&r, 8), k = 1 + random_below(&r, 10);
        double rows[8 * 10] = {0}, target[10], times[8];
        for (size_t i = 0; i < n * k; i++)
            rows[i] = (double)random_below(&r, 2);
        for (size_t c = 0; c < k; c++)
            target[c] = (double)random_below(&r, 2);
        struct arena arena = {0};
        struct span span;
        if (make(rows, n, k, &arena, &span) == OK) {
            const bool has = span_has(&span, target, times);
            CHECK(has == slow_has(rows, n, k, target), "case %zu", nth);
            n_yes += has;
            n_no += !has;
        }
        arena_release(&arena);
    }
    CHECK(n_yes > 50 && n_no > 50, "%zu yes, %zu no", n_yes, n_no);
}

/* A combination that was made on purpose is found again, in any order of the rows. */
static void a_combination_is_found(void **state)
{
    (void)state;
    struct random r = random_stream(7, 2);
    for (size_t nth = 0; nth < 200; nth++) {
        double rows[6 * 9], target[9] = {0}, times[6];
        for (size_t i = 0; i < 6 * 9; i++)
            rows[i] = (double)random_below(&r, 2);
        for (size_t i = 0; i < 6; i++) {
            const double of = (double)random_below(&r, 5) - 2;
            for (size_t c = 0; c < 9; c++)
                target[c] += of * rows[i * 9 + c];
        }
        struct arena arena = {0};
        struct span span;
        if (make(rows, 6, 9, &arena, &span) == OK)
            CHECK(span_has(&span, target, times), "case %zu", nth);
        arena_release(&arena);
    }
}

static void nothing_spans_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct span span;
    double times[1];
    if (make(NULL, 0, 2, &arena, &span) == OK) {
        CHECK(span_has(&span, (double[]){0, 0}, times), "zero");
        CHECK(!span_has(&span, (double[]){0, 1}, times), "one");
    }
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 3; nth++) {
        struct arena arena = {0};
        struct span span;
        struct error err = {0};
        arena_fail_at(nth);
        CHECK(span_make((double[]){1, 1}, 1, 2, &arena, &span, &err) == ERR_MEMORY, "%zu", nth);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(margins_of_a_table), TEST(as_by_orthogonal_rows),
                                       TEST(a_combination_is_found), TEST(nothing_spans_nothing),
                                       TEST(memory_may_run_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
