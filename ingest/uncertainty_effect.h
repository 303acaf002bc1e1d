/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_UNCERTAINTY_EFFECT_H
#define INGEST_UNCERTAINTY_EFFECT_H

/* Whether varying a choice can change an index, as far as the form alone can tell. */

#include "store/form.h"

#include <stdbool.h>

/* Its level in the tree: 1 for an item, one more than its highest child for an index. */
int uncertainty_level(const struct indicator *indicator);

/* Whether the parameter is about the items below an index, whatever indices lie between. */
bool uncertainty_is_of_items(enum uncertainty_parameter parameter);

/* Whether it is about all indices alike, and takes no levels. */
bool uncertainty_is_of_all(enum uncertainty_parameter parameter);

/* Why the choice has no effect on that index; NULL when it has one. To be translated. */
const char *uncertainty_idle(const struct uncertainty_choice *choice,
                             const struct indicator *index);

/* The first item below that has no goalposts to be normalised by; NULL when all have. */
const struct indicator *uncertainty_lacks_goalposts(const struct indicator *index);

/* The first index that a scale other than 0-100 of its items would break, among that index, those
   above and those below: one whose missing children count 0. NULL when there is none. */
const struct indicator *uncertainty_needs_percent(const struct indicator *index);

#endif
