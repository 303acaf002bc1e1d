/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys from which little or nothing can be had. Whatever the answers, every figure is a number
   with an interval around it and a p between 0 and 1, or says that it cannot be had. */
#include "tests/analysis/make_wave.h"

#include <gsl/gsl_errno.h>

enum { ROWS = 24 };

static bool is_word(const char *status, const char *words)
{
    return status != NULL && strlen(status) == 1 && strchr(words, status[0]) != NULL;
}

static bool is_whole(double n)
{
    return n >= 0 && n == floor(n) && n < 1e15;
}

/* Whether a sentence holds a number that is none: "on nan degrees of freedom". */
static bool has_no_number(const char *sentence)
{
    static const char *const words[] = {"nan", "inf"};
    for (size_t i = 0; i < COUNT(words); i++)
        for (const char *at = sentence; (at = strstr(at, words[i])) != NULL; at++) {
            const bool starts = at == sentence || at[-1] == ' ' || at[-1] == '-';
            if (starts && (at[3] == ' ' || at[3] == ';' || at[3] == ',' || at[3] == '\0'))
                return true;
        }
    return false;
}

static void check_figure(const char *name, const struct figure *f)
{
    const bool has_status = f->status != NULL && f->status[0] != '\0';
    CHECK(!isinf(f->value) && !isinf(f->se) && !isinf(f->low) && !isinf(f->high), "%s: %s is %g",
          name, f->id, f->value);
    CHECK(!is_missing(f->value) || is_word(f->status, "xzc"), "%s: %s has no value, status '%s'",
          name, f->id, has_status ? f->status : "");
    CHECK(!has_status || is_word(f->status, "xzc"), "%s: %s has status '%s'", name, f->id,
          has_status ? f->status : "");
    CHECK(is_missing(f->low) == is_missing(f->high), "%s: %s has one end, %g and %g", name, f->id,
          f->low, f->high);
    CHECK(is_missing(f->low) || is_missing(f->value) || (f->low <= f->value && f->value <= f->high),
          "%s: %s is %.17g, interval %.17g to %.17g", name, f->id, f->value, f->low, f->high);
    CHECK(is_missing(f->p) || (f->p >= 0 && f->p <= 1), "%s: %s has p %g", name, f->id, f->p);
    CHECK(is_missing(f->se) || f->se >= 0, "%s: %s has se %g", name, f->id, f->se);
    CHECK(is_missing(f->n) || is_whole(f->n), "%s: %s has n %g", name, f->id, f->n);
    CHECK(f->method == NULL || !has_no_number(f->method), "%s: %s: %s", name, f->id, f->method);
}

static bool has_finding(const struct maker *m, const char *rule)
{
    for (size_t i = 0; i < m->found.n; i++)
        if (strcmp(m->found.list[i].rule, rule) == 0)
            return true;
    return false;
}

/* The answers to one item, by row. */
typedef double answer(size_t row);

static double constant(size_t row)
{
    (void)row;
    return 40;
}
static double rising(size_t row)
{
    return (double)(row * 37 % 101);
}
static double falling(size_t row)
{
    return 100 - rising(row);
}
static double other(size_t row)
{
    return (double)(row * 53 % 97);
}
static double tied(size_t row)
{
    return row % 2 == 0 ? 20 : 80;
}
static double none(size_t row)
{
    (void)row;
    return NA;
}
static double not_asked(size_t row)
{
    (void)row;
    return missing_because(MISSING_NOT_ASKED);
}
static double one_row(size_t row)
{
    return row == 1 ? 30 : NA;
}
static double odd_rows(size_t row)
{
    return row % 2 == 1 ? rising(row) : NA;
}
static double even_rows(size_t row)
{
    return row % 2 == 0 ? other(row) : NA;
}
static double one_differs(size_t row)
{
    return row == 0 ? 100 : 0;
}
static double barely(size_t row)
{
    return 50 + (double)row * 1e-13;
}
static double huge(size_t row)
{
    return row % 3 == 0 ? 1e308 : -1e308 + (double)row;
}
static double tiny(size_t row)
{
    return (double)row * 5e-324;
}
static double infinite(size_t row)
{
    return row % 2 == 0 ? INFINITY : (double)row;
}

// clang-format off
static const struct {
    const char *name;
    size_t n_rows;
    answer *a, *b, *c, *d;   /* I: a, b; J: c, d */
    enum normalise normalise;
    enum aggregate aggregate;
    double weight;           /* of a */
    const char *finding;     /* a rule that must be told of; NULL: none must */
} cases[] = {
    {"no rows",               0,    rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "index_without_scores"},
    {"one row",               1,    rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"two rows",              2,    rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"three rows",            3,    rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"four rows",             4,    rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"nothing odd",           ROWS, rising,   other,     tied,     even_rows, NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"constant items",        ROWS, constant, constant,  rising,   other,    NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "no_line"},
    {"all constant",          ROWS, constant, constant,  constant, constant, NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "no_line"},
    {"constant under minmax", ROWS, constant, constant,  rising,   other,    NORMALISE_MINMAX,    AGGREGATE_AMEAN, 1, "index_without_scores"},
    {"constant under zscore", ROWS, constant, rising,    rising,   other,    NORMALISE_ZSCORE,    AGGREGATE_AMEAN, 1, "constant_indicator"},
    {"identical items",       ROWS, rising,   rising,    rising,   rising,   NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"opposite items",        ROWS, rising,   falling,   other,    other,    NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"opposite indices",      ROWS, rising,   rising,    falling,  falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"all missing",           ROWS, none,     none,      none,     none,     NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "index_without_scores"},
    {"nobody asked",          ROWS, not_asked, not_asked, rising,  other,    NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "index_without_scores"},
    {"one answer",            ROWS, one_row,  one_row,   rising,   other,    NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "no_line"},
    {"never together",        ROWS, odd_rows, odd_rows,  even_rows, even_rows, NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, "no_line"},
    {"ties everywhere",       ROWS, tied,     tied,      tied,     tied,     NORMALISE_RANK,      AGGREGATE_AMEAN, 1, NULL},
    {"ties in percentiles",   ROWS, tied,     constant,  tied,     tied,     NORMALISE_PERCENTILE, AGGREGATE_AMEAN, 1, NULL},
    {"one differs",           ROWS, one_differs, one_differs, rising, other, NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"barely varies",         ROWS, barely,   barely,    barely,   rising,   NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1, NULL},
    {"huge answers",          ROWS, huge,     huge,      rising,   other,    NORMALISE_NONE,      AGGREGATE_AMEAN, 1, "overflow"},
    {"huge under minmax",     ROWS, huge,     huge,      rising,   other,    NORMALISE_MINMAX,    AGGREGATE_AMEAN, 1, NULL},
    {"huge under zscore",     ROWS, huge,     huge,      rising,   other,    NORMALISE_ZSCORE,    AGGREGATE_AMEAN, 1, NULL},
    {"tiny answers",          ROWS, tiny,     tiny,      rising,   other,    NORMALISE_MINMAX,    AGGREGATE_AMEAN, 1, NULL},
    {"infinite answers",      ROWS, infinite, infinite,  rising,   other,    NORMALISE_NONE,      AGGREGATE_AMEAN, 1, "overflow"},
    {"huge weight",           ROWS, rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 1e308, "overflow"},
    {"tiny weight",           ROWS, rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 5e-324, NULL},
    {"no weight",             ROWS, rising,   other,     tied,     falling,  NORMALISE_GOALPOSTS, AGGREGATE_AMEAN, 0, NULL},
    {"zeros under gmean",     ROWS, rising,   one_differs, rising, other,    NORMALISE_GOALPOSTS, AGGREGATE_GMEAN, 1, NULL},
    {"zeros under hmean",     ROWS, rising,   one_differs, rising, other,    NORMALISE_GOALPOSTS, AGGREGATE_HMEAN, 1, NULL},
};
// clang-format on

static void make_item_of(struct maker *m, const char *code, const char *parent, answer *of,
                         enum normalise normalise)
{
    double x[ROWS + 1];
    for (size_t row = 0; row < m->wave.n_rows; row++)
        x[row] = of(row);
    struct indicator *item = make_number(m, code, parent, x);
    item->normalise = normalise;
    if (normalise != NORMALISE_GOALPOSTS)
        item->low = item->high = MISSING;
}

static struct hypothesis *claim_of(struct maker *m, enum hypothesis_test test,
                                   const struct indicator *y, const struct indicator *x)
{
    const struct indicator **pair = arena_array(&m->arena, 2, const struct indicator *);
    pair[0] = y;
    pair[1] = x;
    return make_claim(m, hypothesis_test_name(test), test, pair, x == NULL ? NULL : pair + 1);
}

/* A claim of every kind; the first grouping has levels to compare. */
static void make_claims(struct maker *m, const struct indicator *i, const struct indicator *j)
{
    claim_of(m, TEST_CORRELATION, j, i);
    claim_of(m, TEST_REGRESSION, i, j);
    claim_of(m, TEST_MEAN_DIFFERENCE, i, NULL)->group = m->wave.groups[0].of;
    claim_of(m, TEST_EQUIVALENCE, j, i)->margin = 0.1;
    claim_of(m, TEST_PROPORTION, i, NULL)->cut = 50;
    claim_of(m, TEST_INTERACTION, j, i)->group = m->wave.groups[0].of;
    struct hypothesis *cut = claim_of(m, TEST_MEAN_DIFFERENCE, j, NULL);
    cut->id = "cut";
    cut->group = i;
}

/* Groups of one level, of several with one empty, of a row each end, and without any. */
static void make_groups(struct maker *m)
{
    char one[ROWS + 1] = "", several[ROWS + 1] = "", without[ROWS + 1] = "";
    const size_t n = m->wave.n_rows;
    size_t counts[3] = {2, 2, 2};
    for (size_t row = 0; row < n; row++) {
        one[row] = '0';
        several[row] = (char)('0' + (row == 0 ? 0 : 1));
        without[row] = '-';
        counts[several[row] - '0']++;
    }
    const struct grouping *strata = make_group(m, "several", 3, several, counts);
    make_group(m, "one", 1, one, (size_t[]){m->wave.n_frame});
    make_group(m, "without", 2, without, (size_t[]){1, 1});
    make_group(m, "said", 2, several, NULL);
    const struct indicator **list = arena_array(&m->arena, 1, const struct indicator *);
    list[0] = strata->of;
    m->form.settings.strata = list;
    m->form.settings.n_strata = 1;
}

static void open_case(struct maker *m, size_t nth)
{
    maker_open(m, cases[nth].n_rows);
    m->wave.n_frame = cases[nth].n_rows + 6;
    m->form.settings.seed = 1;
    m->form.settings.replicates = 99;
    struct indicator *i = make_index(m, "I", NULL), *j = make_index(m, "J", NULL);
    i->strong = j->strong = 50;
    i->aggregate = j->aggregate = cases[nth].aggregate;
    i->is_percent_scale = j->is_percent_scale = cases[nth].normalise == NORMALISE_GOALPOSTS;
    make_item_of(m, "a", "I", cases[nth].a, cases[nth].normalise);
    make_item_of(m, "b", "I", cases[nth].b, cases[nth].normalise);
    make_item_of(m, "c", "J", cases[nth].c, cases[nth].normalise);
    make_item_of(m, "d", "J", cases[nth].d, cases[nth].normalise);
    i->children[0]->weight = cases[nth].weight;
    make_groups(m);
    make_claims(m, i, j);
}

static void every_figure_is_sound(void **state)
{
    (void)state;
    for (size_t nth = 0; nth < COUNT(cases); nth++) {
        struct maker m;
        open_case(&m, nth);
        CHECK(maker_run(&m, 1) == OK, "%s: %s", cases[nth].name, m.err.text);
        CHECK(m.figures.n > 0, "%s: no figures", cases[nth].name);
        for (size_t i = 0; i < m.figures.n; i++)
            check_figure(cases[nth].name, &m.figures.list[i]);
        CHECK(cases[nth].finding == NULL || has_finding(&m, cases[nth].finding),
              "%s: no finding says '%s'", cases[nth].name, cases[nth].finding);
        maker_close(&m);
    }
}

// clang-format off
static const struct {
    const char *name, *one;        /* answers to a select_one, by row */
    const char *options[2];        /* of a select_multiple */
    const char *size, *kind;       /* levels of two strata */
    size_t size_units[2], kind_units[2];
    const char *finding;
} coded_cases[] = {
    {"all alike",           "111111", {"111111", "111111"}, "001111", "010101", {4, 6}, {5, 5}, "no_line"},
    {"nobody knows",        "uuuuuu", {"uuuuuu", "uuuuuu"}, "001111", "010101", {4, 6}, {5, 5}, "index_without_scores"},
    {"nobody asked",        "nnnnnn", {"nnnnnn", "nnnnnn"}, "001111", "010101", {4, 6}, {5, 5}, "index_without_scores"},
    {"does not apply",      "aaaaaa", {"aaaaaa", "aaaaaa"}, "001111", "010101", {4, 6}, {5, 5}, "index_without_scores"},
    {"one answer",          "2-----", {"------", "------"}, "001111", "010101", {4, 6}, {5, 5}, NULL},
    {"every reason",        "012-un", {"10-una", "01-una"}, "001111", "010101", {4, 6}, {5, 5}, NULL},
    {"strata contradict",   "012012", {"101010", "010101"}, "000111", "000111", {2, 8}, {8, 2}, "no_weights"},
    {"an empty stratum",    "012012", {"101010", "010101"}, "000000", "010101", {6, 4}, {5, 5}, "stratum_empty"},
    {"no stratum known",    "012012", {"101010", "010101"}, "------", "010101", {0, 0}, {5, 5}, "stratum_unknown"},
    {"more than there are", "012012", {"101010", "010101"}, "000111", "010101", {1, 9}, {5, 5}, NULL},
    {"a stratum of none",   "012012", {"101010", "010101"}, "000111", "010101", {10, 0}, {5, 5}, "no_weights"},
};
// clang-format on

static void open_coded(struct maker *m, size_t nth)
{
    maker_open(m, 6);
    m->wave.n_frame = 10;
    m->form.settings.seed = 1;
    m->form.settings.replicates = 99;
    struct indicator *i = make_index(m, "I", NULL), *j = make_index(m, "J", NULL);
    i->strong = j->strong = 50;
    struct question *section = make_question(m, "section", QUESTION_BEGIN_GROUP, NULL);
    make_coded(m, "one", "I", make_list(m, 3, (double[]){0, 1, 2}), coded_cases[nth].one);
    make_multiple(m, "many", "J", make_list(m, 2, (double[]){1, 1}), coded_cases[nth].options);
    m->form.questions[1].section = m->form.questions[2].section = section;
    const struct indicator **strata = arena_array(&m->arena, 2, const struct indicator *);
    strata[0] = make_group(m, "size", 2, coded_cases[nth].size, coded_cases[nth].size_units)->of;
    strata[1] = make_group(m, "kind", 2, coded_cases[nth].kind, coded_cases[nth].kind_units)->of;
    m->form.settings.strata = strata;
    m->form.settings.n_strata = 2;
    make_claims(m, i, j);
}

static void every_figure_of_choices_is_sound(void **state)
{
    (void)state;
    for (size_t nth = 0; nth < COUNT(coded_cases); nth++) {
        struct maker m;
        open_coded(&m, nth);
        CHECK(maker_run(&m, 1) == OK, "%s: %s", coded_cases[nth].name, m.err.text);
        for (size_t i = 0; i < m.figures.n; i++)
            check_figure(coded_cases[nth].name, &m.figures.list[i]);
        CHECK(coded_cases[nth].finding == NULL || has_finding(&m, coded_cases[nth].finding),
              "%s: no finding says '%s'", coded_cases[nth].name, coded_cases[nth].finding);
        for (size_t row = 0; m.wave.weight != NULL && row < m.wave.n_rows; row++)
            CHECK(m.wave.weight[row] > 0 && m.wave.weight[row] < 1e6, "%s: weight %g",
                  coded_cases[nth].name, m.wave.weight[row]);
        maker_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(every_figure_is_sound),
                                       TEST(every_figure_of_choices_is_sound)};
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
