/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/text.h"
#include "tests/check.h"

#include <float.h>

static void numbers_read_as_prose(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double x;
        int decimals;
        const char *sv, *en;
    } cases[] = {
        // clang-format off
        {"zero",                   0,          0, "0",                  "0"},
        {"a count under thousand", 212,        0, "212",                "212"},
        {"thousands",              1234,       0, "1\u00a0234",         "1,234"},
        {"millions",               1048576,    0, "1\u00a0048\u00a0576", "1,048,576"},
        {"one decimal",            63.44,      1, "63,4",               "63.4"},
        {"thousands and decimals", 1234.5678,  2, "1\u00a0234,57",      "1,234.57"},
        {"below zero",             -0.125,     2, "\u22120,12",         "\u22120.12"},
        {"minus thousands",        -1234,      0, "\u22121\u00a0234",   "\u22121,234"},
        {"a minus rounded away",   -0.001,     2, "0,00",               "0.00"},
        {"a hundred, negative",    -100,       0, "\u2212100",          "\u2212100"},
        {"rounded up to a new digit", 999.96,  1, "1\u00a0000,0",       "1,000.0"},
        // clang-format on
    };
    char got[PROSE_SIZE];
    for (size_t i = 0; i < COUNT(cases); i++) {
        prose_number(LANGUAGE_SV, cases[i].x, cases[i].decimals, got);
        CHECK(strcmp(got, cases[i].sv) == 0, "%s: sv: got '%s'", cases[i].name, got);
        prose_number(LANGUAGE_EN, cases[i].x, cases[i].decimals, got);
        CHECK(strcmp(got, cases[i].en) == 0, "%s: en: got '%s'", cases[i].name, got);
    }
    prose_number(LANGUAGE_SV, -DBL_MAX, 9, got);
    CHECK(strlen(got) < PROSE_SIZE, "the longest number takes %zu bytes", strlen(got));
}

static void templates_are_filled(void **state)
{
    (void)state;
    static const struct {
        const char *name, *template, *want;
    } cases[] = {
        {"nothing to fill", "Alla blad", "Alla blad"},
        {"in order", "{0} av {1}", "a av b"},
        {"in another order, twice", "{1}, {0} och {1}", "b, a och b"},
        {"no value for it", "{0} och {7}", "a och {7}"},
        {"not a placeholder", "{x} {0", "{x} {0"},
        {"empty", "", ""},
    };
    const char *const values[] = {"a", "b"};
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = report_fill(&arena, cases[i].template, values, COUNT(values));
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
    }
    arena_fail_at(1);
    CHECK(report_fill(&arena, "{0}", values, 2) == NULL, "filled without memory");
    arena_release(&arena);
}

static size_t count_of(const char *text, const char *wanted)
{
    size_t n = 0;
    for (; (text = strstr(text, wanted)) != NULL; text++)
        n++;
    return n;
}

/* What a translator forgets: a placeholder, a full stop, a straight quote. */
static void both_languages_say_the_same(void **state)
{
    (void)state;
    for (enum text id = 0; id < TEXT_COUNT; id++) {
        const char *sv = report_text(LANGUAGE_SV, id);
        const char *en = report_text(LANGUAGE_EN, id);
        CHECK(*sv != '\0' && *en != '\0', "text %d is empty", id);
        for (int i = 0; i < 10; i++) {
            const char placeholder[] = {'{', (char)('0' + i), '}', '\0'};
            CHECK((count_of(sv, placeholder) > 0) == (count_of(en, placeholder) > 0),
                  "%s in one language only: '%s'", placeholder, sv);
        }
        CHECK((sv[strlen(sv) - 1] == '.') == (en[strlen(en) - 1] == '.'),
              "a full stop in one language only: '%s'", sv);
        const char *const both[] = {sv, en};
        for (size_t i = 0; i < COUNT(both); i++) {
            CHECK(strpbrk(both[i], "'\"\t\n") == NULL, "a straight quote or a tab: '%s'", both[i]);
            CHECK(strstr(both[i], "  ") == NULL, "two blanks: '%s'", both[i]);
            CHECK(both[i][strlen(both[i]) - 1] != ' ', "ends with a blank: '%s'", both[i]);
        }
        CHECK(count_of(sv, "\u201C") == 0, "an English quote in Swedish: '%s'", sv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_read_as_prose),
        TEST(templates_are_filled),
        TEST(both_languages_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
