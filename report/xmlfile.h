/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_XMLFILE_H
#define REPORT_XMLFILE_H

/* An XML document written element by element, in UTF-8, indented.

       struct xmlfile *xml = NULL;
       TRY(xmlfile_open("out/2022/dcat.rdf", &xml, err));
       xmlfile_begin(xml, "dcat:Dataset");
       xmlfile_attribute(xml, "rdf:about", uri);
       xmlfile_element(xml, "dcterms:title", title);        <dcterms:title>...</dcterms:title>
       xmlfile_end(xml);
       status = xmlfile_finish(xml, err);
       xmlfile_close(xml);

   An element has either a text or elements in it. Whatever the texts hold, the document is
   well-formed: a character that XML cannot hold, or a byte that is no UTF-8, is written as U+FFFD.
   As report/outfile.h: a failure leaves nothing behind.                                         */

#include "base/error.h"

#include <stdint.h>

struct xmlfile;

enum { XMLFILE_DEPTH = 16 }; /* elements within each other, at most */

/* On OK the caller owns *out; on failure *out is NULL. */
MUST_CHECK enum status xmlfile_open(const char *path, struct xmlfile **out, struct error *err);

/* Begins an element within the one that is open; the name is borrowed until its end. */
void xmlfile_begin(struct xmlfile *xml, const char *name);

/* An attribute of the element that has just begun; nothing for NULL. */
void xmlfile_attribute(struct xmlfile *xml, const char *name, const char *text);

/* The text of the element that has just begun. */
void xmlfile_text(struct xmlfile *xml, const char *text);

/* Ends the innermost element. */
void xmlfile_end(struct xmlfile *xml);

/* A whole element with a text; nothing for NULL. */
void xmlfile_element(struct xmlfile *xml, const char *name, const char *text);

/* The same with an attribute, which may be NULL. */
void xmlfile_element_with(struct xmlfile *xml, const char *name, const char *attribute,
                          const char *value, const char *text);

/* A whole element that is empty but for an attribute. */
void xmlfile_empty(struct xmlfile *xml, const char *name, const char *attribute, const char *value);

/* Completes the file; all elements have ended. ERR_WRITE when that or any writing failed. */
MUST_CHECK enum status xmlfile_finish(struct xmlfile *xml, struct error *err);

void xmlfile_close(struct xmlfile *xml); /* NULL is fine; drops what was not finished */

#endif
