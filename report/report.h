/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

/* What a report is made from. Every number in it is a figure (store/figure.h) or a count kept in
   the wave: nothing in report/ computes a statistic.                                            */

#include "store/feedback.h"
#include "store/figure.h"
#include "store/store.h"
#include "store/wave.h"

enum language { LANGUAGE_SV, LANGUAGE_EN, LANGUAGE_COUNT };

/* Review: for those who check the work, with rows of single units, filters and formulas. Publish:
   for everyone, without any of them. */
enum profile { PROFILE_REVIEW, PROFILE_PUBLISH };

/* All borrowed, for the length of the call. */
struct report {
    const struct wave *wave; /* with its scores; the answers may have been released */
    const struct figures *figures;
    struct store *store; /* holds the names of units, the findings and the rejects of the wave */
    enum language language;
    enum profile profile;
    const char *program;             /* name and version: "mognad 0.1.0" */
    const char *store_path;          /* as the user named it; NULL: not said */
    const struct feedback *feedback; /* of the one agency that it is for (store/feedback.h); NULL:
                                        it is of all */
    const struct report *beside;     /* of a survey: that of the dialogues whose sheets join it, and
                                        back; NULL: none */
};

/* "sv", "en": as in labels and on the command line. */
const char *language_tag(enum language language);

#endif
