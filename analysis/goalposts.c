/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/goalposts.h"

#include "analysis/notice.h"

static void default_goalposts(const struct indicator *indicator, double *low, double *high)
{
    *low = *high = MISSING;
    const struct question *question = indicator->question;
    if (question == NULL || question->list == NULL)
        return;
    const bool is_multiple = question->type == QUESTION_SELECT_MULTIPLE;
    *low = is_multiple ? 0 : question->list->low;
    *high = is_multiple ? question->list->sum_positive : question->list->high;
    if (indicator->option != NO_OPTION)
        *high = 1;
}

void goalposts_of(const struct indicator *indicator, double *low, double *high)
{
    default_goalposts(indicator, low, high);
    if (!is_missing(indicator->low))
        *low = indicator->low;
    if (!is_missing(indicator->high))
        *high = indicator->high;
}

/* The goalposts in ascending order; false when there are none to hold a value against. */
static bool limits_of(const struct indicator *indicator, double *least, double *most)
{
    double low, high;
    goalposts_of(indicator, &low, &high);
    if (indicator->normalise != NORMALISE_GOALPOSTS || is_missing(low) || is_missing(high))
        return false;
    *least = fmin(low, high);
    *most = fmax(low, high);
    return true;
}

static void say_outside(struct notice *notice, size_t row, double value)
{
    if (!notice_is_listed(notice))
        return;
    double low, high;
    goalposts_of(notice->about, &low, &high);
    findings_add(notice->found, FINDING_ERROR, notice->rule, notice_place(notice, row), NULL,
                 notice->about->code,
                 "'%s'%s is %.10g, outside its goalposts %.10g and %.10g: it counts as missing",
                 notice->about->code, notice->about->denominator == NULL ? "" : ", after dividing,",
                 value, low, high);
}

void goalposts_check_column(const struct wave *wave, const struct indicator *indicator, double *x,
                            struct findings *found)
{
    double least, most;
    if (!limits_of(indicator, &least, &most))
        return;
    struct notice notice = {found, wave, indicator, "outside_goalposts", 0};
    for (size_t row = 0; row < wave->n_rows; row++)
        if (x[row] < least || x[row] > most) {
            say_outside(&notice, row, x[row]);
            x[row] = missing_because(MISSING_INVALID);
        }
    notice_end(&notice);
}

void goalposts_check_codes(const struct wave *wave, const struct indicator *indicator,
                           const uint8_t *code, const size_t *count, double *table,
                           struct findings *found)
{
    double least, most;
    bool is_outside[256] = {false};
    size_t n_outside = 0;
    if (!limits_of(indicator, &least, &most))
        return;
    for (size_t c = 0; c < 256; c++) {
        is_outside[c] = count[c] > 0 && (table[c] < least || table[c] > most);
        n_outside += is_outside[c];
    }
    if (n_outside == 0)
        return;
    struct notice notice = {found, wave, indicator, "outside_goalposts", 0};
    for (size_t row = 0; row < wave->n_rows; row++)
        if (is_outside[code[row]])
            say_outside(&notice, row, table[code[row]]);
    notice_end(&notice);
    for (size_t c = 0; c < 256; c++)
        if (is_outside[c])
            table[c] = missing_because(MISSING_INVALID);
}
