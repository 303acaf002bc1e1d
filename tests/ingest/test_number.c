/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/number.h"

#include "base/error.h"
#include "base/text.h"
#include "tests/check.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define THIN "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"

// clang-format off
static const struct {
    const char *text;
    char decimal;
    const char *want; /* "": no number */
    unsigned ways;
} cases[] = {
    {"12,5", ',', "12.5", 0},
    {"12.5", ',', "", 0},
    {"58%", ',', "58", NUMBER_PERCENT},
    {"58 %", ',', "58", NUMBER_PERCENT},
    {"58" NBSP "%", ',', "58", NUMBER_PERCENT},
    {"-58,25%", ',', "-58.25", NUMBER_PERCENT},
    {"58%%", ',', "", 0},
    {"%", ',', "", 0},
    {"5%8", ',', "", 0},
    {"1 234", ',', "1234", NUMBER_GROUPED},
    {"12 345 678,5", ',', "12345678.5", NUMBER_GROUPED},
    {"1" NBSP "234", '.', "1234", NUMBER_GROUPED},
    {"1" NARROW "234" NARROW "567", '.', "1234567", NUMBER_GROUPED},
    {"-1" THIN "234.5", '.', "-1234.5", NUMBER_GROUPED},
    {"1 234" NBSP "567", ',', "", 0},
    {"1  234", ',', "", 0},
    {"1 23", ',', "", 0},
    {"1 2345", ',', "", 0},
    {"1234 567", ',', "", 0},
    {"0 234", ',', "", 0},
    {" 234", ',', "", 0},
    {"1 234 ", ',', "", 0},
    {"1.234", ',', "", 0},
    {"1,234", '.', "", 0},
    {"1.234.567", ',', "1234567", NUMBER_GROUPED},
    {"1,234,567", '.', "1234567", NUMBER_GROUPED},
    {"1.234,5", ',', "1234.5", NUMBER_GROUPED},
    {"1,234.5", '.', "1234.5", NUMBER_GROUPED},
    {"1.234.5", ',', "", 0},
    {"1.234 567,5", ',', "", 0},
    {"1 234,5 %", ',', "1234.5", NUMBER_GROUPED | NUMBER_PERCENT},
    {MINUS "5", ',', "-5", 0},
    {MINUS "1 000,5", ',', "-1000.5", NUMBER_GROUPED},
    {"--5", ',', "", 0},
    {MINUS "-5", ',', "", 0},
    {"-", ',', "", 0},
    {"", ',', "", 0},
    {"kr 5", ',', "", 0},
    {"1 234 567 890 123 456 789 012 345 678 901 234 567 890 123 456 789", ',', "", 0},
    {"111 234 567 890 123 456 789 012 345 678 901 234 567 890 123 456", ',', "1.1123456789012345e+47", NUMBER_GROUPED},
};
// clang-format on

static void numbers_are_read_as_people_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value = 0;
        unsigned ways = 0;
        char got[TEXT_NUMBER_SIZE] = "";
        if (number_read(cases[i].text, strlen(cases[i].text), cases[i].decimal, &value, &ways)) {
            text_put_number(value, got);
            CHECK(ways == cases[i].ways, "%s: ways %u", cases[i].text, ways);
        }
        CHECK(strcmp(got, cases[i].want) == 0, "'%s' under '%c': '%s'", cases[i].text,
              cases[i].decimal, got);
    }
}

/* What text_number reads is read as the same, whatever the way. */
static void plain_numbers_are_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0", "-1", "1e3", "1.5e-7", ".5", "007", "123456789012345678901234567890"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        double plain = 0, value = 1;
        unsigned ways = 0;
        assert_true(text_number(texts[i], strlen(texts[i]), '.', &plain));
        CHECK(number_read(texts[i], strlen(texts[i]), '.', &value, &ways) && value == plain &&
                  ways == 0,
              "%s: %g", texts[i], value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(numbers_are_read_as_people_write_them),
                                       TEST(plain_numbers_are_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
