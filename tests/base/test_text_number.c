/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/missing.h"
#include "base/random.h"
#include "base/text.h"
#include "tests/check.h"

#include <locale.h>
#include <stdlib.h>

static double read_number(const char *text, char decimal)
{
    double x = -99;
    return text_number(text, strlen(text), decimal, &x) ? x : MISSING;
}

static void a_decimal_number_is_read(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text;
        char decimal;
        double want;
    } cases[] = {
        {"3",                       '.', 3},
        {"0",                       '.', 0},
        {"007",                     '.', 7},
        {"-12",                     '.', -12},
        {"+12",                     '.', 12},
        {"12,5",                    ',', 12.5},
        {"12.5",                    '.', 12.5},
        {",5",                      ',', 0.5},
        {"-.5",                     '.', -0.5},
        {"0.1",                     '.', 0.1},
        {"1e3",                     '.', 1000},
        {"1E+3",                    '.', 1000},
        {"1,5e-3",                  ',', 0.0015},
        {"1e22",                    '.', 1e22},
        {"1e23",                    '.', 1e23}, /* the first power of ten that is inexact */
        {"9007199254740993",        '.', 9007199254740992.}, /* 2^53 + 1: to even */
        {"9007199254740993.0000000000000000000000000001", '.', 9007199254740994.},
        {"18446744073709551616",    '.', 18446744073709551616.},
        {"1.7976931348623157e308",  '.', 1.7976931348623157e308},
        {"2.2250738585072011e-308", '.', 2.2250738585072011e-308}, /* hung PHP and Java once */
        {"5e-324",                  '.', 5e-324},
        {"1e-400",                  '.', 0},
        {"0e999999999999999999999", '.', 0},
        {"0.000000000000000000000000000000000000000000000000001e51", '.', 1},
        {"1000000000000000000000000000000000000000000000000000e-51", '.', 1},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double got = read_number(cases[i].text, cases[i].decimal);
        CHECK(got == cases[i].want, "%s: got %.17g", cases[i].text, got);
    }
    CHECK(signbit(read_number("-0", '.')), "%s", "the sign of -0 is lost");
}

static void what_is_no_decimal_number_is_refused(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text;
        char decimal;
    } cases[] = {
        {"", '.'},     {" ", '.'},    {" 1", '.'},     {"1 ", '.'},    {"-", '.'},   {"+", '.'},
        {".", '.'},    {"-.", '.'},   {"5.", '.'},     {"1.e5", '.'},  {"e5", '.'},  {".e5", '.'},
        {"1e", '.'},   {"1e+", '.'},  {"1e-", '.'},    {"1e5.", '.'},  {"1e5e5", '.'},
        {"--1", '.'},  {"+-1", '.'},  {"1-", '.'},     {"1..2", '.'},  {"1.2.3", '.'},
        {"1,5", '.'},  {"1.5", ','},  {"1,234.5", '.'}, {"1.234,5", ','},
        {"1 000", '.'}, {"1\u00A0000", ','},           {"\u22125", '.'},
        {"nan", '.'},  {"NaN", '.'},  {"inf", '.'},    {"-inf", '.'},  {"Infinity", '.'},
        {"0x10", '.'}, {"1p3", '.'},  {"1f", '.'},     {"5%", '.'},    {"1e309", '.'},
        {"-1e999999999999999999999", '.'},             {"1.7976931348623159e308", '.'},
        {"\u0663", '.'}, /* an Arabic-Indic digit */
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x = -99;
        CHECK(!text_number(cases[i].text, strlen(cases[i].text), cases[i].decimal, &x),
              "'%s': got %g", cases[i].text, x);
        CHECK(x == -99, "'%s' changed the result", cases[i].text);
    }
}

static void only_the_given_bytes_are_read(void **state)
{
    (void)state;
    double x = 0;
    assert_true(text_number("12345", 2, '.', &x));
    assert_true(x == 12);
    assert_false(text_number("1\0002", 3, '.', &x));
    const char unclosed[2] = {'4', '2'}; /* no NUL: the sanitizer watches */
    assert_true(text_number(unclosed, 2, '.', &x));
    assert_true(x == 42);
}

/* A halfway point's last digit decides, however far behind it stands. */
static void digits_beyond_any_buffer_still_round(void **state)
{
    (void)state;
    static const char half[] = "9007199254740993.";
    enum { ZEROS = 5000 };
    char text[sizeof half + ZEROS + 1];
    memcpy(text, half, sizeof half);
    memset(text + sizeof half - 1, '0', ZEROS);
    text[sizeof half - 1 + ZEROS] = '\0';
    CHECK(read_number(text, '.') == 9007199254740992., "got %.17g", read_number(text, '.'));
    text[sizeof half - 2 + ZEROS] = '1';
    CHECK(read_number(text, '.') == 9007199254740994., "got %.17g", read_number(text, '.'));
}

/* The second opinion is the C library's, under the C locale that the tests run in. */
static void random_numbers_are_read_as_strtod_reads_them(void **state)
{
    (void)state;
    struct random r = random_stream(1, 0);
    for (size_t i = 0; i < 20000; i++) {
        char text[64];
        const size_t n_digits = 1 + random_below(&r, 22), point = random_below(&r, n_digits);
        size_t n = 0;
        for (size_t j = 0; j < n_digits; j++) {
            if (j == point && j > 0)
                text[n++] = '.';
            text[n++] = (char)('0' + random_below(&r, 10));
        }
        snprintf(text + n, sizeof text - n, "e%d", (int)random_below(&r, 60) - 30);
        const double want = strtod(text, NULL), got = read_number(text, '.');
        if (got != want)
            CHECK(false, "%s: got %.17g", text, got);
    }
}

static double random_double(struct random *r)
{
    for (;;) {
        const uint64_t bits = random_bits(r);
        double x;
        memcpy(&x, &bits, sizeof x);
        if (isfinite(x))
            return x;
    }
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct random r = random_stream(2, 0);
    for (size_t i = 0; i < 100000; i++) {
        char got[TEXT_NUMBER_SIZE], want[64];
        const double scale = pow(10, (double)random_below(&r, 20) - 4);
        const double x = i % 4 == 0 ? random_double(&r) : (random_uniform(&r) - 0.2) * scale;
        const size_t n = text_put_number(x, got);
        snprintf(want, sizeof want, "%.17g", x);
        if (strcmp(got, want) != 0 || n != strlen(want))
            CHECK(false, "want %s: got %s", want, got);
        if (read_number(got, '.') != x)
            CHECK(false, "%s reads back as %.17g", got, read_number(got, '.'));
    }
}

static void a_number_is_written_as_printf_does(void **state)
{
    (void)state;
    static const double numbers[] = {
        0,
        -0.0,
        1,
        -1,
        10,
        123456789,
        999999999999999,
        1e15,
        1e16,
        1e17,
        -1e15,
        1e18,
        0.1,
        63.4,
        100. / 3,
        5e-324,
        1.7976931348623157e308,
        0.5,
        -2.5,
        -9007199254740993.,
        0.001,
        0.01,
        1e-3 - 1e-19,
        1e-4,
        0.00099999999999999,
        9.9999999999999982,
        0.99999999999999989,
        99999999999999.984,
        999999999999999.88,
        1000000000000000.1,
        1. / 3,
        2. / 3,
        0.30000000000000004,
        4503599627370495.5,
        562949953421311.8125,
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        char got[TEXT_NUMBER_SIZE], want[64];
        const size_t n = text_put_number(numbers[i], got);
        snprintf(want, sizeof want, "%.17g", numbers[i]);
        CHECK(strcmp(got, want) == 0 && n == strlen(want), "want %s: got %s", want, got);
    }
    char text[TEXT_NUMBER_SIZE] = "x";
    assert_int_equal(text_put_number(missing_because(MISSING_REFUSED), text), 0);
    assert_string_equal(text, "");
}

static void a_locale_with_a_decimal_comma_changes_nothing(void **state)
{
    (void)state;
    if (setlocale(LC_ALL, "sv_SE.UTF-8") == NULL) {
        print_message("no locale sv_SE.UTF-8 here: not tested\n");
        skip();
    }
    char text[TEXT_NUMBER_SIZE], printed[8];
    snprintf(printed, sizeof printed, "%.1f", 0.5);
    CHECK(strcmp(printed, "0,5") == 0, "the locale itself writes %s", printed);
    text_put_number(0.1, text);
    CHECK(strcmp(text, "0.10000000000000001") == 0, "got %s", text);
    CHECK(read_number("9007199254740993.5", '.') == 9007199254740994., "got %.17g",
          read_number("9007199254740993.5", '.'));
    snprintf(printed, sizeof printed, "%.1f", 0.5);
    CHECK(strcmp(printed, "0,5") == 0, "afterwards the locale writes %s", printed);
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_decimal_number_is_read),
        TEST(what_is_no_decimal_number_is_refused),
        TEST(only_the_given_bytes_are_read),
        TEST(digits_beyond_any_buffer_still_round),
        TEST(random_numbers_are_read_as_strtod_reads_them),
        TEST(what_is_written_reads_back),
        TEST(a_number_is_written_as_printf_does),
        TEST(a_locale_with_a_decimal_comma_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
