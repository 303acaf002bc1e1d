/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_BANDS_H
#define INGEST_BANDS_H

/* The bands of settings.csv, "0=Låg;40=Medel;70=Hög", and their names in other languages, from
   columns such as "bands::English (en)" that hold the same cuts, "0=Low;40=Medium;70=High". */

#include "ingest/labels.h"
#include "ingest/table.h"
#include "store/form.h"

/* Takes the bands of that cell into out->bands, n_bands and bands_at; each is called what it is in
   the default language. ERR_MEMORY. */
MUST_CHECK enum status bands_read(const struct reading *in, struct label_cell from,
                                  struct settings *out, struct error *err);

#endif
