/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What these formulas give is tested where a spreadsheet computes them: tests/cli/formulas.bats. */
#include "report/summary_formulas.h"
#include "tests/check.h"

#include "base/missing.h"
#include "make_report.h"

static bool is_same(const char *got, const char *want)
{
    return got == NULL || want == NULL ? got == want : strcmp(got, want) == 0;
}

static void formulas_over_ranges(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft d = {.report = &report, .arena = &arena};
    static const char *const cells[] = {"$C6", "$K6", "$F6"}, *const none[] = {"$C6", NULL, "$F6"};
    const struct {
        const char *got, *want;
    } cases[] = {
        // clang-format off
        {formula_mean(&d, "X"), "AVERAGE(X)"},
        {formula_mean(&d, NULL), NULL},
        {formula_n(&d, "X"), "COUNT(X)"},
        {formula_share(&d, "X", 50, MISSING), "COUNTIF(X,\">=\"&50)/COUNT(X)"},
        {formula_share(&d, "X", 0.5, 70), "COUNTIFS(X,\">=\"&0.5,X,\"<\"&70)/COUNT(X)"},
        {formula_share(&d, NULL, 50, MISSING), NULL},
        {formula_mean_limit(&d, '-', cells, 212), "$C6-TINV(0.05,$F6-1)*$K6*SQRT((1-$F6/212)/$F6)"},
        {formula_mean_limit(&d, '+', cells, 0), "$C6+TINV(0.05,$F6-1)*$K6/SQRT($F6)"},
        {formula_mean_limit(&d, '+', none, 0), NULL},
        {formula_pearson(&d, "X", "Y"), "CORREL(X,Y)"},
        {formula_pearson(&d, "X", NULL), NULL},
        {formula_n_both(&d, "X", "Y"), "SUMPRODUCT(ISNUMBER(X)*ISNUMBER(Y))"},
        {formula_pearson_limit(&d, '-', "$B6", "$E6"), "TANH(ATANH($B6)-NORMSINV(0.975)/SQRT($E6-3))"},
        {formula_pearson_p(&d, "$B6", "$E6"), "TDIST(ABS($B6)*SQRT(($E6-2)/(1-$B6^2)),$E6-2,2)"},
        {formula_group_size(&d, "L", "$B6"), "SUMPRODUCT((L=$B6)*1)"},
        {formula_group_n(&d, "L", "$B6", "X"), "SUMPRODUCT((L=$B6)*ISNUMBER(X))"},
        {formula_group_mean(&d, "L", "$B6", "X", "$G6"), "SUMPRODUCT((L=$B6)*1,X)/$G6"},
        {formula_group_mean(&d, NULL, "$B6", "X", "$G6"), NULL},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(is_same(cases[i].got, cases[i].want), "%zu: got %s", i,
              cases[i].got == NULL ? "none" : cases[i].got);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(formulas_over_ranges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
