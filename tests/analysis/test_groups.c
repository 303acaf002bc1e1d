/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mean.h"
#include "stats/proportion.h"
#include "tests/analysis/make_wave.h"

static void open_example(struct maker *m, const size_t *n_units)
{
    maker_open(m, 6);
    m->wave.n_frame = 12;
    make_index(m, "I", NULL)->strong = 30;
    make_number(m, "a", "I", (double[]){10, 20, 30, NA, 50, 90});
    make_group(m, "size", 3, "00011-", n_units);
}

static void levels_of_the_register(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, (size_t[]){4, 5, 3});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "group/frame/size|size=small", 4);
    CHECK_FIELD(&m, "group/frame/size|size=small", n, 12);
    CHECK_FIGURE(&m, "group/answered/size|size=small", 3);
    CHECK_FIGURE(&m, "group/answered/size|size=middle", 2);
    CHECK_FIGURE(&m, "group/answered/size|size=large", 0);
    CHECK_FIGURE(&m, "group/without/size", 1);
    CHECK_FIGURE(&m, "response/rate|size=small", 0.75);
    CHECK_FIELD(&m, "response/rate|size=small", n, 4);
    CHECK_FIGURE(&m, "response/rate|size=large", 0);
    CHECK_FIGURE(&m, "index/mean/I|size=small", 20);
    CHECK_FIELD(&m, "index/mean/I|size=small", n, 3);
    /* s^2 = 100, n = 3, N = 4 */
    CHECK_FIELD(&m, "index/mean/I|size=small", se, 2.886751345948129);
    CHECK_FIELD(&m, "index/mean/I|size=small", low, 20 - 4.3026527297494637 * 2.886751345948129);
    CHECK_FIGURE(&m, "index/mean/I|size=middle", 50);
    CHECK_FIELD(&m, "index/mean/I|size=middle", n, 1);
    CHECK(is_missing(maker_figure(&m, "index/mean/I|size=middle")->se), "one unit of five");
    CHECK(strcmp(maker_figure(&m, "index/mean/I|size=large")->status, "x") == 0, "nobody");
    CHECK_FIGURE(&m, "share/strong/I|size=small", 1. / 3);
    CHECK_FIELD(&m, "share/strong/I|size=small", high, proportion_estimate(1, 3, 4, 0.95).high);
    maker_close(&m);
}

/* A question as a group: who in the frame would have said what is not known. */
static void levels_that_only_answers_know(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, NULL);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK(strcmp(maker_figure(&m, "group/frame/size|size=small")->status, "z") == 0, "frame");
    CHECK(strcmp(maker_figure(&m, "response/rate|size=small")->status, "z") == 0, "rate");
    CHECK_FIGURE(&m, "group/answered/size|size=small", 3);
    CHECK_FIGURE(&m, "index/mean/I|size=small", 20);
    /* 6 of 12 answered, so 3 stand for 6 */
    CHECK_FIELD(&m, "index/mean/I|size=small", se, sqrt((1 - 3. / 6) * 100 / 3));
    maker_close(&m);
}

static void every_index_is_broken_down_by_every_group(void **state)
{
    (void)state;
    struct maker m;
    open_example(&m, (size_t[]){4, 5, 3});
    make_index(&m, "J", NULL);
    make_number(&m, "b", "J", (double[]){1, 2, 3, 4, 5, 6});
    make_group(&m, "service", 2, "010101", (size_t[]){6, 6});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "index/mean/I|service=small", 30);
    CHECK_FIGURE(&m, "index/mean/I|service=middle", 55);
    CHECK_FIGURE(&m, "index/mean/J|service=small", 3);
    CHECK_FIGURE(&m, "index/mean/J|size=middle", 4.5);
    CHECK(figures_find(&m.figures, "share/strong/J|size=small") == NULL, "J has no cut");
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(levels_of_the_register),
        TEST(levels_that_only_answers_know),
        TEST(every_index_is_broken_down_by_every_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
