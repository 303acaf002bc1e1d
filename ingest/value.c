/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/value.h"

#include "base/text.h"
#include "ingest/say.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool value_text(struct entry entry, const char **out)
{
    if (entry.text[0] == '\0')
        return false;
    *out = entry.text;
    return true;
}

bool value_number(const struct reading *in, struct entry entry, double *out)
{
    double x;
    const size_t n = strlen(entry.text);
    if (n == 0)
        return false;
    if (text_number(entry.text, n, '.', &x)) {
        *out = x;
        return true;
    }
    if (text_number(entry.text, n, ',', &x))
        table_fault(in, entry.at, _("%s '%s' has a decimal comma; write it with a point"),
                    entry.column, entry.text);
    else
        table_fault(in, entry.at, _("%s '%s' is not a number"), entry.column, entry.text);
    return false;
}

bool value_integer(const struct reading *in, struct entry entry, long low, long high, long *out)
{
    double x;
    const size_t n = strlen(entry.text);
    if (n == 0)
        return false;
    if (!text_number(entry.text, n, '.', &x) || x != floor(x) || x < (double)low ||
        x > (double)high) {
        table_fault(in, entry.at, _("%s '%s' is not a whole number from %ld to %ld"), entry.column,
                    entry.text, low, high);
        return false;
    }
    *out = (long)x;
    return true;
}

bool value_name(const struct reading *in, struct entry entry, const char *const *names, int n,
                int *out)
{
    if (entry.text[0] == '\0')
        return false;
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], entry.text) == 0) {
            *out = i;
            return true;
        }
    table_fault(in, entry.at, _("%s cannot be '%s'%s"), entry.column, entry.text,
                say_nearest(in->arena, entry.text, names, (size_t)n));
    return false;
}

bool value_yes(const struct reading *in, struct entry entry, bool *out)
{
    static const char *const names[] = {"yes", "no", "true", "false", "TRUE", "FALSE"};
    int index;
    if (entry.text[0] == '\0')
        return false;
    for (index = 0; index < (int)COUNT(names); index++)
        if (strcmp(names[index], entry.text) == 0) {
            *out = index % 2 == 0;
            return true;
        }
    table_fault(in, entry.at, _("%s cannot be '%s'; want yes or no"), entry.column, entry.text);
    return false;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool is_date(const char *text)
{
    int year, month, day, n = 0;
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10)
        return false;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 || n != 10)
        return false;
    return month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
}

bool value_date(const struct reading *in, struct entry entry, const char **out)
{
    if (entry.text[0] == '\0')
        return false;
    if (!is_date(entry.text)) {
        table_fault(in, entry.at, _("%s '%s' is not a date like 2022-12-31"), entry.column,
                    entry.text);
        return false;
    }
    *out = entry.text;
    return true;
}

static const char *trimmed(struct arena *arena, const char *text, size_t n)
{
    char *copy = arena_text_n(arena, text, n);
    if (copy == NULL)
        return NULL;
    const char *start = text_trimmed(copy, &n);
    copy[(size_t)(start - copy) + n] = '\0';
    return start;
}

static size_t count_parts(const char *text)
{
    size_t n = text[0] != '\0';
    for (const char *p = text; *p != '\0'; p++)
        n += *p == ';';
    return n;
}

enum status value_list(const struct reading *in, struct entry entry, const char *const **out,
                       size_t *n, struct error *err)
{
    const size_t n_parts = count_parts(entry.text);
    const char **list = arena_array(in->arena, n_parts, const char *);
    *out = list;
    *n = 0;
    if (list == NULL)
        return error_memory(err);
    const char *part = entry.text;
    for (size_t i = 0; i < n_parts; i++) {
        const size_t length = strcspn(part, ";");
        const char *text = trimmed(in->arena, part, length);
        if (text == NULL)
            return error_memory(err);
        if (text[0] == '\0')
            table_fault(in, entry.at, _("%s '%s' has a blank part; parts stand between ';'"),
                        entry.column, entry.text);
        else
            list[(*n)++] = text;
        part += length + 1;
    }
    return OK;
}

enum status value_pair(const struct reading *in, struct entry entry, const char *text,
                       const char **key, const char **value, struct error *err)
{
    const char *equals = strrchr(text, '=');
    *key = *value = NULL;
    if (equals == NULL) {
        table_fault(in, entry.at, _("%s has '%s', where something like 'a=b' is wanted"),
                    entry.column, text);
        return OK;
    }
    const char *left = trimmed(in->arena, text, (size_t)(equals - text));
    const char *right = trimmed(in->arena, equals + 1, strlen(equals + 1));
    if (left == NULL || right == NULL)
        return error_memory(err);
    if (left[0] == '\0' || right[0] == '\0') {
        table_fault(in, entry.at, _("%s has '%s', where something like 'a=b' is wanted"),
                    entry.column, text);
        return OK;
    }
    *key = left;
    *value = right;
    return OK;
}
