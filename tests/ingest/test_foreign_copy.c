/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "base/text.h"
#include "ingest/foreign_copy.h"
#include "tests/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void a_number_has_the_fewest_digits_that_read_back(void **state)
{
    (void)state;
    static const struct {
        double x;
        char decimal;
        const char *want;
    } cases[] = {
        {0, '.', "0"},        {1, ',', "1"},
        {0.1, '.', "0.1"},    {0.1, ',', "0,1"},
        {-2.5, ',', "-2,5"},  {0.1 + 0.2, '.', "0.30000000000000004"},
        {1e22, '.', "1e+22"}, {1.0 / 3, '.', "0.3333333333333333"},
        {NAN, '.', ""},       {INFINITY, '.', ""},
    };
    char text[TEXT_NUMBER_SIZE];
    for (size_t i = 0; i < COUNT(cases); i++) {
        const size_t n = foreign_number(cases[i].x, cases[i].decimal, text);
        CHECK(n == strlen(text), "%s", text);
        CHECK(strcmp(text, cases[i].want) == 0, "%s: %s", cases[i].want, text);
    }
}

static void every_number_reads_back(void **state)
{
    (void)state;
    struct random stream = random_stream(1, 0);
    for (int i = 0; i < 20000; i++) {
        const double x =
            ldexp(random_uniform(&stream) - 0.5, (int)(600 * random_uniform(&stream)) - 300);
        char text[TEXT_NUMBER_SIZE];
        double again = 0;
        const size_t n = foreign_number(x, '.', text);
        CHECK(text_number(text, n, '.', &again) && again == x, "%.17g: %s", x, text);
    }
}

/* Against the C library's calendar, over 9,999 years. */
static void days_become_dates(void **state)
{
    (void)state;
    char got[FOREIGN_DATE_SIZE], want[64];
    for (int64_t day = -719162; day <= 2932896; day += 37) {
        const time_t seconds = (time_t)(day * 86400 + 86399);
        struct tm moment;
        gmtime_r(&seconds, &moment);
        snprintf(want, sizeof want, "%04d-%02d-%02d 23:59:59", moment.tm_year + 1900,
                 moment.tm_mon + 1, moment.tm_mday);
        const size_t n = foreign_date(day, 86399, got);
        CHECK(n == strlen(got) && strcmp(got, want) == 0, "%s: %s", want, got);
    }
    CHECK(foreign_date(2932896, 0, got) == 10 && strcmp(got, "9999-12-31") == 0, "%s", got);
    CHECK(foreign_date(2932897, 0, got) == 0 && foreign_date(-719163, 0, got) == 0 &&
              foreign_date(0, 86400, got) == 0,
          "%s", got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_number_has_the_fewest_digits_that_read_back),
        TEST(every_number_reads_back),
        TEST(days_become_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
