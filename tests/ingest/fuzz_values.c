/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and dates as people write them: a number that is read without more is the one that
   text_number reads, and a date that is read is one of the calendar, and itself. */
#include "base/error.h"
#include "base/text.h"
#include "ingest/date.h"
#include "ingest/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_number(const char *text, size_t n, char decimal)
{
    double plain, value;
    unsigned ways = 0;
    const bool is_plain = text_number(text, n, decimal, &plain);
    const bool is_number = number_read(text, n, decimal, &value, &ways);
    if (is_number && !isfinite(value))
        __builtin_trap();
    if (is_plain && n <= 64 && text[0] != '+' && (!is_number || value != plain || ways != 0))
        __builtin_trap();
    if (is_number && ways == 0 && !is_plain && (unsigned char)text[0] != 0xE2)
        __builtin_trap();
}

static void check_date(const char *text, size_t n)
{
    char date[DATE_SIZE], again[DATE_SIZE];
    bool has_time;
    if (!date_read(text, n, date, &has_time))
        return;
    if (!date_read(date, DATE_SIZE - 1, again, &has_time) || has_time || strcmp(date, again) != 0)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1); /* of this size, so that reading beyond it is seen */
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    check_number(text, size, '.');
    check_number(text, size, ',');
    check_date(text, size);
    free(text);
    return 0;
}
