/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/krippendorff.h"
#include "stats/quantile.h"
#include "tests/check.h"
#include "tests/stats/random_codings.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

#define NA MISSING

static struct krippendorff alpha(struct codings codings, enum level level, size_t replicates)
{
    struct krippendorff a;
    assert_int_equal(krippendorff_alpha((struct krippendorff_request){.codings = codings,
                                                                      .level = level,
                                                                      .replicates = replicates,
                                                                      .seed = 1,
                                                                      .confidence = 0.95},
                                        &a, NULL),
                     OK);
    return a;
}

/* Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: A (two observers, binary), .095,
   and B (two observers, five categories), .692. */
static void published_examples(void **state)
{
    (void)state;
    // clang-format off
    const double binary[] = {0,1, 1,1, 0,1, 0,0, 0,0, 0,1, 0,0, 0,0, 1,0, 0,0};
    const double nominal[] = {1,2, 1,1, 2,2, 2,2, 4,2, 3,3, 3,3, 3,3, 5,5, 4,4, 4,4, 1,4};
    // clang-format on
    const double a = alpha((struct codings){binary, 10, 2}, LEVEL_NOMINAL, 0).value;
    const double b = alpha((struct codings){nominal, 12, 2}, LEVEL_NOMINAL, 0).value;
    CHECK(fabs(a - 0.095) < 5e-4, "got %.17g", a);
    CHECK(fabs(b - 0.692) < 5e-4, "got %.17g", b);
}

static void small_tables(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        enum level level;
        size_t n_units, n_coders;
        double cell[8], value;
        size_t n_used, n_codings, n_categories;
    } cases[] = {
        {"no units",           LEVEL_NOMINAL,  0, 2, {0},                    NA,   0, 0, 0},
        {"one coder",          LEVEL_NOMINAL,  3, 1, {1, 2, 3},              NA,   0, 0, 0},
        {"nothing pairable",   LEVEL_NOMINAL,  2, 2, {1,NA, NA,2},           NA,   0, 0, 0},
        {"one category",       LEVEL_NOMINAL,  3, 2, {4,4, 4,4, 4,4},        NA,   3, 6, 1},
        {"the other alone",    LEVEL_NOMINAL,  3, 2, {4,4, 4,4, 3,NA},       NA,   2, 4, 1},
        {"always equal",       LEVEL_NOMINAL,  2, 2, {1,1, 2,2},             1,    2, 4, 2},
        {"always apart",       LEVEL_NOMINAL,  2, 2, {1,2, 1,2},             -.5,  2, 4, 2},
        {"a single unit",      LEVEL_NOMINAL,  1, 3, {1, 1, 2},              0,    1, 3, 2},
        {"ratio of nothing",   LEVEL_RATIO,    2, 2, {0,0, 0,0},             NA,   2, 4, 1},
        {"ratio with nothing", LEVEL_RATIO,    2, 2, {0,0, 3,3},             1,    2, 4, 2},
        {"a negative ratio",   LEVEL_RATIO,    2, 2, {-1,-1, 1,1},           NA,   2, 4, 2},
        {"negative interval",  LEVEL_INTERVAL, 2, 2, {-1,-1, 1,1},           1,    2, 4, 2},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct codings codings = {cases[i].cell, cases[i].n_units, cases[i].n_coders};
        const struct krippendorff got = alpha(codings, cases[i].level, 50);
        CHECK(near(got.value, cases[i].value, 1e-14), "%s: got %.17g", cases[i].name, got.value);
        CHECK(got.n_units == cases[i].n_used && got.n_codings == cases[i].n_codings, "%s: %zu, %zu",
              cases[i].name, got.n_units, got.n_codings);
        CHECK(got.n_categories == cases[i].n_categories, "%s: %zu", cases[i].name,
              got.n_categories);
        CHECK(!is_missing(got.value) || (is_missing(got.low) && is_missing(got.percentile_high)),
              "%s: got %g", cases[i].name, got.low);
    }
}

/* The textbook's matrix of coincidences. */
struct coincidences {
    double n, o[MOST_CATEGORIES][MOST_CATEGORIES], total[MOST_CATEGORIES];
};

static void add_unit(struct coincidences *m, struct codings c, size_t unit)
{
    size_t n = 0;
    for (size_t coder = 0; coder < c.n_coders; coder++)
        n += !is_missing(coding(c, unit, coder));
    for (size_t a = 0; a < c.n_coders && n > 1; a++)
        for (size_t b = 0; b < c.n_coders; b++) {
            if (a == b || is_missing(coding(c, unit, a)) || is_missing(coding(c, unit, b)))
                continue;
            const double share = 1 / ((double)n - 1);
            m->o[(size_t)coding(c, unit, a)][(size_t)coding(c, unit, b)] += share;
            m->total[(size_t)coding(c, unit, a)] += share;
            m->n += share;
        }
}

static double slow_difference(const struct coincidences *m, enum level level, size_t c, size_t k)
{
    double between = 0;
    switch (level) {
    case LEVEL_NOMINAL:
        return c == k ? 0 : 1;
    case LEVEL_ORDINAL:
        for (size_t g = c < k ? c : k; g <= (c < k ? k : c); g++)
            between += m->total[g];
        return pow(between - (m->total[c] + m->total[k]) / 2, 2);
    case LEVEL_INTERVAL:
        return pow((double)c - (double)k, 2);
    default:
        return c == k ? 0 : pow(((double)c - (double)k) / (double)(c + k), 2);
    }
}

static double slow_alpha(const struct coincidences *m, enum level level)
{
    double seen = 0, expected = 0;
    for (size_t c = 0; c < MOST_CATEGORIES; c++)
        for (size_t k = 0; k < MOST_CATEGORIES; k++) {
            const double d = slow_difference(m, level, c, k);
            seen += m->o[c][k] * d;
            expected += m->total[c] * m->total[k] / (m->n - 1) * d;
        }
    return expected > 1e-9 ? 1 - seen / expected : MISSING;
}

static void agrees_with_the_matrix_of_coincidences(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("krippendorff"));
    size_t n_held = 0;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct random_codings random;
        struct coincidences m = {0};
        random_codings(&r, nth, &random);
        for (size_t unit = 0; unit < random.codings.n_units; unit++)
            add_unit(&m, random.codings, unit);
        for (int level = 0; level < LEVEL_COUNT; level++) {
            const double want = slow_alpha(&m, (enum level)level);
            const struct krippendorff got = alpha(random.codings, (enum level)level, 0);
            CHECK(near(got.value, want, 1e-12), "case %zu, level %d: got %.17g, want %.17g", nth,
                  level, got.value, want);
            CHECK(near((double)got.n_codings, m.n, 1e-12), "case %zu: %zu", nth, got.n_codings);
            n_held += !is_missing(want);
        }
    }
    CHECK(n_held > 2 * RANDOM_CASES, "only %zu values", n_held);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { REPLICATES = 199 };

/* The same units drawn, and the matrix filled anew with each draw. */
static void draws_units_again_and_again(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("krippendorff"));
    for (size_t nth = 0; nth < 3 * 20; nth += 3) {
        struct random_codings random;
        double drawn[REPLICATES];
        size_t n = 0;
        random_codings(&r, nth, &random); /* none missing: all units are drawn from */
        if (random.codings.n_units < 8 || random.codings.n_coders < 2)
            continue;
        for (size_t replicate = 0; replicate < REPLICATES; replicate++) {
            struct random stream = random_stream(1, replicate);
            struct coincidences m = {0};
            for (size_t i = 0; i < random.codings.n_units; i++)
                add_unit(&m, random.codings, random_below(&stream, random.codings.n_units));
            const double value = slow_alpha(&m, LEVEL_ORDINAL);
            if (!is_missing(value))
                drawn[n++] = value;
        }
        qsort(drawn, n, sizeof *drawn, ascending);
        const struct krippendorff got = alpha(random.codings, LEVEL_ORDINAL, REPLICATES);
        if (n < REPLICATES - REPLICATES / 10)
            CHECK(is_missing(got.percentile_low), "case %zu: got %g", nth, got.percentile_low);
        else
            CHECK(near(got.percentile_low, quantile_sorted(drawn, n, 0.025), 1e-12) &&
                      near(got.percentile_high, quantile_sorted(drawn, n, 0.975), 1e-12),
                  "case %zu: got %.17g, %.17g", nth, got.percentile_low, got.percentile_high);
    }
}

/* Other names for categories (in order, where order counts), the coders in another order, a coder
   who coded nothing and a unit that only one coded change nothing. */
static void names_and_order_do_not_matter(void **state)
{
    (void)state;
    struct random r = random_stream(3, random_name("krippendorff"));
    for (size_t nth = 0; nth < RANDOM_CASES / 4; nth++) {
        struct random_codings random;
        double other[(MOST_UNITS + 1) * (MOST_CODERS + 1)];
        random_codings(&r, nth, &random);
        const struct codings c = random.codings;
        const bool is_nominal = nth % 2 == 0;
        for (size_t i = 0; i < COUNT(other); i++)
            other[i] = missing_because(MISSING_NO_ANSWER);
        for (size_t unit = 0; unit < c.n_units; unit++)
            for (size_t coder = 0; coder < c.n_coders; coder++) {
                const double x = coding(c, unit, coder);
                other[unit * (c.n_coders + 1) + c.n_coders - coder] =
                    is_nominal ? 9 - x : exp(x); /* still in order */
            }
        other[c.n_units * (c.n_coders + 1)] = 77;
        const enum level level = is_nominal ? LEVEL_NOMINAL : LEVEL_ORDINAL;
        const struct krippendorff want = alpha(c, level, 20);
        const struct krippendorff got =
            alpha((struct codings){other, c.n_units + 1, c.n_coders + 1}, level, 20);
        CHECK(near(got.value, want.value, 1e-12), "case %zu: %g, %g", nth, got.value, want.value);
        CHECK(near(got.percentile_low, want.percentile_low, 1e-12), "case %zu: %g, %g", nth,
              got.percentile_low, want.percentile_low);
        CHECK(got.n_codings == want.n_codings && got.n_categories == want.n_categories, "case %zu",
              nth);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    const double cell[] = {1, 2, 2, 2};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct krippendorff got;
        arena_fail_at(nth);
        const enum status status = krippendorff_alpha(
            (struct krippendorff_request){.codings = {cell, 2, 2}, .replicates = 9}, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(published_examples),
        TEST(small_tables),
        TEST(agrees_with_the_matrix_of_coincidences),
        TEST(draws_units_again_and_again),
        TEST(names_and_order_do_not_matter),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
