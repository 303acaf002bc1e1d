/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/influence.h"
#include "tests/analysis/make_wave.h"

/* Anscombe (1973), The American Statistician 27, 17: the third and the fourth quartet. */
static const double x3[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
                    y3[] = {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
                    x4[] = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8},
                    y4[] = {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89};

static void quartet_open(struct maker *m, const double *x, const double *y)
{
    const struct indicator **of = NULL;
    maker_open(m, COUNT(x3));
    of = arena_array(&m->arena, 2, const struct indicator *);
    of[0] = make_register(m, "Y", INDICATOR_OTHER, y);
    of[1] = make_register(m, "X", INDICATOR_OTHER, x);
    m->form.n_hypotheses = 1;
    m->hypotheses[0] = (struct hypothesis){
        .id = "H", .test = TEST_REGRESSION, .y = of, .n_y = 1, .x = of + 1, .n_x = 1};
}

/* Wanted: R 4.2.2, cooks.distance and lm without the third point. */
static void one_point_decides(void **state)
{
    (void)state;
    struct maker m;
    quartet_open(&m, x3, y3);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "influence/n/Y~X", 1);
    CHECK_FIGURE(&m, "influence/cook/Y~X|unit=line%204", 1.39284945025107);
    CHECK_FIGURE(&m, "influence/slope/Y~X|unit=line%204", 0.34538961038961);
    CHECK_FIELD(&m, "influence/slope/Y~X|unit=line%204", n, 10);
    maker_close(&m);
}

/* Without the point at 19 there is no line: it has no distance, and is not listed. */
static void a_point_without_which_there_is_no_line(void **state)
{
    (void)state;
    struct maker m;
    quartet_open(&m, x4, y4);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "influence/n/Y~X", 0);
    for (size_t i = 0; i < m.figures.n; i++)
        CHECK(strncmp(m.figures.list[i].id, "influence/cook", 14) != 0, "%s", m.figures.list[i].id);
    maker_close(&m);
}

/* Nine points far off, alternately: only the five largest are named, the first of equals first. */
static void no_more_than_five_are_named(void **state)
{
    (void)state;
    enum { ROWS = 120 };
    double x[ROWS], y[ROWS];
    struct maker m;
    for (size_t i = 0; i < ROWS; i++) {
        x[i] = (double)(i % 2);
        y[i] = i < 18 ? (i / 2 % 2 == 0 ? 50 : -50) : 0;
    }
    maker_open(&m, ROWS);
    const struct indicator *of[] = {make_register(&m, "Y", INDICATOR_OTHER, y),
                                    make_register(&m, "X", INDICATOR_OTHER, x)};
    m.form.n_hypotheses = 1;
    m.hypotheses[0] = (struct hypothesis){
        .id = "H", .test = TEST_REGRESSION, .y = of, .n_y = 1, .x = of + 1, .n_x = 1};
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    size_t n_named = 0;
    for (size_t i = 0; i < m.figures.n; i++)
        n_named += strncmp(m.figures.list[i].id, "influence/cook", 14) == 0;
    CHECK_FIGURE(&m, "influence/n/Y~X", 18);
    CHECK(n_named == INFLUENCE_LISTED, "%zu named", n_named);
    CHECK(maker_figure(&m, "influence/cook/Y~X|unit=line%204")->value > 4. / ROWS, "the first");
    maker_close(&m);
}

static void no_line_no_influence(void **state)
{
    (void)state;
    static const double flat[COUNT(x3)] = {0};
    struct maker m;
    quartet_open(&m, flat, y3);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(figures_find(&m.figures, "influence/n/Y~X") == NULL, "there is no line");
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_point_decides),
        TEST(a_point_without_which_there_is_no_line),
        TEST(no_more_than_five_are_named),
        TEST(no_line_no_influence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
