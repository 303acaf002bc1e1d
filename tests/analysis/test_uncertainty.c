/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/draw_table.h"
#include "tests/analysis/make_wave.h"

/* Two blocks over four units:
     A = (a1 + a2) / 2: 60 45 30 15        B = b1: 20 30 50 60      I = (A + B) / 2: 40 37.5 40 37.5
 */
static void make_tree(struct maker *m)
{
    maker_open(m, 4);
    make_index(m, "I", NULL);
    make_index(m, "A", "I");
    make_index(m, "B", "I");
    make_number(m, "a1", "A", (double[]){70, 45, 20, 5});
    make_number(m, "a2", "A", (double[]){50, 45, 40, 25});
    make_number(m, "b1", "B", (double[]){20, 30, 50, 60});
    m->form.uncertainty = arena_array(&m->arena, UNCERTAINTY_COUNT, struct uncertainty_choice);
}

/* A choice about all the indices named. */
static struct uncertainty_choice *vary(struct maker *m, enum uncertainty_parameter parameter,
                                       const char *indices)
{
    struct uncertainty_choice *made = &m->form.uncertainty[m->form.n_uncertainty++];
    const struct indicator **list = arena_array(&m->arena, MADE_MAX, const struct indicator *);
    *made =
        (struct uncertainty_choice){.parameter = parameter,
                                    .low = MISSING,
                                    .high = MISSING,
                                    .indices = list,
                                    .at = {"uncertainty.csv", (long)m->form.n_uncertainty + 1, 0}};
    if (parameter == UNCERTAINTY_WEIGHT) {
        made->low = -0.5;
        made->high = 0.5;
    }
    for (size_t i = 0; i < m->form.n_indicators; i++)
        if (m->form.indicators[i].type == INDICATOR_AGGREGATE &&
            strstr(indices, m->form.indicators[i].code) != NULL)
            list[made->n_indices++] = &m->form.indicators[i];
    return made;
}

static void vary_rule(struct maker *m, enum uncertainty_parameter parameter, const char *indices,
                      const int *values, size_t n)
{
    struct uncertainty_choice *made = vary(m, parameter, indices);
    made->values = values;
    made->n_values = n;
}

static enum status run(struct maker *m, struct analysis_options options)
{
    if (options.replicates == 0)
        options.replicates = 400;
    options.seed = 1;
    return analysis_run(&m->wave, options, &m->found, &m->figures, &m->err);
}

static const struct score *score(const struct maker *m, const char *code)
{
    size_t i = 0;
    while (strcmp(m->wave.scores[i].index->code, code) != 0)
        i++;
    return &m->wave.scores[i];
}

static void columns(void **state)
{
    (void)state;
    static const int rules[] = {UNCERTAINTY_OWN, NORMALISE_RANK};
    static const char *const names[] = {"weight/A",    "weight/B",    "normalise",   "item_out/I",
                                        "block_out/I", "weight.2/a1", "weight.2/a2", "units"};
    struct maker m;
    struct draw_table table;
    make_tree(&m);
    vary(&m, UNCERTAINTY_WEIGHT, "I");
    vary_rule(&m, UNCERTAINTY_NORMALISE, "I", rules, 2);
    vary(&m, UNCERTAINTY_ITEM_OUT, "I");
    vary(&m, UNCERTAINTY_BLOCK_OUT, "I");
    vary(&m, UNCERTAINTY_WEIGHT, "A");
    vary(&m, UNCERTAINTY_UNITS, "");
    CHECK(draw_table_get(&m.form, &m.arena, &table, NULL) == OK && table.n_columns == COUNT(names),
          "got %zu", table.n_columns);
    for (size_t i = 0; i < COUNT(names) && i < table.n_columns; i++)
        CHECK(strcmp(table.column[i].name, names[i]) == 0, "got %s", table.column[i].name);
    const struct draw_column *rule = &table.column[2], *item = &table.column[3];
    CHECK(rule->n_words == 3 && strcmp(rule->words[0], "own") == 0 &&
              strcmp(rule->words[2], "rank") == 0,
          "got %zu", rule->n_words);
    CHECK(item->n_words == 4 && item->words[0][0] == '\0' && strcmp(item->words[3], "b1") == 0,
          "got %zu", item->n_words);
    CHECK(table.column[0].words == NULL && table.column[7].words == NULL, "%s", "numbers");
    CHECK(draw_table_from_slot(rule, -1) == 0 && draw_table_to_slot(rule, 2) == 1 &&
              draw_table_to_slot(item, 2) == 2,
          "%s", "slots");
    maker_close(&m);
}

/* weight/A, weight/B, block_out/I of draws made by hand, and the ranks that a pencil gives. */
static void given_draws(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name;
        double draw[3], rank[4];
    } cases[] = {
        {"as published",       {1, 1, 0}, {1, 3, 1, 3}},
        {"A twice",            {2, 1, 0}, {1, 2, 3, 4}},   /* 46.67 40 36.67 30 */
        {"B three times",      {1, 3, 0}, {4, 3, 2, 1}},   /* 30 33.75 45 48.75 */
        {"A left out",         {1, 1, 1}, {4, 3, 2, 1}},
        {"B left out",         {1, 1, 2}, {1, 2, 3, 4}},
        {"B of no weight",     {1, 0, 0}, {1, 2, 3, 4}},
        {"nothing left",       {0, 1, 2}, {NA, NA, NA, NA}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maker m;
        make_tree(&m);
        vary(&m, UNCERTAINTY_WEIGHT, "I");
        vary(&m, UNCERTAINTY_BLOCK_OUT, "I");
        const struct draw_list given = {1, cases[i].draw};
        CHECK(run(&m, (struct analysis_options){.given = &given}) == OK, "%s: %s", cases[i].name,
              m.err.text);
        const struct score *s = score(&m, "I");
        for (size_t row = 0; row < 4; row++)
            CHECK(near(s->rank_median[row], cases[i].rank[row], 0) &&
                      near(s->rank_low[row], cases[i].rank[row], 0) &&
                      near(s->rank_mean[row], cases[i].rank[row], 0),
                  "%s, row %zu: got %g", cases[i].name, row, s->rank_median[row]);
        CHECK(score(&m, "A")->rank_median == NULL, "%s: only roots", cases[i].name);
        const bool is_told = m.found.n > 0 && strcmp(m.found.list[0].rule, "no_ranks_drawn") == 0;
        const bool is_empty = is_missing(s->rank_median[0]);
        CHECK(is_told == is_empty, "%s: %s", cases[i].name, maker_finding(&m, 0));
        CHECK(is_missing(s->above_next[0]) == is_empty, "%s: %g", cases[i].name, s->above_next[0]);
        maker_close(&m);
    }
}

static void vary_all(struct maker *m)
{
    static const int rules[] = {UNCERTAINTY_OWN, NORMALISE_RANK, NORMALISE_ZSCORE};
    static const int means[] = {AGGREGATE_AMEAN, AGGREGATE_GMEAN};
    make_tree(m);
    m->wave.columns[0].number[2] = missing_because(MISSING_NO_ANSWER);
    m->wave.n_frame = 6;
    vary(m, UNCERTAINTY_WEIGHT, "IA");
    vary_rule(m, UNCERTAINTY_NORMALISE, "I", rules, 3);
    vary_rule(m, UNCERTAINTY_AGGREGATE, "IA", means, 2);
    vary(m, UNCERTAINTY_ITEM_OUT, "I");
    vary(m, UNCERTAINTY_UNITS, "");
    vary(m, UNCERTAINTY_ANSWERS, "");
}

struct kept {
    double value[400 * 16];
    size_t n, n_columns;
};

static enum status keep(void *context, size_t number, const double *value, struct error *err)
{
    struct kept *kept = context;
    (void)err;
    CHECK(number == kept->n, "got %zu", number);
    memcpy(kept->value + kept->n++ * kept->n_columns, value, kept->n_columns * sizeof *value);
    return OK;
}

/* What was written and is given back leads to the same ranks. */
static void draws_come_back(void **state)
{
    (void)state;
    static struct kept kept;
    struct maker drawn, again;
    struct draw_table table;
    vary_all(&drawn);
    assert_int_equal(draw_table_get(&drawn.form, &drawn.arena, &table, NULL), OK);
    assert_true(table.n_columns <= 16);
    kept.n = 0;
    kept.n_columns = table.n_columns;
    const struct draw_sink sink = {&kept, keep};
    CHECK(run(&drawn, (struct analysis_options){.draws = &sink, .threads = 2}) == OK, "%s",
          drawn.err.text);
    CHECK(kept.n == 400, "got %zu", kept.n);
    vary_all(&again);
    const struct draw_list given = {kept.n, kept.value};
    CHECK(run(&again, (struct analysis_options){.given = &given}) == OK, "%s", again.err.text);
    const struct score *a = score(&drawn, "I"), *b = score(&again, "I");
    for (size_t row = 0; row < 4; row++)
        CHECK(near(a->rank_median[row], b->rank_median[row], 0) &&
                  near(a->rank_low[row], b->rank_low[row], 0) &&
                  near(a->rank_high[row], b->rank_high[row], 0) &&
                  a->rank_class[row] == b->rank_class[row],
              "row %zu: got %g, want %g", row, b->rank_median[row], a->rank_median[row]);
    const double want = maker_figure(&drawn, "uncertainty/shift/I~all")->value;
    CHECK(want > 0, "got %g", want);
    CHECK_FIGURE(&again, "uncertainty/shift/I~all", want);
    CHECK(figures_find(&again.figures, "uncertainty/total/I~weight") == NULL, "given draws");
    maker_close(&drawn);
    maker_close(&again);
}

static enum status refuse(void *context, size_t number, const double *value, struct error *err)
{
    (void)context, (void)value;
    return number < 3 ? OK : error_set(err, ERR_WRITE, "the disk is full");
}

static void a_writer_that_fails(void **state)
{
    (void)state;
    struct maker m;
    const struct draw_sink sink = {NULL, refuse};
    vary_all(&m);
    CHECK(run(&m, (struct analysis_options){.draws = &sink}) == ERR_WRITE &&
              strcmp(m.err.text, "the disk is full") == 0,
          "got %s", m.err.text);
    maker_close(&m);
}

static void figures(void **state)
{
    (void)state;
    static const char *const ids[] = {"shift/I~all",       "shift/I~method",    "shift/I~units",
                                      "shift/I~answers",   "moved/I~all",       "moved/I~method",
                                      "first/I~weight",    "total/I~weight",    "first/I~item_out",
                                      "total/I~normalise", "total/I~aggregate", "total/I~units",
                                      "total/I~answers",   "rank_classes/I"};
    struct maker m, other;
    vary_all(&m);
    vary_all(&other);
    CHECK(run(&m, (struct analysis_options){0}) == OK, "%s", m.err.text);
    CHECK(run(&other, (struct analysis_options){.threads = 7}) == OK, "%s", other.err.text);
    for (size_t i = 0; i < COUNT(ids); i++) {
        char id[64];
        snprintf(id, sizeof id, "uncertainty/%s", ids[i]);
        const struct figure *a = maker_figure(&m, id), *b = maker_figure(&other, id);
        CHECK(a->value >= -0.2 && a->n > 3, "%s: got %g of %g", id, a->value, a->n);
        CHECK(near(a->value, b->value, 0) && near(a->low, b->low, 0), "%s: threads", id);
        if (strncmp(ids[i], "total/", 6) == 0)
            CHECK(a->low <= a->value && a->value <= a->high, "%s: %g .. %g", id, a->low, a->high);
    }
    const double n = maker_figure(&m, "uncertainty/shift/I~all")->n;
    CHECK(n > 300 && n <= 400, "got %g", n); /* some draws leave no unit a score */
    CHECK(m.found.n == 0, "got %s", maker_finding(&m, 0));
    maker_close(&m);
    maker_close(&other);
}

/* Everybody answered: another sample could not be drawn. A default says nothing about it. */
static void rows_without_effect(void **state)
{
    (void)state;
    for (int is_default = 0; is_default < 2; is_default++) {
        struct maker m;
        make_tree(&m);
        vary(&m, UNCERTAINTY_WEIGHT, "I");
        struct uncertainty_choice *units = vary(&m, UNCERTAINTY_UNITS, "");
        if (is_default)
            units->at.file = NULL;
        CHECK(run(&m, (struct analysis_options){0}) == OK, "%s", m.err.text);
        CHECK(m.found.n == (is_default ? 0 : 1), "got %zu", m.found.n);
        const char *want =
            "error uncertainty_without_effect uncertainty.csv:3:0 'units' changes no "
            "rank of any index, in any draw; leave it out";
        CHECK(is_default || strcmp(maker_finding(&m, 0), want) == 0, "got %s",
              maker_finding(&m, 0));
        CHECK_FIELD(&m, "uncertainty/shift/I~units", value, NA);
        CHECK(strcmp(maker_figure(&m, "uncertainty/shift/I~units")->status, "z") == 0, "%s", "z");
        CHECK_FIGURE(&m, "uncertainty/total/I~units", 0);
        maker_close(&m);
    }
}

static void run_rows(size_t n_rows, bool many, bool want)
{
    struct maker m;
    static double x[2001], y[2001];
    for (size_t i = 0; i < COUNT(x); i++) {
        x[i] = (double)(i * 37 % 101);
        y[i] = (double)(i * 53 % 101);
    }
    maker_open(&m, n_rows);
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", x);
    make_number(&m, "b", "I", y);
    m.form.uncertainty = arena_array(&m.arena, 1, struct uncertainty_choice);
    vary(&m, UNCERTAINTY_WEIGHT, "I");
    CHECK(run(&m, (struct analysis_options){.replicates = 2, .resamples_many = many}) == OK, "%s",
          m.err.text);
    CHECK((score(&m, "I")->rank_median != NULL) == want, "%zu rows", n_rows);
    if (want)
        CHECK_FIELD(&m, "uncertainty/shift/I~all", n, 2);
    maker_close(&m);
}

static void only_when_asked(void **state)
{
    (void)state;
    run_rows(0, false, false);
    run_rows(1, false, false);
    run_rows(2, false, true);
    run_rows(40, false, true);
    run_rows(2001, false, false);
    run_rows(2001, true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns), TEST(given_draws),         TEST(draws_come_back), TEST(a_writer_that_fails),
        TEST(figures), TEST(rows_without_effect), TEST(only_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
