/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"
#include "tests/analysis/make_wave.h"

static void rates_have_intervals(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    m.wave.n_frame = 9;
    make_group(&m, "size", 3, "000112", (size_t[]){4, 5, 0});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "response/rate", 6. / 9);
    CHECK_FIELD(&m, "response/rate", low, proportion_estimate(6, 9, 0, 0.95).low);
    CHECK_FIGURE(&m, "response/rate|size=small", 0.75);
    CHECK_FIELD(&m, "response/rate|size=small", high, proportion_estimate(3, 4, 0, 0.95).high);
    CHECK(strcmp(maker_figure(&m, "response/rate|size=large")->status, "x") == 0, "no units");
    maker_close(&m);
}

static void inside(struct maker *m, const struct question *section, const char *code)
{
    for (size_t i = 0; i < m->form.n_questions; i++)
        if (strcmp(m->form.questions[i].name, code) == 0)
            m->form.questions[i].section = section;
}

/* Outer holds inner; of six units two were asked nothing in inner. */
static void sections_are_answered_by_one_answer(void **state)
{
    (void)state;
    static const double numbers[] = {NA, NA, 3, NA, NA, 6};
    struct maker m;
    double x[6];
    maker_open(&m, 6);
    m.wave.n_frame = 10;
    make_index(&m, "I", NULL);
    struct choice_list *list = make_list(&m, 2, (double[]){0, 1});
    list->choices[1].reason = MISSING_UNKNOWN;
    struct question *outer = make_question(&m, "outer", QUESTION_BEGIN_GROUP, NULL);
    struct question *inner = make_question(&m, "inner", QUESTION_BEGIN_GROUP, NULL);
    struct question *empty = make_question(&m, "empty", QUESTION_BEGIN_GROUP, NULL);
    inner->section = outer;
    make_coded(&m, "a", "I", list, "01-nn0");
    memcpy(x, numbers, sizeof x);
    x[3] = x[4] = missing_because(MISSING_NOT_ASKED);
    make_number(&m, "b", "I", x);
    make_coded(&m, "c", "I", list, "1110--");
    inside(&m, inner, "a");
    inside(&m, inner, "b");
    inside(&m, outer, "c");
    inside(&m, empty, "none");
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    /* inner: 0 by a, 2 by b, 5 by both; "unknown" is no answer */
    CHECK_FIGURE(&m, "response/section/inner", 3. / 8);
    CHECK_FIELD(&m, "response/section/inner", n, 8);
    /* outer: those, and 3 by c */
    CHECK_FIGURE(&m, "response/section/outer", 4. / 10);
    CHECK(strcmp(maker_figure(&m, "response/section/empty")->status, "z") == 0, "no questions");
    CHECK_FIGURE(&m, "response/item/a", 2. / 4);
    CHECK_FIELD(&m, "response/item/a", n, 4);
    CHECK_FIGURE(&m, "response/item/b", 2. / 4);
    CHECK_FIGURE(&m, "response/item/c", 1. / 6);
    maker_close(&m);
}

static void nobody_was_asked(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_index(&m, "I", NULL);
    struct question *section = make_question(&m, "section", QUESTION_BEGIN_GROUP, NULL);
    make_coded(&m, "a", "I", make_list(&m, 2, (double[]){0, 1}), "nnn");
    make_coded(&m, "b", "I", make_list(&m, 2, (double[]){0, 1}), "ana");
    inside(&m, section, "a");
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "response/section/section")->status, "x") == 0, "section");
    CHECK_FIELD(&m, "response/section/section", n, 0);
    CHECK(strcmp(maker_figure(&m, "response/item/a")->status, "z") == 0, "not asked");
    CHECK(strcmp(maker_figure(&m, "response/item/b")->status, "z") == 0, "does not apply");
    maker_close(&m);
}

static void composition_of_frame_and_answers(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 6);
    m.wave.n_frame = 20;
    make_group(&m, "size", 3, "00011-", (size_t[]){4, 16, 0});
    make_group(&m, "said", 2, "000111", NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "composition/frame/size|size=small", 0.2);
    CHECK_FIELD(&m, "composition/frame/size|size=small", n, 20);
    CHECK_FIGURE(&m, "composition/answered/size|size=small", 0.6);
    CHECK_FIELD(&m, "composition/answered/size|size=small", n, 5);
    CHECK_FIGURE(&m, "composition/difference/size|size=middle", -0.4);
    CHECK_FIGURE(&m, "composition/largest/size", 0.4);
    /* 19/15 ((3 - 1)^2 / 1 + (2 - 4)^2 / 4) */
    CHECK_FIGURE(&m, "composition/chi2/size", 19. / 15 * 5);
    /* R: pchisq(19 / 3, 1, lower.tail = FALSE) */
    CHECK_FIELD(&m, "composition/chi2/size", p, 0.011848940928347481);
    /* S^2 = (4 (3/4 - 1/4)^2 + 16 (1/8 - 1/4)^2) / 19 */
    CHECK_FIGURE(&m, "composition/r_indicator/size", 1 - 2 * sqrt(1.25 / 19));
    CHECK(figures_find(&m.figures, "composition/chi2/said") == NULL, "what only answers tell");
    maker_close(&m);
}

static void a_census_needs_no_test(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 3);
    make_group(&m, "size", 2, "001", (size_t[]){2, 1});
    make_group(&m, "same", 1, "000", (size_t[]){3});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "composition/chi2/size")->status, "z") == 0, "all answered");
    CHECK(strcmp(maker_figure(&m, "composition/chi2/same")->status, "z") == 0, "one level");
    CHECK_FIGURE(&m, "composition/largest/size", 0);
    CHECK_FIGURE(&m, "composition/r_indicator/size", 1);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rates_have_intervals),   TEST(sections_are_answered_by_one_answer),
        TEST(nobody_was_asked),       TEST(composition_of_frame_and_answers),
        TEST(a_census_needs_no_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
