/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DDI_INSIDE_H
#define REPORT_DDI_INSIDE_H

/* Inside of the codebook, for report/ddi*.c only: the document on its way, and who writes which
   part of it. A text that could not be made is NULL, left out, and noted. */

#include "report/ddi.h"
#include "report/text.h"
#include "report/xmlfile.h"

struct ddi {
    struct ddi_source source;
    const struct form *form;
    struct arena arena;
    struct xmlfile *xml;
    bool is_out_of_memory;
};

/* printf into the arena. */
const char *ddi_print(struct ddi *ddi, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* An element per language that the labels have; without any, one in the form's own language. */
void ddi_labels(struct ddi *ddi, const char *name, struct labels labels);

/* A text of our own, an element per language. */
void ddi_text(struct ddi *ddi, const char *name, enum text text);

/* dataDscr: groups of variables, the questions, the indices. */
void ddi_variables(struct ddi *ddi);

/* The indices as derived variables (part of dataDscr). */
void ddi_indices(struct ddi *ddi);

#endif
