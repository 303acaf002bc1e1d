/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure of a shipped survey, and every score of every unit, explained: what is shown as
   arithmetic comes to the figure, and what is left out and used is everything. */
#include "analysis/explain.h"
#include "ingest/where.h"
#include "store/figure_about.h"
#include "store/names.h"
#include "tests/ingest/loaded.h"

#include <stdlib.h>
#include <unistd.h>

struct computed {
    struct loaded loaded;
    struct figures figures;
    struct findings noted;
    struct explain_source source;
};

static enum status where(void *context, const struct hypothesis *hypothesis, uint8_t *holds,
                         struct error *err)
{
    const struct loaded *loaded = context;
    return where_evaluate(loaded->store, &loaded->wave, hypothesis, holds, err);
}

static enum status unit(void *context, size_t row, struct arena *arena, const char **key,
                        struct error *err)
{
    const struct loaded *loaded = context;
    return row_key(loaded->store, &loaded->wave, row, arena, key, err);
}

static void compute(struct computed *c)
{
    struct error err = {0};
    load(&c->loaded);
    assert_int_equal(c->loaded.status, OK);
    c->figures = (struct figures){.arena = &c->loaded.arena};
    c->noted = (struct findings){.arena = &c->loaded.arena};
    const struct analysis_source asks = {where, unit, &c->loaded};
    const struct analysis_options options = {
        .threads = 1, .keep_answers = true, .seed = 1, .replicates = 10, .source = asks};
    const enum status status = analysis_run(&c->loaded.wave, options, &c->noted, &c->figures, &err);
    CHECK(status == OK, "%s", err.text);
    c->source = (struct explain_source){.wave = &c->loaded.wave,
                                        .figures = &c->figures,
                                        .store = c->loaded.store,
                                        .asks = asks,
                                        .language = "en",
                                        .has_answers = true};
}

/* One survey for all tests, for it takes its time. */
static struct computed computed;

static int set_up(void **state)
{
    (void)state;
    const char *source = getenv("MOGNAD_SOURCE");
    if (source == NULL || chdir(source) != 0 || chdir("surveys/2022") != 0)
        return -1;
    compute(&computed);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unload(&computed.loaded);
    return 0;
}

static const struct explain_table *table_of(const struct explanation *e, const char *key)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->list[i].kind == EXPLAIN_TABLE && strcmp(e->list[i].table->key, key) == 0)
            return e->list[i].table;
    return NULL;
}

/* Those that answered, less those left out, are those used; and so many does the figure have. */
static void check_selection(const struct explanation *e)
{
    const struct explain_table *table = table_of(e, "selection");
    double left = 0, used = NAN, answered = NAN;
    if (table == NULL)
        return;
    for (size_t row = 0; row < table->n_rows; row++) {
        const struct explain_cell *cell = &table->cells[2 * row];
        if (strcmp(cell[0].text, "= answered") == 0) {
            answered = cell[1].number;
            left = 0;
        } else if (strcmp(cell[0].text, "= used") == 0)
            used = cell[1].number;
        else
            left += cell[1].number;
    }
    CHECK(answered - left == used, "%s: %g - %g != %g", e->figure->id, answered, left, used);
}

/* Families whose figures are made of as many units as the explanation says are used. */
static bool counts_units(const struct figure_parts *parts)
{
    static const char *const families[] = {"index", "share", "correlation", "alpha", "item_rest"};
    for (size_t i = 0; i < COUNT(families); i++)
        if (strcmp(parts->family, families[i]) == 0)
            return strcmp(parts->measure, "n") != 0 && strcmp(parts->measure, "pairwise") != 0 &&
                   strstr(parts->measure, "p_") == NULL;
    return false;
}

static double used_by(const struct explanation *e)
{
    const struct explain_table *table = table_of(e, "selection");
    return table == NULL || table->n_rows == 0 ? NAN : table->cells[2 * table->n_rows - 1].number;
}

/* "index/mean/" of an id: how often it has been met so far, this time not counted. */
static size_t met_before(struct figures *met, const char *id)
{
    const char *measured = strchr(id, '/') + 1;
    const size_t n = (size_t)(measured - id) + strcspn(measured, "/|");
    const char *measure = arena_text_n(met->arena, id, n);
    const struct figure *found = figures_find(met, measure);
    if (found == NULL)
        CHECK(figures_put(met, (struct figure){.id = measure, .value = 1}, NULL) == OK, "%s", id);
    else
        met->list[found - met->list].value++;
    return found == NULL ? 0 : (size_t)found->value - 1;
}

/* Some of every measure: all would take too long under the sanitizers. */
enum { MOST_OF_A_MEASURE = 3 };

static void figures_of_every_measure_are_explained(void **state)
{
    (void)state;
    struct figures met = {.arena = &computed.loaded.arena};
    size_t n = 0, n_reproduced = 0;
    for (size_t i = 0; i < computed.figures.n; i++) {
        if (met_before(&met, computed.figures.list[i].id) >= MOST_OF_A_MEASURE)
            continue;
        n++;
        struct arena arena = {0};
        struct error err = {0};
        struct explanation e = {.arena = &arena};
        const char *id = computed.figures.list[i].id;
        CHECK(explain_figure(&computed.source, id, &e, &err) == OK, "%s: %s", id, err.text);
        CHECK(e.n > 0, "%s: nothing is told", id);
        CHECK(e.reproduced != REPRODUCED_NO, "%s: %.17g instead of %.17g", id, e.value, e.want);
        CHECK(figure_about(e.parts.family, "sv") != NULL, "%s: store/figure_about.def", id);
        check_selection(&e);
        if (counts_units(&e.parts) && !is_missing(e.figure->n))
            CHECK(used_by(&e) == e.figure->n, "%s: n %g, used %g", id, e.figure->n, used_by(&e));
        n_reproduced += e.reproduced == REPRODUCED_YES;
        arena_release(&arena);
    }
    CHECK(n > 300 && n_reproduced > n / 4, "%zu of %zu", n_reproduced, n);
}

static double cell_at(const struct explain_table *table, size_t row, const char *key)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].key, key) == 0)
            return table->cells[row * table->n_columns + i].number;
    return NAN;
}

/* The contributions of the first table, as they are printed, in millionths. */
static double told_sum(const struct explanation *e)
{
    const struct explain_table *table = table_of(e, "parts");
    double sum = 0;
    for (size_t row = 0; table != NULL && row < table->n_rows; row++) {
        const double told = cell_at(table, row, "contribution");
        sum += is_missing(told) ? 0 : round(told * 1e6);
    }
    return sum;
}

/* The mean of the table's values by their weights, once more. */
static double mean_of(const struct explanation *e)
{
    const struct explain_table *table = table_of(e, "parts");
    double sum = 0, weights = 0;
    for (size_t row = 0; table != NULL && row < table->n_rows; row++) {
        const double value = cell_at(table, row, "value");
        sum += is_missing(value) ? 0 : value * cell_at(table, row, "weight");
        weights += is_missing(value) ? 0 : cell_at(table, row, "weight");
    }
    return sum / weights;
}

static void check_score(const char *key, const char *code)
{
    struct arena arena = {0};
    struct error err = {0};
    struct explanation e = {.arena = &arena};
    CHECK(explain_score(&computed.source, key, code, &e, &err) == OK, "%s %s: %s", key, code,
          err.text);
    CHECK(e.reproduced == REPRODUCED_YES, "%s %s: %.17g instead of %.17g", key, code, e.value,
          e.want);
    if (!is_missing(e.want)) {
        CHECK(near(mean_of(&e), e.want, 1e-12), "%s %s: %.17g", key, code, mean_of(&e));
        CHECK(fabs(told_sum(&e) - round(e.want * 1e6)) < 0.5, "%s %s: %.0f of %.17g", key, code,
              told_sum(&e), e.want);
    }
    arena_release(&arena);
}

static void every_score_adds_up_as_it_is_printed(void **state)
{
    (void)state;
    const struct wave *wave = &computed.loaded.wave;
    for (size_t row = 0; row < wave->n_rows; row += 29) {
        struct arena arena = {0};
        const char *key = NULL;
        CHECK(row_key(computed.loaded.store, wave, row, &arena, &key, NULL) == OK, "%zu", row);
        for (size_t i = 0; i < wave->n_scores; i++)
            check_score(key, wave->scores[i].index->code);
        arena_release(&arena);
    }
}

static void what_is_not_there_is_refused_with_what_is_near(void **state)
{
    (void)state;
    static const struct {
        const char *key, *subject, *want;
    } cases[] = {
        {NULL, "index/mean/MOGNAT",
         "there is no figure 'index/mean/MOGNAT'; did you mean 'index/mean/MOGNAD'?"},
        {NULL, "indx/mean/MOGNAD",
         "there is no figure 'indx/mean/MOGNAD'; did you mean 'index/mean/MOGNAD'?"},
        {NULL, "qqqqqqqqqqqqqqqqqqqqqqqqqqqq",
         "there is no figure 'qqqqqqqqqqqqqqqqqqqqqqqqqqqq'; 'mognad explain --list PATTERN' finds "
         "those that there are"},
        {"nobody at all, whatever it is called", "MOGNAD",
         "no unit 'nobody at all, whatever it is called' has answered"},
        {"x", "MOGNAT", "there is no index or item 'MOGNAT'; did you mean 'MOGNAD'?"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct error err = {0};
        struct explanation e = {.arena = &arena};
        const enum status status =
            cases[i].key == NULL
                ? explain_figure(&computed.source, cases[i].subject, &e, &err)
                : explain_score(&computed.source, cases[i].key, cases[i].subject, &e, &err);
        CHECK(status == ERR_USAGE && strcmp(err.text, cases[i].want) == 0, "%s", err.text);
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    enum status status = ERR_MEMORY;
    for (size_t nth = 1; status == ERR_MEMORY && nth < 2000; nth++) {
        struct arena arena = {0};
        struct explanation e = {.arena = &arena};
        arena_fail_at(nth);
        status = explain_figure(&computed.source, "index/mean/MOGNAD|service=both", &e, NULL);
        arena_fail_at(0);
        arena_release(&arena);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %d", nth, (int)status);
    }
    CHECK(status == OK, "%d", (int)status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_of_every_measure_are_explained),
        TEST(every_score_adds_up_as_it_is_printed),
        TEST(what_is_not_there_is_refused_with_what_is_near),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
