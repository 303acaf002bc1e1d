/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

/* From answers to figures: computes the indices of a wave and then, family by family, every figure
   that is published about it.                                                                  */

#include "base/finding.h"
#include "store/figure.h"
#include "store/wave.h"

struct analysis_options {
    int threads; /* 0: one */
};

/* Fills wave->scores and `out`. What the rules of the index tree make of the answers and an
   analyst must know (a value outside its goalposts, a constant indicator) is added to `found`.
   Results do not depend on the number of threads. Frees the answers in memory once every figure
   about items is made (wave_release_answers).                                                 */
MUST_CHECK enum status analysis_run(struct wave *wave, struct analysis_options options,
                                    struct findings *found, struct figures *out, struct error *err);

#endif
