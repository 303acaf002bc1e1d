/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_OOXML_H
#define BASE_OOXML_H

/* What all readers of workbooks (.xlsx) share: parts of the package, how they point at each other,
   how cells are named (ECMA-376, part 1, SpreadsheetML; part 2, packages).

       TRY(ooxml_read(archive, "xl/workbook.xml", (struct xml_options){.start = on_start}, err));
       const char *id = ooxml_attribute(element, "id");
       const char *part = ooxml_target(arena, "xl/worksheets/sheet1.xml", "../drawings/d.xml");

   Nothing here keeps anything but in an arena that is passed. */

#include "base/archive.h"
#include "base/arena.h"
#include "base/xml.h"

#include <stdbool.h>
#include <stdint.h>

enum { OOXML_ROWS = 1048576, OOXML_COLUMNS = 16384 };

/* Reads a part of the archive with these functions. ERR_READ when it is not there. */
MUST_CHECK enum status ooxml_read(struct archive *archive, const char *part,
                                  struct xml_options options, struct error *err);

/* The value of an attribute of the namespaces of relationships, transitional or strict; or NULL. */
const char *ooxml_attribute(const struct xml_element *element, const char *name);

/* Whether an attribute says yes; NULL does not. */
bool ooxml_is_yes(const char *text);

/* The part that a relationship of `part` points at: "xl/drawings/d.xml". "" when it leads out of
   the package, where nothing is; NULL when memory runs out. */
const char *ooxml_target(struct arena *arena, const char *part, const char *target);

/* A string with its escapes "_x000D_" undone, in place. */
void ooxml_unescape(char *text);

/* A cell such as "AB12" or "$AB$12" at the start of `text`: row and column from 1. Returns what
   follows, or NULL when there is no cell or it lies outside every sheet. */
const char *ooxml_cell(const char *text, uint32_t *row, uint32_t *column);

#endif
