/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/method.h"
#include "tests/check.h"

static void a_rule_has_its_name(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        enum method_list list;
        const char *name;
        int rule;
    } cases[] = {
        {METHOD_NORMALISE, "goalposts",  NORMALISE_GOALPOSTS},
        {METHOD_NORMALISE, "minmax",     NORMALISE_MINMAX},
        {METHOD_NORMALISE, "zscore",     NORMALISE_ZSCORE},
        {METHOD_NORMALISE, "rank",       NORMALISE_RANK},
        {METHOD_NORMALISE, "percentile", NORMALISE_PERCENTILE},
        {METHOD_NORMALISE, "none",       NORMALISE_NONE},
        {METHOD_AGGREGATE, "amean",      AGGREGATE_AMEAN},
        {METHOD_AGGREGATE, "gmean",      AGGREGATE_GMEAN},
        {METHOD_AGGREGATE, "hmean",      AGGREGATE_HMEAN},
        {METHOD_POLICY,    "available",  POLICY_AVAILABLE},
        {METHOD_POLICY,    "complete",   POLICY_COMPLETE},
        {METHOD_POLICY,    "zero",       POLICY_ZERO},
        {METHOD_IMPUTE,    "none",       IMPUTE_NONE},
        {METHOD_IMPUTE,    "mean",       IMPUTE_MEAN},
        {METHOD_IMPUTE,    "median",     IMPUTE_MEDIAN},
        {METHOD_TREAT,     "none",       TREAT_NONE},
        {METHOD_TREAT,     "winsorise",  TREAT_WINSORISE},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(method_name(cases[i].list, cases[i].rule), cases[i].name);
}

static void a_list_says_its_names_in_order(void **state)
{
    (void)state;
    static const int want[METHOD_LIST_COUNT] = {6, 3, 3, 3, 2};
    for (int list = 0; list < METHOD_LIST_COUNT; list++) {
        int n = 0;
        const char *const *names = method_names((enum method_list)list, &n);
        CHECK(n == want[list], "list %d has %d names", list, n);
        for (int i = 0; i < n; i++)
            assert_string_equal(names[i], method_name((enum method_list)list, i));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_rule_has_its_name),
        TEST(a_list_says_its_names_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
