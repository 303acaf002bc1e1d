/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

/* Checks that go on after a failure, inside cmocka tests.

       static void alpha_of_identical_items(void **state)
       {
           (void)state;
           for (size_t i = 0; i < COUNT(cases); i++)
               CHECK(near(got, cases[i].want, 1e-12), "%s: got %g", cases[i].name, got);
       }
       int main(void)
       {
           const struct CMUnitTest tests[] = {TEST(alpha_of_identical_items)};
           return cmocka_run_group_tests(tests, NULL, NULL);
       }

   A failed CHECK prints file:line: condition: message; the test fails when it ends.             */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static size_t check_failures;

__attribute__((format(printf, 5, 6), unused)) static void
check_note(bool holds, const char *condition, const char *file, int line, const char *format, ...)
{
    if (holds)
        return;
    check_failures++;
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: %s: ", file, line, condition);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}
#define CHECK(condition, ...) check_note((condition), #condition, __FILE__, __LINE__, __VA_ARGS__)

__attribute__((unused)) static int check_begin(void **state)
{
    (void)state;
    check_failures = 0;
    return 0;
}

__attribute__((unused)) static int check_end(void **state)
{
    (void)state;
    return check_failures == 0 ? 0 : -1;
}
#undef cmocka_unit_test /* would pass whatever CHECK says */
#define TEST(function) cmocka_unit_test_setup_teardown(function, check_begin, check_end)

/* Whether got is want, both missing or within `tolerance` relative to max(1, |want|). */
__attribute__((unused)) static bool near(double got, double want, double tolerance)
{
    if (isnan(got) || isnan(want))
        return isnan(got) && isnan(want);
    return fabs(got - want) <= tolerance * fmax(1, fabs(want));
}

#endif
