/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/row_formula.h"
#include "tests/check.h"

#include "make_report.h"

static bool is_same(const char *got, const char *want)
{
    return got == NULL || want == NULL ? got == want : strcmp(got, want) == 0;
}

static void every_row_has_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *name, *pattern;
        size_t row;
        const char *want;
    } cases[] = {
        // clang-format off
        {"no formula",        NULL,                  0, NULL},
        {"an empty one",      "",                    0, NULL},
        {"the first row",     "$C\1+1",              0, "$C6+1"},
        {"no mark",           "SUM(1,2)",            7, "SUM(1,2)"},
        {"marks at the ends", "\1+$A\1",             4, "10+$A10"},
        {"the last row",      "'B'!$C$\1:$D$\1", 1048570, "'B'!$C$1048576:$D$1048576"},
        // clang-format on
    };
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct row_formula formula = row_formula_of(&draft, cases[i].pattern);
        const char *got = row_formula_at(&formula, cases[i].row);
        CHECK(is_same(got, cases[i].want), "%s: got %s", cases[i].name, got == NULL ? "none" : got);
    }
    drop_report(&report);
    arena_release(&arena);
}

static void ranges_of_a_row(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    const struct {
        const char *got, *want;
    } cases[] = {
        {row_range(&draft, "Blad ett", 2, 10), "'Blad ett'!$C$\1:$L$\1"},
        {row_range(&draft, "B", 25, 2), "'B'!$Z$\1:$AA$\1"},
        {row_range(&draft, NULL, 702, 1), "$AAA\1:$AAA\1"},
        {row_cell(&draft, 0), "$A\1"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(is_same(cases[i].got, cases[i].want), "want %s, got %s", cases[i].want, cases[i].got);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_row_has_its_own),
        TEST(ranges_of_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
