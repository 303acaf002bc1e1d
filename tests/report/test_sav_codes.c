/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav_codes.h"
#include "tests/check.h"

#include <string.h>

enum { MOST = 6 };

/* A choice "98!" counts as no answer. */
static const struct {
    const char *about, *names[MOST];
    bool are_integers;
    double want[MOST], lowest;
} cases[] = {
    // clang-format off
    {"numbers are kept", {"1", "2", "3"}, true, {1, 2, 3}, -906},
    {"0 is an answer", {"0", "1"}, true, {0, 1}, -906},
    {"below 0 when it is none", {"1", "5", "98!", "99!"}, true, {1, 5, -98, -99}, -906},
    {"a low one too", {"1", "2", "6!"}, true, {1, 2, -6}, -906},
    {"far below", {"1", "9999!"}, true, {1, -9999}, -9999},
    {"already below 0", {"1", "-99!"}, true, {1, -99}, -906},
    {"words are numbered", {"stat", "kommun", "98!", "privat"}, false, {1, 2, -1, 3}, -906},
    {"an answer below 0", {"-1", "0", "1", "9!"}, true, {1, 2, 3, -1}, -906},
    {"no answer that is 0", {"0!", "1", "2"}, true, {-1, 1, 2}, -906},
    {"one of the reasons", {"1", "903!"}, true, {1, -1}, -906},
    {"two become one", {"1", "9!", "-9!"}, true, {1, -1, -2}, -906},
    {"too many digits", {"1", "1234567890"}, true, {1, 2}, -906},
    // clang-format on
};

static void choices_have_codes_of_their_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct choice choices[MOST] = {{.name = NULL}};
        struct choice_list list = {.choices = choices, .are_names_integers = cases[i].are_integers};
        char names[MOST][16];
        for (; list.n < MOST && cases[i].names[list.n] != NULL; list.n++) {
            struct choice *choice = &choices[list.n];
            char *name = names[list.n];
            snprintf(name, sizeof names[0], "%s", cases[i].names[list.n]);
            const size_t n = strlen(name);
            choice->reason = name[n - 1] == '!' ? MISSING_UNKNOWN : ANSWERED;
            if (choice->reason != ANSWERED)
                name[n - 1] = '\0';
            choice->name = name;
        }
        const double *codes = sav_codes(&list, &arena);
        assert_non_null(codes);
        for (size_t k = 0; k < list.n; k++)
            CHECK(codes[k] == cases[i].want[k], "%s: %s is %g", cases[i].about, cases[i].names[k],
                  codes[k]);
        CHECK(sav_codes_lowest(&list, codes) == cases[i].lowest, "%s: lowest", cases[i].about);
        arena_release(&arena);
    }
}

/* A list of a thousand that are no answers goes around the reasons. */
static void many_that_are_none_leave_room_for_the_reasons(void **state)
{
    (void)state;
    static struct choice choices[1000];
    static char names[1000][24];
    struct choice_list list = {.choices = choices, .n = COUNT(choices)};
    struct arena arena = {0};
    for (size_t i = 0; i < list.n; i++) {
        snprintf(names[i], sizeof names[i], "n%zu", i);
        choices[i] = (struct choice){.name = names[i], .reason = MISSING_UNKNOWN};
    }
    const double *codes = sav_codes(&list, &arena);
    assert_non_null(codes);
    for (size_t i = 0; i < list.n; i++) {
        CHECK(codes[i] < 0, "%g", codes[i]);
        CHECK(i == 0 || codes[i] < codes[i - 1], "%g", codes[i]);
        for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
            CHECK(codes[i] != SAV_REASON(reason), "%g", codes[i]);
    }
    CHECK(sav_codes_lowest(&list, codes) == -1006, "%g", sav_codes_lowest(&list, codes));
    arena_release(&arena);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    struct choice choices[] = {{.name = "1"}, {.name = "2"}};
    const struct choice_list list = {.choices = choices, .n = 2, .are_names_integers = true};
    for (size_t nth = 1; nth <= 2; nth++) {
        struct arena arena = {0};
        arena_fail_at(nth);
        CHECK(sav_codes(&list, &arena) == NULL, "%zu", nth);
        arena_release(&arena);
    }
    arena_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(choices_have_codes_of_their_own),
        TEST(many_that_are_none_leave_room_for_the_reasons),
        TEST(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
