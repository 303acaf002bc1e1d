/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_TALK_H
#define REPORT_TALK_H

/* What the sheets about coded group talks share. Their draft's report is that of the dialogues,
   also when they stand in a survey's workbook: its report is then draft->report->beside. */

#include "report/draft.h"
#include "report/table.h"
#include "store/dialogues.h"

#define TALK_ALL SIZE_MAX /* a life event: all of them */

static inline const struct dialogues *talks(const struct draft *draft)
{
    return draft->report->wave->form->dialogues;
}

/* A code's label, a life event's ("all" for TALK_ALL), a facet's. */
const char *talk_code(struct draft *draft, size_t code);
const char *talk_event(struct draft *draft, size_t event);
const char *talk_facet(struct draft *draft, enum dialogue_facet facet);

/* "dialogue/sessions/CODE|life_event=E"; subject NULL: of no code. NULL when there is none. */
const struct figure *talk_figure(struct draft *draft, const char *measure, const char *subject,
                                 size_t event);

/* What may be made of the code (NO_CODE: of all codes together) by how far coders agree; [z] where
   agreement has no meaning. */
struct cell talk_verdict(struct draft *draft, size_t code);

#endif
