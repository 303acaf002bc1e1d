/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_CROSSING_H
#define ANALYSIS_CROSSING_H

/* How a question of an earlier wave became one of a later wave: by a row of the later wave's
   crosswalk.csv, or by rows of the waves between, one after another. Equal names prove nothing.

       struct crossing_path path;
       if (crossing_find(forms, n, question, &path))          of forms[n - 1]
           ... path.from is a question of forms[0] ...                                           */

#include "base/finding.h"
#include "store/form.h"

enum { CROSSING_STEPS = 8 };

struct crossing_path {
    const struct question *from;
    const struct crossing *step[CROSSING_STEPS]; /* n_steps, the earliest first */
    size_t n_steps;
};

/* forms: of one form_id, in the order of their waves. A row that names the first wave itself goes
   before a path over those between. False when there is neither, when what it names is no question,
   or when it would take more than CROSSING_STEPS. */
bool crossing_find(const struct form *const *forms, size_t n, const struct question *question,
                   struct crossing_path *out);

/* Whether answers to the one can be read as answers to the other: both a choice of one, both of
   several, or both numbers. */
bool crossing_is_possible(const struct question *from, const struct question *to);

/* Which choice of `to` a choice of `from` becomes; NO_CHOICE when it becomes none. */
#define NO_CHOICE SIZE_MAX
size_t crossing_choice(const struct crossing_path *path, const struct choice *from,
                       const struct choice_list *to);

/* What a number becomes; MISSING_INVALID when nothing. */
double crossing_number(const struct crossing_path *path, double x);

/* Whether any step recodes. */
bool crossing_recodes(const struct crossing_path *path);

/* Looks over the rows of the last form's crosswalk about waves that are among `forms`, and adds to
   `found` what they name that is not there: an error; an answer that becomes nothing: a warning. */
void crossing_check(const struct form *const *forms, size_t n, struct findings *found);

#endif
