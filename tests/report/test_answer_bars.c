/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/answer_bars.h"
#include "tests/check.h"

enum { MOST = 9 };

/* One question of one index on a list whose choices come in any order; "v" is its share. */
struct answered {
    struct choice choices[MOST];
    struct choice_list list;
    struct question question;
    struct indicator *children[1];
    struct indicator indicators[2];
    struct form form;
    struct wave wave;
    struct figures figures;
    struct report report;
    struct arena arena;
};

static void make(struct answered *a, const double *scores, const double *shares, size_t n)
{
    static const char *const names[MOST] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    *a = (struct answered){0};
    struct error err = {0};
    a->figures.arena = &a->arena;
    for (size_t i = 0; i < n; i++) {
        const bool counts = !is_missing(scores[i]) || scores[i] == 0;
        a->choices[i] = (struct choice){
            .name = names[i], .score = scores[i], .reason = counts ? ANSWERED : MISSING_UNKNOWN};
        if (!counts)
            continue;
        const char *group = figure_level(&a->arena, "choice", names[i]);
        const struct figure share = {.id = figure_id(&a->arena, "item", "share", "q", NULL, group),
                                     .value = shares[i],
                                     .n = 10,
                                     .status = isfinite(shares[i]) ? NULL : "c"};
        CHECK(figures_put(&a->figures, share, &err) == OK, "%s", err.text);
    }
    a->list = (struct choice_list){.name = "list", .choices = a->choices, .n = n};
    a->question = (struct question){.name = "q", .type = QUESTION_SELECT_ONE, .list = &a->list};
    a->indicators[0] = (struct indicator){.code = "I", .type = INDICATOR_AGGREGATE};
    a->indicators[1] = (struct indicator){.code = "q",
                                          .type = INDICATOR_ITEM,
                                          .question = &a->question,
                                          .option = NO_OPTION,
                                          .parent = &a->indicators[0]};
    a->children[0] = &a->indicators[1];
    a->indicators[0].children = a->children;
    a->indicators[0].n_children = 1;
    a->form.indicators = a->indicators;
    a->form.n_indicators = 2;
    a->wave.form = &a->form;
    a->report = (struct report){.wave = &a->wave, .figures = &a->figures};
}

/* Choices without a score ("don't know") are no part of the bar; a middle answer is halved. */
static void sides_of_a_bar(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double scores[MOST], shares[MOST];
        size_t n, n_charts, n_choices;
        double left, right, half;
    } cases[] = {
        // clang-format off
        {"two answers",      {0, 1},                {.25, .75},             2, 1, 2, .25, .75, .8},
        {"high ones first",  {3, 2, 1},             {.5, .3, .2},           3, 1, 3, .35, .65, .7},
        {"don't know",       {1, 2, 3, 4, 5, NAN},  {.1, .2, .4, .2, .1, 0}, 6, 1, 5, .5, .5, .5},
        {"seven",            {1, 2, 3, 4, 5, 6, 7}, {0, 0, 0, 0, 0, 0, 1},  7, 1, 7, 0, 1, 1},
        {"an even number",   {1, 2, 3, 4},          {.1, .2, .3, .4},       4, 1, 4, .3, .7, .7},
        {"eight",            {1, 2, 3, 4, 5, 6, 7, 8}, {1, 0, 0, 0, 0, 0, 0, 0}, 8, 0, 0, 0, 0, 0},
        {"one",              {1},                   {1},                    1, 0, 0, 0, 0, 0},
        {"one score for all", {1, 1, 1},            {.5, .3, .2},           3, 0, 0, 0, 0, 0},
        {"a share withheld", {1, 2, 3},             {.5, NAN, .2},          3, 0, 0, 0, 0, 0},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct answered a;
        make(&a, cases[i].scores, cases[i].shares, cases[i].n);
        struct draft draft = {.report = &a.report, .arena = &a.arena};
        const struct answer_charts got = answer_charts_of(&draft);
        CHECK(got.n == cases[i].n_charts, "%s: %zu charts", cases[i].name, got.n);
        if (got.n == 1 && cases[i].n_charts == 1) {
            const struct answer_chart *chart = &got.list[0];
            const struct answer_bar *bar = &chart->bars[0];
            CHECK(chart->n_choices == cases[i].n_choices, "%s: %zu", cases[i].name,
                  chart->n_choices);
            CHECK(fabs(bar->left - cases[i].left) < 1e-12 &&
                      fabs(bar->right - cases[i].right) < 1e-12,
                  "%s: %g and %g", cases[i].name, bar->left, bar->right);
            CHECK(fabs(chart->half - cases[i].half) < 1e-12, "%s: half %g", cases[i].name,
                  chart->half);
            for (size_t k = 1; k < chart->n_choices; k++)
                CHECK(chart->choices[k - 1]->score < chart->choices[k]->score, "%s: order",
                      cases[i].name);
        }
        arena_release(&a.arena);
    }
}

/* A number, a select of several and an option have no bar. */
static void questions_without_a_bar(void **state)
{
    (void)state;
    static const double scores[] = {0, 1}, shares[] = {0.5, 0.5};
    for (size_t i = 0; i < 4; i++) {
        struct answered a;
        make(&a, scores, shares, 2);
        struct draft draft = {.report = &a.report, .arena = &a.arena};
        if (i == 0)
            a.question.type = QUESTION_SELECT_MULTIPLE;
        if (i == 1)
            a.indicators[1].option = 1;
        if (i == 2)
            a.indicators[1].parent = NULL;
        const size_t n = answer_charts_of(&draft).n;
        CHECK(n == (i == 3), "%zu: %zu charts", i, n);
        arena_release(&a.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sides_of_a_bar),
        TEST(questions_without_a_bar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
