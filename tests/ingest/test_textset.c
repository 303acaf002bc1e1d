/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/textset.h"

#include "base/error.h"
#include "tests/check.h"

static void texts_are_numbered_in_their_order(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t want;
    } cases[] = {{"b", 0}, {"a", 1}, {"", 2}, {"b", 0}, {"bb", 3}, {"", 2}, {"a", 1}};
    struct textset set = {0};
    uint32_t got = 9;
    CHECK(textset_find(&set, "a", 1) == TEXTSET_NONE, "something in an empty set");
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(textset_add(&set, cases[i].text, strlen(cases[i].text), &got), "memory");
        CHECK(got == cases[i].want, "%s: %u", cases[i].text, got);
        CHECK(strcmp(textset_text(&set, got), cases[i].text) == 0, "%s", textset_text(&set, got));
    }
    CHECK(set.n == 4, "%zu texts", set.n);
    CHECK(textset_find(&set, "ab", 2) == TEXTSET_NONE, "a text that is not there");
    CHECK(textset_find(&set, "bbb", 2) == 3, "a part of a text");
    textset_release(&set);
    textset_release(&set);
}

static void many_texts_are_kept_apart(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct textset set = {0};
    char text[16];
    uint32_t index = 0;
    for (int i = 0; i < N; i++) {
        const size_t n = (size_t)sprintf(text, "unit %d", i);
        CHECK(textset_add(&set, text, n, &index) && index == (uint32_t)i, "%s: %u", text, index);
    }
    for (int i = 0; i < N; i += 7) {
        const size_t n = (size_t)sprintf(text, "unit %d", i);
        CHECK(textset_find(&set, text, n) == (uint32_t)i, "%s", text);
        CHECK(strcmp(textset_text(&set, (uint32_t)i), text) == 0, "%s", text);
    }
    textset_release(&set);
}

static void room_for_more_keeps_what_is_there(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct textset set = {0};
    char text[16];
    uint32_t index = 0;
    for (int i = 0; i < N; i++) {
        const size_t n = (size_t)sprintf(text, "%d", i);
        if (i % 7000 == 0)
            CHECK(textset_reserve(&set, (size_t)(3 * i)), "memory");
        CHECK(textset_add(&set, text, n, &index) && index == (uint32_t)i, "%s: %u", text, index);
    }
    CHECK(textset_reserve(&set, 1) && set.n == N, "%zu texts", set.n);
    for (int i = 0; i < N; i++) {
        const size_t n = (size_t)sprintf(text, "%d", i);
        CHECK(textset_find(&set, text, n) == (uint32_t)i, "%s", text);
    }
    textset_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_are_numbered_in_their_order),
        TEST(many_texts_are_kept_apart),
        TEST(room_for_more_keeps_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
