/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_GRAPHML_H
#define REPORT_GRAPHML_H

/* network.graphml: who co-operates with whom, for programs that draw and measure networks (Gephi,
   igraph, networkx), in GraphML (http://graphml.graphdrawing.org/).

       TRY(graphml_write("out/2022/network.graphml", wave, err));

   A node is a unit of the frame, with its key, name, groups, measures and scores; what is not known
   of it is left out. An edge is a tie as reported, with its weight. About single units: not for a
   publication. */

#include "store/network.h"

/* Of a wave that has a network, measured. The file appears at `path` whole or not at all.
   ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status graphml_write(const char *path, const struct wave *wave, struct error *err);

#endif
