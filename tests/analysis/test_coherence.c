/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "stats/correlation.h"
#include "store/coherence.h"
#include "tests/analysis/make_wave.h"

#define CHECK_VERDICT(maker, id, want)                                                             \
    CHECK(maker_figure((maker), (id))->value == (want), "%s: got %g", (id),                        \
          maker_figure((maker), (id))->value)

static void an_index_of_three_items(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    m.form.settings.coherence.dominates = 0.88;
    m.form.settings.coherence.redundant = 0.85;
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 20, 30, 40, NA});
    make_number(&m, "b", "I", (double[]){20, 10, 30, 40, NA});
    make_number(&m, "c", "I", (double[]){30, 40, 10, 20, 50});
    make_number(&m, "none", "I", (double[]){1, 2, NA, 3, 4})->weight = 0;
    m.form.indicators[0].policy = POLICY_COMPLETE;
    make_register(&m, "fte", INDICATOR_DENOMINATOR, (double[]){10, 100, 0, 1000, 5});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    /* 10 20 30 40 with 20 10 30 40: 400 of 500 */
    CHECK_FIGURE(&m, "coherence/pair/a~b", 0.8);
    CHECK_VERDICT(&m, "coherence/verdict/a~b|check=pair", AUDIT_OK);
    CHECK(figures_find(&m.figures, "coherence/pair/a~c") == NULL, "a pair that is not close");
    CHECK_FIGURE(&m, "coherence/items/I", 3);
    CHECK_VERDICT(&m, "coherence/verdict/I|check=items", AUDIT_OK);
    CHECK_FIGURE(&m, "coherence/coverage/a", 0.8);
    CHECK_FIGURE(&m, "coherence/coverage/c", 1);
    CHECK_FIGURE(&m, "coherence/coverage/I", 0.8);
    CHECK_VERDICT(&m, "coherence/verdict/I|check=coverage", AUDIT_OK);
    /* a + b + c: 60 70 70 100; with a 10 20 30 40: 600 over sqrt(500 900) */
    CHECK_FIGURE(&m, "coherence/item_index/a~I", 600 / sqrt(500. * 900));
    CHECK_VERDICT(&m, "coherence/verdict/a~I|check=item_index", AUDIT_DOMINATES);
    CHECK_FIELD(&m, "coherence/item_index/a~I", n, 4);
    /* with c 30 40 10 20: -200 */
    CHECK_FIGURE(&m, "coherence/item_index/c~I", -200 / sqrt(500. * 900));
    CHECK_VERDICT(&m, "coherence/verdict/c~I|check=item_index", AUDIT_UNDER_REPRESENTED);
    CHECK(figures_find(&m.figures, "coherence/item_index/none~I") == NULL, "without weight");
    /* size 10 100 - 1000, its logarithm as good as 1 2 - 3; index 60 70 - 100 */
    CHECK_FIGURE(&m, "coherence/size/I~fte", 40 / sqrt(2 * 2600. / 3));
    CHECK_FIELD(&m, "coherence/size/I~fte", n, 3);
    CHECK_VERDICT(&m, "coherence/verdict/I~fte|check=size", AUDIT_FOLLOWS_SIZE);
    CHECK(strcmp(maker_figure(&m, "coherence/verdict/a~I|check=item_index")->method,
                 "verdict on r: 0 ok; 1 dominates, above 0.88; 2 under-represented, from -0.3 to "
                 "0.3; 3 contradicts, below -0.3") == 0,
          "%s", maker_figure(&m, "coherence/verdict/a~I|check=item_index")->method);
    maker_close(&m);
}

static void what_is_wrong_is_found(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){10, 20, 30, 40});
    make_number(&m, "b", "I", (double[]){21, 40, 60, 80});
    make_number(&m, "c", "I", (double[]){40, 30, 20, 11});
    make_index(&m, "TWO", NULL);
    make_number(&m, "d", "TWO", (double[]){1, 9, NA, NA});
    make_number(&m, "e", "TWO", (double[]){7, 9, 2, NA});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_VERDICT(&m, "coherence/verdict/a~b|check=pair", AUDIT_REDUNDANT);
    CHECK_VERDICT(&m, "coherence/verdict/b~I|check=item_index", AUDIT_DOMINATES);
    CHECK_VERDICT(&m, "coherence/verdict/c~I|check=item_index", AUDIT_CONTRADICTS);
    CHECK_VERDICT(&m, "coherence/verdict/I|check=alpha", AUDIT_UNRELIABLE);
    CHECK_VERDICT(&m, "coherence/verdict/TWO|check=items", AUDIT_FEW_ITEMS);
    CHECK_VERDICT(&m, "coherence/verdict/d|check=coverage", AUDIT_LOW_COVERAGE);
    CHECK_VERDICT(&m, "coherence/verdict/e|check=coverage", AUDIT_OK);
    CHECK(figures_find(&m.figures, "coherence/verdict/I|check=size") == NULL, "no size");
    maker_close(&m);
}

/* One part, a constant one, nobody: missing for a reason, and no abort. */
static void what_cannot_be_judged(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 3; n++) {
        struct maker m;
        maker_open(&m, n);
        make_index(&m, "ONE", NULL);
        make_number(&m, "a", "ONE", (double[]){10, 20, 40});
        make_index(&m, "I", NULL);
        make_number(&m, "b", "I", (double[]){50, 50, 50});
        make_number(&m, "c", "I", (double[]){NA, NA, NA});
        make_register(&m, "fte", INDICATOR_DENOMINATOR, (double[]){7, 7, 7});
        CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
        static const struct {
            const char *id, *status;
        } cases[] = {
            {"coherence/item_index/a~ONE", "z"},
            {"coherence/verdict/a~ONE|check=item_index", "z"},
            {"coherence/verdict/ONE|check=alpha", "z"},
            {"coherence/verdict/I|check=alpha", "x"},
            {"coherence/item_index/b~I", "x"},
            {"coherence/verdict/b~I|check=item_index", "x"},
            {"coherence/verdict/I~fte|check=size", "x"},
        };
        for (size_t i = 0; i < COUNT(cases); i++) {
            const struct figure *figure = maker_figure(&m, cases[i].id);
            CHECK(is_missing(figure->value) && strcmp(figure->status, cases[i].status) == 0,
                  "%s of %zu: %g", cases[i].id, n, figure->value);
        }
        CHECK(figures_find(&m.figures, "coherence/pair/b~c") == NULL, "no pair has an r");
        CHECK(is_missing(maker_figure(&m, "coherence/coverage/I")->value) == (n == 0), "%zu", n);
        maker_close(&m);
    }
}

enum { ROWS = 300, ITEMS = 4 };

/* The slow twin: each r from two written-out columns. Any number of threads gives the same. */
static void blocks_give_what_columns_give(void **state)
{
    (void)state;
    static const char *const codes[ITEMS] = {"a", "b", "c", "d"};
    static double x[ITEMS][ROWS], index[ROWS];
    struct random r = random_stream(8, random_name("coherence"));
    for (size_t row = 0; row < ROWS; row++) {
        const double common = random_uniform(&r);
        for (size_t i = 0; i < ITEMS; i++)
            x[i][row] = 50 * common + 50 * random_uniform(&r);
        index[row] = (x[0][row] + x[1][row] + x[2][row] + x[3][row]) / ITEMS;
    }
    struct maker m;
    maker_open(&m, ROWS);
    make_index(&m, "I", NULL);
    for (size_t i = 0; i < ITEMS; i++)
        make_number(&m, codes[i], "I", x[i]);
    CHECK(maker_run(&m, 2) == OK, "%s", m.err.text);
    for (size_t i = 0; i < ITEMS; i++) {
        const struct correlation want = correlation_pearson(x[i], index, ROWS, 0.95);
        char id[64];
        snprintf(id, sizeof id, "coherence/item_index/%s~I", codes[i]);
        CHECK_FIGURE(&m, id, want.value);
        CHECK_FIELD(&m, id, low, want.low);
        CHECK_FIELD(&m, id, p, want.p);
    }
    maker_close(&m);
}

static void names_of_the_closed_lists(void **state)
{
    (void)state;
    CHECK(strcmp(coherence_check_name(COHERENCE_COVERAGE), "coverage") == 0, "the last check");
    CHECK(strcmp(coherence_verdict_name(AUDIT_OK), "ok") == 0, "the first verdict");
    CHECK(strcmp(coherence_verdict_name(AUDIT_LOW_COVERAGE), "low coverage") == 0, "the last");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_index_of_three_items),   TEST(what_is_wrong_is_found),
        TEST(what_cannot_be_judged),     TEST(blocks_give_what_columns_give),
        TEST(names_of_the_closed_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
