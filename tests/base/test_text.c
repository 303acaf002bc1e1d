/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/text.h"
#include "tests/check.h"

static void utf8_is_told_from_other_bytes(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *text;
        size_t n;
        bool want;
    } cases[] = {
        {"nothing",                      "",                  0, true},
        {"ASCII",                        "abc",               3, true},
        {"a NUL is a character",         "a\0b",              3, true},
        {"Swedish",                      "åäö",               6, true},
        {"four bytes",                   "\xF0\x9F\x98\x80",  4, true},
        {"the last code point",          "\xF4\x8F\xBF\xBF",  4, true},
        {"one past it",                  "\xF4\x90\x80\x80",  4, false},
        {"Windows-1252",                 "\xE5\xE4\xF6",      3, false},
        {"cut inside a character",       "å",                 1, false},
        {"a continuation alone",         "\x80",              1, false},
        {"overlong slash",               "\xC0\xAF",          2, false},
        {"overlong, three bytes",        "\xE0\x80\xAF",      3, false},
        {"a surrogate",                  "\xED\xA0\x80",      3, false},
        {"FE never occurs",              "\xFE",              1, false},
        {"a fault after much ASCII",     "aaaaaaaaaaaaaa\xFF", 15, false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(text_is_utf8(cases[i].text, cases[i].n) == cases[i].want, "%s", cases[i].name);
}

static void white_space_around_a_text_goes(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"",                      ""},
        {"a",                     "a"},
        {" \t\r\n\v\fa b\t ",     "a b"},
        {"   ",                   ""},
        {"\u00A0a\u00A0",         "a"},
        {" \u00A0 \u00A0",        ""},
        {"a\u00A0b",              "a\u00A0b"},
        {"à",                     "à"}, /* ends in the byte A0, as U+00A0 does */
        {"\u2003a",               "\u2003a"},
        {"\x1F.",                 "\x1F."},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t n = 999;
        const char *got = text_trimmed(cases[i].text, &n);
        CHECK(n == strlen(cases[i].want) && memcmp(got, cases[i].want, n) == 0,
              "case %zu, want '%s': got '%.*s'", i, cases[i].want, (int)n, got);
    }
}

static void a_folded_text_is_a_key(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"nothing",                     "",               ""},
        {"ASCII",                       "ABC xyz-9[]{@`", "abc xyz-9[]{@`"},
        {"trimmed",                     " Ja\u00A0",      "ja"},
        {"Swedish",                     "ÅÄÖ",            "åäö"},
        {"composed from its parts",     "A\u030Angest",   "ångest"},
        {"the sign for Angstrom",       "\u212B",         "å"},
        {"a sharp s",                   "GROẞ",           "gross"},
        {"Greek final sigma",           "ΣΑΣ",            "σασ"},
        {"a dotted I keeps its dot",    "\u0130",         "i\u0307"},
        {"a ligature is two letters",   "\uFB01",         "fi"}, /* case folding's own rule */
        {"no case",                     "数字",           "数字"},
    };
    // clang-format on
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = text_folded(&arena, cases[i].text);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
        CHECK(strcmp(text_folded(&arena, got), got) == 0, "%s: folding twice", cases[i].name);
    }
    arena_release(&arena);
}

static void a_long_text_folds_as_well(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[2001], want[2001];
    for (size_t i = 0; i < sizeof text - 1; i += 2) {
        memcpy(text + i, "Å", 3);
        memcpy(want + i, "å", 3);
    }
    assert_string_equal(text_folded(&arena, text), want);
    arena_release(&arena);
}

static void folding_says_when_memory_runs_out(void **state)
{
    (void)state;
    static const char *const texts[] = {"abc", "ÅÄÖ"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct arena arena = {0};
        arena_fail_at(1);
        CHECK(text_folded(&arena, texts[i]) == NULL, "%s", texts[i]);
        arena_fail_at(0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(utf8_is_told_from_other_bytes),
        TEST(white_space_around_a_text_goes),
        TEST(a_folded_text_is_a_key),
        TEST(a_long_text_folds_as_well),
        TEST(folding_says_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
