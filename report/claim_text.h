/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_CLAIM_TEXT_H
#define REPORT_CLAIM_TEXT_H

/* A hypothesis and what came of it, in the words of the report. All texts are the draft's. */

#include "report/draft.h"

/* hypothesis/MEASURE/H; NULL when there is no such figure. */
const struct figure *claim_figure(struct draft *draft, const char *measure,
                                  const struct hypothesis *h);

/* The claim as the survey words it, else its id. */
const char *claim_label(struct draft *draft, const struct hypothesis *h);

/* "Supported", "Contradicted", "Inconclusive", "Could not be tested". */
enum claim_verdict {
    VERDICT_CONTRADICTED,
    VERDICT_INCONCLUSIVE,
    VERDICT_SUPPORTED,
    VERDICT_UNTESTED,
    VERDICT_COUNT
};
enum claim_verdict claim_verdict(struct draft *draft, const struct hypothesis *h);
const char *claim_verdict_text(struct draft *draft, enum claim_verdict verdict);

/* What the estimate measures: "r", "difference in means" ... */
const char *claim_effect(struct draft *draft, const struct hypothesis *h);

/* What was found, in a plain sentence with its interval, and what that means for the claim. It
   never says that one thing causes another. */
const char *claim_sentence(struct draft *draft, const struct hypothesis *h);

/* What a figure beside the estimate is called: "Spearman's rho" for "spearman"; the measure itself
   when it has no name here. */
const char *claim_measure(struct draft *draft, const char *measure);

#endif
