/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/item_scale.h"

#include "base/missing.h"

double item_low(const struct indicator *item)
{
    const struct choice_list *list = item->question == NULL ? NULL : item->question->list;
    if (!is_missing(item->low) || item->normalise != NORMALISE_GOALPOSTS || list == NULL)
        return item->low;
    return item->question->type == QUESTION_SELECT_ONE ? list->low : 0;
}

double item_high(const struct indicator *item)
{
    const struct choice_list *list = item->question == NULL ? NULL : item->question->list;
    if (!is_missing(item->high) || item->normalise != NORMALISE_GOALPOSTS || list == NULL)
        return item->high;
    if (item->option != NO_OPTION)
        return 1;
    return item->question->type == QUESTION_SELECT_ONE ? list->high : list->sum_positive;
}

/* What a score of the list is on 0-100. */
static double place_of(const struct indicator *item, double score)
{
    const double low = item_low(item), high = item_high(item);
    const double place = (score - low) / (high - low) * 100;
    return item->direction < 0 ? 100 - place : place;
}

bool item_is_list(const struct indicator *item)
{
    const struct question *question = item->question;
    return question != NULL && question->type == QUESTION_SELECT_ONE && item->option == NO_OPTION &&
           item->normalise == NORMALISE_GOALPOSTS && item->impute == IMPUTE_NONE &&
           item->treat == TREAT_NONE && item->denominator == NULL;
}

double item_place_of_choice(const struct indicator *item, size_t choice)
{
    const struct choice_list *list = item->question->list;
    const double place = place_of(item, list->choices[choice].score);
    if (list->choices[choice].reason != ANSWERED || !(place >= 0 && place <= 100))
        return MISSING;
    return place;
}

bool item_tells_choices(const struct indicator *item)
{
    const struct choice_list *list = item->question->list;
    for (size_t i = 0; i < list->n; i++) {
        if (list->choices[i].reason != ANSWERED)
            continue;
        const double place = item_place_of_choice(item, i);
        if (is_missing(place))
            return false;
        for (size_t j = 0; j < i; j++)
            if (fabs(item_place_of_choice(item, j) - place) < 4 * ITEM_PLACE_WIDTH)
                return false;
    }
    return true;
}
