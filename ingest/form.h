/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_FORM_H
#define INGEST_FORM_H

/* A survey folder's tables as one checked and linked form.

       struct findings found = {.arena = &arena};
       struct form *form = NULL;
       status = form_read("surveys/2022", (struct form_options){&arena, &found, NULL}, &form,
                          &sources, err);
       if (status == ERR_TABLE) ... found has every fault, not just the one in err ...          */

#include "base/finding.h"
#include "store/form.h"
#include "store/wave.h"

struct form_options {
    struct arena *arena;       /* borrowed; the form and all it points to live here */
    struct findings *found;    /* borrowed; everything that is wrong or odd */
    const char *register_path; /* another register than FOLDER/register.csv; NULL: that one */
};

/* The files of the folder that were read whole; the register and the answers are not among them. */
struct form_sources {
    struct source *list;
    size_t n;
    enum wave_kind kind; /* of the folder, also when its tables have faults */
};

/* Reads settings, survey, choices, indices, hypotheses and crosswalk, and the header of the
   register; of a folder of dialogues its own tables (ingest/dialogues.h). On OK *out is the form;
   else NULL. ERR_OPEN   the folder is not there, or is none ERR_TABLE  the tables have faults; all
   of them are in options.found, one in *err also ERR_READ, ERR_MEMORY */
MUST_CHECK enum status form_read(const char *folder, struct form_options options, struct form **out,
                                 struct form_sources *sources, struct error *err);

#endif
