/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/date.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What is still to be read. */
struct cursor {
    const char *at, *end;
};

static bool take_byte(struct cursor *c, char byte)
{
    if (c->at == c->end || *c->at != byte)
        return false;
    c->at++;
    return true;
}

/* A number of `least` to `most` digits. */
static bool take_number(struct cursor *c, int least, int most, int *out)
{
    int n = 0;
    *out = 0;
    for (; n < most && c->at < c->end && *c->at >= '0' && *c->at <= '9'; n++)
        *out = 10 * *out + (*c->at++ - '0');
    return n >= least;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

struct date {
    int year, month, day;
};

static bool is_day(struct date date)
{
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

/* "2022-12-09" or "20221209" */
static bool take_numbers(struct cursor *c, struct date *out)
{
    if (!take_number(c, 4, 4, &out->year))
        return false;
    const bool has_dashes = take_byte(c, '-');
    return take_number(c, 2, 2, &out->month) && take_byte(c, '-') == has_dashes &&
           take_number(c, 2, 2, &out->day);
}

/* The month that a word is the name of, or the first three letters of it or more; 0: none. */
static int month_of(const char *word, size_t n)
{
    static const char *const names[][2] = {
        {"januari", "january"}, {"februari", "february"}, {"mars", "march"},
        {"april", "april"},     {"maj", "may"},           {"juni", "june"},
        {"juli", "july"},       {"augusti", "august"},    {"september", "september"},
        {"oktober", "october"}, {"november", "november"}, {"december", "december"},
    };
    for (size_t i = 0; n >= 3 && i < COUNT(names); i++)
        for (size_t k = 0; k < 2; k++)
            if (n <= strlen(names[i][k]) && strncasecmp(names[i][k], word, n) == 0)
                return (int)i + 1;
    return 0;
}

/* "9 december 2022" or "den 9 dec. 2022" */
static bool take_words(struct cursor *c, struct date *out)
{
    if (c->end - c->at > 4 && strncasecmp(c->at, "den ", 4) == 0)
        c->at += 4;
    if (!take_number(c, 1, 2, &out->day) || !take_byte(c, ' '))
        return false;
    const char *word = c->at;
    while (c->at < c->end && *c->at != ' ' && *c->at != '.')
        c->at++;
    out->month = month_of(word, (size_t)(c->at - word));
    (void)take_byte(c, '.');
    return take_byte(c, ' ') && take_number(c, 4, 4, &out->year);
}

/* "Z", "+01:00", "+0100", "+01" or nothing */
static bool take_zone(struct cursor *c)
{
    int hours, minutes;
    if (take_byte(c, 'Z') || c->at == c->end)
        return true;
    if (!take_byte(c, '+') && !take_byte(c, '-'))
        return false;
    if (!take_number(c, 2, 2, &hours) || hours > 14)
        return false;
    (void)take_byte(c, ':');
    return c->at == c->end || (take_number(c, 2, 2, &minutes) && minutes < 60);
}

/* " 14:05", "T14:05:33", "T14:05:33.123+01:00"; whether it is midnight. */
static bool take_time(struct cursor *c, bool *is_midnight)
{
    int hours = 0, minutes = 0, seconds = 0, fraction = 0;
    if (!take_byte(c, ' ') && !take_byte(c, 'T'))
        return false;
    if (!take_number(c, 2, 2, &hours) || !take_byte(c, ':') || !take_number(c, 2, 2, &minutes))
        return false;
    if (take_byte(c, ':') && !take_number(c, 2, 2, &seconds))
        return false;
    if ((take_byte(c, '.') || take_byte(c, ',')) && !take_number(c, 1, 9, &fraction))
        return false;
    *is_midnight = hours == 0 && minutes == 0 && seconds == 0 && fraction == 0;
    return hours < 24 && minutes < 60 && seconds <= 60 && take_zone(c);
}

bool date_read(const char *text, size_t n, char out[DATE_SIZE], bool *has_time)
{
    struct cursor c = {text, text + n};
    struct date date = {0};
    bool is_midnight = true;
    *has_time = false;
    if (!take_numbers(&c, &date)) {
        c.at = text;
        if (!take_words(&c, &date))
            return false;
    }
    if (!is_day(date) || (c.at < c.end && !take_time(&c, &is_midnight)) || c.at < c.end)
        return false;
    char buffer[40];
    snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(out, buffer, DATE_SIZE);
    *has_time = !is_midnight;
    return true;
}
