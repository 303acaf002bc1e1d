/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/extreme.h"
#include "tests/check.h"

#include "make_report.h"

enum { MOST_VALUES = 4 };

static void those_who_share_a_place_are_counted(void **state)
{
    (void)state;
    static const char *const names[MOST_VALUES] = {"A", "B", "C", "D"};
    static const struct {
        const char *name;
        size_t n;
        double values[MOST_VALUES];
        const char *lowest_groups, *highest_indices;
        bool is_same;
    } cases[] = {
        // clang-format off
        {"one",              1, {5},              "”A” (5,0; intervall 4,0–6,0, n = 7)", "A (5,0; intervall 4,0–6,0)", true},
        {"all differ",       3, {5, 3, 8},        "”B” (3,0; intervall 2,0–4,0, n = 7)", "C (8,0; intervall 7,0–9,0)", false},
        {"two at each end",  4, {5, 3, 5, 3},     "”B” och ”D” (3,0)",                   "A och C (5,0)",              false},
        {"three lowest",     4, {3, 3, 8, 3},     "3 grupper (3,0)",                     "C (8,0; intervall 7,0–9,0)", false},
        {"three highest",    4, {8, 3, 8, 8},     "”B” (3,0; intervall 2,0–4,0, n = 7)", "3 index (8,0)",              false},
        {"two, then lower",  3, {5, 5, 3},        "”C” (3,0; intervall 2,0–4,0, n = 7)", "A och B (5,0)",              false},
        {"as good as equal", 2, {0.3, 0.1 + 0.2}, "”A” och ”B” (0,3)",                   "A och B (0,3)",              true},
        {"nearly equal",     2, {0.3, 0.3001},    "”A” (0,3; intervall −0,7 till 1,3, n = 7)", "B (0,3; intervall −0,7 till 1,3)", false},
        // clang-format on
    };
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct figure figures[MOST_VALUES];
        struct extreme low = {0}, high = {0};
        for (size_t k = 0; k < cases[i].n; k++) {
            const double x = cases[i].values[k];
            figures[k] = (struct figure){
                .value = x, .low = x - 1, .high = x + 1, .n = 7, .unit = "points", .decimals = 1};
            extreme_take(&low, &figures[k], names[k], EXTREME_LOWEST);
            extreme_take(&high, &figures[k], names[k], EXTREME_HIGHEST);
        }
        const char *groups = extreme_groups(&draft, &low);
        const char *indices = extreme_indices(&draft, &high);
        CHECK(strcmp(groups, cases[i].lowest_groups) == 0, "%s: %s", cases[i].name, groups);
        CHECK(strcmp(indices, cases[i].highest_indices) == 0, "%s: %s", cases[i].name, indices);
        CHECK(extreme_is_same(&low, &high) == cases[i].is_same, "%s: same", cases[i].name);
    }
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(those_who_share_a_place_are_counted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
