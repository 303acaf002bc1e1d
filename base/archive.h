/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ARCHIVE_H
#define BASE_ARCHIVE_H

/* A zip file from a stranger, read only.

       struct archive *archive = NULL;
       TRY(archive_open("coding.qdpx", (struct archive_limits){0}, &archive, err));
       const struct archive_entry *entry = archive_find(archive, "project.qde");
       if (entry != NULL)
           status = archive_read(archive, entry, &arena, &bytes, err);      entry->size of them
       archive_close(archive);

   Nothing is ever written to the disk, and what could only be meant to harm is refused when the
   file is opened: names that lead out of a folder (absolute, "..", a drive, a backslash), names
   that occur twice, encrypted entries, methods other than stored and deflated, and sizes beyond
   what the caller allows, before a byte of them is unpacked. What an entry holds is unpacked up to
   the size that it claims, never further, and is good only if its checksum is. */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archive_limits {   /* {0} is the house default */
    uint64_t entry_bytes; /* of one entry, unpacked; 0: 256 MiB */
    uint64_t total_bytes; /* of all entries, unpacked; 0: 1 GiB */
    uint64_t ratio;       /* unpacked bytes per packed byte of an entry over 1 MiB; 0: 200 */
    size_t entries;       /* 0: 10,000 */
};

struct archive_entry {
    const char *name; /* as in the archive, with "/" between folders; UTF-8 */
    const char *path; /* "coding.qdpx/project.qde": its place in messages */
    uint64_t size;    /* bytes, unpacked */
    bool is_folder;   /* its name ends with "/" */
    /* private */
    uint64_t packed;
    uint64_t directory_byte, number;
};

struct archive;

/* Opens a regular file and reads its list of entries. On OK the caller owns *out; on failure *out
   is NULL.
     ERR_OPEN  there is no such file, it is no regular file, or it may not be read
     ERR_READ  it is not a zip file, it is damaged, or it is refused: the message says why, and
   which entry it is about ERR_MEMORY */
MUST_CHECK enum status archive_open(const char *path, struct archive_limits limits,
                                    struct archive **out, struct error *err);
void archive_close(struct archive *archive); /* NULL is fine */

/* The file's name as it was opened, and its entries in the order of the archive's list; borrowed
   until it is closed. */
const char *archive_path(const struct archive *archive);
size_t archive_count(const struct archive *archive);
const struct archive_entry *archive_entry(const struct archive *archive, size_t i);

/* The entry of exactly that name, or NULL. */
const struct archive_entry *archive_find(const struct archive *archive, const char *name);

/* Takes the next bytes of an entry. A status other than OK ends the reading and is handed on. */
typedef enum status archive_take(const char *bytes, size_t n, void *context, struct error *err);

/* Unpacks an entry in pieces of up to 64 KiB. Pieces may have been taken when it turns out that the
   entry is damaged. ERR_READ with the entry's place; or what `take` returns. */
MUST_CHECK enum status archive_each_piece(struct archive *archive,
                                          const struct archive_entry *entry, archive_take *take,
                                          void *context, struct error *err);

/* Unpacks an entry whole, with a NUL behind, into the arena. */
MUST_CHECK enum status archive_read(struct archive *archive, const struct archive_entry *entry,
                                    struct arena *arena, const char **out, struct error *err);

#endif
