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
        {"2022-12-09T00:00:00.000+01:00", "2022-12-09"},
        {"2022-12-09 12:30:00", "2022-12-09 +time"},
        {"2022-03-01 14:05", "2022-03-01 +time"},
        {"2022-12-09T14:05:33.123+01:00", "2022-12-09 +time"},
        {"2022-12-09T14:05Z", "2022-12-09 +time"},
        {"2022-12-09 00:00:00.5", "2022-12-09 +time"},
        {"20221209 09:10", "2022-12-09 +time"},
        {"1 mars 2022", "2022-03-01"},
        {"den 1 MARS 2022", "2022-03-01"},
        {"01 mar. 2022", "2022-03-01"},
        {"31 december 2022 23:59", "2022-12-31 +time"},
        {"7 maj 2022", "2022-05-07"},
        {"7 May 2022", "2022-05-07"},
        {"9 sept 2022", "2022-09-09"},
        {"30 februari 2022", ""},
        {"1 ma 2022", ""},
        {"1 marsch 2022", ""},
        {"1 mars", ""},
        {"mars 2022", ""},
        {"1  mars 2022", ""},
        {"1 mars 22", ""},
        {"den 2022-12-09", ""},
        {"2022-12-09 24:00", ""},
        {"2022-12-09 1:30", ""},
        {"2022-12-09 12:60", ""},
        {"2022-12-09T12:30+15", ""},
        {"2022-12-09T12:30 CET", ""},
        {"2022-1209", ""},
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
        char got[DATE_SIZE + 10] = "";
        bool has_time;
        const bool is_date = date_read(cases[i].text, strlen(cases[i].text), got, &has_time);
        if (has_time)
            strcat(got, " +time");
        CHECK(is_date == (cases[i].want[0] != '\0'), "%s: %d", cases[i].text, is_date);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: %s", cases[i].text, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(dates_are_of_the_calendar)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
