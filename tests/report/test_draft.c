/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_check.h"
#include "report/draft.h"
#include "tests/check.h"

#include "make_report.h"

#include <stdlib.h>

/* A draft of the tiny report, in the arena. */
static struct draft make_draft(struct arena *arena, enum language language)
{
    struct report *report = arena_new(arena, struct report);
    if (report == NULL)
        abort();
    make_report(arena, language, report);
    return (struct draft){.report = report, .arena = arena};
}

static void drop_draft(const struct draft *draft)
{
    drop_report(draft->report);
    arena_release(draft->arena);
}

static void text_from_outside_fits_a_cell(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        // clang-format off
        {"plain",              "Åre & <b>",     "Åre & <b>"},
        {"none",               NULL,            ""},
        {"empty",              "",              ""},
        {"a line break",       "a\nb",          "a\nb"},
        {"a tab",              "a\tb",          "a b"},
        {"controls",           "a\x01 b\x1f",   "a\u2401 b\u241f"},
        {"CR LF",              "a\r\nb",        "a\u240d\nb"},
        {"delete",             "\x7f",          "\u2421"},
        {"Windows-1252",       "\xe5ker",       "\ufffdker"},
        {"cut",                "a\xe2\x82",     "a\ufffd\ufffd"},
        {"U+FFFF",             "\xef\xbf\xbf!", "\ufffd!"},
        {"full width",         "\uff21",        "\uff21"},
        // clang-format on
    };
    struct arena arena = {0};
    struct draft draft = make_draft(&arena, LANGUAGE_SV);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = draft_outside(&draft, cases[i].text);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
    }
    drop_draft(&draft);
}

/* Whatever comes in, what goes out is taken by the book. */
static void any_bytes_fit_a_cell(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct draft draft = make_draft(&arena, LANGUAGE_SV);
    enum { LONG = 70000 };
    char *text = arena_array(&arena, LONG + 1, char);
    for (unsigned seed = 1; seed <= 60; seed++) {
        const size_t n = seed % 10 == 0 ? LONG : seed;
        uint32_t x = seed;
        for (size_t i = 0; i < n; i++) {
            x = x * 1664525 + 1013904223;
            text[i] = (char)(x >> 24 == 0 ? 1 : x >> 24);
        }
        text[n] = '\0';
        const char *fault = book_text_fault(draft_outside(&draft, text), BOOK_TEXT);
        CHECK(fault == NULL, "seed %u: %s", seed, fault);
        fault = book_text_fault(draft_header(&draft, text), BOOK_HEADER);
        CHECK(fault == NULL, "header, seed %u: %s", seed, fault);
    }
    memset(text, 'a', LONG);
    const char *cut = draft_outside(&draft, text);
    CHECK(strlen(cut) < BOOK_TEXT, "%zu bytes", strlen(cut));
    CHECK(strcmp(cut + strlen(cut) - 3, "\u2026") == 0, "the cut does not show: %s",
          cut + strlen(cut) - 3);
    drop_draft(&draft);
}

static void estimates_read_as_prose(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct figure figure;
        const char *sv, *en;
    } cases[] = {
        // clang-format off
        {"a mean",         {.value = 63.44, .low = 61, .high = 65.8, .unit = "0-100", .decimals = 1},
         "63,4; intervall 61,0–65,8", "63.4; interval 61.0–65.8"},
        {"a correlation",  {.value = 0.31, .low = -0.125, .high = 0.6, .unit = "r", .decimals = 2},
         "0,31; intervall \u22120,12 till 0,60", "0.31; interval \u22120.12 to 0.60"},
        {"a share",        {.value = 0.625, .low = 0.5, .high = 0.75, .unit = "share", .decimals = 3},
         "62,5\u00a0%; intervall 50,0–75,0\u00a0%", "62.5%; interval 50.0–75.0%"},
        {"no interval",    {.value = 20, .low = NAN, .high = NAN, .unit = "0-100", .decimals = 1},
         "20,0", "20.0"},
        {"all answered",   {.value = 20, .low = 20, .high = 20, .unit = "0-100", .decimals = 1},
         "20,0", "20.0"},
        // clang-format on
    };
    for (enum language language = LANGUAGE_SV; language < LANGUAGE_COUNT; language++) {
        struct arena arena = {0};
        struct draft draft = make_draft(&arena, language);
        for (size_t i = 0; i < COUNT(cases); i++) {
            const char *want = language == LANGUAGE_SV ? cases[i].sv : cases[i].en;
            const char *got = draft_estimate(&draft, &cases[i].figure);
            CHECK(strcmp(got, want) == 0, "%s: got '%s'", cases[i].name, got);
        }
        drop_draft(&draft);
    }
}

static void memory_that_runs_out_is_remembered(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct draft draft = make_draft(&arena, LANGUAGE_SV);
    struct error err = {0};
    CHECK(draft_status(&draft, &err) == OK, "%s", err.text);
    arena_fail_at(1);
    const char *text = draft_join(&draft, "en", "till");
    arena_fail_at(0);
    CHECK(strcmp(text, "") == 0, "got '%s'", text);
    CHECK(draft_status(&draft, &err) == ERR_MEMORY, "%s", err.text);
    drop_draft(&draft);
}

/* Between characters; what fits is not touched. */
static void texts_are_cut_between_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t most;
        const char *want;
    } cases[] = {
        {"kort", 4, "kort"},
        {"längre", 6, "lä\u2026"},
        {"längre", 5, "l\u2026"},
        {"\U0001F600\U0001F600", 7, "\U0001F600\u2026"},
        {"\U0001F600\U0001F600", 6, "\u2026"},
        {"", 0, ""},
    };
    struct arena arena = {0};
    struct draft draft = {.arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = draft_cut(&draft, cases[i].text, cases[i].most);
        CHECK(strcmp(got, cases[i].want) == 0, "%zu: %s", i, got);
    }
    char *text = malloc(40001);
    assert_non_null(text);
    memset(text, 'x', 40000);
    text[40000] = '\0';
    CHECK(book_text_fault(draft_join(&draft, text, text), BOOK_TEXT) == NULL, "%s", "too long");
    free(text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_from_outside_fits_a_cell),    TEST(any_bytes_fit_a_cell),
        TEST(estimates_read_as_prose),          TEST(memory_that_runs_out_is_remembered),
        TEST(texts_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
