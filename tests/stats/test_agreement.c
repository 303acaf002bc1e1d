/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/agreement.h"
#include "tests/check.h"
#include "tests/stats/random_codings.h"
#include "tests/stats/random_column.h"

#include <gsl/gsl_errno.h>

#define NA MISSING

static struct kappa kappa(struct codings codings, size_t a, size_t b)
{
    struct kappa k;
    assert_int_equal(cohen_kappa(codings, a, b, 0.95, &k, NULL), OK);
    return k;
}

/* A table of two coders as codings: count[i][j] units were called i by one and j by the other. */
static struct codings codings_of(const double *count, size_t n_categories, double *cell)
{
    size_t n = 0;
    for (size_t i = 0; i < n_categories; i++)
        for (size_t j = 0; j < n_categories; j++)
            for (size_t unit = 0; unit < (size_t)count[i * n_categories + j]; unit++, n++) {
                cell[2 * n] = (double)i;
                cell[2 * n + 1] = (double)j;
            }
    return (struct codings){cell, n, 2};
}

/* Diagnoses: Fleiss (1981), Statistical Methods for Rates and Proportions, table 13.1: kappa .68.
   The others: three tables that are often shown for kappa, .40, .13 and .26. All digits, and the
   standard errors: R psych 2.2.9, cohen.kappa. */
static void published_tables(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n_categories;
        double count[9], value, se, agreement;
    } cases[] = {
        {"diagnoses", 3, {75,1,4, 5,4,1, 0,0,10}, 0.676470588235294046, 0.087702953475212522, .89},
        {"grants",    2, {20,5, 10,15},           0.4,                  0.12699606293110036,  .7},
        {"alike",     2, {45,15, 25,15},          0.130434782608695538, 0.098661537623439613, .6},
        {"unlike",    2, {25,35, 5,35},           0.259259259259259245, 0.077159731744445723, .6},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double cell[200];
        const struct codings codings = codings_of(cases[i].count, cases[i].n_categories, cell);
        const struct kappa got = kappa(codings, 0, 1);
        CHECK(near(got.value, cases[i].value, 1e-14), "%s: got %.17g", cases[i].name, got.value);
        CHECK(near(got.se, cases[i].se, 1e-14), "%s: got %.17g", cases[i].name, got.se);
        CHECK(near(got.low, got.value - 1.9599639845400545 * got.se, 1e-13), "%s: got %.17g",
              cases[i].name, got.low);
        CHECK(near(got.high, got.value + 1.9599639845400545 * got.se, 1e-13), "%s: got %.17g",
              cases[i].name, got.high);
        CHECK(near(got.agreement, cases[i].agreement, 1e-14), "%s: got %.17g", cases[i].name,
              got.agreement);
        CHECK(near(agreement_share(codings), cases[i].agreement, 1e-14), "%s", cases[i].name);
        CHECK(got.n == codings.n_units && got.n_categories == cases[i].n_categories, "%s: %zu",
              cases[i].name, got.n);
    }
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        size_t n_units;
        double cell[8], share, value, se, expected;
        size_t n;
    } cases[] = {
        {"no units",              0, {0},                    NA, NA, NA, NA,  0},
        {"nothing coded by both", 2, {1,NA, NA,2},           NA, NA, NA, NA,  0},
        {"one category",          3, {4,4, 4,4, 4,4},        1,  NA, NA, 1,   3},
        {"one category in common", 3, {4,4, 4,4, 3,NA},      1,  NA, NA, 1,   2},
        {"always equal",          2, {1,1, 2,2},             1,  1,  NA, 0.5, 2},
        {"always apart",          2, {1,2, 1,2},             0,  0,  0,  0,   2},
        {"the other way round",   2, {1,2, 2,1},             0,  -1, 0,  0.5, 2},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct codings codings = {cases[i].cell, cases[i].n_units, 2};
        const struct kappa got = kappa(codings, 0, 1);
        CHECK(near(agreement_share(codings), cases[i].share, 0), "%s: got %g", cases[i].name,
              agreement_share(codings));
        CHECK(near(got.agreement, cases[i].share, 0), "%s: got %g", cases[i].name, got.agreement);
        CHECK(near(got.value, cases[i].value, 0), "%s: got %g", cases[i].name, got.value);
        CHECK(near(got.se, cases[i].se, 0), "%s: got %g", cases[i].name, got.se);
        CHECK(is_missing(got.low) == is_missing(cases[i].se), "%s: got %g", cases[i].name, got.low);
        CHECK(near(got.expected, cases[i].expected, 0), "%s: got %g", cases[i].name, got.expected);
        CHECK(got.n == cases[i].n, "%s: got %zu", cases[i].name, got.n);
    }
    const double alone[] = {1, 2, 3};
    CHECK(is_missing(agreement_share((struct codings){alone, 3, 1})), "one coder");
}

/* The textbook's table of proportions, rows the first coder. */
struct table {
    double n, p[MOST_CATEGORIES][MOST_CATEGORIES];
    double row[MOST_CATEGORIES], column[MOST_CATEGORIES];
};

static struct table table_of(struct codings c, size_t a, size_t b)
{
    struct table t = {0};
    for (size_t unit = 0; unit < c.n_units; unit++)
        t.n += !is_missing(coding(c, unit, a)) && !is_missing(coding(c, unit, b));
    for (size_t unit = 0; unit < c.n_units; unit++) {
        if (is_missing(coding(c, unit, a)) || is_missing(coding(c, unit, b)))
            continue;
        const size_t i = (size_t)coding(c, unit, a), j = (size_t)coding(c, unit, b);
        t.p[i][j] += 1 / t.n;
        t.row[i] += 1 / t.n;
        t.column[j] += 1 / t.n;
    }
    return t;
}

static struct kappa slow_kappa(const struct table *t)
{
    double agree = 0, chance = 0, on = 0, off = 0;
    for (size_t i = 0; i < MOST_CATEGORIES; i++) {
        agree += t->p[i][i];
        chance += t->row[i] * t->column[i];
    }
    for (size_t i = 0; i < MOST_CATEGORIES; i++)
        for (size_t j = 0; j < MOST_CATEGORIES; j++)
            if (i == j)
                on += t->p[i][i] * pow((1 - chance) - (t->column[i] + t->row[i]) * (1 - agree), 2);
            else
                off += t->p[i][j] * pow(t->column[i] + t->row[j], 2);
    const double variance =
        on + pow(1 - agree, 2) * off - pow(agree * chance - 2 * chance + agree, 2);
    return (struct kappa){.value = (agree - chance) / (1 - chance),
                          .se = sqrt(fmax(0, variance) / t->n) / pow(1 - chance, 2),
                          .agreement = agree,
                          .expected = chance};
}

static void agrees_with_the_table(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("kappa"));
    size_t n_held = 0;
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct random_codings random;
        random_codings(&r, nth, &random);
        const size_t last = random.codings.n_coders - 1;
        const struct table table = table_of(random.codings, 0, last);
        const struct kappa want = slow_kappa(&table), got = kappa(random.codings, 0, last);
        CHECK(got.n == (size_t)table.n, "case %zu: got %zu", nth, got.n);
        if (got.n == 0 || got.n_categories < 2)
            continue;
        n_held++;
        CHECK(near(got.agreement, want.agreement, 1e-13), "case %zu", nth);
        CHECK(near(got.expected, want.expected, 1e-13), "case %zu", nth);
        CHECK(near(got.value, want.value, 1e-12), "case %zu: got %.17g", nth, got.value);
        if (got.agreement < 1) /* a variance of 0 is rounding, whose root is not small */
            CHECK(near(got.se, want.se, 1e-9) || (got.se < 1e-7 && want.se < 1e-7),
                  "case %zu: got %.17g, want %.17g", nth, got.se, want.se);
    }
    CHECK(n_held > RANDOM_CASES / 2, "only %zu cases", n_held);
}

static double slow_share(struct codings c)
{
    size_t n = 0, equal = 0;
    for (size_t unit = 0; unit < c.n_units; unit++)
        for (size_t a = 0; a < c.n_coders; a++)
            for (size_t b = 0; b < c.n_coders; b++) {
                if (a == b || is_missing(coding(c, unit, a)) || is_missing(coding(c, unit, b)))
                    continue;
                n++;
                equal += fabs(coding(c, unit, a) - coding(c, unit, b)) < 0.5;
            }
    return n == 0 ? MISSING : (double)equal / (double)n;
}

/* Other names for the categories, and the coders the other way round, change nothing. */
static void names_and_order_do_not_matter(void **state)
{
    (void)state;
    struct random r = random_stream(2, random_name("kappa"));
    for (size_t nth = 0; nth < RANDOM_CASES; nth++) {
        struct random_codings random;
        double renamed[MOST_UNITS * MOST_CODERS];
        random_codings(&r, nth, &random);
        const size_t last = random.codings.n_coders - 1;
        for (size_t i = 0; i < random.codings.n_units * random.codings.n_coders; i++)
            renamed[i] = 7 - 3 * random.cell[i];
        const struct codings other = {renamed, random.codings.n_units, random.codings.n_coders};
        const struct kappa a = kappa(random.codings, 0, last), b = kappa(other, last, 0);
        CHECK(near(a.value, b.value, 1e-13), "case %zu: %g, %g", nth, a.value, b.value);
        CHECK(near(a.se, b.se, 1e-9) || (a.se < 1e-7 && b.se < 1e-7), "case %zu: %g, %g", nth, a.se,
              b.se);
        CHECK(a.n_categories == b.n_categories, "case %zu", nth);
        CHECK(near(agreement_share(random.codings), slow_share(other), 1e-13), "case %zu", nth);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    const double cell[] = {1, 2, 2, 2};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct kappa got;
        arena_fail_at(nth);
        const enum status status =
            cohen_kappa((struct codings){cell, 2, 2}, 0, 1, 0.95, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(published_tables),      TEST(what_cannot_be_had),
        TEST(agrees_with_the_table), TEST(names_and_order_do_not_matter),
        TEST(memory_may_run_out),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
