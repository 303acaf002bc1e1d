/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_XML_H
#define BASE_XML_H

/* An XML document from a stranger, read piece by piece.

       struct xml *xml = NULL;
       TRY(xml_open((struct xml_options){.file = "coding.qdpx/project.qde", .start = start,
                                         .end = end, .text = text, .context = &reader},
                    &xml, err));
       status = archive_each_piece(archive, entry, xml_feed, xml, err);
       if (status == OK)
           status = xml_finish(xml, err);
       xml_close(xml);

   A document type (<!DOCTYPE>) is refused, and with it every entity that a document could declare:
   nothing outside is ever fetched and nothing grows. UTF-8 and UTF-16 are the only encodings. What
   is deep, long or has a huge tag is refused by the limits below. Faults name line and column. */

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xml_element {
    const char *space;             /* of its namespace; "" for none */
    const char *name;              /* without prefix */
    const char *const *attributes; /* name, value, name, value, ..., NULL; for xml_attribute */
    struct place at;               /* line, and column in characters, of its "<" */
    int depth;                     /* of the root: 1 */
};

/* A status other than OK ends the reading and is handed on. What is passed is borrowed for the
   call. */
typedef enum status xml_on_start(const struct xml_element *element, void *context,
                                 struct error *err);
typedef enum status xml_on_end(const struct xml_element *element, void *context,
                               struct error *err); /* without attributes; `at` of its end tag */
/* All the text between two tags, white space and CDATA included; NUL-terminated UTF-8, line breaks
   "\n". Not called for none. */
typedef enum status xml_on_text(const char *text, size_t n, void *context, struct error *err);

struct xml_options {
    const char *file;    /* for messages; borrowed until xml_close */
    xml_on_start *start; /* each may be NULL */
    xml_on_end *end;
    xml_on_text *text;
    void *context;
    int max_depth;      /* elements within each other; 0: 100 */
    uint64_t max_bytes; /* of the document; 0: 256 MiB */
    size_t max_tag;     /* bytes of one tag or comment; 0: 1 MiB */
};

struct xml;

/* On OK the caller owns *out. Fails with ERR_MEMORY. */
MUST_CHECK enum status xml_open(struct xml_options options, struct xml **out, struct error *err);
void xml_close(struct xml *xml); /* NULL is fine */

/* Reads on; of type archive_take, `xml` a struct xml. After a failure the same is returned again.
     ERR_READ      not well-formed, or refused
     ERR_ENCODING  an encoding other than UTF-8 and UTF-16
     ERR_MEMORY    and whatever the caller's functions return */
MUST_CHECK enum status xml_feed(const char *bytes, size_t n, void *xml, struct error *err);

/* Says that this was all. ERR_READ when the document has not ended. */
MUST_CHECK enum status xml_finish(struct xml *xml, struct error *err);

/* The value of an attribute that has no prefix, or of one in `space`; NULL when it is not there. */
const char *xml_attribute(const struct xml_element *element, const char *name);
const char *xml_attribute_in(const struct xml_element *element, const char *space,
                             const char *name);

#endif
