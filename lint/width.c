/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/width.h"

#include <math.h>
#include <string.h>

/* A section of a format, as far as it says how long a number becomes. */
struct section {
    int decimals, whole; /* digits that are always shown */
    int literals;        /* signs in quotation marks or escaped, "%", "-", "(" */
    int percents, thousands;
    bool has_groups, has_digits, is_strange;
};

/* The length of what stands at the start of a format and shows nothing or itself. */
static size_t skip(const char *at, struct section *s)
{
    if (*at == '"') {
        const size_t n = strcspn(at + 1, "\"");
        s->literals += (int)n;
        return n + (at[n + 1] == '"' ? 2 : 1);
    }
    if (*at == '[') { /* a colour, a country, a condition; durations are strange */
        s->is_strange |= strchr("hHmMsS<>=", at[1]) != NULL;
        const size_t n = strcspn(at, "]");
        return n + (at[n] == ']' ? 1 : 0);
    }
    if (*at == '\\' || *at == '_' || *at == '*') {
        s->literals += *at == '\\' ? 1 : 0; /* blanks as wide as a sign may be cut */
        return at[1] != '\0' ? 2 : 1;
    }
    return 0;
}

static void see_digit(struct section *s, char sign, bool is_behind_point)
{
    s->has_digits = true;
    if (is_behind_point)
        s->decimals += sign == '0' ? 1 : 0;
    else
        s->whole += sign == '0' ? 1 : 0;
}

/* Commas between digits group them, commas behind the last divide by a thousand. */
static void see_comma(struct section *s, const char *at)
{
    if (strchr("0#?", at[1]) != NULL && at[1] != '\0')
        s->has_groups = true;
    else
        s->thousands++;
}

static struct section read_section(const char **format)
{
    struct section s = {0};
    bool is_behind_point = false;
    const char *at = *format;
    while (*at != '\0' && *at != ';') {
        const size_t n = skip(at, &s);
        if (n > 0) {
            at += n;
            continue;
        }
        if (strchr("0#?", *at) != NULL)
            see_digit(&s, *at, is_behind_point);
        else if (*at == '.')
            is_behind_point = true;
        else if (*at == ',')
            see_comma(&s, at);
        else if (strchr("%-+() $", *at) != NULL)
            s.literals++;
        else
            s.is_strange = true;
        s.percents += *at == '%' ? 1 : 0;
        at++;
    }
    *format = *at == ';' ? at + 1 : at;
    return s;
}

/* General gives up decimals, and then digits for an exponent. */
static double general(double x)
{
    enum { EXPONENT = 5 }; /* 1E+05 */
    const double digits = fabs(x) < 1 ? 1 : floor(log10(fabs(x))) + 1;
    return fmin(digits, EXPONENT) + (x < 0 ? 1 : 0);
}

double width_of_number(const char *format, double x)
{
    if (strcmp(format, "General") == 0)
        return general(x);
    const char *rest = format;
    struct section s = read_section(&rest);
    const bool has_second = x < 0 && *rest != '\0';
    if (has_second)
        s = read_section(&rest);
    if (s.is_strange || !s.has_digits)
        return 0;
    const double shown = fabs(x) * pow(100, s.percents) / pow(1000, s.thousands);
    const double rounded = round(shown * pow(10, s.decimals)) / pow(10, s.decimals);
    const double digits = rounded < 1 ? s.whole : floor(log10(rounded)) + 1;
    const double whole = fmax(digits, s.whole);
    const double groups = s.has_groups && whole > 3 ? floor((whole - 1) / 3) : 0;
    const double sign = x < 0 && !has_second ? 1 : 0;
    /* point, comma and space are about half as wide as a digit */
    const double points = (s.decimals > 0 ? 0.5 : 0) + groups * 0.5;
    return whole + s.decimals + s.literals * 0.5 + sign * 0.6 + points;
}

bool width_fits(const struct lint_style *style, double x, double width, double font_size)
{
    const double scale = font_size > 0 && style->size > 0 ? style->size / font_size : 1;
    return width <= 0 || style->shrinks || width_of_number(style->format, x) * scale <= width;
}
