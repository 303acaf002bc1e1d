/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets of contact by life event, and who is comfortable with what happens behind the scenes. */
#include "analysis/dialogue_figures.h"

static enum status put_facet(struct analysis *analysis, enum dialogue_facet facet, size_t event,
                             struct error *err)
{
    const struct marks *marks = analysis->marks;
    const struct marked count =
        marks_count(marks, thing_of_facet(marks, facet), NO_CODE, event, MARK_AGREED);
    const struct subject of = {.code = dialogue_facet_name(facet),
                               .group = dialogue_group(analysis, event)};
    TRY(analysis_put_count(
        analysis, "dialogue", "facet", of,
        (struct count){.value = (double)count.sessions,
                       .n = (double)marks_count_sessions(marks, event),
                       .method = "sessions with a segment to which more than half of the session's "
                                 "coders gave a code of this facet"},
        err));
    return analysis_put_count(
        analysis, "dialogue", "facet_segments", of,
        (struct count){.value = (double)count.segments,
                       .n = (double)marks_count_segments(marks, event),
                       .method = "segments to which more than half of the session's coders gave a "
                                 "code of this facet"},
        err);
}

static enum status put_automation(struct analysis *analysis, enum dialogue_facet comfort,
                                  enum dialogue_facet contact, struct error *err)
{
    const struct marks *marks = analysis->marks;
    const size_t kind = thing_of_facet(marks, contact);
    const struct marked both =
        marks_count(marks, thing_of_facet(marks, comfort), kind, ANY_EVENT, MARK_AGREED);
    const struct marked all = marks_count(marks, kind, NO_CODE, ANY_EVENT, MARK_AGREED);
    const struct subject of = {.code = dialogue_facet_name(comfort),
                               .other = dialogue_facet_name(contact)};
    TRY(analysis_put_count(analysis, "dialogue", "automation", of,
                           (struct count){.value = (double)both.sessions,
                                          .n = (double)all.sessions,
                                          .method = "sessions with a segment in which both facets "
                                                    "occur; n: sessions in which the kind of "
                                                    "contact occurs"},
                           err));
    return analysis_put_count(analysis, "dialogue", "automation_segments", of,
                              (struct count){.value = (double)both.segments,
                                             .n = (double)all.segments,
                                             .method = "segments in which both facets occur; n: "
                                                       "segments in which the kind of contact "
                                                       "occurs"},
                              err);
}

/* Kinds of contact: needed or not, wanted or not, with a person or a machine. */
static bool is_of_contact(enum dialogue_facet facet)
{
    const enum dialogue_dimension dimension = dialogue_facet_dimension(facet);
    return dimension == DIMENSION_NEED || dimension == DIMENSION_WISH ||
           dimension == DIMENSION_CHANNEL;
}

static enum status put_comfort(struct analysis *analysis, enum dialogue_facet comfort,
                               struct error *err)
{
    if (dialogue_facet_dimension(comfort) != DIMENSION_AUTOMATION)
        return OK;
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++) {
        const enum dialogue_facet contact = (enum dialogue_facet)i;
        if (is_of_contact(contact) && marks_has_facet(analysis->marks, contact))
            TRY(put_automation(analysis, comfort, contact, err));
    }
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++) {
        const enum dialogue_facet facet = (enum dialogue_facet)i;
        if (!marks_has_facet(analysis->marks, facet))
            continue;
        TRY(put_facet(analysis, facet, ANY_EVENT, err));
        for (size_t event = 0; event < analysis->marks->d->n_events; event++)
            TRY(put_facet(analysis, facet, event, err));
        TRY(put_comfort(analysis, facet, err));
    }
    return OK;
}

const struct family family_dialogue_facets = {"dialogue_facets",
                                              "which contact do people want, and when?", run};
