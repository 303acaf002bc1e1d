/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/orgnr.h"

#include "base/error.h"
#include "tests/check.h"

static const char *const ten = "wanted ten digits, as in 202100-6073";
static const char *const third = "its third digit must be 2 or more";
static const char *const luhn = "its check digit does not fit: is a digit mistyped?";

/* 202100-5489 is the tax agency's, 556012-5790 a company's: both public. */
static void numbers_are_right_or_wrong_for_a_reason(void **state)
{
    (void)state;
    // clang-format off
    const struct {
        const char *text, *canonical, *fault;
    } cases[] = {
        {"202100-5489", "202100-5489", NULL},
        {"2021005489", "202100-5489", NULL},
        {"556012-5790", "556012-5790", NULL},
        {"202100-5488", "202100-5488", luhn},
        {"202100-4589", "202100-4589", luhn}, /* two digits swapped */
        {"121212-1212", "121212-1212", third},
        {"202100 5489", "", ten},
        {"20210-05489", "", ten},
        {"162021005489", "", ten},
        {"202100-548", "", ten},
        {"202100-548x", "", ten},
        {"", "", ten},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        char got[ORGNR_SIZE] = "";
        const bool is_canonical = orgnr_canonical(cases[i].text, strlen(cases[i].text), got);
        CHECK(is_canonical == (cases[i].canonical[0] != '\0'), "%s", cases[i].text);
        CHECK(!is_canonical || strcmp(got, cases[i].canonical) == 0, "%s: %s", cases[i].text, got);
        const char *fault = orgnr_fault(cases[i].text, strlen(cases[i].text));
        CHECK(fault == NULL ? cases[i].fault == NULL
                            : cases[i].fault != NULL && strcmp(fault, cases[i].fault) == 0,
              "%s: %s", cases[i].text, fault != NULL ? fault : "right");
    }
}

/* Any single digit mistyped is found: what Luhn's digit is for. */
static void a_mistyped_digit_is_found(void **state)
{
    (void)state;
    char text[] = "2021005489";
    for (size_t i = 2; i < 10; i++)
        for (int digit = '0'; digit <= '9'; digit++) {
            const char before = text[i];
            text[i] = (char)digit;
            CHECK((orgnr_fault(text, 10) == NULL) == (digit == before), "%s", text);
            text[i] = before;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_are_right_or_wrong_for_a_reason),
        TEST(a_mistyped_digit_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
