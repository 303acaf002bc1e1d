/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/trend.h"
#include "stats/overlap.h"
#include "stats/signed_rank.h"
#include "tests/analysis/make_wave.h"

enum { WAVES = 3 };

/* Waves from 2020 on, run one after another as cli/ does. Units are called by their numbers: a unit
   of that number is the same in every wave, unless `links` say otherwise. */
struct run {
    struct maker m[WAVES];
    struct crossing crosswalk[WAVES][4];
    size_t n;
    const struct unit_link *links; /* n_links; NULL: the same numbers */
    size_t n_links;
    struct trend trend;
};

static bool is_in(const struct maker *m, uint32_t unit)
{
    for (size_t row = 0; row < m->wave.n_rows; row++)
        if (m->wave.unit[row] == unit)
            return true;
    return false;
}

static enum status links(void *context, size_t earlier, size_t later, struct arena *arena,
                         struct unit_links *out, struct error *err)
{
    const struct run *run = context;
    (void)err;
    *out = (struct unit_links){arena_array(arena, 100, struct unit_link), run->n_links};
    if (run->links != NULL)
        memcpy(out->list, run->links, run->n_links * sizeof *out->list);
    for (uint32_t unit = 0; run->links == NULL && unit < 100; unit++)
        if (is_in(&run->m[earlier], unit) && is_in(&run->m[later], unit))
            out->list[out->n++] = (struct unit_link){unit, unit};
    return OK;
}

static enum status check_nothing(void *context, size_t later, struct findings *found,
                                 struct error *err)
{
    (void)context, (void)later, (void)found, (void)err;
    return OK;
}

/* Units "1 2 4": a digit each. */
static void open_wave(struct run *run, size_t i, const char *units)
{
    struct maker *m = &run->m[i];
    maker_open(m, strlen(units));
    m->form.settings.wave = 2020 + (int)i;
    m->form.crosswalk = run->crosswalk[i];
    for (size_t row = 0; row < m->wave.n_rows; row++)
        m->wave.unit[row] = (uint32_t)(units[row] - '0');
    make_index(m, "I", NULL);
    run->n = i + 1;
}

static void cross(struct run *run, size_t wave, const char *variable, int from_wave)
{
    struct form *form = &run->m[wave].form;
    const long line = (long)form->n_crosswalk + 2;
    form->crosswalk[form->n_crosswalk++] =
        (struct crossing){variable, from_wave, variable, NULL, {"crosswalk.csv", line, 1}};
}

static void run_all(struct run *run)
{
    const struct form *forms[WAVES];
    struct error err = {0};
    for (size_t i = 0; i < run->n; i++)
        forms[i] = &run->m[i].form;
    const struct trend_source source = {links, check_nothing, run};
    CHECK(trend_open(forms, run->n, source, &run->trend, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < run->n; i++) {
        struct maker *m = &run->m[i];
        const struct analysis_options options = {.trend = &run->trend, .trend_wave = i};
        CHECK(analysis_run(&m->wave, options, &m->found, &m->figures, &m->err) == OK, "%s",
              m->err.text);
    }
    trend_close(&run->trend);
}

static void close_run(struct run *run)
{
    for (size_t i = 0; i < run->n; i++)
        maker_close(&run->m[i]);
}

/* Four units answer in 2020: 40 50 60 20 to a and to b, 10 20 30 80 to c; on all three they score
   30 40 50 40 (mean 40), on a and b 40 50 60 20 (42.5). In 2021 the first two and another two
   answer, the third does so without a score; a and b are there still, d is new, and all score
   46 50 66 90 70 on either (64.4). */
static void open_example(struct run *run)
{
    memset(run, 0, sizeof *run);
    open_wave(run, 0, "1234");
    make_number(&run->m[0], "a", "I", (double[]){40, 50, 60, 20});
    make_number(&run->m[0], "b", "I", (double[]){40, 50, 60, 20});
    make_number(&run->m[0], "c", "I", (double[]){10, 20, 30, 80});
    open_wave(run, 1, "123567");
    const double now[] = {46, 50, 66, 90, 70, NA};
    make_number(&run->m[1], "a", "I", now);
    make_number(&run->m[1], "b", "I", now);
    make_number(&run->m[1], "d", "I", now);
    cross(run, 1, "a", 2020);
    cross(run, 1, "b", 2020);
    run->m[0].wave.n_frame = 6;
    run->m[1].wave.n_frame = 8;
}

static void a_change_and_its_parts_by_hand(void **state)
{
    (void)state;
    struct run run;
    open_example(&run);
    run_all(&run);
    static const struct {
        const char *id;
        double value, n;
    } cases[] = {
        {"trend/mean/I|wave=2020", 40, 4},
        {"trend/mean/I|wave=2021", 64.4, 5},
        {"trend/mean/I|since=2020;wave=2020;questions=common", 42.5, 4},
        {"trend/mean/I|since=2020;wave=2021;questions=common", 64.4, 5},
        {"trend/change/I|since=2020", 24.4, 5},
        {"trend/panel_mean/I|since=2020;wave=2020", 40, 3},
        {"trend/panel_mean/I|since=2020;wave=2021", 54, 3},
        {"trend/panel_change/I|since=2020", 14, 3},
        {"trend/panel_wilcoxon/I|since=2020", 6, 3},
        {"trend/staying/I|since=2020", 14, 3},
        {"trend/entering/I|since=2020", 10.4, 2}, /* 2/5 (80 - 54) */
        {"trend/leaving/I|since=2020", 0, 1},     /* 1/4 (40 - 40) */
        {"trend/restructured/I|since=2020", 0, 0},
        {"trend/change/I|since=2020;questions=common", 21.9, 5},
        {"trend/panel_change/I|since=2020;questions=common", 4, 3},
        {"trend/panel_wilcoxon/I|since=2020;questions=common", 3, 3},
        {"trend/staying/I|since=2020;questions=common", 4, 3},
        {"trend/entering/I|since=2020;questions=common", 10.4, 2},
        {"trend/leaving/I|since=2020;questions=common", 7.5, 1}, /* 1/4 (50 - 20) */
        {"trend/item_change/I|since=2020", 2.5, 5},
        {"trend/chained/I|wave=2021", 64.4, NA},
        {"trend/chained/I|wave=2020", 42.5, NA},
        {"trend/break/I|since=2020", 2, 3},
        {"trend/items_common/I|since=2020", 2, 3},
        {"trend/items_new/I|since=2020", 1, 3},
        {"trend/items_gone/I|since=2020", 1, 3},
        {"trend/items_changed/I|since=2020", 0, 3},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK_FIGURE(&run.m[1], cases[i].id, cases[i].value);
        CHECK_FIELD(&run.m[1], cases[i].id, n, cases[i].n);
    }
    CHECK(figures_find(&run.m[0].figures, "trend/mean/I|wave=2020") == NULL,
          "the first wave has nothing to be compared with");
    const struct figure *change = maker_figure(&run.m[1], "trend/change/I|since=2020");
    CHECK(strstr(change->method, "a break: items new 1, gone 1, changed 0 since 2020") != NULL,
          "%s", change->method);
    close_run(&run);
}

/* The paired t of 16, 10, 16 and the overlap of samples of 4 of 6 and 5 of 8, three units in both
   of which all are in both frames; the formulas have tests of their own. */
static void a_change_is_as_sure_as_it_is(void **state)
{
    (void)state;
    struct run run;
    open_example(&run);
    run_all(&run);
    CHECK_FIELD(&run.m[1], "trend/panel_change/I|since=2020", se, 2);
    CHECK_FIELD(&run.m[1], "trend/panel_change/I|since=2020", p, 0.019803941180393136);
    CHECK_FIELD(&run.m[1], "trend/panel_change/I|since=2020", low, 14 - 2 * 4.3026527297494637);
    const double x[] = {30, 40, 50, 40}, y[] = {46, 50, 66, 90, 70};
    struct pair both = {0};
    pair_add_columns(&both, x, y, 3);
    const struct overlap_change want =
        overlap_change((struct overlap_side){moments_of(x, 4), 6},
                       (struct overlap_side){moments_of(y, 5), 8}, both, 3, 0.95);
    CHECK_FIELD(&run.m[1], "trend/change/I|since=2020", se, want.se);
    CHECK_FIELD(&run.m[1], "trend/change/I|since=2020", p, want.p);
    CHECK_FIELD(&run.m[1], "trend/change/I|since=2020", high, want.high);
    close_run(&run);
}

/* Units 1 and 2 became 5, which scores 60; 3 stays. Their mean then was 35. */
static void a_merger_is_one_pair(void **state)
{
    (void)state;
    struct run run = {0};
    static const struct unit_link merged[] = {{1, 5}, {2, 5}, {3, 3}};
    open_wave(&run, 0, "123");
    make_number(&run.m[0], "a", "I", (double[]){30, 40, 50});
    open_wave(&run, 1, "53");
    make_number(&run.m[1], "a", "I", (double[]){60, 55});
    cross(&run, 1, "a", 2020);
    run.links = merged;
    run.n_links = COUNT(merged);
    run_all(&run);
    CHECK_FIGURE(&run.m[1], "trend/change/I|since=2020", 17.5);
    CHECK_FIGURE(&run.m[1], "trend/panel_change/I|since=2020", 15); /* 25 and 5 */
    CHECK_FIGURE(&run.m[1], "trend/restructured/I|since=2020", 2.5);
    CHECK_FIELD(&run.m[1], "trend/restructured/I|since=2020", n, 1);
    CHECK_FIGURE(&run.m[1], "trend/entering/I|since=2020", 0);
    CHECK_FIGURE(&run.m[1], "trend/break/I|since=2020", 0);
    const char *method = maker_figure(&run.m[1], "trend/panel_change/I|since=2020")->method;
    CHECK(strstr(method, "units that merged or split count once") != NULL, "%s", method);
    close_run(&run);
}

/* 2020 to 2022 over 2021: the chain is the sum of its steps, and both 2021 and 2020 are compared
   with; an index that only two waves have is followed as far as it goes. */
static void three_waves_are_a_chain(void **state)
{
    (void)state;
    struct run run = {0};
    static const double value[WAVES] = {40, 46, 47}, other[WAVES] = {0, 10, 30};
    for (size_t i = 0; i < WAVES; i++) {
        open_wave(&run, i, "12");
        make_number(&run.m[i], "a", "I", (double[]){value[i], value[i] + 2});
        if (i > 0) {
            make_index(&run.m[i], "J", NULL);
            make_number(&run.m[i], "j", "J", (double[]){other[i], other[i]});
            cross(&run, i, "a", 2019 + (int)i);
        }
    }
    make_number(&run.m[2], "new", "I", (double[]){87, 89});
    run_all(&run);
    const struct maker *m = &run.m[2];
    CHECK_FIGURE(m, "trend/mean/I|wave=2022", 68);
    CHECK_FIGURE(m, "trend/chained/I|wave=2022", 68);
    CHECK_FIGURE(m, "trend/chained/I|wave=2021", 67);
    CHECK_FIGURE(m, "trend/chained/I|wave=2020", 61);
    CHECK_FIGURE(m, "trend/change/I|since=2021;questions=common", 1);
    CHECK_FIGURE(m, "trend/change/I|since=2020;questions=common", 7);
    CHECK_FIGURE(m, "trend/change/I|since=2020", 27);
    CHECK_FIGURE(&run.m[1], "trend/change/I|since=2020", 6);
    CHECK_FIGURE(m, "trend/mean/J|wave=2021", 10);
    CHECK_FIGURE(m, "trend/change/J|since=2021", 20);
    CHECK_FIGURE(m, "trend/break/I|since=2020;wave=2021", 0);
    CHECK_FIGURE(m, "trend/break/I|since=2021", 1);
    CHECK(figures_find(&m->figures, "trend/mean/J|wave=2020") == NULL, "J was not there in 2020");
    CHECK(figures_find(&m->figures, "trend/change/J|since=2020") == NULL, "nor compared");
    const struct figure *none = maker_figure(m, "trend/change/J|since=2021;questions=common");
    CHECK(is_missing(none->value) && strcmp(none->status, "z") == 0, "%s", none->status);
    CHECK(strcmp(maker_figure(m, "trend/chained/J|wave=2021")->status, "x") == 0, "no step");
    close_run(&run);
}

/* What is left out rather than made up: one unit in common, none, nobody with a score. */
static void what_cannot_be_had(void **state)
{
    (void)state;
    static const struct {
        const char *name, *units;
        double x;
        bool has_change, has_panel, has_parts;
    } cases[] = {
        {"one unit in both", "1567", 10, true, true, true},
        {"no unit in both", "5678", 10, true, false, false},
        {"no score then", "1567", NA, false, false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct run run = {0};
        open_wave(&run, 0, "1234");
        const double x = cases[i].x;
        make_number(&run.m[0], "a", "I", (double[]){x, x + 10, x + 20, x + 50});
        open_wave(&run, 1, cases[i].units);
        make_number(&run.m[1], "a", "I", (double[]){30, 40, 60, 80});
        cross(&run, 1, "a", 2020);
        run.m[0].wave.n_frame = run.m[1].wave.n_frame = 9;
        run_all(&run);
        const struct figure *change = maker_figure(&run.m[1], "trend/change/I|since=2020");
        const struct figure *panel = maker_figure(&run.m[1], "trend/panel_change/I|since=2020");
        const struct figure *part = maker_figure(&run.m[1], "trend/entering/I|since=2020");
        CHECK(is_missing(change->value) == !cases[i].has_change, "%s: %g", cases[i].name,
              change->value);
        CHECK(is_missing(panel->value) == !cases[i].has_panel, "%s: %g", cases[i].name,
              panel->value);
        CHECK(is_missing(panel->se) && is_missing(panel->p) && is_missing(panel->low), "%s: %g",
              cases[i].name, panel->se);
        CHECK(is_missing(part->value) == !cases[i].has_parts, "%s: %g", cases[i].name, part->value);
        CHECK(!is_missing(part->value) || strcmp(part->status, "x") == 0, "%s: '%s'", cases[i].name,
              part->status);
        close_run(&run);
    }
}

/* Nothing in crosswalk.csv: it is said, and nothing is made up. */
static void years_without_a_crosswalk(void **state)
{
    (void)state;
    struct run run;
    open_example(&run);
    run.m[1].form.n_crosswalk = 0;
    run_all(&run);
    const size_t last = run.m[1].found.n == 0 ? 0 : run.m[1].found.n - 1;
    CHECK(strcmp(maker_finding(&run.m[1], last),
                 "warning nothing_in_common crosswalk.csv:0:0 crosswalk.csv lists no question that "
                 "an index has in common with 2020, so the two years are compared on all questions "
                 "alone") == 0,
          "%s", maker_finding(&run.m[1], last));
    CHECK_FIGURE(&run.m[1], "trend/change/I|since=2020", 24.4);
    const struct figure *none =
        maker_figure(&run.m[1], "trend/change/I|since=2020;questions=common");
    CHECK(is_missing(none->value) && strcmp(none->status, "z") == 0, "%s", none->status);
    CHECK_FIGURE(&run.m[1], "trend/break/I|since=2020", 6);
    close_run(&run);
}

/* The parts of trend/change on all questions, or those in common, against the whole. */
static void check_parts(const struct maker *m, size_t nth, const char *questions)
{
    static const char *const parts[] = {"staying", "entering", "leaving", "restructured"};
    char id[100];
    double sum = 0;
    for (size_t i = 0; i < COUNT(parts); i++) {
        snprintf(id, sizeof id, "trend/%s/I|since=2020%s", parts[i], questions);
        sum += maker_figure(m, id)->value;
    }
    snprintf(id, sizeof id, "trend/change/I|since=2020%s", questions);
    CHECK(is_missing(sum) || near(sum, maker_figure(m, id)->value, 1e-12), "case %zu: %s: %.17g",
          nth, id, sum);
}

/* The parts are the whole, on random answers of which many are missing. */
static void the_parts_are_the_whole(void **state)
{
    (void)state;
    enum { UNITS = 9 };
    struct random r = random_stream(1, random_name("trend"));
    for (size_t nth = 0; nth < 50; nth++) {
        struct run run = {0};
        double x[2][2][UNITS];
        for (size_t i = 0; i < 2; i++) {
            for (size_t k = 0; k < 2 * UNITS; k++)
                x[i][k / UNITS][k % UNITS] =
                    random_below(&r, 4) == 0 ? NA : (double)random_below(&r, 101);
            open_wave(&run, i, i == 0 ? "123456789" : "987654321");
            make_number(&run.m[i], "a", "I", x[i][0]);
            make_number(&run.m[i], i == 0 ? "old" : "new", "I", x[i][1]);
        }
        cross(&run, 1, "a", 2020);
        run_all(&run);
        check_parts(&run.m[1], nth, "");
        check_parts(&run.m[1], nth, ";questions=common");
        CHECK(near(maker_figure(&run.m[1], "trend/item_change/I|since=2020")->value +
                       maker_figure(&run.m[1], "trend/change/I|since=2020;questions=common")->value,
                   maker_figure(&run.m[1], "trend/change/I|since=2020")->value, 1e-12),
              "case %zu", nth);
        close_run(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_change_and_its_parts_by_hand),
        TEST(a_change_is_as_sure_as_it_is),
        TEST(a_merger_is_one_pair),
        TEST(three_waves_are_a_chain),
        TEST(what_cannot_be_had),
        TEST(years_without_a_crosswalk),
        TEST(the_parts_are_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
