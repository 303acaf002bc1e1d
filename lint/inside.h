/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LINT_INSIDE_H
#define LINT_INSIDE_H

/* What the files that read a workbook share. A reader of a part is a context with three functions
   for base/xml; none keeps state outside it. */

#include "base/ooxml.h"
#include "lint/book.h"

/* --- how parts point at each other ------------------------------------------------------------ */

struct relation {
    const char *id, *type; /* type: what follows the last "/" */
    const char *target;    /* a part, or an address outside */
    bool is_outside;
};

struct relations {
    struct relation *list;
    size_t n, capacity;
};

/* Those of a part; "" is the package. None is no failure. */
MUST_CHECK enum status relations_read(struct lint_book *book, const char *part,
                                      struct relations *out, struct error *err);
/* NULL: there is none. */
const struct relation *relation_by_id(const struct relations *relations, const char *id);
const struct relation *relation_by_type(const struct relations *relations, const char *type);

/* Whether the package has that part. When not, that is a finding about `sheet` (NULL: the book). */
bool part_is_there(struct lint_book *book, const struct lint_sheet *sheet, const char *part);

/* As ooxml_read, within what may be read in all. */
MUST_CHECK enum status part_read(struct lint_book *book, const char *part,
                                 struct xml_options options, struct error *err);

/* --- texts and numbers -------------------------------------------------------------------------
 */

struct gathered { /* text in pieces; starts from {0} */
    char *at;
    size_t n, capacity;
};

MUST_CHECK enum status gather(struct gathered *to, const char *text, size_t n, struct error *err);
const char *gathered_text(struct gathered *from); /* NUL-terminated; until the next piece */
void gathered_free(struct gathered *from);

/* A copy in the arena, with its escapes undone; NULL is "". */
MUST_CHECK enum status keep(struct lint_book *book, const char *text, const char **out,
                            struct error *err);

/* Adds a text; its number in *out. */
MUST_CHECK enum status keep_text(struct lint_book *book, const char *text, bool is_raised,
                                 uint32_t *out, struct error *err);

bool is_element(const struct xml_element *element, const char *name);
long attribute_long(const struct xml_element *element, const char *name, long otherwise);
double attribute_double(const struct xml_element *element, const char *name, double otherwise);
/* "val" of an element of DrawingML: as xs:boolean, true when it is not there. */
bool attribute_val(const struct xml_element *element);

/* --- the parts ---------------------------------------------------------------------------------
 */

MUST_CHECK enum status lint_read_strings(struct lint_book *book, const char *part,
                                         struct error *err);
MUST_CHECK enum status lint_read_theme(struct lint_book *book, const char *part, struct error *err);
MUST_CHECK enum status lint_read_styles(struct lint_book *book, const char *part,
                                        struct error *err);
MUST_CHECK enum status lint_read_sheet(struct lint_book *book, struct lint_sheet *sheet,
                                       struct error *err);
MUST_CHECK enum status lint_read_table(struct lint_book *book, struct lint_sheet *sheet,
                                       const char *part, struct error *err);
MUST_CHECK enum status lint_read_drawing(struct lint_book *book, struct lint_sheet *sheet,
                                         const char *part, struct error *err);
/* The chart in that part; arena's. */
MUST_CHECK enum status lint_read_chart(struct lint_book *book, const char *part,
                                       struct lint_chart *out, struct error *err);

/* One more element in an array of the book's arena. */
#define MORE(book, list, n, capacity, type)                                                        \
    arena_grown((book)->arena, (list), (n), &(capacity), type)

#endif
