/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CHOICES_H
#define INGEST_CHOICES_H

/* choices.csv: the lists of choices, each with its names, texts, scores and missing reasons. */

#include "ingest/labels.h"
#include "ingest/table.h"
#include "store/form.h"

extern const struct table_layout choices_layout;

/* Takes all lists into form->lists, in the order in which their names are met. ERR_MEMORY. */
MUST_CHECK enum status choices_take(const struct reading *in, const struct table *table,
                                    struct form *form, struct error *err);

/* Whether a list has a choice with a score. */
bool choices_have_scores(const struct choice_list *list);

/* The choice of that exact name; NULL when there is none. */
const struct choice *choices_find(const struct choice_list *list, const char *name);

/* "; did you mean ...", as say_nearest, among the names of the list. */
const char *choices_say_nearest(struct arena *arena, const char *wanted,
                                const struct choice_list *list);

#endif
