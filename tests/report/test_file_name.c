/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/file_name.h"
#include "tests/check.h"

#include <string.h>
#include <strings.h>

struct name_case {
    const char *key, *want;
};

/* The keys of one list, in their order. */
// clang-format off
static const struct name_case cases[] = {
    {"202100-6073", "202100-6073.xlsx"},
    {"a/b", "a%2Fb.xlsx"},
    {"a%2Fb", "a%252Fb.xlsx"},
    {"..", "%2E..xlsx"},
    {"../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd.xlsx"},
    {"-rf", "%2Drf.xlsx"},
    {"Åre 1", "%C3%85re%201.xlsx"},
    {"\n\x01", "%0A%01.xlsx"},
    {"SKV", "SKV~9.xlsx"},
    {"skv", "skv~10.xlsx"},
    {"CON", "CON~11.xlsx"},
    {"com1.x", "com1.x~12.xlsx"},
    {"console", "console.xlsx"},
    {"x~1", "x%7E1.xlsx"},
    {"", "~15.xlsx"},
    {"a:b*c?\"<>|\\", "a%3Ab%2Ac%3F%22%3C%3E%7C%5C.xlsx"},
};
// clang-format on

static void keys_become_names(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct error err = {0};
    const char *keys[COUNT(cases)], **names = NULL;
    for (size_t i = 0; i < COUNT(cases); i++)
        keys[i] = cases[i].key;
    CHECK(file_names_make(keys, COUNT(cases), ".xlsx", &arena, &names, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(strcmp(names[i], cases[i].want) == 0, "%s: want %s, got %s", keys[i], cases[i].want,
              names[i]);
        CHECK(file_name_is_made(names[i], ".xlsx"), "%s could be ours", names[i]);
    }
    arena_release(&arena);
}

static void names_of_others_are_known(void **state)
{
    (void)state;
    static const char *const names[] = {"notes.txt", ".xlsx", "~$a.xlsx", "a b.xlsx", "Å.xlsx",
                                        ".a.xlsx",   "a.xls", "-a.xlsx",  "a/b.xlsx"};
    for (size_t i = 0; i < COUNT(names); i++)
        CHECK(!file_name_is_made(names[i], ".xlsx"), "%s is nothing that we make", names[i]);
}

/* All strings of up to three of these bytes, and long ones that differ at their ends alone. */
static void no_two_keys_share_a_name(void **state)
{
    (void)state;
    enum { BYTES = 11, LONG = 4, ALL = BYTES + BYTES * BYTES + BYTES * BYTES * BYTES + LONG };
    static const char bytes[BYTES + 1] = "aA1.-~%2/ \xC3";
    static char text[ALL][400];
    const char *keys[ALL], **names = NULL;
    struct arena arena = {0};
    struct error err = {0};
    size_t n = 0;
    for (size_t i = 0; i < BYTES; i++)
        snprintf(text[n++], 4, "%c", bytes[i]);
    for (size_t i = 0; i < BYTES * BYTES; i++)
        snprintf(text[n++], 4, "%c%c", bytes[i / BYTES], bytes[i % BYTES]);
    for (size_t i = 0; i < BYTES * BYTES * BYTES; i++)
        snprintf(text[n++], 4, "%c%c%c", bytes[i / BYTES / BYTES], bytes[i / BYTES % BYTES],
                 bytes[i % BYTES]);
    for (size_t i = 0; i < LONG; i++, n++) {
        memset(text[n], 'x', 300);
        text[n][300] = (char)('0' + i);
    }
    for (size_t i = 0; i < n; i++)
        keys[i] = text[i];
    CHECK(file_names_make(keys, n, ".xlsx", &arena, &names, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < n; i++) {
        CHECK(strlen(names[i]) < 200, "%s is long", names[i]);
        for (size_t j = 0; j < i; j++)
            CHECK(strcasecmp(names[i], names[j]) != 0, "%s and %s are both %s", keys[i], keys[j],
                  names[i]);
    }
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    const char *keys[] = {"a", "A", "b"}, **names = NULL;
    bool is_made = false;
    for (size_t nth = 1; !is_made && nth < 50; nth++) {
        struct arena arena = {0};
        struct error err = {0};
        arena_fail_at(nth);
        const enum status status = file_names_make(keys, 3, ".xlsx", &arena, &names, &err);
        arena_fail_at(0);
        is_made = status == OK;
        CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
        arena_release(&arena);
    }
    CHECK(is_made, "%s", "it never ends");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_become_names),
        TEST(names_of_others_are_known),
        TEST(no_two_keys_share_a_name),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
