/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "tests/check.h"

static const struct {
    enum missing reason;
    const char *name;
} reasons[] = {
    {MISSING_NO_ANSWER, "no_answer"},
    {MISSING_NOT_ASKED, "not_asked"},
    {MISSING_UNKNOWN, "unknown"},
    {MISSING_REFUSED, "refused"},
    {MISSING_NOT_APPLICABLE, "not_applicable"},
    {MISSING_INVALID, "invalid"},
};
_Static_assert(COUNT(reasons) == MISSING_COUNT - 1, "every reason is tested");

static void a_reason_rides_in_the_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reasons); i++) {
        double column[2] = {0, missing_because(reasons[i].reason)};
        column[0] = column[1];
        CHECK(is_missing(column[0]), "%s is a number", reasons[i].name);
        CHECK(missing_reason(column[0]) == reasons[i].reason, "%s: got %d", reasons[i].name,
              (int)missing_reason(column[0]));
    }
}

static void a_number_is_answered(void **state)
{
    (void)state;
    static const double numbers[] = {0.0, -0.0, 1, -1e308, 5e-324, INFINITY, -INFINITY};
    for (size_t i = 0; i < COUNT(numbers); i++)
        CHECK(!is_missing(numbers[i]) && missing_reason(numbers[i]) == ANSWERED, "%g", numbers[i]);
}

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static void a_nan_from_elsewhere_has_no_reason(void **state)
{
    (void)state;
    const double nans[] = {
        MISSING,
        -MISSING,
        from_bits(UINT64_C(0x7FF8000000000000) + MISSING_COUNT), /* one past the last reason */
        from_bits(UINT64_C(0x7FFFFFFFFFFFFFFF)),
    };
    for (size_t i = 0; i < COUNT(nans); i++)
        CHECK(is_missing(nans[i]) && missing_reason(nans[i]) == MISSING_NO_ANSWER, "case %zu", i);
}

static void a_reason_has_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reasons); i++)
        assert_string_equal(missing_name(reasons[i].reason), reasons[i].name);
    assert_string_equal(missing_name(ANSWERED), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reason_rides_in_the_number),
        TEST(a_number_is_answered),
        TEST(a_nan_from_elsewhere_has_no_reason),
        TEST(a_reason_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
