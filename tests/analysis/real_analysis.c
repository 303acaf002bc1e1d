/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Published examples, from the survey folder to the figures. Reads MOGNAD_DATA. */

#include "analysis/analysis.h"
#include "analysis/draw_table.h"
#include "analysis/item.h"
#include "analysis/variable.h"
#include "base/text.h"
#include "ingest/form.h"
#include "ingest/rows.h"
#include "ingest/wave.h"
#include "store/store.h"
#include "tests/check.h"

#include <stdlib.h>

static const char *data; /* MOGNAD_DATA */

/* --- a table of expected values ----------------------------------------------------------------
 */

struct table {
    struct arena arena;
    size_t n_columns, n_rows;
    const char **cell; /* (n_rows + 1) x n_columns; the first row is the header */
};

static struct table table_read(const char *name)
{
    struct table t = {0};
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    const char *path = arena_print(&t.arena, "%s/%s", data, name);
    t.cell = arena_array(&t.arena, 400 * 400, const char *);
    assert_int_equal(rows_open(path, (struct rows_options){0}, &rows, &err), OK);
    while (rows_next(rows, &row, &err) == OK && row != NULL) {
        t.n_columns = t.n_columns == 0 ? row->n_cells : t.n_columns;
        assert_int_equal(row->n_cells, t.n_columns);
        assert_true((t.n_rows + 2) * t.n_columns < 400 * 400);
        for (size_t i = 0; i < t.n_columns; i++)
            t.cell[t.n_rows * t.n_columns + i] = arena_text(&t.arena, row->cells[i].text);
        t.n_rows++;
    }
    rows_close(rows);
    t.n_rows--;
    return t;
}

static const char *table_text(const struct table *t, size_t row, size_t column)
{
    return t->cell[(row + 1) * t->n_columns + column];
}

static const char *table_header(const struct table *t, size_t column)
{
    return t->cell[column];
}

static double table_number(const struct table *t, size_t row, size_t column)
{
    double x = MISSING;
    const char *text = table_text(t, row, column);
    return text_number(text, strlen(text), '.', &x) ? x : MISSING;
}

/* The row whose first cell is `key`. */
static size_t table_row(const struct table *t, size_t column, const char *key)
{
    for (size_t row = 0; row < t->n_rows; row++)
        if (strcmp(table_text(t, row, column), key) == 0)
            return row;
    fail_msg("no row %s", key);
    return 0;
}

/* --- a survey folder, computed -----------------------------------------------------------------
 */

struct survey {
    struct arena arena;
    struct findings faults, noted;
    struct form *form;
    struct store *store;
    struct wave wave;
    struct figures figures;
    struct error err;
    struct table answers; /* in the order of the wave's rows */
};

static void survey_read(struct survey *s, const char *name)
{
    *s = (struct survey){0};
    s->faults.arena = s->noted.arena = s->figures.arena = &s->arena;
    const char *folder = arena_print(&s->arena, "%s/%s", data, name);
    assert_int_equal(store_open("", &s->store, &s->err), OK);
    assert_int_equal(store_begin(s->store, &s->err), OK);
    struct form_sources sources = {0};
    const enum status read =
        form_read(folder, (struct form_options){.arena = &s->arena, .found = &s->faults}, &s->form,
                  &sources, &s->err);
    for (size_t i = 0; i < s->faults.n; i++)
        CHECK(s->faults.list[i].severity != FINDING_FAULT, "%s", s->faults.list[i].text);
    CHECK(read == OK, "%s", s->err.text);
    assert_int_equal(read, OK);
    const enum status ingested = wave_ingest(s->form, s->store, (struct wave_ingest_options){0},
                                             &s->arena, &s->wave, &s->err);
    CHECK(ingested == OK, "%s", s->err.text);
    assert_int_equal(ingested, OK);
    s->answers = table_read(arena_print(&s->arena, "%s/answers.csv", name));
    assert_int_equal(s->wave.n_rows, s->answers.n_rows);
}

static void survey_compute(struct survey *s)
{
    const enum status status = analysis_run(&s->wave, (struct analysis_options){.threads = 2},
                                            &s->noted, &s->figures, &s->err);
    CHECK(status == OK, "%s", s->err.text);
    assert_int_equal(status, OK);
}

static void survey_close(struct survey *s)
{
    wave_release(&s->wave);
    store_close(s->store);
    arena_release(&s->answers.arena);
    arena_release(&s->arena);
}

static void check_figure(const struct survey *s, const char *id, double want, double tolerance)
{
    const struct figure *figure = figures_find(&s->figures, id);
    CHECK(figure != NULL, "no figure %s", id);
    if (figure != NULL)
        CHECK(near(figure->value, want, tolerance), "%s: got %.17g, want %.17g", id, figure->value,
              want);
}

/* --- ASEM: COINr's own example -----------------------------------------------------------------
 */

static void check_stage(const struct survey *s, enum stage stage, const char *name)
{
    struct table t = table_read(name);
    double *x = calloc(s->wave.n_rows, sizeof *x);
    size_t n_checked = 0;
    for (size_t i = 0; i < s->form->n_indicators; i++) {
        const struct indicator *item = &s->form->indicators[i];
        size_t column = 0;
        while (column < t.n_columns && strcmp(table_header(&t, column), item->code) != 0)
            column++;
        if (item->type != INDICATOR_ITEM || column == t.n_columns)
            continue;
        CHECK(item_stage(&s->wave, item, stage, x, NULL) == OK, "%s", item->code);
        for (size_t row = 0; row < s->wave.n_rows; row++) {
            const char *unit = table_text(&s->answers, row, 1);
            const double want = table_number(&t, table_row(&t, 0, unit), column);
            CHECK(near(x[row], want, 1e-12), "%s: %s of %s: got %.17g, want %.17g", name,
                  item->code, unit, x[row], want);
            n_checked++;
        }
    }
    CHECK(n_checked == 51 * 49, "%s: %zu values", name, n_checked);
    free(x);
    arena_release(&t.arena);
}

static void asem_every_stage(void **state)
{
    (void)state;
    struct survey s;
    survey_read(&s, "asem/survey");
    check_stage(&s, STAGE_DENOMINATED, "asem/expected/stage_denominated.csv");
    check_stage(&s, STAGE_IMPUTED, "asem/expected/stage_imputed.csv");
    check_stage(&s, STAGE_TREATED, "asem/expected/stage_treated.csv");
    check_stage(&s, STAGE_NORMALISED, "asem/expected/stage_normalised.csv");
    survey_close(&s);
}

static void asem_scores_and_ranks(void **state)
{
    (void)state;
    struct survey s;
    survey_read(&s, "asem/survey");
    survey_compute(&s);
    struct table scores = table_read("asem/expected/results_scores_full.csv");
    struct table ranks = table_read("asem/expected/results_ranks_aggs.csv");
    for (size_t column = 1; column < ranks.n_columns; column++) {
        const char *code = table_header(&ranks, column);
        const struct score *score = score_of(&s.wave, form_indicator(s.form, code));
        size_t in_scores = 0;
        while (strcmp(table_header(&scores, in_scores), code) != 0)
            in_scores++;
        for (size_t row = 0; row < s.wave.n_rows; row++) {
            const char *unit = table_text(&s.answers, row, 1);
            const double want = table_number(&scores, table_row(&scores, 0, unit), in_scores);
            const double rank = table_number(&ranks, table_row(&ranks, 0, unit), column);
            CHECK(near(score->value[row], want, 1e-12), "%s of %s: got %.17g", code, unit,
                  score->value[row]);
            CHECK(score->rank[row] == (uint32_t)rank, "%s of %s: rank %u", code, unit,
                  score->rank[row]);
        }
    }
    CHECK(ranks.n_columns == 12, "%zu", ranks.n_columns);
    arena_release(&scores.arena);
    arena_release(&ranks.arena);
    survey_close(&s);
}

/* The row of a draw that leaves all as it is, by whatever name: weights 1, COINr's own rules. */
static double as_it_is(const struct draw_column *column, bool by_name)
{
    static const char *const own[] = {"minmax", "amean", "winsorise", "mean", "available"};
    if (column->words == NULL)
        return strncmp(column->name, "weight/", 7) == 0 ? 1 : 0;
    for (size_t word = 1; by_name && column->is_rule && word < column->n_words; word++)
        for (size_t i = 0; i < COUNT(own); i++)
            if (strcmp(column->words[word], own[i]) == 0)
                return (double)word;
    return 0;
}

/* Draws in which nothing is varied rank the countries as COINr does. */
static void asem_ranks_of_draws(void **state)
{
    (void)state;
    static const int rules[][2] = {{UNCERTAINTY_OWN, NORMALISE_MINMAX},
                                   {AGGREGATE_AMEAN, AGGREGATE_GMEAN},
                                   {TREAT_NONE, TREAT_WINSORISE},
                                   {IMPUTE_MEAN, IMPUTE_MEDIAN}};
    static const enum uncertainty_parameter parameters[] = {
        UNCERTAINTY_NORMALISE, UNCERTAINTY_AGGREGATE, UNCERTAINTY_TREAT, UNCERTAINTY_IMPUTE};
    struct survey s;
    struct draw_table table;
    survey_read(&s, "asem/survey");
    const struct indicator *index[] = {form_indicator(s.form, "Index")};
    struct uncertainty_choice choices[5] = {{.parameter = UNCERTAINTY_WEIGHT,
                                             .low = -0.25,
                                             .high = 0.25,
                                             .indices = index,
                                             .n_indices = 1}};
    for (size_t i = 0; i < COUNT(parameters); i++)
        choices[i + 1] = (struct uncertainty_choice){.parameter = parameters[i],
                                                     .values = rules[i],
                                                     .n_values = 2,
                                                     .indices = index,
                                                     .n_indices = 1};
    s.form->uncertainty = choices;
    s.form->n_uncertainty = COUNT(choices);
    assert_int_equal(draw_table_get(s.form, &s.arena, &table, NULL), OK);
    double *draws = arena_array(&s.arena, 2 * table.n_columns, double);
    for (size_t i = 0; i < 2 * table.n_columns; i++)
        draws[i] = as_it_is(&table.column[i % table.n_columns], i >= table.n_columns);
    const struct draw_list given = {2, draws};
    CHECK(analysis_run(&s.wave, (struct analysis_options){.given = &given, .threads = 2}, &s.noted,
                       &s.figures, &s.err) == OK,
          "%s", s.err.text);
    struct table ranks = table_read("asem/expected/results_ranks_aggs.csv");
    const struct score *score = score_of(&s.wave, index[0]);
    for (size_t row = 0; row < s.wave.n_rows; row++) {
        const char *unit = table_text(&s.answers, row, 1);
        const double rank = table_number(&ranks, table_row(&ranks, 0, unit), 1);
        CHECK(score->rank_low[row] == rank && score->rank_high[row] == rank, "%s: got %g .. %g",
              unit, score->rank_low[row], score->rank_high[row]);
    }
    check_figure(&s, "uncertainty/shift/Index~all", 0, 0);
    arena_release(&ranks.arena);
    survey_close(&s);
}

/* COINr's p of Spearman is R's, exact or Edgeworth where nothing is tied; ours is always from t. */
static void check_correlations(struct survey *s, const char *measure)
{
    const bool has_same_p = strcmp(measure, "pearson") == 0;
    struct table r = table_read(arena_print(&s->arena, "asem/expected/corr_aggs_%s.csv", measure));
    struct table p = table_read("asem/expected/corr_aggs_pval_pearson.csv");
    size_t n_checked = 0;
    for (size_t row = 0; row < r.n_rows; row++)
        for (size_t column = 1; column < r.n_columns; column++) {
            const char *id = figure_id(&s->arena, "correlation", measure, table_text(&r, row, 0),
                                       table_header(&r, column), NULL);
            const struct figure *figure = figures_find(&s->figures, id);
            if (figure == NULL)
                continue; /* the other half */
            check_figure(s, id, table_number(&r, row, column), 1e-9);
            CHECK(!has_same_p || near(figure->p, table_number(&p, row, column), 1e-9),
                  "%s: p %.17g", id, figure->p);
            n_checked++;
        }
    CHECK(n_checked == 55, "%s: %zu pairs", measure, n_checked);
    arena_release(&r.arena);
    arena_release(&p.arena);
}

static void check_alphas(struct survey *s)
{
    struct table t = table_read("asem/expected/cronbach.csv");
    size_t n_checked = 0;
    for (size_t row = 0; row < t.n_rows; row++) {
        if (strcmp(table_text(&t, row, 0), "Normalised") != 0)
            continue;
        const char *index = table_text(&t, row, 2);
        const bool is_pillar = strcmp(table_text(&t, row, 1), "2") == 0;
        const char *measure = is_pillar ? "complete" : "complete_items";
        check_figure(s, figure_id(&s->arena, "alpha", measure, index, NULL, NULL),
                     table_number(&t, row, 5), 1e-9);
        if (is_pillar)
            check_figure(s, figure_id(&s->arena, "alpha", "pairwise", index, NULL, NULL),
                         table_number(&t, row, 4), 1e-9);
        n_checked++;
    }
    CHECK(n_checked == 11, "%zu alphas", n_checked);
    check_figure(s, "alpha/complete/Index", 0.70242523141173707, 1e-9); /* of its 2 sub-indexes */
    arena_release(&t.arena);
}

static void asem_figures(void **state)
{
    (void)state;
    struct survey s;
    survey_read(&s, "asem/survey");
    survey_compute(&s);
    check_correlations(&s, "pearson");
    check_correlations(&s, "spearman");
    check_alphas(&s);
    struct table weights = table_read("asem/expected/eff_weights.csv");
    for (size_t row = 0; row + 1 < weights.n_rows; row++) /* the last is the root */
        check_figure(
            &s,
            figure_id(&s.arena, "weight", "effective", table_text(&weights, row, 0), "Index", NULL),
            table_number(&weights, row, 3), 1e-12);
    arena_release(&weights.arena);
    survey_close(&s);
}

/* --- Open Data Maturity 2023: published points --------------------------------------------------
 */

static double points_of(const struct form *form, const char *column, double score)
{
    const bool is_total = strcmp(column, "Total") == 0;
    const struct indicator *block = form_indicator(form, is_total ? "ODM" : column);
    double points = is_total ? 0 : block->weight;
    for (size_t i = 0; is_total && i < block->n_children; i++)
        points += block->children[i]->weight;
    return score / 100 * points;
}

static void odm_points(void **state)
{
    (void)state;
    struct survey s;
    survey_read(&s, "odm-2023/survey");
    survey_compute(&s);
    struct table t = table_read("odm-2023/published.csv");
    size_t n_checked = 0;
    for (size_t column = 1; column < t.n_columns; column++) {
        const char *code = table_header(&t, column);
        const struct score *score =
            score_of(&s.wave, form_indicator(s.form, strcmp(code, "Total") == 0 ? "ODM" : code));
        for (size_t row = 0; row < s.wave.n_rows; row++) {
            const char *unit = table_text(&s.answers, row, 0);
            const double got = points_of(s.form, code, score->value[row]);
            CHECK(near(got, table_number(&t, table_row(&t, 0, unit), column), 1e-9),
                  "%s of %s: got %.17g points", code, unit, got);
            n_checked++;
        }
    }
    CHECK(n_checked == 35 * 19, "%zu values", n_checked);
    arena_release(&t.arena);
    survey_close(&s);
}

int main(void)
{
    data = getenv("MOGNAD_DATA");
    if (data == NULL || data[0] == '\0') {
        puts("skipped: MOGNAD_DATA names no folder of published data");
        return 77;
    }
    const struct CMUnitTest tests[] = {
        TEST(asem_every_stage),    TEST(asem_scores_and_ranks),
        TEST(asem_ranks_of_draws), TEST(asem_figures),
        TEST(odm_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
