/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FIGURE_ABOUT_H
#define STORE_FIGURE_ABOUT_H

/* What each family of figures says, in one plain sentence: store/figure_about.def. */

#include <stddef.h>

/* The sentence, in Swedish for "sv", else in English; NULL for a family that is not in the table.
 */
const char *figure_about(const char *family, const char *language);

/* The families of the table, in its order; NULL after the last. */
const char *figure_family(size_t i);

#endif
