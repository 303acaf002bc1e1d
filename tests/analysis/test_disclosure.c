/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/disclosure.h"
#include "tests/analysis/make_wave.h"

struct published {
    struct maker m;
    struct disclosure found;
    struct figures figures;
};

/* n numbers from 10 up. */
static const double *numbers(size_t n)
{
    static double x[64];
    for (size_t i = 0; i < n && i < COUNT(x); i++)
        x[i] = 10 + (double)i;
    return x;
}

/* A wave of so many rows of a frame, with an index I over the number a. */
static void open_wave(struct published *p, size_t n_rows, size_t n_frame)
{
    memset(p, 0, sizeof *p);
    maker_open(&p->m, n_rows);
    p->m.wave.n_frame = n_frame;
    make_index(&p->m, "I", NULL);
    make_number(&p->m, "a", "I", numbers(n_rows));
}

static void publish(struct published *p, int min_cell)
{
    struct error err = {0};
    const struct disclosure_options options = {.min_cell = min_cell};
    CHECK(maker_run(&p->m, 1) == OK, "%s", p->m.err.text);
    p->figures.arena = &p->m.arena;
    CHECK(disclosure_find(&p->m.wave, &p->m.figures, options, &p->m.arena, &p->found, &err) == OK,
          "%s", err.text);
    CHECK(disclosure_mask(&p->m.figures, &p->found, &p->figures, &err) == OK, "%s", err.text);
    CHECK(p->found.count[WITHHELD_UNKNOWN] == 0, "%zu measures that the table does not know",
          p->found.count[WITHHELD_UNKNOWN]);
}

static enum withheld why(const struct published *p, const char *id)
{
    const struct figure *figure = figures_find(&p->m.figures, id);
    CHECK(figure != NULL, "%s is not there", id);
    return figure == NULL ? WITHHELD_UNKNOWN
                          : (enum withheld)p->found.why[figure - p->m.figures.list];
}

static void check_why(const struct published *p, const char *id, enum withheld want)
{
    const enum withheld got = why(p, id);
    CHECK(got == want, "%s: %s, not %s", id, withheld_name(got), withheld_name(want));
}

/* 2 of 3, 4 of 8, 8 of 9 and 10 of 10: the first is few, and 24 less the others would tell it. */
static void a_small_level_takes_another_along(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 30);
    make_group(&p.m, "size", 4, "001111222222223333333333", (size_t[]){3, 8, 9, 10});
    publish(&p, 3);
    check_why(&p, "group/answered/size|size=small", WITHHELD_SMALL);
    check_why(&p, "group/answered/size|size=middle", WITHHELD_COMPLEMENTARY);
    check_why(&p, "group/answered/size|size=large", WITHHELD_NOT);
    check_why(&p, "group/frame/size|size=small", WITHHELD_NOT);
    check_why(&p, "response/rate|size=small", WITHHELD_SMALL);
    check_why(&p, "response/rate|size=middle", WITHHELD_COMPLEMENTARY);
    check_why(&p, "composition/chi2/size", WITHHELD_COMPLEMENTARY);
    check_why(&p, "index/mean/I|size=small", WITHHELD_SMALL);
    check_why(&p, "index/mean/I|size=middle", WITHHELD_COMPLEMENTARY);
    check_why(&p, "index/mean/I|size=large", WITHHELD_NOT);
    check_why(&p, "index/mean/I", WITHHELD_NOT);
    check_why(&p, "index/min/I", WITHHELD_SINGLE);
    maker_close(&p.m);
}

/* Nobody is no small group, and a level of one that answered leaves no other alone. */
static void nothing_is_withheld_for_nobody(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 12, 20);
    make_group(&p.m, "size", 3, "111111222222", (size_t[]){4, 8, 8});
    publish(&p, 3);
    check_why(&p, "group/answered/size|size=small", WITHHELD_NOT);
    check_why(&p, "group/answered/size|size=middle", WITHHELD_NOT);
    check_why(&p, "composition/chi2/size", WITHHELD_NOT);
    maker_close(&p.m);
}

/* 10 of 10 leave no doubt how many of 3 answered when both are withheld together: a third level is
   withheld, in which more could have answered. */
static void what_the_register_leaves_open_is_wide_enough(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 27);
    make_group(&p.m, "size", 3, "001111111111222222222222", (size_t[]){2, 10, 15});
    publish(&p, 3);
    check_why(&p, "group/answered/size|size=small", WITHHELD_SMALL);
    check_why(&p, "group/answered/size|size=middle", WITHHELD_COMPLEMENTARY);
    check_why(&p, "group/answered/size|size=large", WITHHELD_COMPLEMENTARY);
    maker_close(&p.m);
}

/* The second level of "size" is the second of "service" too: it is known when either is. */
static void another_group_tells_nothing(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 48);
    make_group(&p.m, "size", 4, "001111112222222333333333", (size_t[]){6, 12, 14, 16});
    make_group(&p.m, "service", 2, "001111110000000000000000", (size_t[]){36, 12});
    p.m.wave.groups[1].level[0] = p.m.wave.groups[1].level[1] = 0;
    publish(&p, 3);
    check_why(&p, "index/mean/I|size=small", WITHHELD_SMALL);
    check_why(&p, "index/mean/I|size=middle", WITHHELD_COMPLEMENTARY);
    /* else all - large - huge - service=middle would be the small one */
    const bool is_open = why(&p, "index/mean/I|service=middle") != WITHHELD_NOT ||
                         why(&p, "index/mean/I|size=large") != WITHHELD_NOT;
    CHECK(is_open, "the mean of two units follows");
    if (why(&p, "index/mean/I|service=middle") != WITHHELD_NOT)
        check_why(&p, "index/mean/I|service=small", WITHHELD_COMPLEMENTARY);
    maker_close(&p.m);
}

/* Two nested levels of different Groups that differ by two units tell of these. */
static void a_difference_of_few_is_withheld(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 48);
    make_group(&p.m, "size", 2, "000000000000111111111111", (size_t[]){24, 24});
    make_group(&p.m, "service", 2, "000000000011111111111111", (size_t[]){20, 28});
    publish(&p, 3);
    size_t n = 0;
    static const char *const ids[] = {"index/mean/I|size=small", "index/mean/I|size=middle",
                                      "index/mean/I|service=small", "index/mean/I|service=middle"};
    for (size_t i = 0; i < COUNT(ids); i++)
        n += why(&p, ids[i]) != WITHHELD_NOT;
    CHECK(n >= 2, "%zu means are withheld", n);
    CHECK(why(&p, ids[0]) != WITHHELD_NOT || why(&p, ids[2]) != WITHHELD_NOT, "12 less 10");
    maker_close(&p.m);
}

/* 2, 4, 10 and 8 of 24: the two and the four are withheld, and what more would tell them. */
static void choices_sum_to_those_who_answered(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 24);
    struct choice_list *list = make_list(&p.m, 4, (double[]){1, 2, 3, 4});
    make_coded(&p.m, "q", "I", list, "001111222222222233333333");
    publish(&p, 3);
    check_why(&p, "item/share/q|choice=c0", WITHHELD_SMALL);
    check_why(&p, "item/share/q|choice=c1", WITHHELD_COMPLEMENTARY);
    check_why(&p, "item/share/q|choice=c2", WITHHELD_NOT);
    check_why(&p, "item/share/q|choice=c3", WITHHELD_NOT);
    check_why(&p, "item/mean/q", WITHHELD_COMPLEMENTARY);
    maker_close(&p.m);
}

/* Without a missing answer the index is the mean of q and r: with q's mean hidden r's would give
 * it. */
static void an_index_does_not_give_its_questions_away(void **state)
{
    (void)state;
    struct published p;
    memset(&p, 0, sizeof p);
    maker_open(&p.m, 24);
    make_index(&p.m, "I", NULL);
    struct choice_list *list = make_list(&p.m, 4, (double[]){1, 2, 3, 4});
    make_coded(&p.m, "q", "I", list, "001111222222222233333333");
    make_coded(&p.m, "r", "I", list, "000001111112222222333333");
    publish(&p, 3);
    check_why(&p, "item/mean/q", WITHHELD_COMPLEMENTARY);
    check_why(&p, "item/mean/r", WITHHELD_COMPLEMENTARY);
    check_why(&p, "item/share/r|choice=c0", WITHHELD_COMPLEMENTARY);
    check_why(&p, "item/share/r|choice=c1", WITHHELD_COMPLEMENTARY);
    check_why(&p, "item/share/r|choice=c2", WITHHELD_NOT);
    check_why(&p, "index/mean/I", WITHHELD_NOT);
    maker_close(&p.m);
}

/* Strong ones are few in the first level: their number follows from that of all and the others. */
static void strong_ones_are_counts_too(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 48);
    p.m.form.indicators[0].strong = 17;
    make_group(&p.m, "size", 3, "000000000111111111222222", (size_t[]){16, 16, 16});
    publish(&p, 3);
    /* from 17 up: 2 of 9, 9 of 9, 6 of 6 */
    check_why(&p, "share/strong/I|size=small", WITHHELD_SMALL);
    check_why(&p, "index/mean/I|size=small", WITHHELD_NOT);
    CHECK(why(&p, "share/strong/I|size=middle") == WITHHELD_COMPLEMENTARY ||
              why(&p, "share/strong/I|size=large") == WITHHELD_COMPLEMENTARY,
          "2 follows");
    check_why(&p, "group_difference/strong_chi2/I~size", WITHHELD_COMPLEMENTARY);
    maker_close(&p.m);
}

static void of_a_withheld_figure_nothing_is_left(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 30);
    make_group(&p.m, "size", 4, "001111222222223333333333", (size_t[]){3, 8, 9, 10});
    publish(&p, 3);
    CHECK(p.figures.n == p.found.n - p.found.count[WITHHELD_UNIT], "%zu figures", p.figures.n);
    size_t n_withheld = 0;
    for (size_t i = 0; i < p.figures.n; i++) {
        const struct figure *figure = &p.figures.list[i];
        const struct figure *whole = figures_find(&p.m.figures, figure->id);
        if (figure->status == NULL || strcmp(figure->status, "c") != 0) {
            CHECK(memcmp(figure, whole, sizeof *figure) == 0, "%s is as it was", figure->id);
            continue;
        }
        n_withheld++;
        CHECK(is_missing(figure->value) && is_missing(figure->n) && is_missing(figure->se) &&
                  is_missing(figure->low) && is_missing(figure->high) && is_missing(figure->p),
              "%s has numbers", figure->id);
        CHECK(strpbrk(figure->method, "0123456789") == NULL, "%s: %s", figure->id, figure->method);
    }
    CHECK(n_withheld > 0, "nothing is withheld");
    maker_close(&p.m);
}

/* Fewer units than min_cell: nothing of their answers is published. */
static void a_wave_of_few_has_nothing_to_tell(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 4, 8);
    make_group(&p.m, "size", 2, "0011", (size_t[]){4, 4});
    publish(&p, 5);
    for (size_t i = 0; i < p.figures.n; i++) {
        const struct figure *figure = &p.figures.list[i];
        const bool is_of_answers =
            strncmp(figure->id, "index/mean", 10) == 0 || strncmp(figure->id, "item/mean", 9) == 0;
        CHECK(!is_of_answers || is_missing(figure->value), "%s", figure->id);
    }
    maker_close(&p.m);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct published p;
    open_wave(&p, 24, 30);
    make_group(&p.m, "size", 4, "001111222222223333333333", (size_t[]){3, 8, 9, 10});
    CHECK(maker_run(&p.m, 1) == OK, "%s", p.m.err.text);
    const struct disclosure_options options = {.min_cell = 3};
    size_t nth = 0;
    enum status status = ERR_MEMORY;
    for (; status != OK && nth < 20000; nth += 1 + nth / 20) {
        struct arena arena = {0};
        struct error err = {0};
        arena_fail_at(nth + 1);
        status = disclosure_find(&p.m.wave, &p.m.figures, options, &arena, &p.found, &err);
        arena_fail_at(0);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %s", nth, err.text);
        arena_release(&arena);
    }
    CHECK(status == OK && nth > 100, "it never had enough memory");
    maker_close(&p.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_small_level_takes_another_along),
        TEST(nothing_is_withheld_for_nobody),
        TEST(what_the_register_leaves_open_is_wide_enough),
        TEST(another_group_tells_nothing),
        TEST(a_difference_of_few_is_withheld),
        TEST(choices_sum_to_those_who_answered),
        TEST(an_index_does_not_give_its_questions_away),
        TEST(strong_ones_are_counts_too),
        TEST(of_a_withheld_figure_nothing_is_left),
        TEST(a_wave_of_few_has_nothing_to_tell),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
