/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_ASKED_H
#define INGEST_ASKED_H

/* The column of a question or of one of its options, in the ways in which survey tools write their
   headers. Tried in this order, and the first that is there is taken:

       q1   "q1. Text"        its header (the codebook's `column`, else its name), and going on
       group/q1   group-q1    the groups around it before it (ODK, KoBo); or with ":"
       q1[SQ001]  q1_SQ001    a part in brackets or after "_", "/" or "." (LimeSurvey)
       Whole text of it       its label in any language, but for case and blanks
       Whole te..             the beginning of its label, of no other one's, cut with ".." or "…"

   and an option with each of these before its name or its label: q1/opt, q1[opt], q1_opt, q1.opt,
   "q1 [Label]", "q1 - Label", "q1: Label", "q1 (Label)". */

#include "ingest/fields.h"
#include "ingest/header.h"

struct asked {
    struct header *header;   /* borrowed */
    const struct form *form; /* borrowed */
    const char **keys;       /* of the labels: a question's in every language; NULL: none */
    const char **name_keys;  /* of the header's names */
    size_t n_by_text;        /* columns taken by the text of their question */
    int example;             /* the first of them */
    const char *example_of;  /* its question's name */
};

/* In `header`, which is linked. What it needs is made when it is needed. */
struct asked asked_in(struct header *header, const struct form *form);

/* The column of the field; NOT_THERE or THERE_TWICE. In *wanted the header that is there, else the
   one that should be. */
int asked_find(struct asked *asked, const struct field *field, const char **wanted);

/* The same without texts, and without names that go on. */
int asked_find_whole(struct asked *asked, const struct field *field);

/* The same for option number `option` of its list. */
int asked_find_option(struct asked *asked, const struct field *field, size_t option,
                      const char **wanted);

/* As header_find_folded. */
int asked_find_folded(struct asked *asked, const struct field *field);
int asked_find_folded_option(struct asked *asked, const char *question, const char *option);

/* Notes that the column is taken, and whether by the text of its question. */
void asked_take(struct asked *asked, const struct field *field, int column);

#endif
