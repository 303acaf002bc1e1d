/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "stats/proportion.h"

static enum status put_rate(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const bool is_known = wave->form->has_register;
    const struct proportion rate =
        proportion_estimate(wave->n_rows, is_known ? wave->n_frame : 0, 0, analysis->confidence);
    struct figure figure = figure_of(rate.value, (double)wave->n_frame);
    figure.low = rate.low;
    figure.high = rate.high;
    figure.status = is_known ? NULL : "z";
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = is_known ? analysis_text(analysis,
                                             "units that answered / units of the frame; Wilson %s "
                                             "of the propensity to answer of units like these",
                                             analysis->interval)
                             : "no register: the units that answered are the frame";
    return analysis_put(analysis, "response", "rate", (struct subject){0}, figure, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    const struct {
        const char *measure;
        size_t value;
        const char *method;
    } rows[] = {
        {"frame", wave->n_frame, "units of the frame"},
        {"n", wave->n_rows, "units that answered and were taken"},
        {"read", wave->n_read, "rows of answers that were read"},
        {"rejected", wave->n_rejected, "rows of answers that could not be taken"},
    };
    TRY(put_rate(analysis, err));
    for (size_t i = 0; i < COUNT(rows); i++)
        TRY(analysis_put_count(
            analysis, "response", rows[i].measure, (struct subject){0},
            (struct count){.value = (double)rows[i].value, .n = MISSING, .method = rows[i].method},
            err));
    return OK;
}

const struct family family_response = {"response", "how many answered?", run};
