/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_LINK_H
#define STORE_LINK_H

/* Which units of an earlier wave are, or became, which of a later one (found by ingest/links.h). */

#include <stddef.h>
#include <stdint.h>

struct unit_link {
    uint32_t earlier, later; /* unit.id in the store */
};

struct unit_links {
    struct unit_link *list;
    size_t n;
};

#endif
