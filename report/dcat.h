/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_DCAT_H
#define REPORT_DCAT_H

/* dcat.rdf: the wave as a dataset of a catalogue, in RDF/XML by DCAT-AP-SE 3.0.1
   (https://docs.dataportal.se/dcat/3.0.1/sv/), for a portal to harvest.

       if (dcat_is_possible(&form->settings))
           TRY(dcat_write("out/2022/dcat.rdf", source, err));

   A catalogue with one dataset, which has a distribution per file: the figures as CSV, and the
   report as XLSX when there is one. What the settings do not say is left out, never made up; both
   dates are the day on which the field work closed.                                             */

#include "report/data_table.h"
#include "report/report.h"

#include <stdbool.h>

/* All borrowed. */
struct dcat_source {
    const struct wave *wave;
    const struct data_file *files; /* those that were written */
    size_t n_files;
    enum language language; /* of the report */
};

/* Whether the settings say what no catalogue can be without: publisher, publisher_uri, access_url
   and licence. */
bool dcat_is_possible(const struct settings *settings);

/* The file appears at `path` whole or not at all. ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status dcat_write(const char *path, struct dcat_source source, struct error *err);

/* `title` without the year, which a catalogue says apart; as it is when nothing else would be
   left. NULL when memory runs out. */
const char *dcat_title(struct arena *arena, const char *title, int year);

#endif
