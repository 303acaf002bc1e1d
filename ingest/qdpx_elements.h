/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_QDPX_ELEMENTS_H
#define INGEST_QDPX_ELEMENTS_H

/* Between qdpx_gather.c, which walks through project.qde and knows what may stand where, and
   qdpx_elements.c, which takes what an element says. */

#include "ingest/qdpx_inside.h"

enum qdpx_kind {
    NOTHING, /* outside the root */
    SKIPPED, /* and everything in it */
    PROJECT,
    USERS,
    USER,
    CODEBOOK,
    CODES,
    CODE,
    CASES,
    CASE,
    VARIABLES,
    VARIABLE,
    VALUE,
    VALUE_OF,
    VALUE_TEXT,
    CASE_REF,
    SOURCES,
    SOURCE,
    OTHER_SOURCE,
    CONTENT,
    SELECTION,
    MEMO,
    CODING,
    CODE_REF,
    SOURCE_CODING,
    NOTES,
    LINKS,
    LINK
};

enum { MOST_DEPTH = 100 };

struct qdpx_gathering {
    struct qdpx_raw *raw;
    int depth;                             /* of the innermost open element */
    enum qdpx_kind within[MOST_DEPTH + 1]; /* of the elements that are open, by depth */
    size_t code[MOST_DEPTH + 1];           /* the numbers of those that are codes */
    bool is_out_of_memory;
    size_t n_left_out;          /* codings in what is skipped */
    size_t n_of_source;         /* codings of the source in hand as a whole */
    struct qdpx_named left_out; /* the source or note in which */
};

/* Notes an element; false when memory runs out. */
typedef bool qdpx_element(struct qdpx_gathering *g, const struct xml_element *element);
qdpx_element qdpx_on_project, qdpx_on_user, qdpx_on_variable, qdpx_on_case, qdpx_on_code,
    qdpx_on_case_ref, qdpx_on_value, qdpx_on_value_of, qdpx_on_source, qdpx_on_left_out,
    qdpx_on_selection, qdpx_on_memo, qdpx_on_coding, qdpx_on_code_ref, qdpx_on_source_coding,
    qdpx_on_link;

#endif
