/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chart_parts.h"
#include "tests/check.h"

#include "make_report.h"

static struct figure make_figure(double value, double low, double high, const char *status)
{
    return (struct figure){.id = "a/b/c",
                           .value = value,
                           .n = 3,
                           .se = MISSING,
                           .low = low,
                           .high = high,
                           .p = MISSING,
                           .status = status,
                           .decimals = 1};
}

/* What is withheld is not drawn, whether or not the value is still there. */
static void figures_that_may_be_shown(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value;
        const char *status;
        bool want;
    } cases[] = {
        // clang-format off
        {"a value",                  50,      NULL, true},
        {"an empty status",          0,       "",   true},
        {"no value",                 NAN,     "x",  false},
        {"no value and no status",   NAN,     NULL, false},
        {"withheld",                 NAN,     "c",  false},
        {"withheld with its value",  50,      "c",  false},
        {"without an end",           INFINITY, NULL, false},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct figure figure = make_figure(cases[i].value, 40, 60, cases[i].status);
        CHECK(chart_takes(&figure) == cases[i].want, "%s", cases[i].name);
    }
    CHECK(!chart_takes(NULL), "%s", "none");
}

static void intervals_end_where_the_scale_does(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value, low, high;
        const char *status;
        bool is_percent_scale;
        double down, up;
    } cases[] = {
        // clang-format off
        {"within",               50, 45, 57,   NULL, true,  5, 7},
        {"beyond both ends",     50, -20, 120, NULL, true,  50, 50},
        {"on a scale of its own", 50, -20, 120, NULL, false, 70, 70},
        {"no interval",          50, NAN, NAN, NULL, true,  0, 0},
        {"half an interval",     50, 40, NAN,  NULL, true,  0, 0},
        {"of no width",          50, 50, 50,   NULL, true,  0, 0},
        {"beside the value",     50, 51, 60,   NULL, true,  0, 10},
        {"withheld",             50, 45, 57,   "c",  true,  0, 0},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct indicator index = {.is_percent_scale = cases[i].is_percent_scale};
        const struct figure figure =
            make_figure(cases[i].value, cases[i].low, cases[i].high, cases[i].status);
        const struct whisker got = whisker_of(&figure, &index);
        CHECK(got.down == cases[i].down && got.up == cases[i].up, "%s: got %g, %g", cases[i].name,
              got.down, got.up);
    }
}

static void the_tens_around_what_is_drawn(void **state)
{
    (void)state;
    static const struct {
        double low, high, want_low, want_high;
    } cases[] = {{42, 58, 40, 60}, {0, 100, 0, 100}, {40, 60, 40, 60},
                 {3, 8, 0, 10},    {50, 50, 0, 100}, {96, 99.5, 90, 100}};
    const struct indicator index = {.is_percent_scale = true}, own = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct view view = {0};
        view_take(&view, cases[i].high, (struct whisker){.down = cases[i].high - cases[i].low});
        const struct axis axis = view_axis(&view, &index, "x");
        CHECK(axis.has_range && axis.low == cases[i].want_low && axis.high == cases[i].want_high,
              "%zu: %g to %g", i, axis.low, axis.high);
        CHECK(!view_axis(&view, &own, "x").has_range, "%zu", i);
    }
}

static void names_are_cut_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t most;
        const char *want;
    } cases[] = {
        // clang-format off
        {"Mognad", 6, "Mognad"},
        {"Mognader", 6, "Mognad…"},
        {"Digitala verktyg och ny teknik", 20, "Digitala verktyg…"},
        {"Åäöåäö", 5, "Åäöåä…"},
        {"Åäöåä", 5, "Åäöåä"},
        {"två\nrader", 20, "två rader"},
        {"a bcdefghijklmn", 10, "a bcdefghi…"},
        // clang-format on
    };
    struct arena arena = {0};
    struct draft draft = {.arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = chart_name(&draft, cases[i].text, cases[i].most);
        CHECK(strcmp(got, cases[i].want) == 0, "'%s': got '%s'", cases[i].text, got);
    }
    arena_release(&arena);
}

/* `n` bytes of words of two letters that take two bytes each. */
static char *make_words(struct arena *arena, size_t n)
{
    char *text = arena_array(arena, n + 1, char);
    for (size_t i = 0; i < n; i++)
        text[i] = "\xC3\xA5\xC3\xA4 "[i % 5];
    text[n] = '\0';
    return text;
}

static void alternative_texts_are_never_too_long(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    for (size_t n = CHART_ALT_LIMIT - 9; n < CHART_ALT_LIMIT + 20; n++) {
        const char *text = make_words(&arena, n);
        const char *got = alt_fit(&draft, text);
        const size_t size = strlen(got);
        CHECK(size <= CHART_ALT_LIMIT, "%zu: %zu bytes", n, size);
        CHECK((got == text) == (n <= CHART_ALT_LIMIT), "%zu: cut", n);
        CHECK(got == text || strcmp(got + size - strlen("\xA4…"), "\xA4…") == 0, "%zu: ends '%s'",
              n, got + size - 9);
    }
    const char *list = "";
    for (size_t i = 0; i < 500; i++)
        list = alt_list(&draft, list, "Mognad: 50,0");
    CHECK(strncmp(list, "Mognad: 50,0, Mognad", 20) == 0, "%.30s", list);
    CHECK(strlen(list) < 1600 && strcmp(list + strlen(list) - strlen("50,0, …"), "50,0, …") == 0,
          "%zu bytes", strlen(list));
    drop_report(&report);
    arena_release(&arena);
}

static void an_estimate_in_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    const struct figure with = make_figure(56.61, 55.3, 57.84, NULL);
    const struct figure without = make_figure(56.61, NAN, NAN, NULL);
    assert_string_equal(alt_estimate(&draft, "Mognad", &with), "Mognad: 56,6 (55,3–57,8)");
    assert_string_equal(alt_estimate(&draft, "Mognad", &without), "Mognad: 56,6");
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_that_may_be_shown),
        TEST(intervals_end_where_the_scale_does),
        TEST(the_tens_around_what_is_drawn),
        TEST(names_are_cut_between_words),
        TEST(alternative_texts_are_never_too_long),
        TEST(an_estimate_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
