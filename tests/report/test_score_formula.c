/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What these formulas give is tested where a spreadsheet computes them: tests/cli/formulas.bats. */
#include "report/score_formula.h"
#include "tests/check.h"

#include "make_report.h"

static void every_rule_has_its_formula(void **state)
{
    (void)state;
    static const struct score_run items[] = {{"S", "W", true}};
    static const struct score_run indices[] = {{"S", "W", false}};
    static const struct score_run both[] = {{"S", "W", true}, {"T", "V", false}};
    static const struct {
        const char *name;
        struct score_recipe recipe;
        const char *want;
    } cases[] = {
        // clang-format off
        {"available, of items", {AGGREGATE_AMEAN, POLICY_AVAILABLE, "M", items, 1, true},
         "IF(SUMPRODUCT(ISNUMBER(S)*W)>=MAX(1E-12,(M-1E-12)*(SUM(W)-SUMIF(S,\"[z]\",W))),"
         "ROUND(SUMPRODUCT(S,W)/SUMPRODUCT(ISNUMBER(S)*W),10),\"[x]\")"},
        {"complete, of indices", {AGGREGATE_AMEAN, POLICY_COMPLETE, "M", indices, 1, false},
         "IF(SUMPRODUCT(ISNUMBER(S)*W)>=MAX(1E-12,(M-1E-12)*(SUM(W))),"
         "SUMPRODUCT(S,W)/SUMPRODUCT(ISNUMBER(S)*W),\"[x]\")"},
        {"zero", {AGGREGATE_AMEAN, POLICY_ZERO, "M", items, 1, true},
         "IF(SUM(W)>0,ROUND(SUMPRODUCT(S,W)/SUM(W),10),\"[x]\")"},
        {"of items and indices", {AGGREGATE_AMEAN, POLICY_AVAILABLE, "M", both, 2, false},
         "IF((SUMPRODUCT(ISNUMBER(S)*W)+SUMPRODUCT(ISNUMBER(T)*V))>="
         "MAX(1E-12,(M-1E-12)*(SUM(W)-SUMIF(S,\"[z]\",W)+SUM(V))),"
         "(SUMPRODUCT(S,W)+SUMPRODUCT(T,V))/(SUMPRODUCT(ISNUMBER(S)*W)+SUMPRODUCT(ISNUMBER(T)*V)),\"[x]\")"},
        {"geometric", {AGGREGATE_GMEAN, POLICY_AVAILABLE, "M", indices, 1, true},
         "IF(AND(COUNTIFS(S,\"<=0\",W,\">0\")=0,SUMPRODUCT(ISNUMBER(S)*W)>=MAX(1E-12,(M-1E-12)*(SUM(W)))),"
         "ROUND(EXP(SUM(IF(ISNUMBER(S)*(W>0),W*LN(S)))/SUMPRODUCT(ISNUMBER(S)*W)),10),\"[x]\")"},
        {"harmonic, zero", {AGGREGATE_HMEAN, POLICY_ZERO, "M", indices, 1, false},
         "IF(AND(COUNTIFS(S,\"<=0\",W,\">0\")=0,SUMPRODUCT(ISNUMBER(S)*W)>=MAX(1E-12,(1-1E-12)*SUM(W))),"
         "SUMPRODUCT(ISNUMBER(S)*W)/SUM(IF(ISNUMBER(S)*(W>0),W/S)),\"[x]\")"},
        // clang-format on
    };
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = score_formula(&draft, &cases[i].recipe);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got %s", cases[i].name, got);
    }
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(every_rule_has_its_formula)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
