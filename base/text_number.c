/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "base/text.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    EXACT_DIGITS = 19,      /* what a uint64_t always holds */
    KEPT_DIGITS = 800,      /* no double lies nearer to a halfway point than its 768th digit */
    LARGEST_EXPONENT = 9999 /* beyond it KEPT_DIGITS digits are 0 or too large all the same */
};

/* A decimal number taken apart: the digits as an integer, times 10^exponent. */
struct decimal {
    bool is_negative;
    uint64_t value;               /* of the first EXACT_DIGITS significant digits */
    size_t n_digits;              /* significant digits met, leading zeros not counted */
    char digits[KEPT_DIGITS + 1]; /* the first KEPT_DIGITS of them */
    bool is_rest_zero;            /* of the digits beyond KEPT_DIGITS */
    int64_t exponent;             /* of ten, for an integer of n_digits digits */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digit(struct decimal *number, char digit)
{
    if (number->n_digits == 0 && digit == '0')
        return;
    if (number->n_digits < EXACT_DIGITS)
        number->value = number->value * 10 + (uint64_t)(digit - '0');
    if (number->n_digits < KEPT_DIGITS)
        number->digits[number->n_digits] = digit;
    else if (digit != '0')
        number->is_rest_zero = false;
    number->n_digits++;
}

/* Takes a run of digits; returns where it ends. */
static const char *take_digits(struct decimal *number, const char *c, const char *end)
{
    for (; c < end && is_digit(*c); c++)
        take_digit(number, *c);
    return c;
}

/* Takes "e-12" and adds it to the exponent; NULL when no digit follows. */
static const char *take_exponent(struct decimal *number, const char *c, const char *end)
{
    const int64_t limit = INT64_MAX / 100;
    int64_t exponent = 0;
    c++;
    const bool is_negative = c < end && *c == '-';
    if (c < end && (*c == '-' || *c == '+'))
        c++;
    if (c == end || !is_digit(*c))
        return NULL;
    for (; c < end && is_digit(*c); c++)
        if (exponent < limit)
            exponent = exponent * 10 + (*c - '0');
    number->exponent += is_negative ? -exponent : exponent;
    return c;
}

/* Whether all of the text is a decimal number. */
static bool take_apart(const char *text, size_t n, char decimal, struct decimal *number)
{
    const char *c = text, *const end = text + n;
    number->is_negative = c < end && *c == '-';
    if (c < end && (*c == '-' || *c == '+'))
        c++;
    const char *const whole = c;
    c = take_digits(number, c, end);
    bool is_number = c > whole;
    if (c < end && *c == decimal) {
        const char *const fraction = ++c;
        c = take_digits(number, c, end);
        number->exponent = -(int64_t)(c - fraction);
        is_number = c > fraction;
    }
    if (is_number && c < end && (*c == 'e' || *c == 'E'))
        c = take_exponent(number, c, end);
    return is_number && c == end;
}

/* The C library's correctly rounded answer, for what is too long for the exact way. The text has no
   decimal mark, so that the locale does not matter. */
static double nearest_double(struct decimal *number)
{
    char text[KEPT_DIGITS + 32];
    size_t n = number->n_digits;
    int64_t exponent = number->exponent;
    if (n > KEPT_DIGITS) {
        exponent += (int64_t)(n - KEPT_DIGITS);
        n = KEPT_DIGITS;
        if (!number->is_rest_zero) { /* one more digit says "and a little more" */
            number->digits[n++] = '1';
            exponent--;
        }
    }
    if (exponent > LARGEST_EXPONENT)
        exponent = LARGEST_EXPONENT;
    if (exponent < -LARGEST_EXPONENT)
        exponent = -LARGEST_EXPONENT;
    memcpy(text, number->digits, n);
    snprintf(text + n, sizeof text - n, "e%d", (int)exponent);
    return strtod(text, NULL);
}

bool text_number(const char *text, size_t n, char decimal, double *out)
{
    static const double ten_to[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    struct decimal number;
    number.value = 0;
    number.n_digits = 0;
    number.exponent = 0;
    number.is_rest_zero = true;
    if (!take_apart(text, n, decimal, &number))
        return false;
    /* Integer and power of ten are both exact here, so that one operation rounds once
       (Clinger 1990, "How to read floating point numbers accurately"). */
    double x;
    const bool is_exact = number.n_digits <= EXACT_DIGITS && number.value <= UINT64_C(1) << 53U;
    if (is_exact && number.exponent >= 0 && number.exponent <= 22)
        x = (double)number.value * ten_to[number.exponent];
    else if (is_exact && number.exponent < 0 && number.exponent >= -22)
        x = (double)number.value / ten_to[-number.exponent];
    else if (number.value == 0)
        x = 0;
    else
        x = nearest_double(&number);
    if (!isfinite(x))
        return false;
    *out = number.is_negative ? -x : x;
    return true;
}

/* Writes the digits of n and a closing NUL; returns how many. */
static size_t put_digits(uint64_t n, char *out)
{
    char reversed[TEXT_NUMBER_SIZE];
    size_t n_digits = 0, length = 0;
    do
        reversed[n_digits++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (n_digits > 0)
        out[length++] = reversed[--n_digits];
    out[length] = '\0';
    return length;
}

/* What put_fraction can do exactly in 128 bits. */
static bool is_plain_fraction(double x)
{
    return x >= 1e-3 && x < 1e15 && x != trunc(x);
}

/* x * 10^p, rounded to the nearest integer, ties to even; is_plain_fraction(x), p at most 19. */
static uint64_t scaled(double x, int p)
{
    static const uint64_t ten_to[] = {
        UINT64_C(1),
        UINT64_C(10),
        UINT64_C(100),
        UINT64_C(1000),
        UINT64_C(10000),
        UINT64_C(100000),
        UINT64_C(1000000),
        UINT64_C(10000000),
        UINT64_C(100000000),
        UINT64_C(1000000000),
        UINT64_C(10000000000),
        UINT64_C(100000000000),
        UINT64_C(1000000000000),
        UINT64_C(10000000000000),
        UINT64_C(100000000000000),
        UINT64_C(1000000000000000),
        UINT64_C(10000000000000000),
        UINT64_C(100000000000000000),
        UINT64_C(1000000000000000000),
        UINT64_C(10000000000000000000),
    };
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t mantissa = (bits & UINT64_C(0xFFFFFFFFFFFFF)) | UINT64_C(1) << 52U;
    const unsigned shift = 1075U - (unsigned)(bits >> 52U); /* x = mantissa / 2^shift */
    __extension__ const unsigned __int128 product = (unsigned __int128)mantissa * ten_to[p];
    const uint64_t whole = (uint64_t)(product >> shift);
    const uint64_t rest = (uint64_t)product & ((UINT64_C(1) << shift) - 1);
    const uint64_t half = UINT64_C(1) << (shift - 1);
    return whole + (rest > half || (rest == half && whole % 2 == 1) ? 1 : 0);
}

/* The same digits as printf's "%.17g", some ten times faster. */
static size_t put_fraction(double x, char *out)
{
    /* The double next to 0.1 (0.01, 0.001) lies above it, so that comparing is exact. */
    static const double from[] = {1e-3, 1e-2, 1e-1, 1,    1e1,  1e2,  1e3,  1e4,  1e5, 1e6,
                                  1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    int exponent = -3; /* of the first digit */
    while (x >= from[exponent + 4])
        exponent++;
    char digits[TEXT_NUMBER_SIZE];
    size_t n = put_digits(scaled(x, 16 - exponent), digits);
    while (digits[n - 1] == '0')
        n--;
    size_t length = 0;
    if (exponent < 0) {
        memcpy(out, "0.00", 4);
        length = 1 + (size_t)-exponent;
        memcpy(out + length, digits, n);
    } else {
        const size_t n_whole = (size_t)exponent + 1;
        memcpy(out, digits, n_whole);
        out[n_whole] = '.';
        memcpy(out + n_whole + 1, digits + n_whole, n - n_whole);
        length = 1;
    }
    out[length + n] = '\0';
    return length + n;
}

/* printf's own under the C locale, whatever the process has. */
static size_t print_number(double x, char *out)
{
    const locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    const locale_t before = uselocale(c_locale);
    const int n = snprintf(out, TEXT_NUMBER_SIZE, "%.17g", x);
    uselocale(before);
    if (c_locale != (locale_t)0)
        freelocale(c_locale);
    return n > 0 ? (size_t)n : 0;
}

size_t text_put_number(double x, char *out)
{
    out[0] = '\0';
    if (is_missing(x))
        return 0;
    const double size = fabs(x);
    const bool is_integer = size < 1e15 && x == trunc(x) && !(x == 0 && signbit(x));
    if (!is_integer && !is_plain_fraction(size))
        return print_number(x, out);
    const size_t sign = x < 0 ? 1 : 0;
    out[0] = '-';
    out += sign;
    return sign + (is_integer ? put_digits((uint64_t)size, out) : put_fraction(size, out));
}
