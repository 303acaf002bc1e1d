/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "report/sav_name.h"
#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define X60 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static void names_are_as_SPSS_takes_them(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *wanted, *want; } cases[] = {
        {"mog_ledning", "mog_ledning"},
        {"MOG_LEDNING", "MOG_LEDNING_2"},
        {"Mog_Ledning", "Mog_Ledning_3"},
        {"ser_kanaler/98", "ser_kanaler_98"},
        {"1a", "v_1a"},
        {"_x", "v__x"},
        {"", "v_"},
        {"@x", "v_@x"},
        {"a b-c", "a_b_c"},
        {"fråga", "fråga"},
        {"FRÅGA", "FRÅGA_2"},
        {"åäö", "åäö"},
        {"x…y", "x_y"},
        {"x\xE5y", "x_y_2"},
        {"x.", "x_"},
        {"x...", "x___"},
        {"to", "to_"},
        {"With", "With_"},
        {"WITH", "WITH__2"},
        {"all_", "all_"},
        {"ALL", "ALL__2"},
        {"tox", "tox"},
        {X60 "abcd", X60 "abcd"},
        {X60 "abcde", X60 "ab_2"},
        {X60 "abcdef", X60 "ab_3"},
        {X60 "abcå", X60 "abc"},
    };
    // clang-format on
    struct arena arena = {0};
    struct sav_names names = {.arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = sav_name(&names, cases[i].wanted);
        CHECK(got != NULL && strcmp(got, cases[i].want) == 0, "%s: want %s, got %s",
              cases[i].wanted, cases[i].want, got);
    }
    arena_release(&arena);
}

/* Whatever is wanted, no two names are the same, and none is too long. */
static void many_names_differ(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct sav_names names = {.arena = &arena};
    const char *all[300];
    srand(7);
    for (size_t i = 0; i < COUNT(all); i++) {
        char wanted[100] = "";
        const int n = rand() % 90;
        for (int k = 0; k < n; k++)
            wanted[k] = "abAB_. /"[i % 3 == 0 ? 0 : rand() % 8];
        all[i] = sav_name(&names, wanted);
        assert_non_null(all[i]);
        CHECK(strlen(all[i]) <= SAV_NAME_LIMIT && strlen(all[i]) > 0, "%s", all[i]);
        for (size_t k = 0; k < i; k++)
            CHECK(strcasecmp(all[i], all[k]) != 0, "%s twice", all[i]);
    }
    arena_release(&arena);
}

static void a_cut_is_between_characters(void **state)
{
    (void)state;
    CHECK(sav_cut("abc", 3) == 3, "whole");
    CHECK(sav_cut("abc", 2) == 2, "ASCII");
    CHECK(sav_cut("a\xC3\xA5", 2) == 1, "two bytes");
    CHECK(sav_cut("\xF0\x9F\x98\x80x", 3) == 0, "four bytes");
    CHECK(sav_cut("\xF0\x9F\x98\x80x", 4) == 4, "four bytes whole");
    CHECK(sav_cut("", 0) == 0, "nothing");
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    const char *got = NULL;
    for (size_t nth = 1; got == NULL; nth++) {
        struct arena arena = {0};
        struct sav_names names = {.arena = &arena};
        assert_true(nth < 20);
        arena_fail_at(nth);
        got = sav_name(&names, "a");
        got = got != NULL ? sav_name(&names, "A") : NULL;
        arena_release(&arena);
    }
    arena_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_are_as_SPSS_takes_them),
        TEST(many_names_differ),
        TEST(a_cut_is_between_characters),
        TEST(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
