/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/figure_compare.h"

#include "base/missing.h"
#include "base/random.h"
#include "tests/check.h"

static const struct figure plain = {.id = "index/mean/A",
                                    .value = 50.25,
                                    .n = 159,
                                    .se = 1.5,
                                    .low = 47.3,
                                    .high = 53.2,
                                    .p = 0.04,
                                    .status = "",
                                    .unit = "0-100",
                                    .decimals = 1,
                                    .method = "mean"};

static void put(struct figures *figures, struct figure figure)
{
    struct error err = {0};
    CHECK(figures_put(figures, figure, &err) == OK, "%s", err.text);
}

static struct differences compare(const struct figures *was, const struct figures *is)
{
    struct differences out;
    struct error err = {0};
    CHECK(figures_compare(was, is, was->arena, &out, &err) == OK, "%s", err.text);
    return out;
}

/* "FIGURE value 0.02", or "" when nothing differs. */
static const char *say(struct arena *arena, const struct differences *found)
{
    if (found->n == 0)
        return "";
    const struct difference *first = &found->list[0];
    return arena_print(arena, "%s %s %.3g%s", difference_name(first->kind),
                       first->field == NULL ? "-" : first->field, first->deviation,
                       first->is_method_changed ? " method" : "");
}

/* `plain` with a change. */
#define LIKE(...) make((struct change){__VA_ARGS__})
struct change {
    const char *field;
    double to;
    const char *text;
};

static struct figure make(struct change change)
{
    struct figure figure = plain;
    const struct {
        const char *name;
        double *at;
    } numbers[] = {{"value", &figure.value}, {"n", &figure.n},       {"se", &figure.se},
                   {"low", &figure.low},     {"high", &figure.high}, {"p", &figure.p}};
    const struct {
        const char *name;
        const char **at;
    } texts[] = {{"status", &figure.status}, {"unit", &figure.unit}, {"method", &figure.method}};
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (strcmp(change.field, numbers[i].name) == 0)
            *numbers[i].at = change.to;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (strcmp(change.field, texts[i].name) == 0)
            *texts[i].at = change.text;
    if (strcmp(change.field, "decimals") == 0)
        figure.decimals = (int)change.to;
    return figure;
}

static void one_figure_by_what_changed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct change change;
        const char *want;
    } cases[] = {
        {"nothing", {"", 0, NULL}, ""},
        {"noise of computing", {"value", 50.25 + 4e-8, NULL}, ""},
        {"just beyond it", {"value", 50.25 + 6e-8, NULL}, "FIGURE value 1.19e-09"},
        {"beyond it, away from a rounding", {"se", 1.5 + 1e-7, NULL}, "DRIFT se 6.67e-08"},
        {"small numbers are taken absolutely", {"p", 0.04 + 9e-10, NULL}, ""},
        {"p with three decimals", {"p", 0.0404, NULL}, "DRIFT p 0.0004"},
        {"p that reads otherwise", {"p", 0.041, NULL}, "FIGURE p 0.001"},
        {"n has none", {"n", 160, NULL}, "FIGURE n 0.00625"},
        {"half a unit", {"n", 159.25, NULL}, "DRIFT n 0.00157"},
        {"low", {"low", 47.4, NULL}, "FIGURE low 0.00211"},
        {"high", {"high", 53.21, NULL}, "DRIFT high 0.000188"},
        {"an interval that went", {"low", NAN, NULL}, "FIGURE low inf"},
        {"a value that went", {"value", NAN, NULL}, "STATUS status inf"},
        {"a status", {"status", 0, "c"}, "STATUS status 0"},
        {"no status, NULL or blank", {"status", 0, NULL}, ""},
        {"a unit", {"unit", 0, "share"}, "METHOD unit 0 method"},
        {"decimals", {"decimals", 2, NULL}, "METHOD decimals 0 method"},
        {"a method", {"method", 0, "median"}, "METHOD method 0 method"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct figures was = {.arena = &arena}, is = {.arena = &arena};
        put(&was, plain);
        put(&is, make(cases[i].change));
        const struct differences found = compare(&was, &is);
        const char *got = say(&arena, &found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s', want '%s'", cases[i].name, got,
              cases[i].want);
        arena_release(&arena);
    }
}

static void zeros_are_alike_whatever_their_sign(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    put(&was, LIKE("value", 1e-3, NULL));
    put(&is, LIKE("value", -1e-3, NULL));
    const struct differences found = compare(&was, &is);
    const char *got = say(&arena, &found);
    CHECK(strcmp(got, "DRIFT value 0.002") == 0, "'%s'", got);
    arena_release(&arena);
}

/* Of a figure the gravest field counts; among fields as grave the one that is farthest off. */
static void the_gravest_field_counts(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    struct figure changed = plain;
    changed.p = 0.0401;    /* drift */
    changed.value = 51.25; /* 2 % */
    changed.high = 60;     /* 11 % */
    changed.method = "other";
    put(&was, plain);
    put(&is, changed);
    const struct differences found = compare(&was, &is);
    const char *got = say(&arena, &found);
    CHECK(found.n == 1 && strcmp(got, "FIGURE high 0.113 method") == 0, "%zu '%s'", found.n, got);
    CHECK(found.list[0].was_number == 53.2 && found.list[0].is_number == 60, "wrong numbers");
    arena_release(&arena);
}

static struct figure named(const char *id, double value)
{
    struct figure figure = plain;
    figure.id = id;
    figure.value = value;
    return figure;
}

static void the_list_is_by_gravity_then_by_size_then_in_order(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    static const struct {
        const char *id;
        double was, is; /* INFINITY: not there */
    } cases[] = {
        {"a", 1, 1},   {"b", INFINITY, 1}, {"c", 10, 10.001},  {"d", 10, 12},
        {"e", 10, 20}, {"f", 10, 12},      {"g", 1, INFINITY}, {"h", NAN, 1},
        {"i", 1, NAN}, {"j", INFINITY, 2}, {"k", 2, INFINITY},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (cases[i].was != INFINITY)
            put(&was, named(cases[i].id, cases[i].was));
        if (cases[i].is != INFINITY)
            put(&is, named(cases[i].id, cases[i].is));
    }
    const struct differences found = compare(&was, &is);
    char order[COUNT(cases) + 1] = "";
    for (size_t i = 0; i < found.n; i++)
        order[i] = *(found.list[i].is != NULL ? found.list[i].is : found.list[i].was)->id;
    CHECK(strcmp(order, "hiedfcbjgk") == 0, "%s", order);
    CHECK(found.count[DIFFERENCE_STATUS] == 2 && found.count[DIFFERENCE_FIGURE] == 3 &&
              found.count[DIFFERENCE_DRIFT] == 1 && found.count[DIFFERENCE_NEW] == 2 &&
              found.count[DIFFERENCE_GONE] == 2,
          "wrong counts");
    arena_release(&arena);
}

/* Seen from the other side the same figures differ, by as much. */
static void both_sides_see_the_same(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    struct random random = random_stream(7, 0);
    for (int i = 0; i < 400; i++) {
        const double size = pow(10, -12 * random_uniform(&random)), x = random_uniform(&random);
        const char *id = arena_print(&arena, "x/%d", i);
        if (i % 7 != 0)
            put(&was, named(id, i % 11 == 0 ? NAN : 100 * x));
        if (i % 5 != 0)
            put(&is, named(id, i % 13 == 0 ? NAN : 100 * x + size));
    }
    const struct differences there = compare(&was, &is), back = compare(&is, &was);
    assert_int_equal(there.n, back.n);
    for (int kind = 0; kind < DIFFERENCE_NEW; kind++)
        CHECK(there.count[kind] == back.count[kind] && there.count[kind] > 0, "kind %d", kind);
    CHECK(there.count[DIFFERENCE_NEW] == back.count[DIFFERENCE_GONE], "new and gone");
    for (size_t i = 0; i < there.n && there.list[i].kind < DIFFERENCE_NEW; i++)
        CHECK(there.list[i].was == back.list[i].is &&
                  there.list[i].deviation == back.list[i].deviation,
              "difference %zu", i);
    CHECK(compare(&was, &was).n == 0 && compare(&is, &is).n == 0, "differs from itself");
    arena_release(&arena);
}

static void what_matters_most_comes_first(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    static const struct {
        const char *id;
        double was, is, se;
    } cases[] = {
        {"count/big", 1000, 3000, NAN},        {"index/mean/vague", 50, 52, 4},
        {"index/mean/firm", 50, 51, 0.5},      {"hypothesis/verdict/H2", 1, 0, NAN},
        {"index/mean/drift", 50, 50.0001, 1},  {"count/small", 1000, 1001, NAN},
        {"hypothesis/verdict/H1", -1, 1, NAN}, {"index/mean/lost", 50, NAN, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct figure figure = named(cases[i].id, cases[i].was);
        figure.se = cases[i].se;
        figure.low = figure.high = NAN;
        put(&was, figure);
        figure.value = cases[i].is;
        put(&is, figure);
    }
    struct differences found = compare(&was, &is);
    differences_by_importance(&found);
    static const char *const want[] = {
        "index/mean/lost", "hypothesis/verdict/H1", "hypothesis/verdict/H2",
        "index/mean/firm", "index/mean/vague",      "count/big",
        "count/small",     "index/mean/drift",
    };
    assert_int_equal(found.n, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(strcmp(found.list[i].is->id, want[i]) == 0, "%zu: %s", i, found.list[i].is->id);
    CHECK(found.list[3].in_se == 2 && found.list[4].in_se == 0.5, "%g", found.list[3].in_se);
    CHECK(isnan(found.list[0].in_se) && isnan(found.list[5].in_se), "no scale");
    arena_release(&arena);
}

/* Without a standard error the interval tells how uncertain a value is. */
static void an_interval_is_a_scale_too(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures was = {.arena = &arena}, is = {.arena = &arena};
    struct figure figure = plain;
    figure.se = NAN;
    figure.low = figure.value - 1.959963984540054;
    figure.high = figure.value + 1.959963984540054;
    put(&was, figure);
    figure.value += 3;
    put(&is, figure);
    const struct differences found = compare(&was, &is);
    CHECK(near(found.list[0].in_se, 3, 1e-12), "%g", found.list[0].in_se);
    arena_release(&arena);
}

static void nothing_against_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct figures none = {.arena = &arena}, one = {.arena = &arena};
    put(&one, plain);
    CHECK(compare(&none, &none).n == 0, "none");
    CHECK(compare(&none, &one).count[DIFFERENCE_NEW] == 1, "new");
    CHECK(compare(&one, &none).count[DIFFERENCE_GONE] == 1, "gone");
    struct differences out;
    struct error err = {0};
    arena_fail_at(1);
    CHECK(figures_compare(&one, &none, &arena, &out, &err) == ERR_MEMORY, "memory");
    arena_fail_at(0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_figure_by_what_changed), TEST(zeros_are_alike_whatever_their_sign),
        TEST(the_gravest_field_counts),   TEST(the_list_is_by_gravity_then_by_size_then_in_order),
        TEST(both_sides_see_the_same),    TEST(what_matters_most_comes_first),
        TEST(an_interval_is_a_scale_too), TEST(nothing_against_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
