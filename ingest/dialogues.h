/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_DIALOGUES_H
#define INGEST_DIALOGUES_H

/* A folder of kind "dialogues": coded group talks, from its tables or from a project file.

       sessions.csv   session, life_event, date, participants, coders
       codes.csv      code, parent, label::..., facet
       segments.csv   session, segment, speaker, text, reference
       coding.csv     segment, coder, code
       needs.csv      theme, index, reason::...          may be absent
       choices.csv    the list life_event, for its texts  may be absent

   A project file NAME.qdpx stands for segments.csv and coding.csv, and for sessions.csv and
   codes.csv where these are absent (ingest/dialogue_project.h).

   docs/dialogues.md says what each column means.                                               */

#include "ingest/form.h"
#include "ingest/table.h"

/* Reads the folder's other tables; form_read has read settings.csv, and calls this. Fills
   form->settings and form->dialogues. Faults go to in->found. ERR_READ, ERR_MEMORY. */
MUST_CHECK enum status dialogues_read(struct reading *in, const struct table *settings,
                                      struct form *form, struct form_sources *sources,
                                      struct error *err);

/* Whether the themes of needs.csv name indices of the survey beside; a fault for each that does
   not, in `found`. ERR_MEMORY. */
MUST_CHECK enum status dialogues_check_needs(const struct form *form, const struct form *survey,
                                             struct findings *found, struct error *err);

#endif
