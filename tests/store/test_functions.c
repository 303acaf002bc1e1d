/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/stored.h"

#include <locale.h>

static void sql_knows_regex_and_number(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *sql, *want;
    } cases[] = {
        {"mognad_regex('abc', 'b')", "0"}, /* the whole text, as ODK has it */
        {"mognad_regex('abc', 'a.c')", "1"},
        {"mognad_regex('abc', 'a|abc')", "1"},
        {"mognad_regex('12 345', '\\d{2} [\\d]{3}')", "1"},
        {"mognad_regex('1a', '\\d\\d')", "0"},
        {"mognad_regex('a.c', 'a\\.c')", "1"},
        {"mognad_regex('abc', 'a\\.c')", "0"},
        {"mognad_regex('å', '.')", "1"}, /* a character, not a byte */
        {"mognad_regex('åäö', '[a-zåäö]{3}')", "1"},
        {"mognad_regex('a' || char(10) || 'b', 'a')", "0"},
        {"mognad_regex('', '')", "1"},
        {"mognad_regex(NULL, 'a')", "-"},
        {"mognad_regex('a', NULL)", "-"},
        {"mognad_regex('a', '(')",
         "the store cannot do this: regex '(': Unmatched ( or \\("},
        {"mognad_number('12.5')", "12.5"},
        {"mognad_number(' 7 ')", "7.0"},
        {"mognad_number('12,5')", "-"},
        {"mognad_number('')", "-"},
        {"mognad_number('x')", "-"},
        {"mognad_number(NULL)", "-"},
        {"mognad_number(3)", "3.0"},
        {"mognad_number(0.5)", "0.5"},
    };
    // clang-format on
    struct store *store = store_at("");
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "SELECT %s", cases[i].sql);
        check_sql(store, sql, cases[i].want);
    }
    store_close(store);
}

/* One pattern for many texts, and two patterns in turn: what is kept must not be mixed up. */
static void patterns_are_kept_apart(void **state)
{
    (void)state;
    struct store *store = store_at("");
    check_sql(store,
              "SELECT group_concat(mognad_regex(t, 'a+') || mognad_regex(t, p)) FROM"
              " (SELECT 'aa' AS t, 'a' AS p UNION ALL SELECT 'b', 'b' UNION ALL SELECT 'a', 'b')",
              "10,01,10");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sql_knows_regex_and_number),
        TEST(patterns_are_kept_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
