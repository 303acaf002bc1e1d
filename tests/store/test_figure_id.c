/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure_id.h"

#include "base/random.h"
#include "store/figure.h"
#include "tests/check.h"

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void ids_are_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        struct figure_parts want;
        const char *code, *level;
    } cases[] = {
        {"response/rate", {.family = "response", .measure = "rate"}, NULL, NULL},
        {"response/rate|size=%3E1000", {.family = "response", .measure = "rate"}, "size", ">1000"},
        {"index/mean/A|s=10-50;t=2",
         {.family = "index", .measure = "mean", .subject = "A"},
         "t",
         "2"},
        {"correlation/pearson/A.1~B_2",
         {.family = "correlation", .measure = "pearson", .subject = "A.1", .other = "B_2"},
         NULL,
         NULL},
        {"a/b/c%2Fd~%C3%85|unit=202100-6073",
         {.family = "a", .measure = "b", .subject = "c/d", .other = "Å"},
         "unit",
         "202100-6073"},
        {"item/share/q|choice=a%3Db%3Bc",
         {.family = "item", .measure = "share", .subject = "q"},
         "choice",
         "a=b;c"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct figure_parts got;
        struct error err = {0};
        CHECK(figure_parse(&arena, cases[i].id, &got, &err) == OK, "%s", err.text);
        CHECK(is_same(got.family, cases[i].want.family), "%s", cases[i].id);
        CHECK(is_same(got.measure, cases[i].want.measure), "%s", cases[i].id);
        CHECK(is_same(got.subject, cases[i].want.subject), "%s: %s", cases[i].id, got.subject);
        CHECK(is_same(got.other, cases[i].want.other), "%s: %s", cases[i].id, got.other);
        CHECK(cases[i].code == NULL ? got.n_levels == 0
                                    : is_same(figure_level_of(&got, cases[i].code), cases[i].level),
              "%s: %zu levels", cases[i].id, got.n_levels);
        CHECK(figure_level_of(&got, "nobody") == NULL, "%s", cases[i].id);
    }
    arena_release(&arena);
}

static void what_is_no_id_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",       "index",   "index/",  "/mean",    "index/mean/", "index/mean/A~",
        "a/b/c|", "a/b|c",   "a/b|c=",  "a/b|=d",   "a/b|c=d;",    "a/b/%",
        "a/b/%4", "a/b/%4g", "a/b/%3e", "a/b/x%00", "a/b~c",       "a~b/c",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct figure_parts got;
        struct error err = {0};
        CHECK(figure_parse(&arena, cases[i], &got, &err) == ERR_VALUE, "'%s'", cases[i]);
        CHECK(strstr(err.text, "is not the id of a figure: want family/measure/subject") != NULL,
              "'%s'", err.text);
    }
    arena_release(&arena);
}

/* A text of bytes that ids must encode, and some that they need not. */
static const char *random_text(struct arena *arena, struct random *random)
{
    static const char bytes[] = "aZ09_.-/~|=;% \xC3\xA5";
    const size_t n = 1 + (size_t)random_below(random, 8);
    char *text = arena_array(arena, n + 1, char);
    for (size_t i = 0; text != NULL && i < n; i++)
        text[i] = bytes[random_below(random, sizeof bytes - 1)];
    return text;
}

static void whatever_is_put_together_comes_apart(void **state)
{
    (void)state;
    struct random random = random_stream(7, 0);
    for (size_t i = 0; i < 1000; i++) {
        struct arena arena = {0};
        const char *subject = random_text(&arena, &random), *other = random_text(&arena, &random);
        const char *code = random_text(&arena, &random), *level = random_text(&arena, &random);
        const char *id =
            figure_id(&arena, "f", "m", subject, other, figure_level(&arena, code, level));
        struct figure_parts got;
        CHECK(figure_parse(&arena, id, &got, NULL) == OK, "%s", id);
        CHECK(is_same(got.subject, subject) && is_same(got.other, other), "%s", id);
        CHECK(got.n_levels == 1 && is_same(figure_level_of(&got, code), level), "%s", id);
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    enum status status = ERR_MEMORY;
    for (size_t nth = 1; status == ERR_MEMORY; nth++) {
        struct arena arena = {0};
        struct figure_parts got;
        arena_fail_at(nth);
        status = figure_parse(&arena, "index/mean/A~B|s=1", &got, NULL);
        arena_fail_at(0);
        arena_release(&arena);
        CHECK(nth < 20, "%zu", nth);
    }
    CHECK(status == OK, "%d", (int)status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ids_are_taken_apart),
        TEST(what_is_no_id_is_refused),
        TEST(whatever_is_put_together_comes_apart),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
