/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ARCHIVE_INSIDE_H
#define BASE_ARCHIVE_INSIDE_H

/* What archive_open.c, which decides what is fit to be opened, and archive.c, which unpacks it,
   share. */

#include "base/archive.h"

struct archive {
    void *zip; /* minizip's */
    const char *path;
    struct archive_limits limits;
    struct arena arena;
    struct archive_entry *entries;
    const struct archive_entry **by_name;
    size_t n_entries;
    char *piece; /* room for one, when first needed */
};

#endif
