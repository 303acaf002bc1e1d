/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DIFFERENCE_JSON_H
#define CLI_DIFFERENCE_JSON_H

/* Figures and how they differ as JSON. Each gives a value that is the caller's, NULL when memory
   runs out, which jansson's functions take for what it is. */

#include "store/acceptance.h"
#include "store/figure_compare.h"

#include <jansson.h>

/* null for NULL, for a missing number, and for one that has no end. */
json_t *json_of_text(const char *text);
json_t *json_of_number(double x);

/* value, n, se, low, high, p, status, unit, decimals, method; null for NULL. */
json_t *figure_json(const struct figure *figure);

/* kind, id, field, deviation, in_se, was, is. */
json_t *difference_json(const struct difference *difference);

/* kind, name, was, is. */
json_t *change_json(const struct fact_change *change);

#endif
