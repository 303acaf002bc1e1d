/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_PUBLICATION_H
#define INGEST_PUBLICATION_H

/* The settings that say who publishes the figures, where, and under which licence.

       publication_read(in, entries, &settings);

   Who sets some of what a catalogue of open data must have, but not all, is told which are blank,
   by an info: there will be no dcat.rdf then (report/dcat.h).                                   */

#include "ingest/table.h"
#include "store/form.h"

/* All of one row of settings.csv; blank ones too. */
struct publication_entries {
    struct entry publisher, publisher_uri, access_url, licence, contact;
};

/* Sets publisher, publisher_uri, access_url, licence and contact of *out; what is no address, or no
   e-mail address, is a fault. */
void publication_read(const struct reading *in, struct publication_entries entries,
                      struct settings *out);

#endif
