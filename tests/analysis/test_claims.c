/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the family of claims makes of the estimates that the tests give: who is told of, Holm's p,
   the verdict. The estimates themselves are tested in test_claim_*.c. */
#include "tests/analysis/make_wave.h"

enum { ROWS = 12 };

/* Columns of the register, and two levels of six rows each. */
static const double rise[ROWS] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static const double follow[ROWS] = {2, 1, 3, 5, 4, 6, 8, 7, 9, 12, 10, 11};
static const double oppose[ROWS] = {11, 12, 10, 8, 9, 7, 5, 6, 4, 1, 3, 2};
static const double scatter[ROWS] = {4, 7, 1, 9, 6, 5, 5, 2, 8, 3, 9, 4};
static const double still[ROWS] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
static const double nobody[ROWS] = {NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA};

enum made_column { RISE, FOLLOW, OPPOSE, SCATTER, STILL, NOBODY, COLUMNS, NONE = COLUMNS };

struct made {
    struct maker m;
    const struct indicator *of[COLUMNS], *group;
};

static void made_open(struct made *made)
{
    static const double *const columns[] = {rise, follow, oppose, scatter, still, nobody};
    static const char *const names[] = {"rise", "follow", "oppose", "scatter", "still", "nobody"};
    maker_open(&made->m, ROWS);
    made->m.wave.n_frame = 1000;
    for (size_t i = 0; i < COLUMNS; i++)
        made->of[i] = make_register(&made->m, names[i], INDICATOR_OTHER, columns[i]);
    made->group = make_group(&made->m, "size", 2, "000000111111", NULL)->of;
}

/* A claim with nothing but its variables. */
static struct hypothesis *claim_of(struct made *made, const char *id, enum hypothesis_test test,
                                   enum made_column y, enum made_column x)
{
    struct hypothesis *h = &made->m.hypotheses[made->m.form.n_hypotheses++];
    *h = (struct hypothesis){.id = id,
                             .test = test,
                             .y = &made->of[y],
                             .n_y = 1,
                             .x = x == NONE ? NULL : &made->of[x],
                             .n_x = x != NONE,
                             .cut = MISSING,
                             .null = MISSING,
                             .margin = MISSING,
                             .at = {"hypotheses.csv", (long)made->m.form.n_hypotheses + 1, 0}};
    return h;
}

static void run(struct made *made, struct analysis_options options)
{
    struct maker *m = &made->m;
    options.seed = 3;
    CHECK(analysis_run(&m->wave, options, &m->found, &m->figures, &m->err) == OK, "%s",
          m->err.text);
}

/* The first finding of a rule to the letter, "" without one. */
static const char *finding(const struct made *made, const char *rule)
{
    for (size_t i = 0; i < made->m.found.n; i++)
        if (strcmp(made->m.found.list[i].rule, rule) == 0)
            return maker_finding(&made->m, i);
    return "";
}

// clang-format off
static const struct {
    const char *name;
    enum hypothesis_test test;
    enum made_column y, x;
    enum alternative alternative;
    double cut, null, margin;
    double verdict;
} cases[] = {
    {"more, and it is",            TEST_CORRELATION, FOLLOW, RISE, ALTERNATIVE_GREATER, NA, NA, NA, 1},
    {"less, but it is more",       TEST_CORRELATION, FOLLOW, RISE, ALTERNATIVE_LESS, NA, NA, NA, -1},
    {"less, and it is",            TEST_CORRELATION, OPPOSE, RISE, ALTERNATIVE_LESS, NA, NA, NA, 1},
    {"more, but it is less",       TEST_CORRELATION, OPPOSE, RISE, ALTERNATIVE_GREATER, NA, NA, NA, -1},
    {"either way, up",             TEST_CORRELATION, FOLLOW, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, NA, 1},
    {"either way, down",           TEST_CORRELATION, OPPOSE, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, NA, 1},
    {"more, unclear",              TEST_CORRELATION, SCATTER, RISE, ALTERNATIVE_GREATER, NA, NA, NA, 0},
    {"less, unclear",              TEST_CORRELATION, SCATTER, RISE, ALTERNATIVE_LESS, NA, NA, NA, 0},
    {"either way, unclear",        TEST_CORRELATION, SCATTER, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, NA, 0},
    {"of a constant",              TEST_CORRELATION, FOLLOW, STILL, ALTERNATIVE_GREATER, NA, NA, NA, NA},
    {"of nobody",                  TEST_CORRELATION, NOBODY, RISE, ALTERNATIVE_GREATER, NA, NA, NA, NA},
    {"small, within a wide room",  TEST_EQUIVALENCE, SCATTER, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, 0.9, 1},
    {"small, room too narrow",     TEST_EQUIVALENCE, SCATTER, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, 0.1, 0},
    {"small, but it is large",     TEST_EQUIVALENCE, FOLLOW, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, 0.1, -1},
    {"small, but it is negative",  TEST_EQUIVALENCE, OPPOSE, RISE, ALTERNATIVE_TWO_SIDED, NA, NA, 0.1, -1},
    {"many above, and all are",    TEST_PROPORTION, RISE, NONE, ALTERNATIVE_GREATER, 1, 0.5, NA, 1},
    {"many above, but none is",    TEST_PROPORTION, RISE, NONE, ALTERNATIVE_GREATER, 13, 0.5, NA, -1},
    {"many below, and all are",    TEST_PROPORTION, RISE, NONE, ALTERNATIVE_LESS, 13, 0.5, NA, 1},
    {"many below, but none is",    TEST_PROPORTION, RISE, NONE, ALTERNATIVE_LESS, 1, 0.5, NA, -1},
    {"half above",                 TEST_PROPORTION, RISE, NONE, ALTERNATIVE_GREATER, 7, 0.5, NA, 0},
    {"a share against nothing",    TEST_PROPORTION, RISE, NONE, ALTERNATIVE_GREATER, 7, NA, NA, NA},
    {"first lower, and it is",     TEST_MEAN_DIFFERENCE, FOLLOW, NONE, ALTERNATIVE_LESS, NA, NA, NA, 1},
    {"first higher, but is lower", TEST_MEAN_DIFFERENCE, FOLLOW, NONE, ALTERNATIVE_GREATER, NA, NA, NA, -1},
    {"levels alike",               TEST_MEAN_DIFFERENCE, SCATTER, NONE, ALTERNATIVE_GREATER, NA, NA, NA, 0},
    {"steeper than none",          TEST_REGRESSION, FOLLOW, RISE, ALTERNATIVE_GREATER, NA, NA, NA, 1},
    {"steep the other way",        TEST_REGRESSION, OPPOSE, RISE, ALTERNATIVE_GREATER, NA, NA, NA, -1},
    {"a line of a constant",       TEST_REGRESSION, STILL, RISE, ALTERNATIVE_GREATER, NA, NA, NA, NA},
    {"slopes alike",               TEST_INTERACTION, SCATTER, RISE, ALTERNATIVE_GREATER, NA, NA, NA, 0},
};
// clang-format on

static void verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made made;
        made_open(&made);
        struct hypothesis *h = claim_of(&made, "H", cases[i].test, cases[i].y, cases[i].x);
        const bool has_group =
            cases[i].test == TEST_MEAN_DIFFERENCE || cases[i].test == TEST_INTERACTION;
        h->alternative = cases[i].alternative;
        h->cut = cases[i].cut;
        h->null = cases[i].null;
        h->margin = cases[i].margin;
        h->group = has_group ? made.group : NULL;
        run(&made, (struct analysis_options){.threads = 1});
        const struct figure *verdict = maker_figure(&made.m, "hypothesis/verdict/H");
        const bool is_told = finding(&made, "no_estimate")[0] != '\0';
        CHECK(near(verdict->value, cases[i].verdict, 0), "%s: %g", cases[i].name, verdict->value);
        CHECK(is_missing(cases[i].verdict) == (verdict->status != NULL), "%s: status %s",
              cases[i].name, verdict->status == NULL ? "" : verdict->status);
        CHECK(is_missing(cases[i].verdict) == is_told, "%s: %s", cases[i].name,
              finding(&made, "no_estimate"));
        maker_close(&made.m);
    }
}

/* Of m claims that have a p, the smallest counts m times; one without is not among them. */
static void p_is_adjusted_over_the_claims_that_have_one(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    claim_of(&made, "weak", TEST_CORRELATION, SCATTER, RISE);
    claim_of(&made, "untested", TEST_CORRELATION, FOLLOW, STILL);
    claim_of(&made, "strong", TEST_CORRELATION, FOLLOW, RISE);
    claim_of(&made, "again", TEST_CORRELATION, FOLLOW, RISE);
    claim_of(&made, "middle", TEST_CORRELATION, SCATTER, FOLLOW);
    run(&made, (struct analysis_options){.threads = 1});
    const double strong = maker_figure(&made.m, "hypothesis/estimate/strong")->p;
    const double weak = maker_figure(&made.m, "hypothesis/estimate/weak")->p;
    const double middle = maker_figure(&made.m, "hypothesis/estimate/middle")->p;
    const double smaller = fmin(weak, middle), larger = fmax(weak, middle);
    CHECK(strong < smaller, "%g, %g, %g", strong, weak, middle);
    CHECK_FIGURE(&made.m, "hypothesis/p_holm/strong", 4 * strong);
    CHECK_FIGURE(&made.m, "hypothesis/p_holm/again", 4 * strong);
    CHECK_FIGURE(&made.m, weak < middle ? "hypothesis/p_holm/weak" : "hypothesis/p_holm/middle",
                 fmin(1, 2 * smaller));
    CHECK_FIGURE(&made.m, weak < middle ? "hypothesis/p_holm/middle" : "hypothesis/p_holm/weak",
                 fmin(1, fmax(2 * smaller, larger)));
    const struct figure *untested = maker_figure(&made.m, "hypothesis/p_holm/untested");
    CHECK(is_missing(untested->value) && strcmp(untested->status, "x") == 0, "%g", untested->value);
    CHECK(strcmp(maker_figure(&made.m, "hypothesis/p_holm/strong")->method,
                 "Holm's adjustment of p over the 4 hypotheses of the wave that have one") == 0,
          "%s", maker_figure(&made.m, "hypothesis/p_holm/strong")->method);
    maker_close(&made.m);
}

/* What makes an analyst look again, to the letter. */
static void findings(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    claim_of(&made, "H", TEST_REGRESSION, STILL, RISE);
    run(&made, (struct analysis_options){.threads = 1});
    assert_string_equal(finding(&made, "no_estimate"),
                        "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' cannot be tested: "
                        "y does not vary");
    maker_close(&made.m);

    made_open(&made);
    claim_of(&made, "H", TEST_PROPORTION, RISE, NONE)->cut = 7;
    run(&made, (struct analysis_options){.threads = 1});
    assert_string_equal(finding(&made, "no_estimate"),
                        "warning no_estimate hypotheses.csv:2:0 hypothesis 'H' has an estimate, "
                        "but no p: it names no null to test the share against");
    maker_close(&made.m);
}

/* An index cut into groups is made of answers too. */
static void answers_on_both_sides_are_told_of(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    struct indicator *index = make_index(&made.m, "I", NULL);
    make_number(&made.m, "a", "I", rise);
    const struct indicator *item = make_number(&made.m, "b", "I", scatter);
    index->strong = 5;
    struct hypothesis *h = claim_of(&made, "H", TEST_MEAN_DIFFERENCE, SCATTER, NONE);
    h->y = &item;
    h->group = index;
    run(&made, (struct analysis_options){.threads = 1});
    assert_string_equal(
        finding(&made, "shared_answers"),
        "warning shared_answers hypotheses.csv:2:0 hypothesis 'H': the same answers "
        "feed group and y, which makes them go together whatever the units are "
        "like");
    maker_close(&made.m);

    made_open(&made);
    claim_of(&made, "H", TEST_CORRELATION, FOLLOW, RISE);
    run(&made, (struct analysis_options){.threads = 1});
    assert_string_equal(finding(&made, "shared_answers"), "");
    maker_close(&made.m);
}

/* However many controls there are and whatever they are called. */
static void a_long_method_is_whole(void **state)
{
    (void)state;
    struct made made;
    char code[1501] = "";
    made_open(&made);
    memset(code, 'x', sizeof code - 1);
    struct indicator *control = make_register(&made.m, code, INDICATOR_OTHER, scatter);
    const struct indicator *const list[] = {control};
    struct hypothesis *h = claim_of(&made, "H", TEST_CORRELATION, FOLLOW, RISE);
    h->controls = (const struct indicator **)(uintptr_t)list;
    h->n_controls = 1;
    run(&made, (struct analysis_options){.threads = 1});
    const char *method = maker_figure(&made.m, "hypothesis/partial/H")->method;
    CHECK(strlen(method) > sizeof code && strstr(method, "; Fisher z 95 % interval, n - 4") != NULL,
          "%s", method);
    maker_close(&made.m);
}

static void make_all(struct made *made)
{
    claim_of(made, "c", TEST_CORRELATION, SCATTER, RISE);
    claim_of(made, "e", TEST_EQUIVALENCE, SCATTER, RISE)->margin = 0.3;
    claim_of(made, "r", TEST_REGRESSION, SCATTER, RISE);
    claim_of(made, "m", TEST_MEAN_DIFFERENCE, SCATTER, NONE)->group = made->group;
    claim_of(made, "i", TEST_INTERACTION, SCATTER, RISE)->group = made->group;
    struct hypothesis *p = claim_of(made, "p", TEST_PROPORTION, RISE, NONE);
    p->cut = 7;
    p->null = 0.5;
}

static bool is_same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (is_missing(a) && is_missing(b));
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    static const int threads[] = {1, 2, 7};
    struct made made[COUNT(threads)];
    for (size_t t = 0; t < COUNT(threads); t++) {
        made_open(&made[t]);
        make_all(&made[t]);
        run(&made[t], (struct analysis_options){.threads = threads[t], .replicates = 99});
        const struct figures *one = &made[0].m.figures, *many = &made[t].m.figures;
        CHECK(one->n == many->n && one->n > 50, "%zu, %zu", one->n, many->n);
        for (size_t i = 0; i < one->n && i < many->n; i++) {
            const struct figure *a = &one->list[i], *b = &many->list[i];
            CHECK(strcmp(a->id, b->id) == 0 && is_same(a->value, b->value) &&
                      is_same(a->low, b->low) && is_same(a->high, b->high) &&
                      is_same(a->se, b->se) && is_same(a->p, b->p),
                  "%s on %d threads: %.17g, %.17g", a->id, threads[t], a->value, b->value);
        }
    }
    for (size_t t = 0; t < COUNT(threads); t++)
        maker_close(&made[t].m);
}

static bool has(const struct maker *m, const char *prefix)
{
    for (size_t i = 0; i < m->figures.n; i++)
        if (strncmp(m->figures.list[i].id, prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

/* Many units are neither left out one by one nor drawn anew, unless somebody asks. */
static void many_units_are_resampled_when_asked(void **state)
{
    (void)state;
    static const char *const resampled[] = {"hypothesis/bootstrap/H", "hypothesis/permutation_p/H",
                                            "hypothesis/leave_one_out_low/H",
                                            "hypothesis/leave_one_out_high/H"};
    static const struct {
        size_t n;
        bool is_asked, is_resampled;
    } sizes[] = {{ANALYSIS_RESAMPLED, false, true},
                 {ANALYSIS_RESAMPLED + 1, false, false},
                 {ANALYSIS_RESAMPLED + 1, true, true}};
    static double x[ANALYSIS_RESAMPLED + 1], y[ANALYSIS_RESAMPLED + 1];
    for (size_t i = 0; i < COUNT(x); i++) {
        x[i] = (double)(i * 37 % 101);
        y[i] = (double)(i * 53 % 97);
    }
    for (size_t s = 0; s < COUNT(sizes); s++) {
        struct maker m;
        maker_open(&m, sizes[s].n);
        const struct indicator *of[] = {make_register(&m, "x", INDICATOR_OTHER, x),
                                        make_register(&m, "y", INDICATOR_OTHER, y)};
        m.form.n_hypotheses = 1;
        m.hypotheses[0] = (struct hypothesis){.id = "H",
                                              .test = TEST_CORRELATION,
                                              .x = &of[0],
                                              .n_x = 1,
                                              .y = &of[1],
                                              .n_y = 1,
                                              .cut = MISSING,
                                              .null = MISSING,
                                              .margin = MISSING};
        const struct analysis_options options = {
            .threads = 1, .replicates = 9, .resamples_many = sizes[s].is_asked};
        CHECK(analysis_run(&m.wave, options, &m.found, &m.figures, &m.err) == OK, "%s", m.err.text);
        CHECK(has(&m, "hypothesis/spearman/H"), "%zu", sizes[s].n);
        for (size_t i = 0; i < COUNT(resampled); i++)
            CHECK(has(&m, resampled[i]) == sizes[s].is_resampled, "%zu units: %s", sizes[s].n,
                  resampled[i]);
        maker_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(verdicts),
        TEST(p_is_adjusted_over_the_claims_that_have_one),
        TEST(findings),
        TEST(answers_on_both_sides_are_told_of),
        TEST(a_long_method_is_whole),
        TEST(threads_change_no_bit),
        TEST(many_units_are_resampled_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
