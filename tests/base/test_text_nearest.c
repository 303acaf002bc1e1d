/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/text.h"
#include "tests/check.h"

static const char *const types[] = {
    "select_one", "select_multiple", "integer", "decimal", "text", "date", "note", "Öppenhet"};

static void the_nearest_word_is_found(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *name, *wanted, *want;
    } cases[] = {
        {"the word itself",                    "integer",     "integer"},
        {"other case",                         "INTEGER",     "integer"},
        {"blanks around it",                   " text ",      "text"},
        {"a letter changed",                   "intefer",     "integer"},
        {"a letter too few",                   "intger",      "integer"},
        {"a letter too many",                  "integger",    "integer"},
        {"two neighbours swapped count once",  "dtae",        "date"},
        {"swapped at the start",               "etxt",        "text"},
        {"a third of the longer is near",      "inteXYr",     "integer"},
        {"more than a third is not",           "inXXXer",     NULL},
        {"letters, not bytes, are counted",    "oppenhet",    "Öppenhet"},
        {"composed or not",                    "O\u0308ppenhet", "Öppenhet"},
        {"nothing like it",                    "quartile",    NULL},
        {"nothing at all",                     "",            NULL},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = text_nearest(cases[i].wanted, types, COUNT(types));
        CHECK(got == cases[i].want ||
                  (got != NULL && cases[i].want != NULL && strcmp(got, cases[i].want) == 0),
              "%s: got %s", cases[i].name, got == NULL ? "none" : got);
    }
}

static void ties_go_to_the_first(void **state)
{
    (void)state;
    static const char *const words[] = {"bat1", "cat1", "rat1"};
    assert_string_equal(text_nearest("xat1", words, 3), "bat1");
    assert_string_equal(text_nearest("cat1", words, 3), "cat1");
    assert_null(text_nearest("cat1", words, 0));
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The textbook recursion (Boytsov 2011, optimal string alignment), slow. */
static size_t slow_distance(const char *a, size_t m, const char *b, size_t n)
{
    if (m == 0 || n == 0)
        return m + n;
    size_t d = least(slow_distance(a, m - 1, b, n) + 1, slow_distance(a, m, b, n - 1) + 1);
    d = least(d, slow_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]));
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1])
        d = least(d, slow_distance(a, m - 2, b, n - 2) + 1);
    return d;
}

/* All words of up to five of two letters: near exactly when the slow form says so. */
static void short_words_agree_with_the_slow_form(void **state)
{
    (void)state;
    char words[62][6];
    size_t n_words = 0;
    for (size_t length = 1; length <= 5; length++)
        for (size_t bits = 0; bits < (size_t)1 << length; bits++) {
            for (size_t i = 0; i < length; i++)
                words[n_words][i] = (bits >> i) % 2 == 0 ? 'a' : 'b';
            words[n_words++][length] = '\0';
        }
    assert_int_equal(n_words, COUNT(words));
    for (size_t i = 0; i < n_words; i++)
        for (size_t j = 0; j < n_words; j++) {
            const char *one[] = {words[j]};
            const size_t m = strlen(words[i]), n = strlen(words[j]);
            const bool is_near = slow_distance(words[i], m, words[j], n) * 3 <= (m > n ? m : n);
            if ((text_nearest(words[i], one, 1) != NULL) != is_near)
                CHECK(false, "%s and %s", words[i], words[j]);
        }
}

/* A suggestion is a courtesy: without memory there is none. */
static void without_memory_there_is_no_suggestion(void **state)
{
    (void)state;
    size_t nth = 1;
    for (const char *got = NULL; got == NULL; nth++) {
        arena_fail_at(nth);
        got = text_nearest("intger", types + 2, 1);
        arena_fail_at(0);
    }
    assert_int_equal(nth - 1, 6); /* folded, points: of both; the table; then it comes through */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_nearest_word_is_found),
        TEST(ties_go_to_the_first),
        TEST(short_words_agree_with_the_slow_form),
        TEST(without_memory_there_is_no_suggestion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
