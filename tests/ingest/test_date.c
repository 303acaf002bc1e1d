/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/date.h"

#include "base/error.h"
#include "tests/check.h"

static void dates_are_of_the_calendar(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text, *want; /* "": no date */
    } cases[] = {
        {"2022-12-09", "2022-12-09"},
        {"20221209", "2022-12-09"},
        {"2022-12-09 00:00:00", "2022-12-09"},
        {"2022-12-09T00:00", "2022-12-09"},
        {"2022-12-09 12:30:00", ""},
        {"2024-02-29", "2024-02-29"},
        {"2000-02-29", "2000-02-29"},
        {"1900-02-29", ""},
        {"2022-02-29", ""},
        {"2022-04-31", ""},
        {"2022-13-01", ""},
        {"2022-00-01", ""},
        {"2022-01-00", ""},
        {"0000-01-01", ""},
        {"2022-1-1", ""},
        {"2022/12/09", ""},
        {"09-12-2022", ""},
        {"2022-12-0x", ""},
        {"2022-12-09x", ""},
        {"44904", ""},
        {"", ""},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        char got[DATE_SIZE] = "";
        const bool is_date = date_read(cases[i].text, strlen(cases[i].text), got);
        CHECK(is_date == (cases[i].want[0] != '\0'), "%s: %d", cases[i].text, is_date);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: %s", cases[i].text, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(dates_are_of_the_calendar)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
