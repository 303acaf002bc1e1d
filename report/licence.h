/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_LICENCE_H
#define REPORT_LICENCE_H

/* The licence of open data, as catalogues know it.

       licence_uri(&arena, "https://creativecommons.org/publicdomain/zero/1.0/deed.sv")
                                      "http://creativecommons.org/publicdomain/zero/1.0/"       */

#include "base/arena.h"

/* The address of the licence itself, not of the page that explains it ("deed.sv"); those of
   Creative Commons with http, as their own RDF and DCAT-AP-SE name them. NULL when memory runs
   out. */
const char *licence_uri(struct arena *arena, const char *licence);

/* "CC0-1.0" or "CC-BY-4.0"; NULL for any other. */
const char *licence_name(const char *licence);

#endif
