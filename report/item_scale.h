/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_ITEM_SCALE_H
#define REPORT_ITEM_SCALE_H

/* Where an item stands on its scale: its goalposts, and the place of a choice between them. */

#include "store/form.h"

/* The goalposts that the form gives, else those of the question's list of choices; missing: none.
 */
double item_low(const struct indicator *item);
double item_high(const struct indicator *item);

/* Whether its scores are those of a question with one choice, on 0-100, and nothing else was done
   to them: then they say which choice was made, and the rest of these functions may be called. */
bool item_is_list(const struct indicator *item);

/* The score on 0-100 of a choice; missing when it is no answer or lies outside the goalposts. */
double item_place_of_choice(const struct indicator *item, size_t choice);

/* Whether every answer has a place of its own, more than four times this from any other. */
#define ITEM_PLACE_WIDTH 0.001
bool item_tells_choices(const struct indicator *item);

#endif
