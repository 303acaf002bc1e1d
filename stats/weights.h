/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STATS_WEIGHTS_H
#define STATS_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#define WEIGHTS_ROOT SIZE_MAX

/* How much each node of an index tree moves the top: the product of the weights, rescaled to sum
   1 among siblings, from the node up to its root.
     weight     n weights, none negative; a root's is not looked at
     parent     n indices into the same arrays, WEIGHTS_ROOT for a root; no cycles; any order
     effective  room for n values in [0, 1], a root's is 1; MISSING below siblings whose weights sum
                to 0                                                                              */
void weights_effective(const double *weight, const size_t *parent, size_t n, double *effective);

#endif
