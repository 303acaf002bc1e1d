/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DIFFERENCE_H
#define CLI_DIFFERENCE_H

/* How figures differ, in words: for verify and diff. */

#include "store/figure_compare.h"

#include <stdio.h>

/* What a kind of difference is; to be translated with _. */
const char *difference_text(enum difference_kind kind);

/* A line, of a changed method three. */
void difference_print(const struct difference *difference, FILE *file);

#endif
