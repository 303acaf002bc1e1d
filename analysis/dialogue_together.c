/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which themes are spoken of in the same breath. */
#include "analysis/dialogue_figures.h"

static enum status put_pair(struct analysis *analysis, size_t a, size_t b, struct error *err)
{
    const struct marks *marks = analysis->marks;
    const struct marked both = marks_count(marks, a, b, ANY_EVENT, MARK_AGREED);
    if (both.segments == 0)
        return OK;
    const size_t n_either = marks_count(marks, a, NO_CODE, ANY_EVENT, MARK_AGREED).segments +
                            marks_count(marks, b, NO_CODE, ANY_EVENT, MARK_AGREED).segments -
                            both.segments;
    const struct subject of = {.code = marks->d->codes[a].name, .other = marks->d->codes[b].name};
    TRY(analysis_put_count(analysis, "dialogue", "cooccurrence_sessions", of,
                           (struct count){.value = (double)both.sessions,
                                          .n = (double)marks_count_sessions(marks, ANY_EVENT),
                                          .method = "sessions with a segment in which both themes "
                                                    "occur"},
                           err));
    TRY(analysis_put_count(
        analysis, "dialogue", "cooccurrence", of,
        (struct count){.value = (double)both.segments,
                       .n = (double)n_either,
                       .method = "segments in which both themes occur; n: in which either does"},
        err));
    struct figure figure = figure_of((double)both.segments / (double)n_either, (double)n_either);
    figure.unit = "share";
    figure.decimals = 2;
    figure.method = "segments with both themes / segments with either (Jaccard)";
    return analysis_put(analysis, "dialogue", "overlap", of, figure, err);
}

/* A code and one below it are together by definition, and codes that only head others say less than
   those do. */
static bool is_pair(const struct marks *marks, size_t a, size_t b)
{
    const struct dialogues *d = marks->d;
    return marks_is_given(marks, a) && marks_is_given(marks, b) && !dialogues_is_within(d, a, b) &&
           !dialogues_is_within(d, b, a);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const size_t n = analysis->marks->d->n_codes;
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            if (is_pair(analysis->marks, a, b))
                TRY(put_pair(analysis, a, b, err));
    return OK;
}

const struct family family_dialogue_together = {"dialogue_together", "which themes go together?",
                                                run};
