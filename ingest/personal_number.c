/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Personal identity numbers and telephone numbers.
   Identity numbers: Skatteverket, SKV 704, "Personnummer"; the check digit is Luhn's over the ten
   digits without century (ISO/IEC 7812-1). */
#include "ingest/personal_inside.h"

#include <string.h>

enum { IDENTITY_DIGITS = 10, WITH_CENTURY = 12, MOST_DIGITS = 16 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

size_t personal_dash(const char *text, size_t at)
{
    /* hyphen that does not break, figure dash, en dash, minus */
    static const char *const dashes[] = {"-", "\u2011", "\u2012", "\u2013", "\u2212"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (starts_with(text + at, dashes[i]))
            return strlen(dashes[i]);
    return 0;
}

size_t personal_blank(const char *text, size_t at)
{
    if (text[at] == ' ' || text[at] == '\t')
        return 1;
    return starts_with(text + at, "\u00a0") ? strlen("\u00a0") : 0;
}

bool personal_is_word(const char *text, size_t at)
{
    const unsigned char c = (unsigned char)text[at];
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit((char)c);
    return c >= 0xC3 && c != 0xE2; /* C2: signs of Latin-1; E2: punctuation, arrows, signs */
}

static int pair_of(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* By Luhn: every other digit doubled from the first, the sum a multiple of 10. */
static bool is_checked(const char *digits)
{
    int sum = 0;
    for (int i = 0; i < IDENTITY_DIGITS; i++) {
        const int twice = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += twice / 10 + twice % 10;
    }
    return sum % 10 == 0;
}

/* century -1: any. */
static bool is_date(int century, const char *digits)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int year = pair_of(digits), month = pair_of(digits + 2);
    const int written = pair_of(digits + 4);
    const int day = written > 60 ? written - 60 : written; /* co-ordination number */
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    if (month != 2 || day < 29)
        return true;
    return year == 0 ? century < 0 || century % 4 == 0 : year % 4 == 0;
}

size_t personal_identity(const char *text, size_t at)
{
    char digits[WITH_CENTURY + 1] = "";
    size_t n = 0, i = at, after = 0; /* `after`: digits before the sign */
    for (;;) {
        const size_t sign = text[i] == '+' ? 1 : personal_dash(text, i) + personal_blank(text, i);
        if (is_digit(text[i]) && n < WITH_CENTURY) {
            digits[n++] = text[i++];
        } else if (sign > 0 && after == 0 && (n == 6 || n == 8) && is_digit(text[i + sign])) {
            after = n;
            i += sign;
        } else {
            break;
        }
    }
    if ((n != IDENTITY_DIGITS && n != WITH_CENTURY) || personal_is_word(text, i) ||
        (after != 0 && after != n - 4))
        return 0;
    const char *ten = digits + n - IDENTITY_DIGITS;
    const int century = n == WITH_CENTURY ? pair_of(digits) : -1;
    const bool is_past = century < 0 || (century >= 18 && century <= 20);
    return is_past && is_date(century, ten) && is_checked(ten) ? i - at : 0;
}

/* The bytes of what may stand between two groups of digits. */
static size_t separator(const char *text, size_t at)
{
    const size_t known = personal_dash(text, at) + personal_blank(text, at);
    return known > 0 ? known : text[at] == '/' || text[at] == '(' || text[at] == ')';
}

/* Digits from text[at], up to three separators in a row among them; *end behind the last one. */
static size_t count_digits(const char *text, size_t at, size_t *end)
{
    size_t n = 0, gap = 0;
    for (size_t i = at; text[i] != '\0' && gap <= 3 && n <= MOST_DIGITS;) {
        const size_t between = separator(text, i);
        if (is_digit(text[i])) {
            n++;
            gap = 0;
            *end = ++i;
        } else if (between > 0) {
            gap++;
            i += between;
        } else {
            break;
        }
    }
    return n;
}

size_t personal_phone(const char *text, size_t at)
{
    size_t end = at;
    const bool is_abroad = text[at] == '+';
    if (!is_abroad && (text[at] != '0' || text[at + 1] == '\0'))
        return 0;
    const size_t n = count_digits(text, at + is_abroad, &end);
    const bool is_one =
        is_abroad ? n >= 9 && n <= 15 : n >= 8 && n <= (text[at + 1] == '0' ? 15 : 11);
    return is_one && !personal_is_word(text, end) ? end - at : 0;
}
