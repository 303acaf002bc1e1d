/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/date.h"

#include <stdio.h>
#include <string.h>

static bool read_digits(const char *text, size_t n, int *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = 10 * *out + (text[i] - '0');
    }
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* The length of the date at the start of the text, of three numbers; 0 when there is none. */
static size_t read_parts(const char *text, size_t n, int *year, int *month, int *day)
{
    const bool is_plain = n == 8;
    const size_t at_month = is_plain ? 4 : 5, at_day = is_plain ? 6 : 8;
    const size_t length = is_plain ? 8 : DATE_SIZE - 1;
    if (n < length || (!is_plain && (text[4] != '-' || text[7] != '-')))
        return 0;
    if (!read_digits(text, 4, year) || !read_digits(text + at_month, 2, month) ||
        !read_digits(text + at_day, 2, day))
        return 0;
    return length;
}

static bool is_midnight(const char *text, size_t n)
{
    static const char *const times[] = {" 00:00", " 00:00:00", "T00:00", "T00:00:00", "T00:00:00Z"};
    if (n == 0)
        return true;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (strlen(times[i]) == n && memcmp(times[i], text, n) == 0)
            return true;
    return false;
}

bool date_read(const char *text, size_t n, char out[DATE_SIZE])
{
    int year, month, day;
    const size_t used = read_parts(text, n, &year, &month, &day);
    if (used == 0 || !is_midnight(text + used, n - used) || year < 1 || month < 1 || month > 12 ||
        day < 1 || day > days_in_month(year, month))
        return false;
    char buffer[40];
    snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
    memcpy(out, buffer, DATE_SIZE);
    return true;
}
