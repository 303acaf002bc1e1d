/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure.h"

#include "base/missing.h"
#include "tests/check.h"

static void ids_encode_what_is_not_plain(void **state)
{
    (void)state;
    static const struct {
        const char *family, *measure, *subject, *other, *code, *level, *want;
    } cases[] = {
        {"index", "mean", "SAMVERKAN", NULL, NULL, NULL, "index/mean/SAMVERKAN"},
        {"index", "mean", "SAMVERKAN", NULL, "size", "10-50", "index/mean/SAMVERKAN|size=10-50"},
        {"correlation", "pearson", "A.1", "B_2", NULL, NULL, "correlation/pearson/A.1~B_2"},
        {"response", "rate", NULL, NULL, NULL, NULL, "response/rate"},
        {"response", "rate", NULL, NULL, "size", ">1000", "response/rate|size=%3E1000"},
        {"item", "share", "q/1", NULL, "choice", "a=b;c", "item/share/q%2F1|choice=a%3Db%3Bc"},
        {"index", "mean", "Åt~gärd|%", NULL, NULL, NULL, "index/mean/%C3%85t%7Eg%C3%A4rd%7C%25"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *group =
            cases[i].code == NULL ? NULL : figure_level(&arena, cases[i].code, cases[i].level);
        const char *id = figure_id(&arena, cases[i].family, cases[i].measure, cases[i].subject,
                                   cases[i].other, group);
        CHECK(strcmp(id, cases[i].want) == 0, "got %s", id);
    }
    arena_release(&arena);
}

static struct figure numbered(struct arena *arena, size_t i)
{
    return (struct figure){.id = arena_print(arena, "index/mean/I%zu", i), .value = (double)i};
}

static void a_thousand_figures_are_found_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures figures = {.arena = &arena};
    CHECK(figures_find(&figures, "index/mean/I0") == NULL, "empty");
    for (size_t i = 0; i < 1000; i++)
        CHECK(figures_put(&figures, numbered(&arena, i), NULL) == OK, "%zu", i);
    for (size_t i = 0; i < 1000; i++) {
        const struct figure *found = figures_find(&figures, figures.list[i].id);
        CHECK(found == &figures.list[i] && found->value == (double)i, "%zu", i);
    }
    CHECK(figures.n == 1000, "%zu", figures.n);
    CHECK(figures_find(&figures, "index/mean/I1000") == NULL, "not put");
    arena_release(&arena);
}

static void a_figure_is_defined_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures figures = {.arena = &arena};
    struct error err = {0};
    CHECK(figures_put(&figures, numbered(&arena, 1), &err) == OK, "first");
    CHECK(figures_put(&figures, numbered(&arena, 1), &err) == ERR_VALUE, "second");
    CHECK(strcmp(err.text, "the figure 'index/mean/I1' is defined twice") == 0, "%s", err.text);
    CHECK(figures.n == 1, "%zu", figures.n);
    arena_release(&arena);
}

static void a_missing_value_has_a_status(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value;
        const char *status, *want;
    } cases[] = {
        {"a", MISSING, NULL, "x"}, {"b", MISSING, "", "x"}, {"c", MISSING, "z", "z"},
        {"d", 1, NULL, NULL},      {"e", 1, "", ""},
    };
    struct arena arena = {0};
    struct figures figures = {.arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct figure figure = {
            .id = cases[i].name, .value = cases[i].value, .status = cases[i].status};
        CHECK(figures_put(&figures, figure, NULL) == OK, "%s", cases[i].name);
        const char *got = figures_find(&figures, cases[i].name)->status;
        CHECK(got == cases[i].want || strcmp(got, cases[i].want) == 0, "%s: %s", cases[i].name,
              got);
    }
    arena_release(&arena);
}

static enum status put_many(struct arena *arena, size_t *n)
{
    struct figures figures = {.arena = arena};
    for (size_t i = 0; i < 2000; i++) {
        const char *id =
            figure_id(arena, "index", "mean", "I", NULL, arena_print(arena, "level=%zu", i));
        TRY(figures_put(&figures, (struct figure){.id = id, .value = 1}, NULL));
    }
    *n = figures.n;
    return OK;
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t nth = 1; n == 0; nth += 97) {
        struct arena arena = {0};
        arena_fail_at(nth);
        const enum status status = put_many(&arena, &n);
        arena_fail_at(0);
        CHECK(status == OK || status == ERR_MEMORY || status == ERR_VALUE, "%d", (int)status);
        arena_release(&arena);
    }
    CHECK(n == 2000, "%zu", n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ids_encode_what_is_not_plain), TEST(a_thousand_figures_are_found_again),
        TEST(a_figure_is_defined_once),     TEST(a_missing_value_has_a_status),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
